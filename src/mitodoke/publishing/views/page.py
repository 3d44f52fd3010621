"""What every page needs: the city and its editions, the frame around the content, and answers to bad requests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.views.decorators.http import require_safe

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing import queries
from mitodoke.publishing.presentation.addresses import PILLARS, CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import BadParameterError, Link, NoSuchPageError
from mitodoke.publishing.presentation.shelf import EditionRow, Shelf, edition_label

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class City:
    """One municipality with its published editions."""

    code: str
    name: str
    fictional: bool
    addresses: CityAddresses
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """The edition that a page shows: its row, its facts ready to look up, and the addresses of its pages."""

    row: EditionRow
    index: EditionIndex
    addresses: EditionAddresses

    @property
    def label(self) -> str:
        """What people call the edition."""
        return edition_label(self.row)


def public_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answers reading requests only; a missing page or senseless parameter gets a page that helps."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchPageError as problem:
            return _problem(request, 404, "ページが見つかりません", str(problem))
        except BadParameterError as problem:
            return _problem(request, 400, "指定を確かめてください", str(problem))

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", require_safe(answer))


def find_city(code: str) -> City:
    """The city that bears `code`; NoSuchPageError where nothing of it is published."""
    row = next((one for one in queries.municipalities() if one.code == code), None)
    editions = queries.editions_of(code) if row else []
    if row is None or not editions:
        raise NoSuchPageError("この団体コードで公表されているものはありません。")
    addresses = CityAddresses(code, get_script_prefix())
    return City(
        code=code,
        name=row.name,
        fictional=row.fictional,
        addresses=addresses,
        shelf=Shelf(addresses, editions),
    )


def open_edition(
    city: City,
    kind: DocumentKind,
    fiscal_year: int | None = None,
    version: int | None = None,
    *,
    newest: bool,
) -> OpenEdition:
    """The newest edition of `kind`, or that of a year and version; NoSuchPageError where there is none."""
    row = city.shelf.newest(kind) if newest else city.shelf.find(kind, fiscal_year, version)
    if row is None:
        raise NoSuchPageError(f"{city.name}の{kind.label}で、その年度・版のものは公表されていません。")
    return open_row(city, row)


def open_row(city: City, row: EditionRow) -> OpenEdition:
    """The edition of `row`, decoded and looked up."""
    return OpenEdition(row, _index(row), city.shelf.addresses(row))


@lru_cache(maxsize=64)
def _index(row: EditionRow) -> EditionIndex:
    """Built once an edition: a row names its content by hash, and editions never change."""
    edition = queries.load_edition(row.code, row.kind, row.fiscal_year, row.version)
    if edition is None:
        raise NoSuchPageError("この版は公表されていません。")
    return EditionIndex(edition)


def show(
    request: HttpRequest,
    template: str,
    city: City,
    *,
    title: str,
    section: str = "",
    trail: tuple[Link, ...] = (),
    edition: OpenEdition | None = None,
    **content: Any,
) -> HttpResponse:
    """Render `template` inside the frame of `city`; `section` names the entry of the navigation that is open."""
    frame = {
        "city": city,
        "title": title,
        "section": section,
        "navigation": _navigation(city),
        "trail": (Link(city.name, city.addresses.home), *trail) if section else (),
        "edition": edition,
        "switch": city.shelf.switch(edition.row) if edition else (),
    }
    return render(request, f"publishing/{template}", frame | content)


def section_link(city: City, kind: DocumentKind) -> Link:
    """The first page of a pillar, for trails."""
    return Link(kind.label, f"{city.addresses.home}{PILLARS[kind]}/")


def _navigation(city: City) -> tuple[tuple[str, Link], ...]:
    pillars = tuple(
        (PILLARS[kind], section_link(city, kind)) for kind in DocumentKind if city.shelf.newest(kind)
    )
    return (
        *pillars,
        ("audit", Link("検算", city.addresses.audit)),
        ("findings", Link("指摘", city.addresses.findings)),
    )


def _problem(request: HttpRequest, status: int, title: str, message: str) -> HttpResponse:
    parts = [part for part in request.path.removeprefix(get_script_prefix()).split("/") if part]
    links = [Link("最初のページ", get_script_prefix())]
    row = next((one for one in queries.municipalities() if parts and one.code == parts[0]), None)
    if row is not None:
        links.insert(0, Link(f"{row.name}のページ", CityAddresses(row.code, get_script_prefix()).home))
    if request.GET:
        links.insert(0, Link("条件を付けずに開く", request.path))
    context = {"title": title, "message": message, "links": links, "city": None}
    return render(request, "publishing/problem.html", context, status=status)
