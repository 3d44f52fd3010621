"""The pages of the Sustainable Development Goals (SDGs)."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.sdgs import SDG_GOALS
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.departments import Shelved
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.sdg_pages import goal_address, goal_list, goal_page
from mitodoke.publishing.views.page import City, OpenEdition, find_city, newest_edition, public_page
from mitodoke.publishing.views.show import show

_SECTION = "sdgs"


@public_page
def sdgs(request: HttpRequest, code: str) -> HttpResponse:
    """All 17 goals with the number of items and indicators that name them."""
    city = find_city(code)
    return show(
        request,
        "sdgs.html",
        city,
        title=tr("SDGs（持続可能な開発目標）"),
        section=_SECTION,
        description=tr("SDGsの17の目標ごとに、関係する事業と指標をまとめています。"),
        page=goal_list([_shelved(one) for one in _newest(city)], city.addresses),
    )


@public_page
def sdg(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One goal with the items and indicators that name it."""
    city = find_city(code)
    newest = _newest(city)
    page = goal_page(number, [_shelved(one) for one in newest], city.addresses)
    name = page.name if language() == JAPANESE else page.name_en
    return show(
        request,
        "sdg.html",
        city,
        title=tr("目標{number} {name}", number=number, name=name),
        section=_SECTION,
        trail=(Link(tr("SDGs"), city.addresses.page("sdgs")),),
        page=page,
        opened={one.addresses.kind.value: one for one in newest},
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of the list and of every goal."""
    yield city.addresses.page("sdgs")
    for goal in SDG_GOALS:
        yield goal_address(goal.number, city.addresses)


def _newest(city: City) -> list[OpenEdition]:
    """The newest edition of every kind that has items."""
    opened = [newest_edition(city, kind) for kind in DocumentKind if city.shelf.has(kind)]
    return [one for one in opened if one.index.items]


def _shelved(one: OpenEdition) -> Shelved:
    return Shelved(index=one.index, addresses=one.addresses, label=one.short_label)
