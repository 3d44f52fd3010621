"""The page 検算: what the recomputation of every stated figure says."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.audit import audit_section
from mitodoke.publishing.views.page import City, OpenEdition, find_city, open_everything, public_page
from mitodoke.publishing.views.show import show


@public_page
def audit(request: HttpRequest, code: str) -> HttpResponse:
    """Every stated figure beside its recomputation, document by document."""
    city = find_city(code)
    editions = open_everything(city)
    sections = [audit_section(one.index, one.addresses, one.short_label, _anchor(one)) for one in editions]
    return show(
        request, "audit.html", city, title=tr("検算"), section="audit", sections=sections, editions=editions
    )


def pages(city: City) -> Iterator[str]:
    """The address of this page."""
    yield city.addresses.audit


def _anchor(one: OpenEdition) -> str:
    return f"{PILLARS[one.addresses.kind]}-{year_segment(one.row.fiscal_year)}"
