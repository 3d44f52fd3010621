"""Pages of workbooks: which departments' there are for a person, and what one that came back would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from mitodoke.departments.models import Department
from mitodoke.desk.presentation.words import show_moment
from mitodoke.desk.visit import Visit
from mitodoke.domain.role import Right
from mitodoke.reporting.workbook import Difference, WorkbookReading, asked_departments


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookLine:
    """A department's workbook: where to take it, and where to have it read in (None: not by this person, or not now).

    `on_behalf` tells that this person hands it in for the department, with a reason.
    """

    department: str
    take: str
    hand_in: str | None
    on_behalf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceLine:
    """A conflict to decide: `name` and `value` are what the form sends for the workbook's version."""

    difference: Difference
    name: str
    value: str
    changed: str


def workbook_lines(visit: Visit) -> tuple[WorkbookLine, ...]:
    """The workbooks of the round that this person may take, by department; one query."""
    return tuple(_line(visit, one) for one in readable_departments(visit))


def readable_departments(visit: Visit) -> list[Department]:
    """The departments asked in the round whose answers this person may read."""
    return [
        one for one in asked_departments(visit.survey) if visit.may(Right.READ_ANSWERS, department=one.pk)
    ]


def workbook_links(visit: Visit) -> list[tuple[str, str]]:
    """What the pages of a round link to: one's own workbook at once, several by their list."""
    lines = workbook_lines(visit)
    parts = {"round_id": visit.survey.pk}
    if not lines:
        return []
    if len(lines) > 1 or visit.may(Right.READ_ANSWERS):
        links = [("部署ごとの調査票（Excel）", reverse("desk:workbooks", kwargs=parts))]
        if visit.may(Right.READ_ANSWERS):
            links.append(
                ("全部署の調査票をまとめて受け取る（ZIP）", reverse("desk:workbooks_zip", kwargs=parts))
            )
        return links
    [line] = lines
    links = [("調査票（Excel）を受け取る", line.take)]
    if line.hand_in is not None:
        links.append(("入力した調査票を読み込む", line.hand_in))
    return links


def choice_lines(conflicts: Sequence[Difference]) -> tuple[ChoiceLine, ...]:
    """The conflicts that can be decided, with who changed the field and when."""
    return tuple(
        ChoiceLine(
            difference=one,
            name=choice_name(one),
            value=str(one.revision_now),
            changed=f"{one.changed_by}が{show_moment(one.changed_at)}に変更"
            if one.changed_by and one.changed_at
            else "画面で変更",
        )
        for one in conflicts
        if not one.held_back and one.assignment is not None
    )


def choice_name(one: Difference) -> str:
    """The name of the radio buttons of a conflict."""
    return f"choose-{one.token}-{one.field}"


def change_count(reading: WorkbookReading) -> int:
    """How many differences would be stored without a decision."""
    return sum(not one.held_back for one in reading.differences)


def _line(visit: Visit, department: Department) -> WorkbookLine:
    parts = {"round_id": visit.survey.pk, "department_id": department.pk}
    writes = visit.may(Right.WRITE_ANSWERS, department=department.pk)
    for_department = not writes and visit.may(Right.ENTER_ON_BEHALF)
    is_open = visit.survey.closed_on is None
    return WorkbookLine(
        department=department.name,
        take=reverse("desk:workbook", kwargs=parts),
        hand_in=reverse("desk:workbook_upload", kwargs=parts)
        if is_open and (writes or for_department)
        else None,
        on_behalf=for_department,
    )
