"""The page 指摘: where the documents are doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.findings import (
    FACETS,
    FindingDocument,
    facet_address,
    finding_pages,
    findings_page,
)
from mitodoke.publishing.presentation.page import BadParameterError, Link, NoSuchPageError
from mitodoke.publishing.views.page import City, find_city, open_everything, public_page
from mitodoke.publishing.views.show import show

_SECTION = "findings"


@public_page
def findings(request: HttpRequest, code: str, page: int = 1) -> HttpResponse:
    """The doubtful places, grouped by check; the form of the served site combines choices in the query."""
    city = find_city(code)
    return _list(request, city, city.addresses.findings, request.GET, page)


@public_page
def chosen_findings(request: HttpRequest, code: str, facet: str, key: str, page: int = 1) -> HttpResponse:
    """The doubtful places of one severity, document or check."""
    city = find_city(code)
    if facet not in FACETS:
        raise NoSuchPageError(tr("この分け方の指摘の一覧はありません。"))
    try:
        return _list(request, city, facet_address(city.addresses, facet, key), {facet: key}, page)
    except BadParameterError as problem:
        raise NoSuchPageError(str(problem)) from problem


def pages(city: City) -> Iterator[str]:
    """The addresses of the list and of its choices, each with all its pages."""
    return finding_pages(city.addresses, _documents(city))


def _list(
    request: HttpRequest, city: City, base: str, parameters: Mapping[str, str], number: int
) -> HttpResponse:
    shown = findings_page(_documents(city), parameters, number)
    plain = base == city.addresses.findings
    return show(
        request,
        "findings.html",
        city,
        title=tr("指摘"),
        section=_SECTION,
        trail=() if plain else (Link(tr("指摘"), city.addresses.findings),),
        page=shown,
        editions=open_everything(city),
        pager=shown.slice.pager(base, shown.query if plain else None),
    )


def _documents(city: City) -> list[FindingDocument]:
    return [
        FindingDocument(index=one.index, addresses=one.addresses, label=one.short_label)
        for one in open_everything(city)
    ]
