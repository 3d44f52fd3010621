"""A source document: what it is, whose it is, which period it tells of, and how its lines were used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.place import Place

DESK_LAYOUT = "desk"
"""The layout of a document that no file was read for: it was made at the desk."""


class DocumentKind(StrEnum):
    """What a document reports on."""

    MAYORAL_PLEDGES = "mayoral_pledges"
    COMPREHENSIVE_STRATEGY = "comprehensive_strategy"
    COMPREHENSIVE_PLAN = "comprehensive_plan"
    COLLABORATION_REGISTER = "collaboration_register"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            DocumentKind.MAYORAL_PLEDGES: "市長公約",
            DocumentKind.COMPREHENSIVE_STRATEGY: "総合戦略",
            DocumentKind.COMPREHENSIVE_PLAN: "総合計画",
            DocumentKind.COLLABORATION_REGISTER: "協働事業",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """The document as a whole.

    `municipality_code` is the six-digit 全国地方公共団体コード or None; dates are ISO (`published` may be a
    month, ``2026-05``); `fiscal_year` is the year (April to March, named by its first year) that the newest
    facts belong to; `period_start`/`period_end` bound what is reported; `as_of` is the day the state is told for.
    `sha256` is the hash of the bytes read, `lines` their number of lines, `lines_accounted` how many of those
    became records, headings, or were left out with a reason. `abridged` marks content that keeps the facts and
    figures of a document but not its sentences, for passing on without the document.
    """

    document: str
    title: str
    kind: DocumentKind
    layout: str
    municipality_code: str | None
    municipality: str | None
    fiscal_year: int | None
    period_start: str | None
    period_end: str | None
    as_of: str | None
    published: str | None
    publisher: str | None
    sha256: str
    lines: int
    lines_accounted: int
    abridged: bool = False

    @property
    def is_made_here(self) -> bool:
        """Whether it was made at the desk and has no original that could print, or have lost, a figure."""
        return self.layout == DESK_LAYOUT


class LineRole(StrEnum):
    """What became of a line."""

    RECORD = "record"
    HEADING = "heading"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineUse:
    """Lines `place` were used as `role`; `detail` is a record's id, a heading's kind, or why left out."""

    place: Place
    role: LineRole
    detail: str
