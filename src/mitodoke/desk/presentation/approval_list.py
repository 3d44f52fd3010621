"""Answers that wait for a head or for the planner, by round and act, each with what it says in short."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from mitodoke.desk.presentation.task_list import entry_titles
from mitodoke.desk.presentation.words import (
    ACTION_RESULT,
    REASON_HINT,
    act_phrase,
    round_title,
    show_due,
    show_moment,
    subject,
)
from mitodoke.domain.answer_fields import parse_field, shown_value
from mitodoke.domain.approval import Action
from mitodoke.domain.role import Role
from mitodoke.plans.models import Indicator
from mitodoke.reporting.models import AnswerField, Assignment, EntryDoubt, ProxyEntry
from mitodoke.reporting.queries import Task

WAITING = (Action.APPROVE, Action.RECORD_APPROVAL, Action.CHECK, Action.CONFIRM)
"""Acts that are done to what others have written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingAnswer:
    """One line: what it says in short, and what its writer had to give a reason for.

    `on_behalf` tells who handed it in for the department, and why.
    """

    key: str
    html_id: str
    subject: str
    department: str
    address: str
    says: str
    submitted: str
    reasons: int
    for_absent: str | None
    on_behalf: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingGroup:
    """Answers of one round that wait for the same act."""

    key: str
    title: str
    due: str
    action: str
    label: str
    phrase: str
    result: str
    reason_hint: str | None
    answers: tuple[WaitingAnswer, ...]


def approval_list(tasks: Sequence[Task], today: datetime.date) -> tuple[WaitingGroup, ...]:
    """The groups in the order of `tasks`; five queries at most, however many answers wait."""
    waiting = [task for task in tasks if task.action in WAITING]
    assignments = [task.assignment for task in waiting]
    titles, says, reasons = entry_titles(assignments), _says(assignments), _reasons(assignments)
    proxies = _proxies(assignments)
    groups: dict[tuple[int, Action], list[Task]] = {}
    for task in waiting:
        groups.setdefault((task.assignment.round_id, task.action), []).append(task)
    return tuple(
        WaitingGroup(
            key=f"g{number}",
            title=round_title(several[0].assignment.round),
            due=show_due(several[0].due_on, today),
            action=action.value,
            label=action.label,
            phrase=act_phrase(action),
            result=ACTION_RESULT[action],
            reason_hint=REASON_HINT.get(action),
            answers=tuple(_line(task, titles, says, reasons, proxies) for task in several),
        )
        for number, ((_, action), several) in enumerate(groups.items(), start=1)
    )


def _line(
    task: Task,
    titles: dict[int, str],
    says: dict[int, str],
    reasons: dict[int, int],
    proxies: dict[int, str],
) -> WaitingAnswer:
    one = task.assignment
    return WaitingAnswer(
        key=f"{one.pk}:{one.revision}",
        html_id=f"a{one.pk}",
        subject=subject(one, titles),
        department=one.department.name,
        address=reverse("desk:answer", kwargs={"assignment_id": one.pk}),
        says=says.get(one.pk, "値の入力はありません"),
        submitted=show_moment(one.submitted_at) if one.submitted_at else "",
        reasons=reasons.get(one.pk, 0),
        for_absent=task.for_absent,
        on_behalf=proxies.get(one.submitted_proxy_id) if one.submitted_proxy_id is not None else None,
    )


def _proxies(assignments: Sequence[Assignment]) -> dict[int, str]:
    """Who handed in on behalf of the department and why, by the number of the entry; no query where nobody did."""
    numbers = {one.submitted_proxy_id for one in assignments if one.submitted_proxy_id is not None}
    if not numbers:
        return {}
    return {
        one.pk: f"{Role.PLANNER.label} {one.by}が代わって提出（理由：{one.reason}）"
        for one in ProxyEntry.objects.filter(pk__in=numbers)
    }


_TOLD = Q(name__in=("rating.step", "rating.state", "entry.state")) | Q(
    name__startswith="kpi.", name__endswith=".value"
)
_TOLD |= Q(name__startswith="kpi.", name__endswith=".state")


def _says(assignments: Sequence[Assignment]) -> dict[int, str]:
    rows = (
        AnswerField.objects.filter(_TOLD, assignment__in=[one.pk for one in assignments], value__isnull=False)
        .order_by("assignment_id", "name")
        .values_list("assignment_id", "name", "value")
    )
    plans = {one.pk: one.round.plan_id for one in assignments}
    names = _indicator_names(
        set(plans.values()) if any(name.startswith("kpi.") for _, name, _ in rows) else ()
    )
    told: dict[int, list[str]] = {}
    for number, name, value in rows:
        field = parse_field(name)
        if field is not None:
            label = names.get((plans[number], field.key), field.rule.label)
            told.setdefault(number, []).append(f"{label} {shown_value(name, value)}")
    return {number: "、".join(several) for number, several in told.items()}


def _indicator_names(plans: Collection[int | None]) -> dict[tuple[int | None, str | None], str]:
    """The names of the indicators of plans, by plan and id; one query, none without plans."""
    if not plans:
        return {}
    rows = Indicator.objects.filter(plan__in=plans).values_list("plan_id", "key", "name")
    return {(plan, key): name for plan, key, name in rows}


def _reasons(assignments: Sequence[Assignment]) -> dict[int, int]:
    """How many doubts were submitted with a reason, by answer."""
    rows = EntryDoubt.objects.filter(
        assignment__in=[one.pk for one in assignments], override_reason__isnull=False
    ).values_list("assignment_id", flat=True)
    counts: dict[int, int] = {}
    for number in rows:
        counts[number] = counts.get(number, 0) + 1
    return counts
