"""The page of the search: what was asked, the hits with their marks, and the ways to narrow it down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.open_data.edition_name import UNKNOWN
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.page import BadParameterError, Pager
from mitodoke.publishing.search.record import RecordKind, SearchRecord
from mitodoke.publishing.search.result import (
    Advice,
    AdviceKind,
    Excerpt,
    FacetValue,
    Marked,
    SearchFilters,
    SearchResult,
)

PAGE_SIZE = 20
MAX_PAGES = 1000
FACETS = ("kind", "document", "year", "department", "form")
"""The parameters of an address that narrow a search down, in the order of the page."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What an address asks for: the words, one value at most for each facet, and the page of the list."""

    words: str
    chosen: dict[str, str]
    page: int

    def address(self, base: str, **changes: str) -> str:
        """The address that asks for the same with `changes`; an empty value takes a facet away."""
        asked = {"q": self.words} | self.chosen | changes
        return f"{base}?{urlencode({name: value for name, value in asked.items() if value})}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """One hit: what it is, where its page stands, and its texts with the words marked."""

    label: str
    title: Marked
    address: str
    edition: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetChoice:
    """One way to narrow down; `content` where the name is a document's own word."""

    label: str
    count: int
    address: str
    chosen: bool
    content: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetGroup:
    """The choices of one facet."""

    label: str
    choices: tuple[FacetChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAdvice:
    """Other words that find something."""

    reason: str
    words: str
    total: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The page of one search; nothing but the form where no words were asked for."""

    words: str
    asked: bool
    shortened: bool
    total: int
    first: int
    last: int
    hits: tuple[ShownHit, ...]
    facets: tuple[FacetGroup, ...]
    advice: tuple[ShownAdvice, ...]
    pager: Pager | None


def read_request(parameters: Mapping[str, str]) -> SearchRequest:
    """What the parameters ask for; BadParameterError names the one that makes no sense."""
    chosen = {name: parameters.get(name, "").strip() for name in FACETS}
    if chosen["kind"] and chosen["kind"] not in set(RecordKind):
        raise BadParameterError(tr("指定された種類はありません。種類を選び直してください。"))
    if chosen["document"] and chosen["document"] not in set(DocumentKind):
        raise BadParameterError(tr("指定された文書はありません。文書を選び直してください。"))
    if chosen["form"] and chosen["form"] not in set(CollaborationForm):
        raise BadParameterError(tr("指定された協働の形態はありません。形態を選び直してください。"))
    year = chosen["year"]
    if year and year != UNKNOWN and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise BadParameterError(tr("年度は、西暦4桁で指定してください。"))
    page = parameters.get("page", "").strip() or "1"
    if not (page.isascii() and page.isdigit() and len(page) <= 4 and 1 <= int(page) <= MAX_PAGES):
        raise BadParameterError(
            tr("ページの番号は、1から{pages}までの数字で指定してください。", pages=MAX_PAGES)
        )
    return SearchRequest(words=parameters.get("q", ""), chosen=chosen, page=int(page))


def filters_of(asked: SearchRequest, city: str) -> SearchFilters:
    """The filters that a request means."""
    chosen = asked.chosen
    return SearchFilters(
        city=city,
        kinds=(RecordKind(chosen["kind"]),) if chosen["kind"] else (),
        documents=(DocumentKind(chosen["document"]),) if chosen["document"] else (),
        years=((None if chosen["year"] == UNKNOWN else int(chosen["year"])),) if chosen["year"] else (),
        departments=(chosen["department"],) if chosen["department"] else (),
        forms=(CollaborationForm(chosen["form"]),) if chosen["form"] else (),
    )


def search_page(
    asked: SearchRequest, result: SearchResult, base: str, address_of: Callable[[SearchRecord], str]
) -> SearchPage:
    """Everything the page of a search shows; `base` is the address of the search itself."""
    pages = max(1, -(-result.total // PAGE_SIZE))
    if asked.page > pages:
        raise BadParameterError(tr("ページの番号は、1から{pages}までの数字で指定してください。", pages=pages))
    return SearchPage(
        words=asked.words,
        asked=bool(result.query.words),
        shortened=result.query.shortened,
        total=result.total,
        first=result.offset + 1 if result.total else 0,
        last=result.offset + len(result.hits),
        hits=tuple(
            ShownHit(
                label=" ".join(part for part in (tr(hit.record.heading), hit.record.detail) if part),
                title=hit.title,
                address=address_of(hit.record),
                edition="、".join(show_fiscal_year(year) for year in hit.record.years),
                excerpts=hit.excerpts,
            )
            for hit in result.hits
        ),
        facets=tuple(group for group in _groups(asked, result, base) if group.choices),
        advice=tuple(_advice(one, base) for one in result.advice),
        pager=_pager(asked, pages, base),
    )


def _groups(asked: SearchRequest, result: SearchResult, base: str) -> Iterable[FacetGroup]:
    facets = result.facets

    def group(
        name: str,
        label: str,
        values: Iterable[FacetValue[Value]],
        said: Callable[[Value], str],
        segment: Callable[[Value], str] = str,
        *,
        content: bool = False,
    ) -> FacetGroup:
        return FacetGroup(
            label=label,
            choices=tuple(
                FacetChoice(
                    label=said(one.value),
                    count=one.count,
                    address=asked.address(base, **{name: "" if one.chosen else segment(one.value)}),
                    chosen=one.chosen,
                    content=content,
                )
                for one in values
            ),
        )

    yield group("kind", tr("種類"), facets.kinds, lambda one: tr(one.label))
    yield group("document", tr("文書"), facets.documents, lambda one: tr(one.label))
    yield group("year", tr("年度"), facets.years, show_fiscal_year, year_segment)
    yield group("form", tr("協働の形態"), facets.forms, lambda one: tr(one.label))
    yield group("department", tr("担当部署"), facets.departments, str, content=True)


def _advice(advice: Advice, base: str) -> ShownAdvice:
    reasons = {
        AdviceKind.FILTERS: tr("絞り込みを外す"),
        AdviceKind.LOOK_ALIKE: tr("形の似た字を入れ替える"),
        AdviceKind.FEWER_WORDS: tr("言葉を減らす"),
        AdviceKind.PART: tr("言葉の一部で探す"),
    }
    return ShownAdvice(
        reason=reasons[advice.kind],
        words=advice.query,
        total=advice.total,
        address=f"{base}?{urlencode({'q': advice.query})}",
    )


def _pager(asked: SearchRequest, pages: int, base: str) -> Pager | None:
    pages = min(pages, MAX_PAGES)
    if pages == 1:
        return None

    def address(page: int) -> str:
        return asked.address(base, page="" if page == 1 else str(page))

    return Pager(
        number=asked.page,
        pages=pages,
        previous=address(asked.page - 1) if asked.page > 1 else None,
        next=address(asked.page + 1) if asked.page < pages else None,
    )
