"""The frame around the content of a city's pages: navigation, trail, languages, and what machines read in the head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from markupsafe import Markup

from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.publishing.language.speak import LANGUAGES, language, speaking, tr
from mitodoke.publishing.presentation.addresses import language_prefix
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.public_address import public_base
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
        "trail": (Link(city.name, city.addresses.home, content=True), *trail) if section else (),
        "edition": edition,
        "switch": city.shelf.switch(edition.row) if edition else (),
        "languages": languages(request),
        "canonical": base + request.path.removeprefix(get_script_prefix()),
        "card": _whole(card or (edition.addresses.file("card.png") if edition else None), base),
        "feed": f"{city.addresses.files}feed.xml",
        "described": Markup(described),  # noqa: S704 - embedded() escapes it
    }
    return render(request, f"publishing/{template}", frame | content)


def _whole(address: str | None, base: str) -> str | None:
    """The address with the site's own before it, as other sites need it."""
    return None if address is None else base + address.removeprefix(get_script_prefix())


def languages(request: HttpRequest) -> tuple[LanguageChoice, ...]:
    """The address of this page in every language."""
    root = get_script_prefix()
    path = request.path.removeprefix(root).removeprefix(language_prefix())
    choices = []
    for code, name in LANGUAGES.items():
        with speaking(code):
            prefix = language_prefix()
        choices.append(LanguageChoice(code, name, f"{root}{prefix}{path}", code == language()))
    return tuple(choices)


def navigation(city: City) -> tuple[tuple[str, Link], ...]:
    """The entries of the navigation: the name of the section and its link."""
    pillars = tuple(
        (PILLARS[kind], Link(tr(kind.label), city.addresses.pillar(kind)))
        for kind in DocumentKind
        if city.shelf.newest(kind)
    )
    return (
        *pillars,
        ("audit", Link(tr("検算"), city.addresses.audit)),
        ("findings", Link(tr("指摘"), city.addresses.findings)),
    )
