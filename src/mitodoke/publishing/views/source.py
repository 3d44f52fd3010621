"""The page of a source text with the lines of a fact marked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from mitodoke.publishing import queries
from mitodoke.publishing.presentation.addresses import KINDS, PILLARS
from mitodoke.publishing.presentation.page import BadParameterError, Link, NoSuchPageError
from mitodoke.publishing.presentation.source import source_page
from mitodoke.publishing.views.page import find_city, open_edition, public_page, show


@public_page
def source(request: HttpRequest, code: str, kind: str, year: int | None) -> HttpResponse:
    """The numbered lines of a document; ``lines`` marks some, ``version`` names an earlier edition's text."""
    city = find_city(code)
    if kind not in KINDS:
        raise NoSuchPageError("この種類の文書はありません。")
    opened = open_edition(city, KINDS[kind], year, _version(request.GET.get("version", "")), newest=False)
    document = opened.index.document
    return show(
        request,
        "source.html",
        city,
        title=f"原文：{document.title}",
        section=PILLARS[KINDS[kind]],
        trail=(Link(KINDS[kind].label, opened.addresses.home),),
        edition=opened,
        document=document,
        page=source_page(queries.source_lines(opened.index.edition), request.GET),
        address=opened.addresses.source(),
    )


def _version(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadParameterError("版は、1以上の数字で指定してください。")
    return int(text)
