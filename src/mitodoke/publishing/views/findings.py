"""The page 指摘: where the documents are doubtful."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.findings import PAGE_SIZE, FindingDocument, findings_page
from mitodoke.publishing.presentation.page import page_address
from mitodoke.publishing.views.page import City, find_city, open_everything, public_page
from mitodoke.publishing.views.show import show


@public_page
def findings(request: HttpRequest, code: str, page: int = 1) -> HttpResponse:
    """The doubtful places, grouped by check."""
    city = find_city(code)
    documents = [
        FindingDocument(index=one.index, addresses=one.addresses, label=one.short_label)
        for one in open_everything(city)
    ]
    shown = findings_page(documents, request.GET, page)
    return show(
        request,
        "findings.html",
        city,
        title=tr("指摘"),
        section="findings",
        page=shown,
        pager=shown.slice.pager(city.addresses.findings, shown.query),
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of this list without a filter."""
    count = sum(len(one.index.edition.audit.findings) for one in open_everything(city))
    for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1):
        yield page_address(city.addresses.findings, number)
