"""Checks at entry of units: a value in another unit than those so far, and jumps of a hundred or a thousand times."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.answer import read_answer
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.entry_checks import EntryContext, doubt_answer
from mitodoke.domain.entry_checks.units import scale_and_base
from mitodoke.domain.indicator import DesiredChange, Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.quantity import parse_quantity


def doubts(last: str, now: str, unit: str | None = None) -> dict[str, str]:
    """What is doubted of `now` after `last`: the message by the name of the check."""
    value = IndicatorValue(role=ValueRole.ACTUAL, fiscal_year=2024, quantity=parse_quantity(last), place="L1")
    indicator = Indicator(
        indicator_id="K1", item_id="a", level=IndicatorLevel.KPI, name="来場者数", unit=unit, accumulation=None,
        desired_change=DesiredChange.INCREASE, values=(value,), place="L1",
    )  # fmt: skip
    context = EntryContext(
        fiscal_year=2025,
        period_start=datetime.date(2025, 4, 1),
        period_end=datetime.date(2026, 3, 31),
        indicators=(indicator,),
    )
    fields = {"kpi.K1.value": now}
    answer, _ = read_answer(fields, asks=(Ask.KPI_ACTUALS,), indicators={"K1": "来場者数"})
    found = doubt_answer(answer, replace(context, fields=fields))
    assert all(one.field == "kpi.K1.value" and one.message.endswith("。") for one in found)
    return {one.check: one.message for one in found}


@pytest.mark.parametrize(
    ("last", "now", "unit", "told"),
    [
        ("12,000人", "12千人", None, "「千人」は「人」の1,000倍です"),
        ("12千人", "12,000人", None, "「千人」は「人」の1,000倍です"),
        ("300千円", "3百円", None, "「千円」は「百円」の10倍です"),
        ("120人", "120件", None, "これまでの単位に直すか"),
        ("12.5%", "13ポイント", None, "これまでの値の単位は「%」"),
        ("120", "130件", "人", "これまでの値の単位は「人」"),
        ("120人", "130人", None, None),
        ("120人", "130名", None, None),
        ("9箇所", "９か所", None, None),
        ("12.5％", "13%", None, None),
        ("199.5万人", "2,000,000人", None, None),
        ("120", "130人", "万人", None),
        ("3百万円", "3,100,000円", "百万円", None),
        ("120人", "130", None, None),
        ("120", "130件", None, None),
        ("120人", "たくさん", None, None),
        ("－", "12千人", None, None),
    ],
)
def test_a_value_in_another_unit(last: str, now: str, unit: str | None, told: str | None) -> None:
    found = doubts(last, now, unit).get("unit_differs")
    if told is None:
        assert found is None
    else:
        assert found is not None
        assert told in found


def test_what_differs_only_by_its_unit_is_doubted_once() -> None:
    assert set(doubts("12,000人", "12千人")) == {"unit_differs"}
    assert set(doubts("12,000人", "12,000千人")) == {"unit_differs"}
    assert set(doubts("12,000人", "500千人")) == {"unit_differs", "jump"}


@pytest.mark.parametrize(
    ("last", "now", "told"),
    [
        ("12,000人", "12人", "約1,000分の1になっています。単位（人と千人）か桁"),
        ("12人", "12,500人", "約1,000倍になっています。単位（人と千人）か桁"),
        ("12人", "12,700人", "約1,100倍になっています。桁や単位"),
        ("12人", "1,140人", "約95倍になっています。単位（人と百人）か桁"),
        ("9円", "90,000円", "約10,000倍になっています。単位（円と万円）か桁"),
        ("30か所", "3,000か所", "約100倍になっています。桁や単位"),
        ("30人", "16,800人", "約560倍になっています。桁や単位"),
        ("1円", "1,000,000円", "約1,000,000倍になっています。単位（円と百万円）か桁"),
        ("30か所", "90か所", "約3倍になっています。桁や単位"),
        ("30か所", "95か所", "約3.2倍になっています。桁や単位"),
        ("30か所", "15,000か所", "約500倍になっています。桁や単位"),
        ("30軒", "30,000軒", "約1,000倍になっています。桁や単位"),
        ("16,800人", "30人", "約560分の1になっています。桁や単位"),
        ("0.05%", "50%", "から49.95ポイント変わっています。桁の誤り"),
        ("-0.05%", "50%", "から50.05ポイント変わっています。"),
        ("12人", "50%", "約4.2倍になっています。桁や単位"),
        ("12人", "12,000円", "約1,000倍になっています。桁や単位"),
        ("12", "12,000人", "約1,000倍になっています。単位（人と千人）か桁"),
        ("-30か所", "3,000か所", "大きく変わっています。"),
        ("0か所", "3,000か所", "大きく変わっています。"),
        ("100か所", "0か所", "大きく変わっています。"),
    ],
)
def test_a_jump_tells_how_far_and_asks_about_the_unit_where_it_may_be_one(
    last: str, now: str, told: str
) -> None:
    assert told in doubts(last, now)["jump"]


@pytest.mark.parametrize(
    ("unit", "told"),
    [("千人", (1000, "人")), ("百", (1, "百")), ("千", (1, "千")), ("", (1, "")), ("百万円", (1, "円")), ("億円", (1, "円")),
     ("千 ｔ", (1000, "t")), ("％", (1, "%")), ("名", (1, "人")), ("十人", (10, "人"))],
)  # fmt: skip
def test_units_are_taken_apart(unit: str, told: tuple[int, str]) -> None:
    assert scale_and_base(unit) == (Decimal(told[0]), told[1])


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_breaks_the_checks(last: str, now: str) -> None:
    assert set(doubts(last, now)) <= {
        "unit_differs",
        "jump",
        "cumulative_falls",
        "era_mistake",
        "impossible_number",
    }


@given(st.text(max_size=12))
def test_a_unit_is_the_same_as_itself(unit: str) -> None:
    scale, base = scale_and_base(unit)
    assert scale >= 1
    assert scale_and_base(base)[0] <= 1000
