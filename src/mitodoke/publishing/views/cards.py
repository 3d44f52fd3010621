"""The pictures that stand for pages where they are passed on: of a city, an edition, a vision or pledge."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.social_card import SocialCard, social_card
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import KINDS
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.presentation.pledge_card import CARD_KINDS, CardWords, edition_card, item_card
from mitodoke.publishing.views.page import City, find_city, open_edition, open_row, public_page
from mitodoke.publishing.views.plan import find_item


@public_page
def city_card(request: HttpRequest, code: str) -> HttpResponse:
    """The newest document of the first pillar that the city has, under the city's name."""
    city = find_city(code)
    opened = open_row(city, city.shelf.newest_of_all()[0])
    return _picture(city, edition_card(opened.index, opened.addresses))


@public_page
def edition_picture(
    request: HttpRequest, code: str, pillar: str, year: int | None, version: int
) -> HttpResponse:
    """The main figure of an edition."""
    city = find_city(code)
    opened = open_edition(city, KINDS[pillar], year, version)
    return _picture(city, edition_card(opened.index, opened.addresses))


@public_page
def item_picture(request: HttpRequest, code: str, year: int | None, version: int, key: str) -> HttpResponse:
    """The percentage of a vision or pledge."""
    city = find_city(code)
    opened = open_edition(city, DocumentKind.MAYORAL_PLEDGES, year, version)
    item = find_item(opened, key)
    if item.kind not in CARD_KINDS:
        raise NoSuchPageError(tr("この項目の画像はありません。画像があるのはビジョンと公約です。"))
    return _picture(city, item_card(item, opened.index, opened.addresses))


def files(city: City) -> Iterator[str]:
    """The addresses of all pictures of a city."""
    yield f"{city.addresses.files}card.png"
    for row in city.shelf.rows:
        addresses = city.shelf.addresses(row)
        yield addresses.file("card.png")
        if DocumentKind(row.kind) is DocumentKind.MAYORAL_PLEDGES:
            for key, item in open_row(city, row).index.items_by_key.items():
                if item.kind in CARD_KINDS:
                    yield addresses.file(f"cards/{key}.png")


def _picture(city: City, words: CardWords) -> HttpResponse:
    card = SocialCard(
        city=city.name,
        title=words.title,
        figure=words.figure,
        unit=words.unit,
        meaning=words.meaning,
        date=words.date,
        coverage=words.coverage,
        site=tr("公約・戦略・協働の見届け"),
        fictional=tr("架空") if city.fictional else "",
    )
    return HttpResponse(social_card(card), content_type="image/png")
