"""Which numbers may be added or averaged: what a column measures, and why some records have no number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mitodoke.domain.indicator import Accumulation
from mitodoke.outputs.open_data.fields import Field, FieldType
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.publishing.api.answers import Note
from mitodoke.publishing.api.published import Published
from mitodoke.publishing.api.records import Record


class Operation(StrEnum):
    """What is made of the numbers of a group."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class MeasureKind(StrEnum):
    """What the numbers of a column are."""

    QUANTITY = "quantity"
    BY_RECORD = "by_record"
    PERCENTAGE = "percentage"
    RANK = "rank"
    YEAR = "year"
    MONEY = "money"
    LABEL = "label"


_KIND_OF_UNIT = {
    "%": MeasureKind.PERCENTAGE,
    "段階": MeasureKind.RANK,
    "年": MeasureKind.YEAR,
    "年度": MeasureKind.YEAR,
    "円": MeasureKind.MONEY,
}
_ADDING = (Operation.SUM, Operation.MEAN)

_REFUSED = {
    MeasureKind.PERCENTAGE: Note(
        ja="割合は、合計も平均もできません。割合の平均は、規則（何を数え、どう丸めるか）によって変わるためです。"
        "規則に基づく値は、表figuresのcalculatedとruleとcoverageにあります。",
        en="Percentages are neither added nor averaged without a rule: the table figures has those that a rule gives"
        " (calculated), with the rule and its coverage.",
    ),
    MeasureKind.RANK: Note(
        ja="段階の評価は順位なので、合計も平均もできません。段階ごとの数（operation=count、group_by=step）を使ってください。",
        en="Steps are ranks and are neither added nor averaged: count them (operation=count, group_by=step).",
    ),
    MeasureKind.YEAR: Note(
        ja="年は、合計も平均もできません。operation=countを使ってください。",
        en="Years are neither added nor averaged: use operation=count.",
    ),
    MeasureKind.MONEY: Note(
        ja="金額は、種類（当初予算・最終予算・決算）が違い、上位と下位の項目で重なることもあるため、合計も平均もできません。",
        en="Amounts are of different kinds (initial and final budget, settlement), and those of an item may be part of"
        " those of the item above: they are neither added nor averaged.",
    ),
    MeasureKind.LABEL: Note(
        ja="この列の数は、番号や、種類の違う数値なので、計算できません。operation=countを使ってください。",
        en="The numbers of this column are labels, or of different kinds: use operation=count.",
    ),
}
_DIFFERENT_INDICATORS = Note(
    ja="違う指標の値は、まとめて計算できません。indicator_idで絞り込むか、group_byにeditionとindicator_idを加えてください。",
    en="Values of different indicators cannot be put together: filter by indicator_id, or group by edition and"
    " indicator_id.",
)
_DIFFERENT_UNITS = Note(
    ja="単位が違う値は、まとめて計算できません。group_byにunitを加えてください。",
    en="The values have different units: group by unit.",
)
_DIFFERENT_ROLES = Note(
    ja="基準値・実績値・目標値は、足し合わせられません。roleで絞り込んでください。",
    en="Baselines, actuals and targets cannot be added: filter by role.",
)
_NOT_OF_SINGLE_YEARS = Note(
    ja="単年度と分かる値だけを足し合わせられます。累計や時点の値、積み上げ方が分からない値は足せません。",
    en="Only values known to be of single years are added; running totals, states and unknown ones are not.",
)
_PERCENT_UNITS = frozenset({"%", "％", "パーセント", "ポイント"})


def measure_kind(table: OpenTable, column: Field) -> MeasureKind:
    """What the numbers of a column of a table are."""
    if column.type not in {FieldType.INTEGER, FieldType.NUMBER} or column.codes:
        return MeasureKind.LABEL
    if (table.name, column.name) == ("values", "value"):
        return MeasureKind.BY_RECORD
    if column.unit is None:
        return MeasureKind.LABEL
    return _KIND_OF_UNIT.get(column.unit, MeasureKind.QUANTITY)


def refusal(table: OpenTable, column: Field, operation: Operation) -> Note | None:
    """Why the operation makes no sense for the column, whatever the records; None where it does."""
    kind = measure_kind(table, column)
    if kind is MeasureKind.LABEL:
        return None if operation is Operation.COUNT else _REFUSED[kind]
    return _REFUSED.get(kind) if operation in _ADDING else None


Row = tuple[Published, Record]


def group_refusal(rows: Sequence[Row], table: OpenTable, operation: Operation) -> Note | None:
    """Why these values of indicators cannot be put together; None where they can.

    Values are compared within one indicator, one unit and one role only, and added only where each is of one year.
    What has no number has no say.
    """
    rows = [row for row in rows if number_of(row[1], table, "value") is not None]
    if operation is Operation.COUNT or not rows:
        return None
    units, roles, totals = (
        {_cell(record, table, name) for _, record in rows} for name in ("unit", "role", "cumulative")
    )
    if len({(one.sha256, record.indicator and record.indicator.indicator_id) for one, record in rows}) > 1:
        return _DIFFERENT_INDICATORS
    if len(units) > 1:
        return _DIFFERENT_UNITS
    if operation not in _ADDING:
        return None
    if len(roles) > 1:
        return _DIFFERENT_ROLES
    if units & _PERCENT_UNITS:
        return _REFUSED[MeasureKind.PERCENTAGE]
    indicator = rows[0][1].indicator
    annual = indicator is not None and indicator.accumulation is Accumulation.ANNUAL
    return None if annual and True not in totals else _NOT_OF_SINGLE_YEARS


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCoverage:
    """How many records had a number, how many had none and why, and how many numbers come with a caveat."""

    records: int
    with_number: int
    without_number: dict[str, int]
    approximate: int
    cumulative: int


def coverage(rows: Iterable[Row], table: OpenTable, column: str) -> MeasureCoverage:
    """The coverage of a column in some records."""
    with_number = approximate = cumulative = 0
    reasons: dict[str, int] = {}
    for _, record in rows:
        if number_of(record, table, column) is None:
            reason = _reason(record, table)
            reasons[reason] = reasons.get(reason, 0) + 1
            continue
        with_number += 1
        approximate += _cell(record, table, "approximate") is True
        cumulative += _cell(record, table, "cumulative") is True
    return MeasureCoverage(
        records=with_number + sum(reasons.values()),
        with_number=with_number,
        without_number=dict(sorted(reasons.items())),
        approximate=approximate,
        cumulative=cumulative,
    )


def number_of(record: Record, table: OpenTable, column: str) -> Decimal | None:
    """The number of a record in that column; None where it has none."""
    value = _cell(record, table, column)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)


def _cell(record: Record, table: OpenTable, name: str) -> object:
    return record.values[table.columns.index(name)] if name in table.columns else None


def _reason(record: Record, table: OpenTable) -> str:
    """Why a record has no number: the code that the table gives, or ``not_given``."""
    told = _cell(record, table, "missing_reason") or _cell(record, table, "state")
    if isinstance(told, str):
        return told
    return "cancelled" if _cell(record, table, "cancelled") is True else "not_given"
