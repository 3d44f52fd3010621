"""What reading a workbook back gives: differences cell by cell, conflicts, problems, and why it was refused if so."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from mitodoke.departments.models import Department
from mitodoke.reporting.models import Assignment, ReportingRound
from mitodoke.reporting.workbook.typed_rows import TypedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that differs from what the workbook was made with.

    `was` and `now` are values as stored (None: empty), `was_shown` and `now_shown` as people read them. `place` is
    ``評価・根拠資料!F5``. `revision` is what the workbook had seen. Where the field was changed on the desk since,
    `was` is what stands there now, `changed_by` and `changed_at` tell who and when, and `revision_now` is what a
    decision for the workbook's version sends. `held_back` cells lie in a row with a problem and are not stored.
    """

    row_id: str
    token: str
    assignment: Assignment | None
    subject: str
    field: str
    label: str
    place: str
    was: str | None
    now: str | None
    was_shown: str
    now_shown: str
    revision: int
    revision_now: int
    changed_by: str | None = None
    changed_at: datetime.datetime | None = None
    held_back: bool = False

    @property
    def is_conflict(self) -> bool:
        """Whether somebody changed the field since the workbook was made."""
        return self.revision != self.revision_now


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """A sentence about a cell, which begins with its place; `row_id` is None for a row that is not the form's.

    `asks_reason` tells that a reason given on the web page of the answer `answer` settles it; `answer` is None for
    a project that is not on the desk yet, `subject` names the answer.
    """

    row_id: str | None
    place: str
    field: str | None
    message: str
    subject: str = ""
    asks_reason: bool = False
    answer: int | None = None

    @property
    def row(self) -> str:
        """The row it is about, whether it is the form's or not."""
        return self.row_id or self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookReading:
    """A workbook read back and held against the desk; nothing is stored yet.

    With `refusal` there is nothing else. `differences` change a field nobody else touched, `conflicts` one that
    was changed since. Rows with `problems` are held back as a whole. `notices` tell what was read with a doubt,
    must be mended before the answer is submitted, or needs a reason on the web (`asks_reason`); `advice` is from the open-data rules and never refuses.
    `untouched` cells are as they went out, `already` cells say what stands on the desk anyway, `changed_since`
    counts untouched cells whose fields were changed on the desk (they stay so).
    """

    name: str
    refusal: str | None = None
    reporting_round: ReportingRound | None = None
    department: Department | None = None
    made_at: datetime.datetime | None = None
    seal: str = ""
    warnings: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notices: tuple[CellProblem, ...] = ()
    advice: tuple[CellProblem, ...] = ()
    untouched: int = 0
    already: int = 0
    changed_since: int = 0
    rows: dict[str, TypedRow] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        """Whether storing it would change nothing."""
        return not any(not one.held_back for one in (*self.differences, *self.conflicts))

    @property
    def failing_rows(self) -> tuple[str, ...]:
        """The ids of rows that are held back, in the order of the workbook."""
        return tuple(dict.fromkeys(one.row_id for one in self.problems if one.row_id is not None))
