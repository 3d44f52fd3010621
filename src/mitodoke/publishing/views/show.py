"""The frame around the content of a city's pages: navigation, trail, languages, and what machines read in the head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path
from markupsafe import Markup

from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import LANGUAGES, language, speaking, tr
from mitodoke.publishing.presentation.addresses import language_prefix
from mitodoke.publishing.presentation.newer_version import newer_version
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.public_address import BASE, public_base
from mitodoke.publishing.views.page import City, OpenEdition, site_root


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The page that is shown, in another language."""

    code: str
    name: str
    address: str
    current: bool


def show(
    request: HttpRequest,
    template: str,
    city: City,
    *,
    title: str,
    section: str = "",
    trail: tuple[Link, ...] = (),
    edition: OpenEdition | None = None,
    description: str = "",
    card: str | None = None,
    described: str = "",
    **content: Any,
) -> HttpResponse:
    """Render `template` inside the frame of `city`; `section` names the entry of the navigation that is open.

    `description` is one sentence for search engines and cards, `card` the address of the picture that stands for
    the page when it is passed on (by default the edition's), `described` what schema.org says of it, as JSON-LD
    that is safe inside a page.
    """
    base = public_base(request)
    frame = {
        "root": site_root(),
        "city": city,
        "title": title,
        "description": description,
        "section": section,
        "navigation": navigation(city),
        "more": more_links(city, served=BASE not in request.META),
        "trail": (Link(city.name, city.addresses.home, content=True), *trail) if section else (),
        "edition": edition,
        "newer": edition and newer_version(city.shelf, edition.row, queries.change_reasons_of),
        "switch": city.shelf.switch(edition.row) if edition else (),
        "languages": languages(request),
        "static_form": BASE in request.META,
        "canonical": base and base + escape_uri_path(request.path.removeprefix(get_script_prefix())),
        "card": _whole(card or (edition.addresses.file("card.png") if edition else None), base),
        "feed": f"{city.addresses.files}feed.xml",
        "described": Markup(described),  # noqa: S704 - embedded() escapes it
    }
    return render(request, f"publishing/{template}", frame | content)


def _whole(address: str | None, base: str) -> str | None:
    """The address with the site's own before it, as other sites need it."""
    return None if address is None or not base else base + address.removeprefix(get_script_prefix())


def languages(request: HttpRequest) -> tuple[LanguageChoice, ...]:
    """The address of this page in every language."""
    root = get_script_prefix()
    path = request.path.removeprefix(root).removeprefix(language_prefix())
    choices = []
    for code, name in LANGUAGES.items():
        with speaking(code):
            prefix = language_prefix()
        choices.append(
            LanguageChoice(code, name, f"{root}{prefix}{escape_uri_path(path)}", code == language())
        )
    return tuple(choices)


def navigation(city: City) -> tuple[tuple[str, Link], ...]:
    """The entries of the navigation: the name of the section and its link."""
    pillars = tuple(
        (PILLARS[kind], Link(tr(kind.label), city.addresses.pillar(kind)))
        for kind in DocumentKind
        if city.shelf.has(kind)
    )
    return (
        *pillars,
        ("departments", Link(tr("担当部署", count=2), city.addresses.page("departments"))),
        ("audit", Link(tr("検算"), city.addresses.audit)),
        ("findings", Link(tr("指摘"), city.addresses.findings)),
        ("compare", Link(tr("くらべる"), city.addresses.page("compare"))),
        ("data", Link(tr("データ"), city.addresses.page("data"))),
    )


def more_links(city: City, *, served: bool) -> tuple[Link, ...]:
    """The pages that the foot of every page leads to; files have no API."""
    links = [
        Link(tr(label), city.addresses.page(segment))
        for label, segment in (
            ("SDGs", "sdgs"),
            ("用語集", "glossary"),
            ("計算方法", "method"),
            ("正誤", "corrections"),
            ("このサイトについて", "about"),
            ("アクセシビリティ", "accessibility"),
        )
    ]
    if city.shelf.has(DocumentKind.COLLABORATION_REGISTER):
        links.append(Link(tr("カレンダー"), city.addresses.page("calendar")))
    return (*links, *([Link("API", f"{site_root()}api/")] if served else []))
