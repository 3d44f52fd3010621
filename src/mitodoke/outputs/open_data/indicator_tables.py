"""The open data tables of a plan's indicators and their values."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.fields import (
    ITEM_ID,
    PLACE,
    POSITION,
    ForeignKey,
    count,
    flag,
    number,
    text,
)
from mitodoke.outputs.open_data.item_tables import TO_ITEM
from mitodoke.outputs.open_data.open_table import OpenTable, Value, from_table

_INDICATOR_ID = text(
    "indicator_id", "指標ID", "indicator id",
    "指標を文書の中で一意に示すID。", "Identifies an indicator within the document.",
    required=True,
)  # fmt: skip

_INDICATOR_FIELDS = (
    _INDICATOR_ID,
    ITEM_ID,
    text("level", "指標の種類", "level", "指標の種類を示すコード。", "Code of the level.",
         codes="indicator_level", required=True),
    text("name", "指標名", "name", "指標の名称。原典の表記のまま。", "The name as printed."),
    text("unit", "単位", "unit", "指標の単位。", "The unit of the indicator."),
    text("accumulation", "値の積み上げ方", "accumulation",
         "累計・単年度・時点を示すコード。空欄は原典に記載がないことを示します。",
         "Code of how values add up; empty where the document does not tell.", codes="accumulation"),
    text("desired_change", "望ましい方向", "desired change",
         "増減のどちらが望ましいかを示すコード。空欄は分からないことを示します。",
         "Code of which way is better; empty where unknown.", codes="desired_change"),
    text("note", "注記", "note", "指標に添えられた注記。", "The note beside the indicator."),
    PLACE,
    flag("changed", "見直しで変更", "changed",
         "見直しで変わった指標と印刷されていればtrue。", "true where a review marked this very indicator."),
)  # fmt: skip

_VALUE_FIELDS = (
    text("role", "値の役割", "role", "基準値・実績値・目標値を示すコード。", "Code of the role.",
         codes="value_role", required=True),
    count("fiscal_year", "年度", "fiscal year",
          "値の年度（西暦、4月から翌年3月）。calendar_yearがtrueの行では暦年。",
          "Fiscal year (April to March) by its first year; a calendar year where calendar_year is true.",
          unit="年度"),
    number("value", "値", "value",
           "値。単位はunitの列。空欄の理由はmissing_reasonの列。",
           "The value, in the unit of the column unit; missing_reason tells why it is absent."),
    text("unit", "単位", "unit", "この値の単位。", "The unit of this value."),
    text("printed", "原典の表記", "printed", "原典に印刷されたとおりの値。", "The value as printed."),
    flag("cumulative", "累計", "cumulative", "累計・延べと印刷されていればtrue。",
         "true where printed as a running total."),
    flag("approximate", "概数", "approximate", "約・程度と印刷されていればtrue。",
         "true where printed as approximate."),
    text("missing_reason", "値がない理由", "missing reason",
         "値がない理由を示すコード。値がない行と値が0の行は別のものです。",
         "Code of why there is no value; a missing value is not 0.", codes="missing_reason"),
    text("note", "注記", "note", "値に添えられた注記。", "The note beside the value."),
    PLACE,
    flag("calendar_year", "暦年", "calendar year",
         "年度でなく暦年の値であればtrue。", "true where the year is a calendar year."),
)  # fmt: skip


def _values(edition: Edition) -> Iterator[tuple[Value, ...]]:
    """The values of each indicator, counted so that a row has an identity: a year may have several targets."""
    counts = (len(indicator.values) for indicator in edition.content.indicators)
    positions = (position for length in counts for position in range(1, length + 1))
    named = from_table("values", (_INDICATOR_ID, *_VALUE_FIELDS))(edition)
    for (indicator_id, *rest), position in zip(named, positions, strict=True):
        yield indicator_id, position, *rest


INDICATOR_TABLES: tuple[OpenTable, ...] = (
    OpenTable(
        name="indicators", title="指標", title_en="Indicators",
        description="数値目標と重要業績評価指標（KPI）。", description_en="Numerical targets and KPIs.",
        fields=_INDICATOR_FIELDS, source=from_table("indicators", _INDICATOR_FIELDS),
        key=("indicator_id",), foreign_keys=(TO_ITEM,),
    ),
    OpenTable(
        name="values", title="指標の値", title_en="Values of the indicators",
        description="指標の基準値・実績値・目標値。1行に1つの値。",
        description_en="Baselines, actuals and targets, one value a row.",
        fields=(_INDICATOR_ID, POSITION, *_VALUE_FIELDS), source=_values,
        key=("indicator_id", "position"),
        foreign_keys=(ForeignKey(field="indicator_id", table="indicators", target="indicator_id"),),
    ),
)  # fmt: skip
"""In the order in which they refer to each other."""
