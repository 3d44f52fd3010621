"""The board of 企画担当: how far each department is, and the matrix of departments and items."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.utils import timezone

from mitodoke.domain.approval import WRITABLE, AnswerState
from mitodoke.reporting.models import AnswerField, Assignment, EntryDoubt, ReportingRound

_OPEN = frozenset(state.value for state in WRITABLE)
"""States in which the department still has to hand in."""


@dataclass(slots=True)
class BoardRow:
    """How far one department, or all of them, are: numbers of requests.

    `states` counts every state, `overdue` what is not handed in after the due date, `late` what was handed in
    after it, `doubted` the answers with a doubt that has no reason yet, `unchanged` those begun of which some
    offered text still stands as last year's.
    """

    department_id: int | None
    department: str
    states: Counter[AnswerState] = field(default_factory=Counter)
    overdue: int = 0
    late: int = 0
    doubted: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        """How many answers were asked for."""
        return sum(self.states.values())

    @property
    def handed_in(self) -> int:
        """How many are submitted or further."""
        return sum(count for state, count in self.states.items() if state not in WRITABLE)

    @property
    def confirmed(self) -> int:
        """How many are 確定."""
        return self.states[AnswerState.CONFIRMED]

    @property
    def coverage(self) -> str:
        """The coverage in words; a percentage never stands alone."""
        return f"{self.total:,}件中{self.handed_in:,}件提出、{self.confirmed:,}件確定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The departments of a round by name, and the round as a whole."""

    rows: tuple[BoardRow, ...]
    whole: BoardRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """One request on the matrix."""

    assignment_id: int
    state: AnswerState
    revision: int
    doubts: int
    overdue: bool
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Items (or entries) down, departments across; `cells` by (subject, department number), others are not asked.

    `subjects` are (key, code, title) in the order of the plan, `departments` (number, name) by name.
    """

    subjects: tuple[tuple[str, str, str], ...]
    departments: tuple[tuple[int, str], ...]
    cells: dict[tuple[str, int], MatrixCell]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    department_id: int
    department: str
    item_key: str | None
    code: str
    title: str
    entry_key: str | None
    state: AnswerState
    revision: int
    submitted_at: datetime.datetime | None

    def is_overdue(self, due_on: datetime.date, today: datetime.date) -> bool:
        return today > due_on and self.state.value in _OPEN

    def is_late(self, due_on: datetime.date) -> bool:
        return self.submitted_at is not None and timezone.localdate(self.submitted_at) > due_on


def board(*, reporting_round: ReportingRound, today: datetime.date) -> Board:
    """Every department that was asked, with its numbers; three queries, however many requests there are."""
    doubts = _open_doubts(reporting_round)
    unchanged = _unchanged(reporting_round)
    whole = BoardRow(None, "全体")
    rows: dict[int, BoardRow] = {}
    for one in _rows(reporting_round):
        row = rows.setdefault(one.department_id, BoardRow(one.department_id, one.department))
        for counted in (row, whole):
            counted.states[one.state] += 1
            counted.overdue += one.is_overdue(reporting_round.due_on, today)
            counted.late += one.is_late(reporting_round.due_on)
            counted.doubted += one.number in doubts
            counted.unchanged += one.number in unchanged and one.state is not AnswerState.NOT_BEGUN
    return Board(rows=tuple(sorted(rows.values(), key=lambda row: row.department)), whole=whole)


def matrix(*, reporting_round: ReportingRound, today: datetime.date) -> Matrix:
    """The matrix of a round; two queries, three for a register."""
    doubts = _open_doubts(reporting_round)
    titles = _entry_titles(reporting_round) if reporting_round.register_id is not None else {}
    subjects: dict[str, tuple[str, str, str]] = {}
    departments: dict[int, str] = {}
    cells: dict[tuple[str, int], MatrixCell] = {}
    for one in _rows(reporting_round):
        key = one.item_key or one.entry_key or ""
        title = one.title if one.item_key else titles.get(one.number, "（新しい事業）")
        subjects.setdefault(key, (key, one.code, title))
        departments[one.department_id] = one.department
        cells[key, one.department_id] = MatrixCell(
            assignment_id=one.number,
            state=one.state,
            revision=one.revision,
            doubts=doubts.get(one.number, 0),
            overdue=one.is_overdue(reporting_round.due_on, today),
            late=one.is_late(reporting_round.due_on),
        )
    return Matrix(
        subjects=tuple(subjects.values()),
        departments=tuple(sorted(departments.items(), key=lambda pair: pair[1])),
        cells=cells,
    )


def _rows(reporting_round: ReportingRound) -> Iterator[_Row]:
    states = {state.value: state for state in AnswerState}
    found = Assignment.objects.filter(round=reporting_round, cancelled=False).order_by(
        "item__position", "position", "pk"
    )
    for number, department_id, department, key, code, title, entry, state, revision, at in found.values_list(
        "pk",
        "department_id",
        "department__name",
        "item__key",
        "item__code",
        "item__title",
        "entry_key",
        "state",
        "revision",
        "submitted_at",
    ):
        yield _Row(
            number,
            department_id,
            department,
            key,
            code or "",
            title or "",
            entry,
            states[state],
            revision,
            at,
        )


def _open_doubts(reporting_round: ReportingRound) -> dict[int, int]:
    """How many doubts without a reason stand at each request that has any."""
    rows = (
        EntryDoubt.objects.filter(assignment__round=reporting_round, override_reason__isnull=True)
        .order_by()
        .values_list("assignment_id")
        .annotate(count=Count("pk"))
    )
    return dict(rows)


def _unchanged(reporting_round: ReportingRound) -> set[int]:
    """Requests of which an offered 取組事業内容 or 効果・反響 still stands as it was offered."""
    of_the_year = Q(name__startswith="activity.") | Q(name="entry.effects")
    rows = AnswerField.objects.filter(
        of_the_year, assignment__round=reporting_round, offered__isnull=False, value=F("offered")
    )
    return set(rows.values_list("assignment_id", flat=True))


def _entry_titles(reporting_round: ReportingRound) -> dict[int, str]:
    rows = AnswerField.objects.filter(
        assignment__round=reporting_round, name="entry.title", value__isnull=False
    )
    return {number: title or "" for number, title in rows.values_list("assignment_id", "value")}
