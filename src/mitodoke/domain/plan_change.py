"""What a person may do to a plan, each act as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.indicator import Accumulation, DesiredChange, IndicatorLevel
from mitodoke.domain.plan_content import PlannedValue
from mitodoke.domain.plan_structure import PlanStructure


class ItemField(StrEnum):
    """A field of an item that people edit; the value is the name of the field in `PlannedItem`."""

    CODE = "code"
    TITLE = "title"
    SUBTITLE = "subtitle"
    DEPARTMENTS = "departments"
    SDGS = "sdgs"
    SUMMARY = "summary"
    AUDIENCE = "audience"
    OUTCOMES = "outcomes"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return ITEM_LABELS[self.value]


ITEM_LABELS = {
    "code": "番号",
    "title": "題名",
    "subtitle": "副題",
    "departments": "担当部署",
    "sdgs": "SDGs",
    "summary": "概要",
    "audience": "対象",
    "outcomes": "成果",
}
LIST_FIELDS = frozenset({ItemField.DEPARTMENTS, ItemField.AUDIENCE, ItemField.OUTCOMES})


class IndicatorField(StrEnum):
    """A field of an indicator that people edit; the value is the name of the field in `PlannedIndicator`."""

    NAME = "name"
    UNIT = "unit"
    ACCUMULATION = "accumulation"
    DESIRED_CHANGE = "desired_change"
    BASELINE = "baseline"
    TARGETS = "targets"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return INDICATOR_LABELS[self.value]


INDICATOR_LABELS = {
    "name": "指標名",
    "unit": "単位",
    "accumulation": "累計・単年度の別",
    "desired_change": "望ましい方向",
    "baseline": "基準値",
    "targets": "目標値",
    "note": "注記",
}

ItemValue = str | tuple[str, ...] | tuple[int, ...] | None
IndicatorFieldValue = str | PlannedValue | tuple[PlannedValue, ...] | Accumulation | DesiredChange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStructure:
    """Give the plan these levels; every level that has items must stay."""

    structure: PlanStructure


@dataclass(frozen=True, slots=True, kw_only=True)
class AddItem:
    """Add an item under `parent_id` (None: at the top), as the last one or before a brother."""

    parent_id: str | None
    code: str
    title: str
    departments: tuple[str, ...] = ()
    summary: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeItem:
    """Give one field of an item another value."""

    item_id: str
    field: ItemField
    value: ItemValue


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveItem:
    """Move an item with all below it under another parent of the same level, last or before a brother."""

    item_id: str
    parent_id: str | None
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndItem:
    """取組終了, with what is under it: it stays in the plan, with the reason."""

    item_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeItem:
    """Take up an ended item again."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveItem:
    """Take out an item, with what is under it, that the plan in force does not have yet."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddIndicator:
    """Add an indicator to an item."""

    item_id: str
    level: IndicatorLevel
    name: str
    unit: str | None = None
    accumulation: Accumulation | None = None
    desired_change: DesiredChange | None = None
    baseline: PlannedValue | None = None
    targets: tuple[PlannedValue, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIndicator:
    """Give one field of an indicator another value."""

    indicator_id: str
    field: IndicatorField
    value: IndicatorFieldValue


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveIndicator:
    """Take an indicator out of the plan; earlier revisions keep it."""

    indicator_id: str


Change = (
    SetStructure
    | AddItem
    | ChangeItem
    | MoveItem
    | EndItem
    | ResumeItem
    | RemoveItem
    | AddIndicator
    | ChangeIndicator
    | RemoveIndicator
)
