"""What can be found: one record for everything public that a reader may look for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.outline import ItemKind


class RecordKind(StrEnum):
    """What a record is; in the order in which equally good hits are listed.

    The items of a plan with levels of a city's own are one kind: what each level is called differs by document.
    """

    VISION = "vision"
    BASIC_GOAL = "basic_goal"
    PLEDGE = "pledge"
    BASIC_DIRECTION = "basic_direction"
    MEASURE = "measure"
    PROJECT = "project"
    PLAN_ITEM = "plan_item"
    INDICATOR = "indicator"
    COLLABORATION_ENTRY = "collaboration_entry"
    OPINION = "opinion"
    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    GLOSSARY_TERM = "glossary_term"
    FINDING = "finding"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return _OTHER_LABELS.get(self) or ItemKind(self.value).label


_OTHER_LABELS = {
    RecordKind.PLAN_ITEM: "総合計画の項目",
    RecordKind.INDICATOR: "数値目標・KPI",
    RecordKind.COLLABORATION_ENTRY: "協働事業",
    RecordKind.OPINION: "外部評価の意見",
    RecordKind.ORGANISATION: "団体",
    RecordKind.DEPARTMENT: "担当部署",
    RecordKind.GLOSSARY_TERM: "用語",
    RecordKind.FINDING: "指摘",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchField:
    """One text of a record beside its title; `label` says what it is, in Japanese."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """One thing that can be found.

    `city` is the municipality's code. `document`, `fiscal_year` and `version` name the edition, and `key` the item
    or entry whose page tells of the record (`EditionIndex.item_keys`, `entry_keys`); None where it has no such
    page. `part` is what the record is within that page or edition: an indicator's id, an organisation's or
    department's name, a term, or the place of a finding. `heading` is the Japanese word for its kind (``公約``, ``共催``)
    and `detail` its printed code or number, or a finding's severity; `title` is empty where the source lost it. `years` and `documents` are those of all editions that mention it:
    more than one only for organisations and departments. `newest` is False in a superseded version.
    """

    city: str
    kind: RecordKind
    document: DocumentKind
    fiscal_year: int | None
    version: int
    key: str | None
    part: str | None
    heading: str
    detail: str
    title: str
    fields: tuple[SearchField, ...]
    departments: tuple[str, ...]
    form: CollaborationForm | None
    years: tuple[int | None, ...]
    documents: tuple[DocumentKind, ...]
    newest: bool = True
