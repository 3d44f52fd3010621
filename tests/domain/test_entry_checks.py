"""Checks at entry: what each doubts, and what it leaves alone."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.answer import read_answer
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.entry_checks import CHECKS, EntryContext, doubt_answer
from mitodoke.domain.entry_checks.era_mistake import mistakes
from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.quantity import parse_quantity


def _value(role: ValueRole, year: int, text: str) -> IndicatorValue:
    return IndicatorValue(role=role, fiscal_year=year, quantity=parse_quantity(text), place="L1")


KPI = Indicator(
    indicator_id="K1",
    item_id="a",
    level=IndicatorLevel.KPI,
    name="花壇の数",
    unit="か所",
    accumulation=None,
    desired_change=DesiredChange.INCREASE,
    values=(
        _value(ValueRole.BASELINE, 2020, "10か所"),
        _value(ValueRole.ACTUAL, 2023, "999か所"),
        _value(ValueRole.ACTUAL, 2024, "30か所"),
        _value(ValueRole.ACTUAL, 2026, "5か所"),
        _value(ValueRole.TARGET, 2029, "110か所"),
    ),
    place="L1",
)
CONTEXT = EntryContext(
    fiscal_year=2025,
    period_start=datetime.date(2025, 4, 1),
    period_end=datetime.date(2026, 3, 31),
    indicators=(KPI,),
    last_step=5,
    last_participants=100,
)
ALL = (Ask.RATINGS, Ask.ACTIVITIES, Ask.KPI_ACTUALS)
Fields = dict[str, str]


def _doubts(
    fields: Fields, context: EntryContext = CONTEXT, asks: tuple[Ask, ...] = ALL
) -> set[tuple[str, str]]:
    answer, _ = read_answer(fields, asks=asks, indicators={"K1": "花壇の数"})
    found = doubt_answer(answer, replace(context, fields=fields))
    assert all(one.message.endswith("。") for one in found)
    return {(one.check, one.field) for one in found}


@pytest.mark.parametrize(
    ("fields", "doubted"),
    [
        ({"rating.step": "8"}, False),
        ({"rating.step": "9"}, True),
        ({"rating.step": "1"}, True),
        ({"kpi.K1.value": "89か所"}, False),
        ({"kpi.K1.value": "90か所"}, True),
        ({"kpi.K1.value": "11か所"}, False),
        ({"kpi.K1.value": "10か所"}, True),
        ({"kpi.K1.value": "0か所"}, True),
        ({"kpi.K1.value": "-30か所"}, True),
        ({"kpi.K1.value": "たくさん"}, False),
        ({}, False),
    ],
)
def test_a_jump_against_last_year(fields: Fields, doubted: bool) -> None:
    assert any(check == "jump" for check, _ in _doubts(fields)) is doubted


@pytest.mark.parametrize(
    ("last", "now", "doubted"),
    [("6%", "2%", False), ("50%", "79.9%", False), ("50%", "80%", True), ("0件", "9件", False), ("0件", "10件", True),
     ("-5件", "-20件", True), ("－", "100件", False)],
)  # fmt: skip
def test_jumps_of_shares_and_from_nothing(last: str, now: str, doubted: bool) -> None:
    indicator = replace(KPI, values=(_value(ValueRole.ACTUAL, 2024, last),))
    found = _doubts({"kpi.K1.value": now}, replace(CONTEXT, indicators=(indicator,)))
    assert (("jump", "kpi.K1.value") in found) is doubted


def test_participants_that_jump() -> None:
    for count, doubted in (("299人", False), ("300人", True), ("33人", True)):
        found = _doubts({"entry.participants": count}, asks=(Ask.COLLABORATION_ENTRIES,))
        assert (("jump", "entry.participants") in found) is doubted


@pytest.mark.parametrize(
    ("accumulation", "last", "now", "doubted"),
    [
        (Accumulation.CUMULATIVE, "30か所", "29か所", True),
        (Accumulation.CUMULATIVE, "30か所", "30か所", False),
        (Accumulation.ANNUAL, "30か所", "29か所", False),
        (None, "累計30か所", "29か所", True),
        (None, "30か所", "29か所", False),
    ],
)
def test_a_falling_cumulative(accumulation: Accumulation | None, last: str, now: str, doubted: bool) -> None:
    indicator = replace(KPI, accumulation=accumulation, values=(_value(ValueRole.ACTUAL, 2024, last),))
    found = _doubts({"kpi.K1.value": now}, replace(CONTEXT, indicators=(indicator,)))
    assert (("cumulative_falls", "kpi.K1.value") in found) is doubted


@pytest.mark.parametrize(
    ("step", "actual", "doubted"),
    [
        ("8", "59か所", True),  # 49 of 100
        ("8", "60か所", False),
        ("7", "11か所", False),
        ("3", "110か所", True),
        ("3", "109か所", False),
        ("4", "110か所", False),
        ("10", "60", False),
        ("10", "59", True),
    ],
)
def test_a_rating_at_odds_with_its_kpi(step: str, actual: str, doubted: bool) -> None:
    found = _doubts({"rating.step": step, "kpi.K1.value": actual})
    assert (("rating_against_kpi", "rating.step") in found) is doubted


@pytest.mark.parametrize(
    ("name", "offered", "now", "doubted"),
    [
        ("activity.1", "苗を配った", "苗を配った", True),
        ("activity.1", "苗を100本配った", "苗を １００本\n配った", True),
        ("activity.1", "苗を配った", "苗を2回配った", False),
        ("entry.effects", "にぎわった", "にぎわった", True),
        ("entry.title", "花まつり", "花まつり", False),
        ("kpi.K1.source", "統計", "統計", False),
    ],
)
def test_a_text_equal_to_last_years(name: str, offered: str, now: str, doubted: bool) -> None:
    asks = (Ask.COLLABORATION_ENTRIES,) if name.startswith("entry") else ALL
    found = _doubts({name: now}, replace(CONTEXT, offered={name: offered}), asks)
    assert (("same_as_last_year", name) in found) is doubted


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("令和7年4月1日", False),
        ("令和8年3月31日", False),
        ("令和7年3月31日", True),
        ("令和8年4月1日", True),
        ("令和7年3月", True),
        ("令和8年3月", False),
        ("令和7年3月30日～4月2日", False),
        ("令和6年度", False),
        ("通年", False),
        ("令和7年13月1日", False),
    ],
)
def test_a_date_outside_the_period(text: str, doubted: bool) -> None:
    found = _doubts({"occurrence.1.dates": text}, asks=(Ask.COLLABORATION_ENTRIES,))
    assert (("date_outside_period", "occurrence.1.dates") in found) is doubted
    found = _doubts({"activity.1": f"花壇を{text}に作った"})
    assert (("date_outside_period", "activity.1") in found) is doubted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("平成36年4月", "平成は31年までです（2024年は令和6年です）"),
        ("平成３６年度", "平成は31年まで"),
        ("昭和65年", "昭和は64年まで"),
        ("令和0年", "令和は元年から始まります"),
        ("令和7年13月1日", "「令和7年13月1日」という日付はありません"),
        ("令和7年2月30日", "日付はありません"),
        ("令和7年5月5日～3日", "終わりが始まりより前"),
    ],
)
def test_mistakes_of_eras(text: str, told: str) -> None:
    assert any(told in message for message in mistakes(text))
    assert ("era_mistake", "occurrence.1.dates") in _doubts(
        {"occurrence.1.dates": text}, asks=(Ask.COLLABORATION_ENTRIES,)
    )
    assert ("era_mistake", "activity.2") in _doubts({"activity.1": "花", "activity.2": text})


@pytest.mark.parametrize(
    "text",
    [
        "平成31年4月30日",
        "令和元年5月1日",
        "昭和64年",
        "令和20年",
        "平成30年間",
        "令和7年12月31日",
        "苗を36本、13回",
    ],
)
def test_dates_that_are_right(text: str) -> None:
    assert list(mistakes(text)) == []


@given(st.text(alphabet="令和平成昭0123456789年月日度～、元 ", max_size=30), st.text(max_size=20))
def test_no_text_breaks_a_check(text: str, other: str) -> None:
    fields = {
        "activity.1": text or "x",
        "kpi.K1.value": other or "0",
        "rating.step": "5",
        "kpi.K1.note": text or "x",
    }
    _doubts(fields)
    _doubts({"occurrence.1.dates": text or "x", "entry.participants": other or "x"}, asks=(Ask.PATRONAGE,))


def test_checks_are_explained_and_named_once() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS) == 7
    assert all(check.label and "。" in check.explanation for check in CHECKS)
