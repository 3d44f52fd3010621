"""The form (調査票) of one department and round: every row and cell of its workbook with the values that stand now.

Built from the database in a number of queries that does not depend on the answers. The same form is written into a
workbook and held against one that comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mitodoke.departments.models import Department
from mitodoke.domain.answer_fields import Ask, parse_field
from mitodoke.domain.approval import Action, AnswerState, state_refusal
from mitodoke.domain.asked_unit import asked_unit
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.indicator import Indicator, ValueRole
from mitodoke.plans.queries import rating_steps_of
from mitodoke.reporting.last_year import FEW, LastYear, known_facts
from mitodoke.reporting.models import AnswerField, Assignment, ReportingRound
from mitodoke.reporting.sheets import asks_of
from mitodoke.reporting.workbook.example_dates import ExampleDates, example_dates
from mitodoke.reporting.workbook.layout import NEW_ENTRIES, Part, SheetLayout, sheets_for

NEW = "new"
"""Tokens of projects that the register does not have yet: ``new1`` and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An answer that rows of the workbook belong to; `token` is its number, or ``new1`` for one that is not there yet.

    `fields` are its stored fields by name. `refusal` says why nothing can be changed, None where it can.
    """

    token: str
    name: str
    number: str
    assignment: Assignment | None
    asks: tuple[Ask, ...]
    indicators: Mapping[str, Indicator]
    fields: Mapping[str, AnswerField]
    last_step: int | None
    last_participants: int | None
    refusal: str | None

    def value(self, field: str) -> str | None:
        """The value that stands."""
        row = self.fields.get(field)
        return None if row is None else row.value

    def revision(self, field: str) -> int:
        """The field's revision; 0 for a field that nobody filled in."""
        row = self.fields.get(field)
        return 0 if row is None else row.revision

    @property
    def state(self) -> AnswerState:
        """Where the answer stands."""
        return AnswerState.NOT_BEGUN if self.assignment is None else AnswerState(self.assignment.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """A cell to fill in: the field, what stands there, and its revision."""

    field: str
    value: str | None
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row: its id, the texts of the fixed columns, and a cell for each field column (None: not asked here)."""

    row_id: str
    target: Target
    fixed: tuple[str, ...]
    cells: tuple[FormCell | None, ...]

    @property
    def editable(self) -> bool:
        """Whether its cells may be changed."""
        return self.target.refusal is None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """A sheet with its rows."""

    layout: SheetLayout
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a department is asked in a round; `targets` by token, `dates` examples in the year of the round.

    `steps` are the steps of a rating with what they mean in the plan; none where no ratings are asked.
    """

    reporting_round: ReportingRound
    department: Department
    targets: Mapping[str, Target]
    sheets: tuple[FormSheet, ...]
    dates: ExampleDates
    steps: tuple[tuple[int, str], ...] = ()


def row_id(token: str, part: Part, key: str) -> str:
    """The id of a row, the same in every workbook of the round."""
    return f"{token}/{part}/{key}"


def form_for(*, reporting_round: ReportingRound, department: Department) -> Form:
    """The form as it stands now; nine queries at most, five more for every further FEW measures of a plan."""
    assignments = list(
        Assignment.objects.filter(round=reporting_round, department=department, cancelled=False)
        .select_related("item", "department")
        .order_by("item__position", "position", "pk")
    )
    facts = _facts(reporting_round, assignments)
    rows: dict[int, dict[str, AnswerField]] = defaultdict(dict)
    for row in AnswerField.objects.filter(
        assignment__round=reporting_round, assignment__department=department, assignment__cancelled=False
    ):
        rows[row.assignment_id][row.name] = row
    targets = [
        _target(number, one, reporting_round, facts, rows[one.pk])
        for number, one in enumerate(assignments, start=1)
    ]
    if reporting_round.register_id is not None:
        targets += [_new_entry(number, reporting_round) for number in range(1, NEW_ENTRIES + 1)]
    year, dates = reporting_round.fiscal_year, example_dates(reporting_round)
    sheets = (
        FormSheet(layout=layout, rows=tuple(row for target in targets for row in _rows(layout, target, year)))
        for layout in sheets_for(reporting_round.asked, dates)
    )
    return Form(
        reporting_round=reporting_round,
        department=department,
        targets={one.token: one for one in targets},
        sheets=tuple(one for one in sheets if one.rows),
        dates=dates,
        steps=rating_steps_of(reporting_round.plan) if Ask.RATINGS in reporting_round.asked else (),
    )


def _facts(reporting_round: ReportingRound, assignments: Sequence[Assignment]) -> LastYear:
    """The known facts of these requests, looked up in portions: for more than one the whole plan would be read."""
    whole = LastYear()
    for start in range(0, len(assignments), FEW):
        part = known_facts(reporting_round, assignments[start : start + FEW])
        whole.indicators |= part.indicators
        whole.steps |= part.steps
        whole.participants |= part.participants
    return whole


def _target(
    number: int,
    assignment: Assignment,
    reporting_round: ReportingRound,
    facts: LastYear,
    fields: Mapping[str, AnswerField],
) -> Target:
    names = facts.names(assignment)
    key = assignment.item.key if assignment.item else ""
    if assignment.item is not None:
        code, name = assignment.item.code, assignment.item.title or "（題名なし）"
    else:
        title = fields.get("entry.title")
        code, name = str(number), (title.value or title.offered if title else None) or "（新しい事業）"
    return Target(
        token=str(assignment.pk),
        name=_one_line(name),
        number=code,
        assignment=assignment,
        asks=asks_of(reporting_round, assignment, names),
        indicators={
            one.indicator_id: one for one in facts.indicators.get(key, ()) if one.indicator_id in names
        },
        fields=fields,
        last_step=facts.steps.get((key, assignment.department.name)),
        last_participants=facts.participants.get(assignment.entry_key or ""),
        refusal=state_refusal(AnswerState(assignment.state), Action.SAVE),
    )


def _new_entry(number: int, reporting_round: ReportingRound) -> Target:
    return Target(
        token=f"{NEW}{number}",
        name=f"（新しい事業{number}）",
        number=f"新{number}",
        assignment=None,
        asks=reporting_round.asked,
        indicators={},
        fields={},
        last_step=None,
        last_participants=None,
        refusal=None,
    )


def _rows(layout: SheetLayout, target: Target, year: int) -> Iterator[FormRow]:
    if not layout.asks & set(target.asks):
        return
    for key in _keys(layout, target):
        yield FormRow(
            row_id=row_id(target.token, layout.part, key),
            target=target,
            fixed=_fixed(layout, target, key, year),
            cells=tuple(
                FormCell(field=name, value=target.value(name), revision=target.revision(name))
                if column.rule.asks & set(target.asks)
                else None
                for column in layout.fields
                for name in (column.field(key),)
            ),
        )


def _keys(layout: SheetLayout, target: Target) -> Collection[str]:
    """The keys of the rows that the answer has on the sheet."""
    if layout.part in (Part.ITEM, Part.ENTRY):
        return ("",)
    if layout.part is Part.KPI:
        return tuple(target.indicators)
    used = [
        name.position
        for field in target.fields
        if (name := parse_field(field)) is not None and name.rule.part == layout.part
    ]
    return [str(number) for number in range(1, max(max(used, default=0) + layout.spare, layout.least) + 1)]


def _fixed(layout: SheetLayout, target: Target, key: str, year: int) -> tuple[str, ...]:
    part = layout.part
    if part is Part.ITEM:
        step = "" if target.last_step is None else str(target.last_step)
        return (target.number, target.name, target.state.label, step)[: len(layout.fixed)]
    if part is Part.ACTIVITY:
        row = target.fields.get(f"activity.{key}")
        return target.number, target.name, key, (row.offered or "") if row else ""
    if part is Part.KPI:
        indicator = target.indicators[key]
        unit = asked_unit(indicator, year)
        return (
            target.number,
            _one_line(indicator.name),
            _one_line(unit.label) if unit else "",
            _reference(indicator),
        )
    if part is Part.ENTRY:
        title = target.fields.get("entry.title")
        return target.number, _one_line((title.offered or "") if title else ""), target.state.label
    return target.number, target.name, key


def _reference(indicator: Indicator) -> str:
    """The baseline, the newest actual value and the target, a line each."""
    lines = []
    for role in (ValueRole.BASELINE, ValueRole.ACTUAL, ValueRole.TARGET):
        value = indicator.value(role)
        if value is not None:
            year = f"（{FiscalYear(value.fiscal_year).label}）" if value.fiscal_year else ""
            lines.append(f"{role.label}{year} {_one_line(value.quantity.printed)}")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())
