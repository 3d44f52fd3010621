"""Counts, sums, means and extremes of records by groups: exact, and each with what it covers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.publishing.api.answers import EditionSummary, LicenceTerms, Note
from mitodoke.publishing.api.compose import TERMS, edition_summary, notes_on
from mitodoke.publishing.api.filters import RECORD_FILTERS
from mitodoke.publishing.api.problem import ApiProblemError, bad_value
from mitodoke.publishing.api.selection import RecordSet
from mitodoke.publishing.mcp_server.measures import (
    MeasureCoverage,
    MeasureKind,
    Operation,
    Row,
    coverage,
    group_refusal,
    measure_kind,
    number_of,
    refusal,
)

MOST_GROUPS = 200
EVIDENCE = 3
MEAN_ROUNDING = RoundingRule(RoundingMode.HALF_UP, 2)

Key = tuple[str | None, ...]
Values = Callable[[Row], Sequence[str | None]]

_OF_EDITION: dict[str, Values] = {
    "edition": lambda row: (row[0].name,),
    "city": lambda row: (row[0].city,),
    "municipality": lambda row: (row[0].municipality,),
    "kind": lambda row: (row[0].kind,),
    "fiscal_year": lambda row: (row[0].year,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A record behind a number: its name, its edition, its place and the address of that place in the source."""

    record_id: str
    edition: str
    place: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group: `value` is None where nothing has a number, or where `refused` tells why none can be given.

    `exact` is the unrounded mean as a fraction.
    """

    key: dict[str, str | None]
    records: int
    value: Decimal | int | None
    exact: str | None
    refused: Note | None
    coverage: MeasureCoverage | None
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The groups in the order of their keys, and what one must know to read them."""

    table: str
    operation: str
    column: str | None
    unit: str | None
    total_records: int
    groups: list[Group]
    groups_left_out: int
    editions: list[EditionSummary]
    licence: LicenceTerms
    notes: list[Note]


def summarise(
    found: RecordSet, operation: Operation, column: str | None, group_by: Sequence[str], base: str
) -> Summary:
    """Summarise the records of `found`; ApiProblemError for what makes no sense for the column."""
    table = found.table
    _check(table, operation, column)
    getters = [_values(table, name) for name in dict.fromkeys(group_by)]
    rows = [(one, record) for one, records in found.records for record in records]
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        for key in _keys(row, getters):
            groups.setdefault(key, []).append(row)
    ordered = sorted(groups, key=lambda key: tuple((part is None, part or "") for part in key))
    names = tuple(dict.fromkeys(group_by))
    field = next((field for field in table.fields if field.name == column), None)
    several = sum(len(members) for members in groups.values()) > len(rows)
    return Summary(
        table=table.name,
        operation=str(operation),
        column=column,
        unit=field.unit if field else None,
        total_records=len(rows),
        groups=[
            _group(groups[key], table, operation, column, dict(zip(names, key, strict=True)), base)
            for key in ordered[:MOST_GROUPS]
        ],
        groups_left_out=max(0, len(ordered) - MOST_GROUPS),
        editions=[edition_summary(one, base) for one in found.editions],
        licence=TERMS,
        notes=[*notes_on(found.editions, table.name), *_notes(found, names, operation, several=several)],
    )


def group_names(table: OpenTable) -> tuple[str, ...]:
    """What the records of a table can be grouped by."""
    filters = tuple(one.name for one in RECORD_FILTERS if one.applies(table))
    return tuple(dict.fromkeys((*_OF_EDITION, *filters, *table.columns)))


def _check(table: OpenTable, operation: Operation, column: str | None) -> None:
    if operation is Operation.COUNT and column is None:
        return
    numeric = tuple(
        field.name for field in table.fields if measure_kind(table, field) is not MeasureKind.LABEL
    )
    field = next((field for field in table.fields if field.name == column), None)
    if field is None:
        listed = "、".join(numeric) or "この表にはありません"
        raise bad_value(
            "column", f"数の列（{listed}）", f"a column of numbers ({', '.join(numeric) or 'none'})", numeric
        )
    reason = refusal(table, field, operation)
    if reason is not None:
        raise ApiProblemError(400, "makes_no_sense", reason.ja, reason.en, parameter="operation")


def _values(table: OpenTable, name: str) -> Values:
    if name in _OF_EDITION:
        return _OF_EDITION[name]
    by_filter = next((one for one in RECORD_FILTERS if one.name == name and one.applies(table)), None)
    if by_filter is not None:
        related = by_filter.values_of(table)
        return lambda row: [_text(value) for value in related(row[1])]
    if name in table.columns:
        index = table.columns.index(name)
        return lambda row: (_text(row[1].values[index]),)
    allowed = group_names(table)
    raise bad_value("group_by", "、".join(allowed), f"one of {', '.join(allowed)}", allowed)


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _keys(row: Row, getters: Sequence[Values]) -> list[Key]:
    """Every group that a record belongs to: one for each combination of its values."""
    keys: list[Key] = [()]
    for values_of in getters:
        values = dict.fromkeys(values_of(row)) or (None,)
        keys = [(*key, value) for key in keys for value in values]
    return keys


def _group(
    rows: Sequence[Row],
    table: OpenTable,
    operation: Operation,
    column: str | None,
    key: dict[str, str | None],
    base: str,
) -> Group:
    value: Decimal | int | None = len(rows)
    exact: str | None = None
    refused: Note | None = None
    if column is not None:
        refused = (
            group_refusal(rows, table, operation) if (table.name, column) == ("values", "value") else None
        )
        numbers = [n for _, record in rows if (n := number_of(record, table, column)) is not None]
        if operation is Operation.COUNT:
            value = len(numbers)
        else:
            value, exact = (None, None) if refused else _calculate(numbers, operation)
    return Group(
        key=key,
        records=len(rows),
        value=value,
        exact=exact,
        refused=refused,
        coverage=coverage(rows, table, column) if column else None,
        evidence=[
            Evidence(
                record_id=record.record_id, edition=one.name, place=record.place, source=base + record.source
            )
            for one, record in rows[:EVIDENCE]
        ],
    )


def _calculate(numbers: Sequence[Decimal], operation: Operation) -> tuple[Decimal | None, str | None]:
    """The result, exact whatever the size of the numbers; and the unrounded fraction of a mean."""
    if not numbers:
        return None, None
    if operation is Operation.MINIMUM:
        return min(numbers), None
    if operation is Operation.MAXIMUM:
        return max(numbers), None
    total = sum((Fraction(number) for number in numbers), Fraction(0))
    if operation is Operation.MEAN:
        mean = total / len(numbers)
        return MEAN_ROUNDING.apply(mean), f"{mean.numerator}/{mean.denominator}"
    exponents = (number.as_tuple().exponent for number in numbers)
    decimals = max(max(0, -exponent) for exponent in exponents if isinstance(exponent, int))
    return RoundingRule(RoundingMode.HALF_UP, decimals).apply(total), None


def _notes(found: RecordSet, names: Sequence[str], operation: Operation, *, several: bool) -> list[Note]:
    notes = []
    if several:
        notes.append(
            Note(
                ja="1つの記録が複数のグループに入ることがあります（複数選択）。グループの合計は全体と一致しません。",
                en="A record may stand in several groups; the groups add up to more than the whole.",
            )
        )
    apart = {"edition", "fiscal_year", "record_year"} & set(names)
    years = {(one.city, one.kind): 0 for one in found.editions}
    for one, records in found.records:
        years[one.city, one.kind] += bool(records)
    if not apart and any(count > 1 for count in years.values()):
        notes.append(
            Note(
                ja="複数の年度の版を合わせています。年度ごとに分けるには、group_byにfiscal_yearを加えてください。",
                en="Editions of several years are taken together; group by fiscal_year to keep them apart.",
            )
        )
    if operation is Operation.MEAN:
        notes.append(
            Note(
                ja="平均は、数のある記録だけの平均を四捨五入して小数第2位までにしたものです。exactは丸める前の値です。",
                en="A mean is that of the records with a number, rounded half up to 2 decimals; exact is unrounded.",
            )
        )
    return notes
