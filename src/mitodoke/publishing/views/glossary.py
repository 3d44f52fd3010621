"""The page of the glossary: the documents' terms and the site's own words."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.departments import Shelved
from mitodoke.publishing.presentation.glossary import glossary_page
from mitodoke.publishing.views.page import City, find_city, newest_edition, public_page
from mitodoke.publishing.views.show import show


@public_page
def glossary(request: HttpRequest, code: str) -> HttpResponse:
    """Terms with their explanations and the places where they occur."""
    city = find_city(code)
    newest = [newest_edition(city, kind) for kind in DocumentKind if city.shelf.has(kind)]
    return show(
        request,
        "glossary.html",
        city,
        title=tr("用語"),
        section="glossary",
        description=tr("文書に出てくる用語と、このサイトの言葉の説明。"),
        page=glossary_page(
            [Shelved(index=one.index, addresses=one.addresses, label=one.short_label) for one in newest]
        ),
        explaining=[one for one in newest if one.index.edition.content.glossary],
    )


def pages(city: City) -> Iterator[str]:
    """The address of this page."""
    yield city.addresses.page("glossary")
