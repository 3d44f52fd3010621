"""Tasks as lists: by round, what is due first on top."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from mitodoke.desk.presentation.words import TASK_WORD, round_title, show_due, subject
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.reporting.models import AnswerField, Assignment
from mitodoke.reporting.queries import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task: a click leads to the answer."""

    assignment_id: int
    revision: int
    subject: str
    department: str
    state: str
    verb: str
    address: str
    overdue: bool
    returned: bool
    for_absent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    """The tasks of one round; `writes` where one of them is to write, for which there is the workbook too."""

    round_id: int
    title: str
    due: str
    overdue: int
    workbooks: str
    writes: bool
    tasks: tuple[TaskLine, ...]


def task_list(tasks: Sequence[Task], today: datetime.date) -> tuple[TaskGroup, ...]:
    """The tasks (in their order) by round; one query for the names of entries."""
    titles = entry_titles([task.assignment for task in tasks])
    groups: dict[int, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.assignment.round_id, []).append(task)
    return tuple(
        TaskGroup(
            round_id=number,
            title=round_title(several[0].assignment.round),
            due=show_due(several[0].due_on, today),
            overdue=sum(task.overdue for task in several),
            workbooks=reverse("desk:workbooks", kwargs={"round_id": number}),
            writes=any(task.action in (Action.SAVE, Action.SUBMIT) for task in several),
            tasks=tuple(_line(task, titles) for task in several),
        )
        for number, several in groups.items()
    )


def entry_titles(assignments: Sequence[Assignment]) -> dict[int, str]:
    """The names of collaboration entries by request; one query, none where there are only items."""
    numbers = [one.pk for one in assignments if one.item_id is None]
    if not numbers:
        return {}
    rows = AnswerField.objects.filter(
        assignment__round__in={one.round_id for one in assignments}, name="entry.title", value__isnull=False
    ).values_list("assignment_id", "value")
    wanted = set(numbers)
    return {number: title or "" for number, title in rows if number in wanted}


def _line(task: Task, titles: dict[int, str]) -> TaskLine:
    one = task.assignment
    state = AnswerState(one.state)
    return TaskLine(
        assignment_id=one.pk,
        revision=one.revision,
        subject=subject(one, titles),
        department=one.department.name,
        state=state.label,
        verb=TASK_WORD[task.action],
        address=reverse("desk:answer", kwargs={"assignment_id": one.pk}),
        overdue=task.overdue,
        returned=state is AnswerState.RETURNED,
        for_absent=task.for_absent,
    )
