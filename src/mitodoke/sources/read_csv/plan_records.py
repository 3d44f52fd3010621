"""Items, activities, ratings, indicators and their values from tables in long format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.outline import Activity, ItemKind, PlanItem, Repeat, RevisionFlag
from mitodoke.domain.own_levels import OwnLevel, levels_refusal
from mitodoke.domain.quantity import MissingReason, Quantity, parse_quantity
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.sources.read_csv.table_rows import TableRow, Tables


def by_id(rows: Iterable[TableRow], column: str) -> dict[str, list[TableRow]]:
    """Rows by what `column` says, in their order."""
    found: dict[str, list[TableRow]] = defaultdict(list)
    for row in rows:
        found[row.required(column)].append(row)
    return found


def read_items(tables: Tables) -> tuple[PlanItem, ...]:
    """The items: lists stand in cells (`mitodoke read`) or in tables of their own (open data)."""
    below = {
        name: by_id(tables.get(name, ()), "item_id")
        for name in (
            "activities", "item_departments", "item_flags", "item_sdgs", "item_audience", "item_outcomes",
            "item_unknown",
        )
    }  # fmt: skip
    return tuple(_item(row, below) for row in tables.get("items", ()))


def _item(row: TableRow, below: dict[str, dict[str, list[TableRow]]]) -> PlanItem:
    item_id = row.required("item_id")

    def listed(cell: str, table: str, column: str) -> tuple[str, ...]:
        return row.listed(cell) or tuple(one.required(column) for one in below[table].get(item_id, ()))

    lost = {
        *row.listed("unknown"),
        *(one.required("field") for one in below["item_unknown"].get(item_id, ())),
    }
    flags = tuple(
        TableRow({"flags": text}, row.where).required_code("flags", RevisionFlag)
        for text in listed("flags", "item_flags", "flag")
    )
    sdgs = tuple(
        number
        for text in listed("sdgs", "item_sdgs", "sdg")
        if (number := TableRow({"sdgs": text}, row.where).whole("sdgs")) is not None
    )
    return PlanItem(
        item_id=item_id,
        parent_id=row.text("parent_id"),
        kind=row.required_code("kind", ItemKind),
        code=row.text("code") or "",
        title=None if "title" in lost else row.text("title") or "",
        place=row.text("place") or "",
        subtitle=row.text("subtitle"),
        departments=None
        if "departments" in lost
        else listed("departments", "item_departments", "department"),
        flags=None if "flags" in lost else flags,
        sdgs=None if "sdgs" in lost else sdgs,
        printed_progress=row.number("printed_progress"),
        repeat=row.code("repeat", Repeat) or Repeat.NONE,
        summary=row.text("summary"),
        audience=listed("audience", "item_audience", "audience"),
        outcomes=listed("outcomes", "item_outcomes", "outcome"),
        activities=tuple(_activity(one) for one in below["activities"].get(item_id, ())),
    )


def read_levels(tables: Tables) -> tuple[OwnLevel, ...]:
    """The levels that a plan names itself, from the top down."""
    levels = tuple(
        OwnLevel(
            kind=row.required_code("kind", ItemKind),
            name=row.required("name"),
            rated=row.flag("rated") or False,
        )
        for row in tables.get("levels", ())
    )
    if levels_refusal(levels):
        kinds = "、".join(level.kind.value for level in levels)
        raise tables["levels"][0].wrong("kind", kinds, "上から順の、抜けのない階層")
    return levels


def _activity(row: TableRow) -> Activity:
    return Activity(
        position=row.whole("position") or 0,
        text=row.text("text"),
        repeat=row.code("repeat", Repeat) or Repeat.NONE,
        place=row.text("place") or "",
    )


def read_ratings(tables: Tables) -> tuple[Rating, ...]:
    """The ratings, with their places where the document prints them."""
    return tuple(_rating(row) for row in tables.get("ratings", ()))


def _rating(row: TableRow) -> Rating:
    year = row.whole("fiscal_year")
    if year is None:
        raise row.wrong("fiscal_year", "", "年度")
    try:
        return Rating(
            item_id=row.required("item_id"),
            department=row.text("department") or "",
            fiscal_year=year,
            state=row.required_code("state", RatingState),
            step=row.whole("step"),
            reason=row.text("reason"),
            place=row.text("place"),
        )
    except ValueError:
        raise row.wrong(
            "step", row.text("step") or "", "評価済みのとき 0～10、ほかの状態のとき空欄と理由"
        ) from None


def read_indicators(tables: Tables) -> tuple[Indicator, ...]:
    """The indicators with their values."""
    values = by_id(tables.get("values", ()), "indicator_id")
    return tuple(
        _indicator(row, values.get(row.required("indicator_id"), [])) for row in tables.get("indicators", ())
    )


def _indicator(row: TableRow, values: list[TableRow]) -> Indicator:
    return Indicator(
        indicator_id=row.required("indicator_id"),
        item_id=row.required("item_id"),
        level=row.required_code("level", IndicatorLevel),
        name=row.text("name") or "",
        unit=row.text("unit"),
        accumulation=row.code("accumulation", Accumulation),
        desired_change=row.code("desired_change", DesiredChange),
        values=tuple(_value(value) for value in values),
        place=row.text("place") or "",
        note=row.text("note"),
        changed=row.flag("changed"),
    )


def _value(row: TableRow) -> IndicatorValue:
    note = row.text("note")
    quantity = _quantity(row, note)
    return IndicatorValue(
        role=row.required_code("role", ValueRole),
        fiscal_year=row.whole("fiscal_year"),
        quantity=quantity,
        place=row.text("place") or "",
        calendar_year=row.flag("calendar_year") or False,
        note=None if note == quantity.note else note,
    )


def _quantity(row: TableRow, note: str | None) -> Quantity:
    """The quantity of the row; what the table does not carry (decimals) is told by the printed text again."""
    value, missing = row.number("value"), row.code("missing_reason", MissingReason)
    if (value is None) == (missing is None):
        raise row.wrong("value", row.text("value") or "", "値か、missing_reason の理由のどちらか一つ")
    printed = row.text("printed") or ""
    again = parse_quantity(printed)
    decimals = again.decimals
    if value is not None and again.value is None:
        exponent = value.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Quantity(
        printed=printed,
        value=value,
        unit=row.text("unit"),
        decimals=decimals,
        cumulative=row.flag("cumulative") or False,
        approximate=row.flag("approximate") or False,
        missing=missing,
        note=again.note if again.note == note else None,
    )
