"""Renders one address of the site as a file, and notes what it was made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import unquote

from django.http import HttpRequest
from django.urls import resolve

from mitodoke.publishing.presentation.asked import Question, listening
from mitodoke.publishing.presentation.downloads import offers_reports
from mitodoke.publishing.public_address import BASE
from mitodoke.publishing.static_form.relative_links import file_of, redirect_page, with_relative_links

Use = tuple[Question, str]
"""A question that a page asked, and the hash of the answer."""


class PageNotRenderedError(Exception):
    """A page of the site's own map could not be rendered; its text names the address and the status."""


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A file below the output folder, its content, and what it was made of."""

    path: str
    content: bytes
    uses: tuple[Use, ...]


def render_address(address: str, base: str, reports: bool = False) -> RenderedFile:
    """The file for `address`; `base` is the public address, empty where none is known.

    `reports` tells whether the reports to print are part of the site.
    """
    offered = offers_reports.set(reports)
    try:
        return _render(address, base)
    finally:
        offers_reports.reset(offered)


def _render(address: str, base: str) -> RenderedFile:
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = unquote(address)
    request.META |= {BASE: base}
    with listening() as answers:
        match = resolve(request.path_info)
        response = match.func(request, *match.args, **match.kwargs)
    if response.status_code in {301, 302}:
        content = redirect_page(response.headers["Location"], address)
    elif response.status_code not in {200, 410}:  # 410: the notice in the place of a withdrawn edition
        raise PageNotRenderedError(f"{address}: {response.status_code}")
    else:
        content = response.content
        if response.headers["Content-Type"].startswith("text/html"):
            content = with_relative_links(content, address)
    uses = tuple(sorted((question, digest(answer)) for question, answer in answers.items()))
    return RenderedFile(unquote(file_of(address)), content, uses)


def digest(answer: object) -> str:
    """A short hash of an answer; records say everything about themselves in their repr."""
    return hashlib.sha256(repr(answer).encode("utf-8", "surrogatepass")).hexdigest()[:16]
