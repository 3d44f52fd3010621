"""The outline of a plan: which kinds of item there are, how they nest, and the record of one item."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.place import Place


class ItemKind(StrEnum):
    """A level of a plan's outline."""

    VISION = "vision"
    PLEDGE = "pledge"
    MEASURE = "measure"
    BASIC_GOAL = "basic_goal"
    BASIC_DIRECTION = "basic_direction"
    PROJECT = "project"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            ItemKind.VISION: "ビジョン",
            ItemKind.PLEDGE: "公約",
            ItemKind.MEASURE: "施策",
            ItemKind.BASIC_GOAL: "基本目標",
            ItemKind.BASIC_DIRECTION: "施策の基本的方向",
            ItemKind.PROJECT: "事業",
        }[self]


OUTLINES: dict[DocumentKind, tuple[ItemKind, ...]] = {
    DocumentKind.MAYORAL_PLEDGES: (ItemKind.VISION, ItemKind.PLEDGE, ItemKind.MEASURE),
    DocumentKind.COMPREHENSIVE_STRATEGY: (
        ItemKind.BASIC_GOAL,
        ItemKind.BASIC_DIRECTION,
        ItemKind.MEASURE,
        ItemKind.PROJECT,
    ),
    DocumentKind.COLLABORATION_REGISTER: (),
}
"""The levels of each kind of document from the top down; an item's parent is of the level above."""


def parent_kind(document: DocumentKind, kind: ItemKind) -> ItemKind | None:
    """The kind an item of `kind` hangs under in `document`; None for the top; ValueError if it has no place."""
    levels = OUTLINES[document]
    if kind not in levels:
        raise ValueError(f"a {document} has no {kind}")
    depth = levels.index(kind)
    return levels[depth - 1] if depth else None


class RevisionFlag(StrEnum):
    """What a mid-term review printed beside an item."""

    NEW_MEASURE = "new_measure"
    NEW_PROJECT = "new_project"
    CONTENT_CHANGED = "content_changed"
    ENDED = "ended"
    TARGET_CHANGED = "target_changed"
    KPI_CHANGED = "kpi_changed"

    @property
    def label(self) -> str:
        """The word as cities print it."""
        return {
            RevisionFlag.NEW_MEASURE: "新規施策",
            RevisionFlag.NEW_PROJECT: "新規事業",
            RevisionFlag.CONTENT_CHANGED: "事業内容変更",
            RevisionFlag.ENDED: "取組終了",
            RevisionFlag.TARGET_CHANGED: "数値目標変更",
            RevisionFlag.KPI_CHANGED: "KPI変更",
        }[self]


class Repeat(StrEnum):
    """Whether an activity repeats another item's (再掲)."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One 取組事業内容 of a measure; `position` counts from 1; `repeat` is the mark its measure carries.

    `text` is None only in abridged content (see SourceDocument.abridged).
    """

    position: int
    text: str | None
    repeat: Repeat
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One item of a plan as the document prints it.

    `item_id` is unique in the document, `code` as in design.md section 6. None means that the source lost it
    (title, departments, flags, sdgs), an empty tuple that the source shows none. `printed_progress` is in
    percent. `repeat` is the 再掲 mark on a measure. Texts keep their line breaks.
    """

    item_id: str
    parent_id: str | None
    kind: ItemKind
    code: str
    title: str | None
    place: Place
    subtitle: str | None = None
    departments: tuple[str, ...] | None = ()
    flags: tuple[RevisionFlag, ...] | None = ()
    sdgs: tuple[int, ...] | None = ()
    printed_progress: Decimal | None = None
    repeat: Repeat = Repeat.NONE
    summary: str | None = None
    audience: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """A term the document explains; `number` is its footnote number (※3 is 3) where it has one.

    `definition` is None only in abridged content (see SourceDocument.abridged).
    """

    number: int | None
    term: str
    definition: str | None
    place: Place
