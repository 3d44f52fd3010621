"""The outline of a plan: which kinds of item there are, how they nest, and the record of one item."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.place import Place


class ItemKind(StrEnum):
    """A level of a plan's outline; those of a plan with levels of a city's own are numbered from the top."""

    VISION = "vision"
    PLEDGE = "pledge"
    MEASURE = "measure"
    BASIC_GOAL = "basic_goal"
    BASIC_DIRECTION = "basic_direction"
    PROJECT = "project"
    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    LEVEL_4 = "level_4"
    LEVEL_5 = "level_5"
    LEVEL_6 = "level_6"
    LEVEL_7 = "level_7"
    LEVEL_8 = "level_8"

    @property
    def label(self) -> str:
        """The Japanese word shown to people; of a numbered level its document knows the name (`own_levels`)."""
        return {
            ItemKind.VISION: "ビジョン",
            ItemKind.PLEDGE: "公約",
            ItemKind.MEASURE: "施策",
            ItemKind.BASIC_GOAL: "基本目標",
            ItemKind.BASIC_DIRECTION: "施策の基本的方向",
            ItemKind.PROJECT: "事業",
            ItemKind.LEVEL_1: "第1階層",
            ItemKind.LEVEL_2: "第2階層",
            ItemKind.LEVEL_3: "第3階層",
            ItemKind.LEVEL_4: "第4階層",
            ItemKind.LEVEL_5: "第5階層",
            ItemKind.LEVEL_6: "第6階層",
            ItemKind.LEVEL_7: "第7階層",
            ItemKind.LEVEL_8: "第8階層",
        }[self]


OWN_LEVELS: tuple[ItemKind, ...] = (
    ItemKind.LEVEL_1,
    ItemKind.LEVEL_2,
    ItemKind.LEVEL_3,
    ItemKind.LEVEL_4,
    ItemKind.LEVEL_5,
    ItemKind.LEVEL_6,
    ItemKind.LEVEL_7,
    ItemKind.LEVEL_8,
)
"""The levels that a plan of a city's own may have, from the top down; a plan uses as many as it names."""

OUTLINES: dict[DocumentKind, tuple[ItemKind, ...]] = {
    DocumentKind.MAYORAL_PLEDGES: (ItemKind.VISION, ItemKind.PLEDGE, ItemKind.MEASURE),
    DocumentKind.COMPREHENSIVE_STRATEGY: (
        ItemKind.BASIC_GOAL,
        ItemKind.BASIC_DIRECTION,
        ItemKind.MEASURE,
        ItemKind.PROJECT,
    ),
    DocumentKind.COMPREHENSIVE_PLAN: OWN_LEVELS,
    DocumentKind.COLLABORATION_REGISTER: (),
}
"""The levels of each kind of document from the top down; an item's parent is of the level above.

How many of its levels a 総合計画 has, and what they are called, is told by the document itself (`own_levels`).
"""


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
