"""Tables of indicators: units that stood in a head or column, totals, and notes that name what they are about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mitodoke.domain.indicator import Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.quantity import Quantity
from mitodoke.outputs.reports.blocks import Paragraph, Table
from mitodoke.outputs.reports.indicator_tables import indicator_blocks, printed_quantity


def quantity(printed: str, value: str, unit: str | None, **others: bool) -> Quantity:
    return Quantity(printed=printed, value=Decimal(value), unit=unit, **others)  # type: ignore[arg-type]


def indicator(name: str, *quantities: Quantity, note: str | None = None, value_note: str | None = None) -> Indicator:  # fmt: skip
    values = tuple(
        IndicatorValue(
            role=ValueRole.TARGET if number else ValueRole.BASELINE,
            fiscal_year=2024 + number,
            quantity=one,
            place="L1",
            note=value_note if number else None,
        )
        for number, one in enumerate(quantities)
    )
    return Indicator(
        indicator_id="x",
        item_id="S1",
        level=IndicatorLevel.KPI,
        name=name,
        unit=None,
        accumulation=None,
        desired_change=None,
        values=values,
        place="L1",
        note=note,
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (quantity("150", "15000000000", "円"), "150億円"),
        (quantity("199.5", "1995000", "人"), "199.5万人"),
        (quantity("150", "150", "人"), "150人"),
        (quantity("150人", "150", "人"), "150人"),
        (quantity("３", "3", "件"), "３件"),
        (quantity("5", "5", None), "5"),
        (quantity("", "7", "件"), "7件"),
        (quantity("7", "9", "件"), "7"),
        (Quantity(printed="検討中", missing="not_a_number"), "検討中"),  # type: ignore[arg-type]
    ],
)
def test_a_unit_that_stood_elsewhere_is_printed(one: Quantity, expected: str) -> None:
    assert printed_quantity(one) == expected


def rows(*indicators: Indicator) -> list[list[str]]:
    table = indicator_blocks(indicators, "KPI", "指標名")[0]
    assert isinstance(table, Table)
    return [
        [column.header.partition("\n")[0] for column in table.columns],
        *([cell.text for cell in row.cells if cell] for row in table.rows),
    ]


def test_a_column_of_units_stands_where_one_is_needed() -> None:
    money = indicator("生産額", quantity("140", "14000000000", "円"), quantity("150", "15000000000", "円"))
    people = indicator("人口", quantity("120人", "120", "人"), quantity("130人", "130", "人"))
    assert rows(money, people) == [
        ["指標名", "単位", "基準値", "目標値"],
        ["生産額", "億円", "140", "150"],
        ["人口", "", "120人", "130人"],
    ]
    assert rows(people)[0] == ["指標名", "基準値", "目標値"]


def test_units_that_differ_stand_at_the_numbers() -> None:
    mixed = indicator("額", quantity("140", "14000000000", "円"), quantity("150", "1500000", "円"))
    assert rows(mixed)[1:] == [["額", "140億円", "150万円"]]


def test_a_total_that_only_the_head_told_is_told_at_the_number() -> None:
    one = indicator("参加者", quantity("45", "45", None, cumulative=True))
    named = indicator("累計参加者", quantity("45", "45", None, cumulative=True))
    assert [row[1] for row in rows(one, named)[1:]] == ["累計45", "45"]


def notes(*indicators: Indicator) -> list[str]:
    return [one.text for one in indicator_blocks(indicators, "KPI", "指標名")[1:] if isinstance(one, Paragraph)]  # fmt: skip


def test_notes_name_what_they_are_about() -> None:
    five = quantity("5", "5", None)
    same = "感染症の影響"
    assert notes(indicator("甲", five, five, note="店の数")) == ["※「甲」：店の数"]
    assert notes(indicator("甲", five, five, note=same, value_note=same)) == ["※「甲」の目標値（令和7年度）：感染症の影響"]  # fmt: skip
    named = "※目標値（令和7年度）：見込み"
    assert notes(indicator("甲", five, five, note=named, value_note=named)) == [f"※「甲」：{named}"]
    assert notes(indicator("甲", five, note=same), indicator("乙", five, note=same)) == ["※「甲」、「乙」：感染症の影響"]  # fmt: skip
    assert notes(indicator("甲", five)) == []
