"""The code lists of the open data tables: every code with its Japanese and its English name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mitodoke.domain.amount import AmountKind
from mitodoke.domain.collaboration import CollaborationForm, NameHolder, OrganisationRole, Recurrence
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.evidence import EvidenceKind
from mitodoke.domain.finding import Severity
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.indicator import Accumulation, DesiredChange, IndicatorLevel, ValueRole
from mitodoke.domain.outline import OWN_LEVELS, ItemKind, Repeat, RevisionFlag
from mitodoke.domain.own_field import FieldControl
from mitodoke.domain.quantity import MissingReason
from mitodoke.domain.rating import RatingState
from mitodoke.domain.sdgs import SDG_GOALS


@dataclass(frozen=True, slots=True)
class Code:
    """One code and what it means."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes that a column may hold, in a fixed order."""

    name: str
    title: str
    title_en: str
    codes: tuple[Code, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The codes alone."""
        return tuple(code.code for code in self.codes)


class _Labelled(Protocol):
    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...


def _codes(*members: tuple[_Labelled, str]) -> tuple[Code, ...]:
    return tuple(Code(str(member.value), member.label, english) for member, english in members)


CODE_LISTS: tuple[CodeList, ...] = (
    CodeList(
        "document_kind", "文書の種別", "kind of document",
        _codes(
            (DocumentKind.MAYORAL_PLEDGES, "mayoral pledges"),
            (DocumentKind.COMPREHENSIVE_STRATEGY, "comprehensive strategy"),
            (DocumentKind.COMPREHENSIVE_PLAN, "comprehensive plan"),
            (DocumentKind.COLLABORATION_REGISTER, "register of collaboration projects"),
        ),
    ),
    CodeList(
        "item_kind", "項目の階層", "level of an item",
        _codes(
            (ItemKind.VISION, "vision"),
            (ItemKind.PLEDGE, "pledge"),
            (ItemKind.MEASURE, "measure"),
            (ItemKind.BASIC_GOAL, "basic goal"),
            (ItemKind.BASIC_DIRECTION, "basic direction"),
            (ItemKind.PROJECT, "project"),
            *((kind, f"level {number} of a plan of its own levels") for number, kind in enumerate(OWN_LEVELS, 1)),
        ),
    ),
    CodeList(
        "revision_flag", "見直しの区分", "mark of a review",
        _codes(
            (RevisionFlag.NEW_MEASURE, "new measure"),
            (RevisionFlag.NEW_PROJECT, "new project"),
            (RevisionFlag.CONTENT_CHANGED, "content changed"),
            (RevisionFlag.ENDED, "ended"),
            (RevisionFlag.TARGET_CHANGED, "numerical target changed"),
            (RevisionFlag.KPI_CHANGED, "KPI changed"),
        ),
    ),
    CodeList(
        "repeat", "再掲の区分", "mark of repetition",
        (
            Code(Repeat.NONE.value, "再掲ではない", "not repeated"),
            Code(Repeat.PARTIAL.value, "一部再掲", "repeated in part"),
            Code(Repeat.FULL.value, "再掲", "repeated"),
        ),
    ),
    CodeList(
        "item_field", "原典で失われた欄", "field lost in the source",
        (
            Code("title", "名称", "title"),
            Code("departments", "担当部署", "departments"),
            Code("flags", "見直しの区分", "marks of a review"),
            Code("sdgs", "SDGsのゴール", "Sustainable Development Goals"),
        ),
    ),
    CodeList(
        "sdg", "SDGsのゴール", "Sustainable Development Goal",
        tuple(Code(str(goal.number), goal.name, goal.name_en) for goal in SDG_GOALS),
    ),
    CodeList(
        "indicator_level", "指標の種類", "level of an indicator",
        _codes(
            (IndicatorLevel.NUMERICAL_TARGET, "numerical target of a goal"),
            (IndicatorLevel.KPI, "key performance indicator"),
        ),
    ),
    CodeList(
        "accumulation", "値の積み上げ方", "how values add up",
        _codes(
            (Accumulation.CUMULATIVE, "cumulative"),
            (Accumulation.ANNUAL, "of one year"),
            (Accumulation.SNAPSHOT, "at one point in time"),
        ),
    ),
    CodeList(
        "desired_change", "望ましい方向", "desired change",
        _codes(
            (DesiredChange.INCREASE, "increase"),
            (DesiredChange.DECREASE, "decrease"),
            (DesiredChange.MAINTAIN, "maintain"),
        ),
    ),
    CodeList(
        "value_role", "値の役割", "role of a value",
        _codes(
            (ValueRole.BASELINE, "baseline"),
            (ValueRole.ACTUAL, "actual"),
            (ValueRole.TARGET, "target"),
        ),
    ),
    CodeList(
        "missing_reason", "値がない理由", "why a value is missing",
        _codes(
            (MissingReason.NOT_GIVEN, "not given (a dash)"),
            (MissingReason.EMPTY, "empty cell"),
            (MissingReason.NOT_A_NUMBER, "not a number"),
            (MissingReason.LOST, "lost in the source"),
        ),
    ),
    CodeList(
        "rating_state", "評価の状態", "state of a rating",
        _codes(
            (RatingState.RATED, "rated"),
            (RatingState.NOT_DUE, "not started"),
            (RatingState.STOPPED, "stopped"),
            (RatingState.CANNOT_BE_JUDGED, "cannot be judged"),
        ),
    ),
    CodeList(
        "amount_kind", "金額の種類", "kind of amount",
        _codes(
            (AmountKind.BUDGET, "initial budget"),
            (AmountKind.FINAL_BUDGET, "final budget"),
            (AmountKind.SETTLEMENT, "settlement"),
        ),
    ),
    CodeList(
        "evidence_kind", "根拠資料のファイルの種類", "kind of a file of evidence",
        _codes(
            (EvidenceKind.PDF, "PDF"),
            (EvidenceKind.PNG, "picture (PNG)"),
            (EvidenceKind.JPEG, "picture (JPEG)"),
            (EvidenceKind.XLSX, "Excel"),
            (EvidenceKind.DOCX, "Word"),
            (EvidenceKind.TEXT, "text or CSV"),
        ),
    ),
    CodeList(
        "verification_decision", "検証の判断", "decision of a yearly review",
        _codes(
            (VerificationDecision.CONTINUE, "continue"),
            (VerificationDecision.IMPROVE, "improve"),
            (VerificationDecision.EXPAND, "expand"),
            (VerificationDecision.MERGE, "merge"),
            (VerificationDecision.END, "end"),
        ),
    ),
    CodeList(
        "field_control", "独自の欄の種類", "kind of a field of the city's own",
        _codes(
            (FieldControl.TEXT, "text"),
            (FieldControl.NUMBER, "number"),
            (FieldControl.CHOICE, "choice"),
            (FieldControl.DATE, "date"),
            (FieldControl.FILE, "file"),
            (FieldControl.FILE_LINK, "address of a file"),
            (FieldControl.SCALE, "step of a scale"),
        ),
    ),
    CodeList(
        "collaboration_form", "協働の形態", "form of collaboration",
        _codes(
            (CollaborationForm.CO_HOSTING, "co-hosting"),
            (CollaborationForm.COMMITTEE, "executive committee or council"),
            (CollaborationForm.COOPERATION, "cooperation (other)"),
            (CollaborationForm.PATRONAGE, "patronage (use of name)"),
            (CollaborationForm.COMMISSION, "commission"),
            (CollaborationForm.SUBSIDY, "subsidy"),
            (CollaborationForm.SPONSORSHIP, "sponsorship"),
        ),
    ),
    CodeList(
        "name_holder", "後援の名義", "in whose name a patronage is given",
        _codes(
            (NameHolder.CITY, "the municipality"),
            (NameHolder.BOARD_OF_EDUCATION, "the board of education"),
        ),
    ),
    CodeList(
        "recurrence", "実施区分", "how often a project takes place",
        _codes(
            (Recurrence.ANNUAL, "every year"),
            (Recurrence.ONE_OFF, "once (new)"),
            (Recurrence.BIENNIAL, "every other year"),
            (Recurrence.OTHER, "other"),
        ),
    ),
    CodeList(
        "organisation_role", "団体の役割", "role of an organisation",
        (
            Code(OrganisationRole.PARTNER.value, "関係団体", "partner"),
            Code(OrganisationRole.ORGANISER.value, "主催者", "organiser"),
        ),
    ),
    CodeList(
        "severity", "指摘の重さ", "severity of a finding",
        _codes(
            (Severity.ERROR, "error"),
            (Severity.WARNING, "to be checked"),
            (Severity.NOTE, "note"),
        ),
    ),
)  # fmt: skip
"""Every list, in the order of the tables that use them."""

_BY_NAME = {codes.name: codes for codes in CODE_LISTS}


def code_list(name: str) -> CodeList:
    """The list of that name; KeyError for a name that is none's."""
    return _BY_NAME[name]
