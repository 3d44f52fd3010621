"""Answers as they stand: the fields of requests read into values, with problems and doubts, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitodoke.domain.answer import Answer, Problem, read_answer
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.asked_unit import with_asked_units
from mitodoke.domain.entry_checks import EntryContext, EntryDoubt, doubt_answer
from mitodoke.reporting.last_year import LastYear, known_facts
from mitodoke.reporting.models import AnswerField, Assignment, ReportingRound
from mitodoke.reporting.models import EntryDoubt as StoredDoubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One answer: its values, why it cannot be submitted yet, and what the checks doubt."""

    assignment: Assignment
    asks: tuple[Ask, ...]
    answer: Answer
    problems: tuple[Problem, ...]
    doubts: tuple[EntryDoubt, ...]
    context: EntryContext
    indicator_names: dict[str, str]


def read_sheets(reporting_round: ReportingRound, assignments: Sequence[Assignment]) -> list[Sheet]:
    """The answers of these requests of one round, whose items and departments are loaded."""
    facts = known_facts(reporting_round, assignments)
    rows: dict[int, list[AnswerField]] = defaultdict(list)
    for row in AnswerField.objects.filter(assignment__in=[one.pk for one in assignments]):
        rows[row.assignment_id].append(row)
    return [read_sheet(reporting_round, one, rows[one.pk], facts) for one in assignments]


def read_sheet(
    reporting_round: ReportingRound, assignment: Assignment, rows: Iterable[AnswerField], facts: LastYear
) -> Sheet:
    """One answer from the rows of its fields."""
    kept = list(rows)
    fields = {row.name: row.value for row in kept if row.value is not None}
    offered = {row.name: row.offered for row in kept if row.offered is not None}
    names = facts.names(assignment)
    asks = asks_of(reporting_round, assignment, names)
    answer, problems = read_answer(fields, asks=asks, indicators=names)
    context = facts.context(assignment, reporting_round, fields=fields, offered=offered)
    answer = with_asked_units(answer, context)
    return Sheet(
        assignment=assignment,
        asks=asks,
        answer=answer,
        problems=problems,
        doubts=doubt_answer(answer, context),
        context=context,
        indicator_names=names,
    )


def asks_of(
    reporting_round: ReportingRound, assignment: Assignment, indicator_names: dict[str, str]
) -> tuple[Ask, ...]:
    """What is asked of this very request.

    Ratings and activities on the levels that the plan has rated (the lowest by default) only; actual
    values where it leads and the item has indicators.
    """
    asks = reporting_round.asked
    if assignment.item is None or reporting_round.plan is None:
        return asks
    rated = assignment.item.kind in reporting_round.plan.rated_kinds
    return tuple(ask for ask in asks if (bool(indicator_names) if ask is Ask.KPI_ACTUALS else rated))


def store_doubts(sheets: Iterable[Sheet]) -> dict[int, list[StoredDoubt]]:
    """Bring the stored doubts in line with the answers; those that were overridden stay while the text stays.

    Gives the doubts that stand now, by request.
    """
    by_request = {sheet.assignment.pk: sheet for sheet in sheets}
    known: dict[tuple[int, str, str], StoredDoubt] = {
        (row.assignment_id, row.check_name, row.field): row
        for row in StoredDoubt.objects.filter(assignment__in=list(by_request))
    }
    standing: dict[int, list[StoredDoubt]] = {pk: [] for pk in by_request}
    new: list[StoredDoubt] = []
    for pk, sheet in by_request.items():
        for doubt in sheet.doubts:
            value = sheet.context.fields.get(doubt.field)
            row = known.pop((pk, doubt.check, doubt.field), None)
            if row is None or (row.value, row.message) != (value, doubt.message):
                if row is not None:
                    known[pk, doubt.check, doubt.field] = row
                row = StoredDoubt(
                    assignment=sheet.assignment,
                    check_name=doubt.check,
                    field=doubt.field,
                    value=value,
                    message=doubt.message,
                )
                new.append(row)
            standing[pk].append(row)
    if known:
        StoredDoubt.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    if new:
        StoredDoubt.objects.bulk_create(new, batch_size=500)
    return standing
