"""The pages 検算 and 指摘: what a recomputation says, and where the documents are doubtful."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from mitodoke.publishing.presentation.addresses import PILLARS, year_segment
from mitodoke.publishing.presentation.audit import audit_section
from mitodoke.publishing.presentation.findings import FindingDocument, findings_page
from mitodoke.publishing.views.page import City, OpenEdition, find_city, open_row, public_page, show


@public_page
def audit(request: HttpRequest, code: str) -> HttpResponse:
    """Every stated figure beside its recomputation, document by document."""
    city = find_city(code)
    sections = [
        audit_section(one.index, one.addresses, _label(one), _anchor(one)) for one in _everything(city)
    ]
    return show(request, "audit.html", city, title="検算", section="audit", sections=sections)


@public_page
def findings(request: HttpRequest, code: str) -> HttpResponse:
    """The doubtful places, grouped by check."""
    city = find_city(code)
    documents = [
        FindingDocument(index=one.index, addresses=one.addresses, label=_label(one))
        for one in _everything(city)
    ]
    page = findings_page(documents, request.GET)
    return show(request, "findings.html", city, title="指摘", section="findings", page=page)


def _everything(city: City) -> list[OpenEdition]:
    return [open_row(city, row) for row in city.shelf.newest_of_all()]


def _label(one: OpenEdition) -> str:
    return f"{one.addresses.kind.label} {one.label.split('（')[0]}"


def _anchor(one: OpenEdition) -> str:
    return f"{PILLARS[one.addresses.kind]}-{year_segment(one.row.fiscal_year)}"
