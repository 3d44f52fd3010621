"""What the desk would say of the answers once a workbook's changes are stored: told at their cells beforehand, and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mitodoke.domain.answer import read_answer
from mitodoke.domain.answer_fields import field_label
from mitodoke.domain.asked_unit import with_asked_units
from mitodoke.domain.entry_checks import EntryContext, doubt_answer
from mitodoke.reporting.models import EntryDoubt
from mitodoke.reporting.workbook.compare import Compared
from mitodoke.reporting.workbook.form import Form, Target
from mitodoke.reporting.workbook.reading import CellProblem

Reasons = dict[int, dict[tuple[str, str], str]]
"""Of an answer by its number: the doubts, by check and field, for which a reason was given, with their sentences."""


def look_ahead(found: Compared, form: Form) -> Iterator[CellProblem]:
    """What must be mended before submitting, at the cells that were typed in, then what needs a reason, anywhere.

    Of answers that the workbook changes, or has changed; a conflict counts as it stands on the desk. One query.
    """
    changed: dict[str, dict[str, str | None]] = defaultdict(dict)
    for token, field in found.already:
        changed[token][field] = form.targets[token].value(field)
    for one in found.differences:
        token = one.token if one.assignment is None else str(one.assignment.pk)
        if not one.held_back and not one.is_conflict:
            changed[token][one.field] = one.now
    reasons = _reasons(form) if changed else {}
    several = [
        _Answer(form, target, changed[token], found, reasons)
        for token, target in form.targets.items()
        if token in changed
    ]
    for answer in several:
        yield from answer.to_mend()
    for answer in several:
        yield from answer.to_explain()


def _reasons(form: Form) -> Reasons:
    rows = EntryDoubt.objects.filter(
        assignment__round=form.reporting_round,
        assignment__department=form.department,
        override_reason__isnull=False,
    )
    reasons: Reasons = defaultdict(dict)
    for row in rows:
        reasons[row.assignment_id][row.check_name, row.field] = row.message
    return reasons


class _Answer:
    """One answer as it would stand."""

    def __init__(
        self, form: Form, target: Target, typed: dict[str, str | None], found: Compared, reasons: Reasons
    ) -> None:
        self.target, self.typed, self.found = target, typed, found
        self.number = None if target.assignment is None else target.assignment.pk
        self.reasons = {} if self.number is None else reasons.get(self.number, {})
        self.names = {key: one.name for key, one in target.indicators.items()}
        standing = {name: row.value for name, row in target.fields.items()} | typed
        fields = {name: value for name, value in standing.items() if value is not None}
        start, end = form.reporting_round.period
        self.context = EntryContext(
            fiscal_year=form.reporting_round.fiscal_year,
            period_start=start,
            period_end=end,
            indicators=tuple(target.indicators.values()),
            last_step=target.last_step,
            last_participants=target.last_participants,
            fields=fields,
            offered={name: row.offered for name, row in target.fields.items() if row.offered is not None},
        )
        self.answer, self.problems = read_answer(fields, asks=target.asks, indicators=self.names)

    def to_mend(self) -> Iterator[CellProblem]:
        """What the answer could not be submitted with, where the workbook says it."""
        for problem in self.problems:
            if problem.field in self.typed:
                yield self._told(problem.field, problem.message)

    def to_explain(self) -> Iterator[CellProblem]:
        """What the web form would ask a reason for, wherever it lies; not what has its reason already."""
        for doubt in doubt_answer(with_asked_units(self.answer, self.context), self.context):
            is_settled = self.reasons.get(
                (doubt.check, doubt.field)
            ) == doubt.message and self.context.fields.get(doubt.field) == self.target.value(doubt.field)
            if not is_settled:
                yield self._told(doubt.field, doubt.message, asks_reason=True)

    def _told(self, field: str, message: str, *, asks_reason: bool = False) -> CellProblem:
        subject = f"{self.target.number} {self.target.name}"
        row_id, place = self.found.places.get(
            (self.target.token, field), (None, f"{subject}の{field_label(field, self.names)}")
        )
        return CellProblem(
            row_id=row_id,
            place=place,
            field=field,
            message=f"{place}：{message}",
            subject=subject,
            asks_reason=asks_reason,
            answer=self.number,
        )
