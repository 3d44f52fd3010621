"""What every page needs: the city and its editions, the language, and answers to bad requests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.views.decorators.http import require_safe

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing import queries
from mitodoke.publishing.kept import keep_answer
from mitodoke.publishing.language.speak import JAPANESE, LANGUAGES, speaking, tr
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses, language_prefix
from mitodoke.publishing.presentation.asked import tell
from mitodoke.publishing.presentation.downloads import TableDownloads, table_downloads
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import BadParameterError, Link, NoSuchPageError
from mitodoke.publishing.presentation.shelf import EditionRow, Shelf, edition_label
from mitodoke.publishing.presentation.withdrawn import notice_of
from mitodoke.publishing.rows import WithdrawnRow
from mitodoke.publishing.views.withdrawn import notices_at, withdrawn_editions

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

    def tables(self, names: Sequence[str]) -> tuple[TableDownloads, ...]:
        """The downloads of the open-data tables called `names`."""
        return table_downloads(self.index.edition, self.addresses, names)

    @property
    def short_label(self) -> str:
        """Kind, year and version, for lists."""
        return f"{tr(self.addresses.kind.label)} {edition_label(self.row, published=False)}"


def public_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answers reading requests only, in the language of the address; a bad request gets a page that helps."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with speaking(language_of(request.path_info)):
            try:
                response = view(request, *args, **kwargs)
                keep_answer(request)
                return response
            except NoSuchPageError as problem:
                notices = notices_at(request.path_info)
                if notices:
                    return withdrawn_page(request, notices)
                return problem_page(request, 404, tr("ページが見つかりません"), str(problem))
            except BadParameterError as problem:
                return problem_page(request, 400, tr("指定を確かめてください"), str(problem))

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", require_safe(answer))


def language_of(path: str) -> str:
    """The language that an address below the site's root names by its first segment; Japanese by default."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES else JAPANESE


def site_root() -> str:
    """The first page of the site in the language of the page."""
    return f"{get_script_prefix()}{language_prefix()}"


def find_city(code: str, *, emptied: bool = False) -> City:
    """The city that bears `code`; NoSuchPageError where nothing of it is published.

    With `emptied` also a city of which everything is withdrawn; its shelf is then empty.
    """
    row = next((one for one in queries.municipalities() if one.code == code), None)
    editions = queries.editions_of(code) if row else []
    if row is None or not editions:
        withdrawn = withdrawn_editions(code) if emptied else ()
        if not withdrawn:
            raise NoSuchPageError(tr("この団体コードで公表されているものはありません。"))
        row = queries.MunicipalityRow(
            code=code, name=withdrawn[0].municipality, fictional=withdrawn[0].fictional
        )
    tell((code, "city"), (row.name, row.fictional))
    addresses = CityAddresses(code, get_script_prefix())
    return City(
        code=code,
        name=row.name,
        fictional=row.fictional,
        addresses=addresses,
        shelf=Shelf(addresses, editions),
    )


def newest_edition(city: City, kind: DocumentKind) -> OpenEdition:
    """The newest edition of `kind`; NoSuchPageError where there is none."""
    row = city.shelf.newest(kind)
    if row is None:
        raise NoSuchPageError(tr("{city}の{kind}は公表されていません。", city=city.name, kind=tr(kind.label)))
    return open_row(city, row)


def open_edition(city: City, kind: DocumentKind, fiscal_year: int | None, version: int | None) -> OpenEdition:
    """The edition of a year and version (the newest where none is named); NoSuchPageError where there is none."""
    row = city.shelf.find(kind, fiscal_year, version)
    if row is None:
        raise NoSuchPageError(
            tr(
                "{city}の{kind}で、その年度・版のものは公表されていません。",
                city=city.name,
                kind=tr(kind.label),
            )
        )
    return open_row(city, row)


def open_row(city: City, row: EditionRow) -> OpenEdition:
    """The edition of `row`, decoded and looked up."""
    return OpenEdition(row, _index(row), city.shelf.addresses(row))


def open_everything(city: City) -> list[OpenEdition]:
    """The newest version of every document, kinds in the order of the pillars."""
    return [open_row(city, row) for row in city.shelf.newest_of_all()]


@lru_cache(maxsize=64)
def _index(row: EditionRow) -> EditionIndex:
    """Built once an edition: a row names its content by hash, and editions never change."""
    edition = queries.load_edition(row.code, row.kind, row.fiscal_year, row.version)
    if edition is None:
        raise NoSuchPageError(tr("この版は公表されていません。"))
    return EditionIndex(edition)


def problem_page(request: HttpRequest, status: int, title: str, message: str) -> HttpResponse:
    """A page that says what is wrong with a request and leads back."""
    parts = [part for part in request.path_info.split("/") if part and part not in LANGUAGES]
    links = [Link(tr("最初のページ"), site_root())]
    row = next((one for one in queries.municipalities() if parts and one.code == parts[0]), None)
    if row is not None:
        home = CityAddresses(row.code, get_script_prefix()).home
        links.insert(0, Link(tr("{city}のページ", city=row.name), home))
    if request.GET:
        links.insert(0, Link(tr("条件を付けずに開く"), request.path))
    context = {"title": title, "message": message, "links": links, "city": None, "root": site_root()}
    return render(request, "publishing/problem.html", context, status=status)


def withdrawn_page(request: HttpRequest, rows: Sequence[WithdrawnRow]) -> HttpResponse:
    """The notice in the place of withdrawn editions, with the status 410 (gone) for machines."""
    code = rows[0].code
    addresses = CityAddresses(code, get_script_prefix())
    links = [Link(tr("正誤と取下げの一覧"), addresses.page("corrections"))]
    shelf = Shelf(addresses, queries.editions_of(code))
    for kind, year in dict.fromkeys((one.kind, one.fiscal_year) for one in rows):
        row = shelf.find(kind, year)
        if row is not None:
            home = shelf.addresses(row).home
            links.insert(0, Link(tr("公表中の版：{edition}", edition=edition_label(row)), home))
    if shelf.rows:
        links.append(Link(tr("{city}のページ", city=rows[0].municipality), addresses.home))
    context = {
        "title": tr("この版は取り下げました"),
        "notices": [notice_of(one, get_script_prefix()) for one in rows],
        "links": links,
        "city": None,
        "root": site_root(),
    }
    return render(request, "publishing/withdrawn.html", context, status=410)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an address that no page has."""
    with speaking(language_of(request.path_info)):
        return problem_page(
            request,
            404,
            tr("ページが見つかりません"),
            tr("このアドレスのページはありません。アドレスの打ち間違いがないか確かめてください。"),
        )
