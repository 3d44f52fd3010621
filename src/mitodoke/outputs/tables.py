"""The tables of an edition in long format: the contract of `mitodoke read` and of every download.

One table a name, listed in `TABLES`; the column names are permanent, new ones are added at the end.
Lists are joined by ``|``, booleans are ``true``/``false``, and None (absent) is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import PlanItem

Cell = str
Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name (the file's stem), its columns, and its rows taken from an edition."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Edition], Iterator[Row]]


def cell(value: object) -> Cell:
    """The text of one value: empty for None, plain decimals, ``true``/``false``, lists joined by ``|``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return "|".join(cell(part) for part in value)
    return str(value)


def _row(*values: object) -> Row:
    return [cell(value) for value in values]


def _document(edition: Edition) -> Iterator[Row]:
    d = edition.content.document
    yield _row(
        d.document, d.title, d.kind, d.municipality_code, d.municipality, d.fiscal_year, d.period_start, d.period_end,
        d.as_of, d.published, d.sha256, d.lines, d.lines_accounted, d.layout, d.publisher,
    )  # fmt: skip


def _unknown(item: PlanItem) -> tuple[str, ...]:
    fields = ("title", "departments", "flags", "sdgs")
    return tuple(name for name in fields if getattr(item, name) is None)


def _items(edition: Edition) -> Iterator[Row]:
    for i in edition.content.items:
        flags = None if i.flags is None else tuple(flag.label for flag in i.flags)
        yield _row(
            i.item_id, i.parent_id, i.kind, i.code, i.title, i.departments, flags, i.sdgs, i.printed_progress,
            i.summary, i.audience, i.outcomes, i.place, i.subtitle, i.repeat, _unknown(i),
        )  # fmt: skip


def _levels(edition: Edition) -> Iterator[Row]:
    for level in edition.content.levels:
        yield _row(level.kind, level.name, level.rated)


def _activities(edition: Edition) -> Iterator[Row]:
    for item in edition.content.items:
        for a in item.activities:
            yield _row(item.item_id, a.position, a.text, a.repeat, a.place)


def _ratings(edition: Edition) -> Iterator[Row]:
    for r in edition.content.ratings:
        yield _row(r.item_id, r.department, r.fiscal_year, r.state, r.step, r.reason, r.place)


def _indicators(edition: Edition) -> Iterator[Row]:
    for i in edition.content.indicators:
        yield _row(
            i.indicator_id, i.item_id, i.level, i.name, i.unit, i.accumulation, i.desired_change, i.note, i.place,
            i.changed,
        )  # fmt: skip


def _values(edition: Edition) -> Iterator[Row]:
    for indicator in edition.content.indicators:
        for v in indicator.values:
            q = v.quantity
            note = v.note or q.note
            yield _row(
                indicator.indicator_id, v.role, v.fiscal_year, q.value, q.unit, q.printed, q.cumulative,
                q.approximate, q.missing, note, v.place, v.calendar_year,
            )  # fmt: skip


def _collaborations(edition: Edition) -> Iterator[Row]:
    for e in edition.content.entries:
        yield _row(
            e.entry_id, e.fiscal_year, e.form, e.name_holder, e.number, e.title, e.departments, e.recurrence,
            e.recurrence_printed, e.since_year, e.purpose, e.organisations_printed, e.effects,
            e.participants_printed, e.participants, e.place, e.dates_printed, e.organisations_are_prose,
        )  # fmt: skip


def _occurrences(edition: Edition) -> Iterator[Row]:
    for entry in edition.content.entries:
        for o in entry.occurrences:
            yield _row(
                entry.entry_id, o.position, o.label, o.start, o.end, o.date_printed, o.participants, o.approximate,
                o.cumulative, o.cancelled, o.note, o.place,
            )  # fmt: skip


def _organisations(edition: Edition) -> Iterator[Row]:
    for entry in edition.content.entries:
        for o in entry.organisations:
            yield _row(entry.entry_id, o.position, o.name, o.role, o.place)


def _glossary(edition: Edition) -> Iterator[Row]:
    for g in edition.content.glossary:
        yield _row(g.term, g.definition, g.place, g.number)


def _figures(edition: Edition) -> Iterator[Row]:
    for f in edition.audit.figures:
        yield _row(
            f.subject, f.figure, f.printed, f.calculated_exact, f.calculated, f.rule, f.agrees, f.place
        )


def _findings(edition: Edition) -> Iterator[Row]:
    for f in edition.audit.findings:
        yield _row(f.check, f.severity, f.subject, f.field, f.place, f.printed, f.expected, f.message)


def _rules(edition: Edition) -> Iterator[Row]:
    for t in edition.audit.trials:
        yield _row(t.rule, t.label, t.fits, t.reproduces, t.of, t.failures)


TABLES: tuple[Table, ...] = (
    Table(
        "document",
        ("document", "title", "kind", "municipality_code", "municipality", "fiscal_year", "period_start",
         "period_end", "as_of", "published", "sha256", "lines", "lines_accounted", "layout", "publisher"),
        _document,
    ),
    Table(
        "items",
        ("item_id", "parent_id", "kind", "code", "title", "departments", "flags", "sdgs", "printed_progress",
         "summary", "audience", "outcomes", "place", "subtitle", "repeat", "unknown"),
        _items,
    ),
    Table("levels", ("kind", "name", "rated"), _levels),
    Table("activities", ("item_id", "position", "text", "repeat", "place"), _activities),
    Table("ratings", ("item_id", "department", "fiscal_year", "state", "step", "reason", "place"), _ratings),
    Table(
        "indicators",
        ("indicator_id", "item_id", "level", "name", "unit", "accumulation", "desired_change", "note", "place",
         "changed"),
        _indicators,
    ),
    Table(
        "values",
        ("indicator_id", "role", "fiscal_year", "value", "unit", "printed", "cumulative", "approximate",
         "missing_reason", "note", "place", "calendar_year"),
        _values,
    ),
    Table(
        "collaborations",
        ("entry_id", "fiscal_year", "form", "name_holder", "number", "title", "departments", "recurrence",
         "recurrence_printed", "since_year", "purpose", "organisations_printed", "effects", "participants_printed",
         "participants", "place", "dates_printed", "organisations_are_prose"),
        _collaborations,
    ),
    Table(
        "occurrences",
        ("entry_id", "position", "label", "start", "end", "date_printed", "participants", "approximate",
         "cumulative", "cancelled", "note", "place"),
        _occurrences,
    ),
    Table("organisations", ("entry_id", "position", "name", "role", "place"), _organisations),
    Table("glossary", ("term", "definition", "place", "number"), _glossary),
    Table(
        "figures",
        ("subject", "figure", "printed", "calculated_exact", "calculated", "rule", "agrees", "place"),
        _figures,
    ),
    Table("rules", ("rule", "label", "fits", "reproduces", "of", "failures"), _rules),
    Table(
        "findings",
        ("check", "severity", "subject", "field", "place", "printed", "expected", "message"),
        _findings,
    ),
)  # fmt: skip
"""Every table, in the order of design.md section 6; `rules` lists the roll-up rules that were tried."""
