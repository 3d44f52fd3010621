"""Parts that hand-made editions of 花咲市, a city that does not exist, are put together from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import Activity, ItemKind, PlanItem, Repeat
from mitodoke.domain.place import line_place

CODE = "999997"
CITY = "花咲市"


@dataclass(frozen=True)
class Row:
    """An edition as the queries list it."""

    code: str
    kind: DocumentKind
    fiscal_year: int | None
    version: int
    published_on: str | None
    title: str
    edition_id: int
    sha256: str


@dataclass(frozen=True)
class CityRow:
    """A city as the queries list it."""

    code: str
    name: str
    fictional: bool


def row_of(edition: Edition, edition_id: int = 1) -> Row:
    """How the queries list `edition`."""
    document = edition.content.document
    return Row(
        code=document.municipality_code or "",
        kind=document.kind,
        fiscal_year=document.fiscal_year,
        version=edition.version,
        published_on=edition.published_on,
        title=document.title,
        edition_id=edition_id,
        sha256=f"{document.sha256[:56]}{edition_id:08}",
    )


def document(kind: DocumentKind, year: int | None, title: str, **other: object) -> SourceDocument:
    """A source document of 花咲市."""
    base = SourceDocument(
        document=f"{kind}-{CODE}-{year}",
        title=title,
        kind=kind,
        layout="by_hand",
        municipality_code=CODE,
        municipality=CITY,
        fiscal_year=year,
        period_start=f"{year}-04-01" if year else None,
        period_end=f"{year + 1}-03-31" if year else None,
        as_of=f"{year + 1}-03-31" if year else None,
        published=f"{year + 1}-05" if year else None,
        publisher="花咲市 企画部",
        sha256="0123456789abcdef" * 4,
        lines=400,
        lines_accounted=400,
    )
    return replace(base, **other)


def item(
    kind: ItemKind, code: str, parent: str | None, title: str | None, line: int, **other: object
) -> PlanItem:
    """An item whose id is its code."""
    base = PlanItem(
        item_id=code, parent_id=parent, kind=kind, code=code, title=title, place=line_place(line, line + 3)
    )
    return replace(base, **other)


def activities(*texts: str, line: int = 40) -> tuple[Activity, ...]:
    """Activities on lines of their own."""
    return tuple(
        Activity(position=n, text=text, repeat=Repeat.NONE, place=line_place(line + n))
        for n, text in enumerate(texts, start=1)
    )


def source_text(count: int = 400) -> tuple[str, ...]:
    """A source text of `count` lines."""
    return tuple(f"{n}行目の文" if n % 3 else "" for n in range(1, count + 1))
