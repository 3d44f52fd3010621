"""Pages of rounds: the list with its coverage, the board, and answers that need attention."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from mitodoke.desk.presentation.words import answer_address, round_title, show_due
from mitodoke.domain.approval import WRITABLE, AnswerState
from mitodoke.domain.fiscal_year import format_date
from mitodoke.reporting.models import Assignment, ReportingRound
from mitodoke.reporting.queries import BoardRow, Matrix, MatrixCell

TOLD = 50
"""How many answers of a kind are listed on the board; the matrix has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One round of the list."""

    title: str
    address: str
    due: str
    state: str
    coverage: str
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One answer in a list; `state` in words."""

    subject: str
    department: str
    address: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionList:
    """Answers that need attention for the same reason; `rest` are not listed."""

    title: str
    answers: tuple[AnswerLine, ...]
    rest: int


def round_lines(rounds: Sequence[ReportingRound], today: datetime.date) -> tuple[RoundLine, ...]:
    """The list; one query for all coverages."""
    counted = {
        row["round_id"]: row
        for row in Assignment.objects.filter(round__in=[one.pk for one in rounds], cancelled=False)
        .order_by()
        .values("round_id")
        .annotate(
            total=Count("pk"),
            handed=Count("pk", filter=~Q(state__in=[state.value for state in WRITABLE])),
            confirmed=Count("pk", filter=Q(state=AnswerState.CONFIRMED.value)),
        )
    }
    return tuple(_line(one, counted.get(one.pk, {}), today) for one in rounds)


def _line(one: ReportingRound, row: Mapping[str, Any], today: datetime.date) -> RoundLine:
    return RoundLine(
        title=round_title(one),
        address=reverse("desk:round", kwargs={"round_id": one.pk}),
        due=show_due(one.due_on, today) if one.closed_on is None else format_date(one.due_on),
        state=round_state(one, today),
        coverage=f"{row.get('total', 0):,}件中{row.get('handed', 0):,}件提出、{row.get('confirmed', 0):,}件確定",
        asks="、".join(ask.label for ask in one.asked),
    )


def round_state(one: ReportingRound, today: datetime.date) -> str:
    """Where a round stands, in words."""
    if one.closed_on is not None:
        return f"{format_date(one.closed_on)}に締切り"
    if today < one.opened_on:
        return f"{format_date(one.opened_on)}に開始"
    return "回答受付中" if today <= one.due_on else "回答受付中（期限を過ぎています）"


def waiting_for_planner(row: BoardRow) -> int:
    """How many answers 企画担当 has to check or to confirm."""
    return row.states[AnswerState.APPROVED] + row.states[AnswerState.CHECKED]


def answer_lines(
    matrix: Matrix, departments: Collection[int | None] | None, state: AnswerState | None = None
) -> list[AnswerLine]:
    """Every answer in the order of the plan; of these departments only, or of all; in this state only, or in any."""
    address = answer_address()
    names = {
        number: name for number, name in matrix.departments if departments is None or number in departments
    }
    return [
        AnswerLine(
            subject=f"{code} {title}".strip(),
            department=name,
            address=address(cell.assignment_id),
            state=cell.state.label,
        )
        for key, code, title in matrix.subjects
        for number, name in names.items()
        if (cell := matrix.cells.get((key, number))) is not None and state in (None, cell.state)
    ]


def attention(matrix: Matrix) -> tuple[AttentionList, ...]:
    """What the planner looks at first: overdue, returned, doubted, late."""
    kinds: tuple[tuple[str, Callable[[MatrixCell], bool]], ...] = (
        ("期限を過ぎて提出されていない回答", lambda cell: cell.overdue),
        ("差戻し中の回答", lambda cell: cell.state is AnswerState.RETURNED),
        ("理由のない確認事項がある回答", lambda cell: cell.doubts > 0),
        ("期限の後に提出された回答", lambda cell: cell.late),
    )
    subjects = {key: f"{code} {title}".strip() for key, code, title in matrix.subjects}
    departments = dict(matrix.departments)
    address = answer_address()
    lists = []
    for title, wanted in kinds:
        found = [place for place, cell in matrix.cells.items() if wanted(cell)]
        answers = tuple(
            AnswerLine(
                subject=subjects[key],
                department=departments[number],
                address=address(matrix.cells[key, number].assignment_id),
                state=matrix.cells[key, number].state.label,
            )
            for key, number in found[:TOLD]
        )
        lists.append(AttentionList(title=title, answers=answers, rest=len(found) - len(answers)))
    return tuple(lists)


SHORT: dict[AnswerState, str] = {
    AnswerState.NOT_BEGUN: "未",
    AnswerState.DRAFT: "下",
    AnswerState.SUBMITTED: "提",
    AnswerState.APPROVED: "承",
    AnswerState.CHECKED: "認",
    AnswerState.CONFIRMED: "定",
    AnswerState.RETURNED: "戻",
}
"""One sign a state, for the matrix; its legend tells them."""
