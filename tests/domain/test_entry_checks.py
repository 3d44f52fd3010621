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


ENTRY = (Ask.COLLABORATION_ENTRIES,)


@pytest.mark.parametrize(
    ("text", "as_date", "in_text"),
    [
        ("令和7年4月1日", False, False),
        ("令和8年3月31日", False, False),
        ("令和7年3月31日", True, True),
        ("令和8年4月1日", True, True),
        ("令和7年3月", True, True),
        ("令和8年3月", False, False),
        ("R8.6.29", True, True),
        ("令和7年3月30日～4月2日", False, False),
        ("令和7年度", False, False),
        ("令和7年", False, False),
        ("令和8年", False, False),
        ("令和6年度", True, False),
        ("令和元年度", True, False),
        ("令和6年", True, False),
        ("令和9年", True, False),
        ("令和6年度～令和7年度", False, False),
        ("通年", False, False),
        ("6月29日", False, False),
        ("令和7年13月1日", False, False),
        ("平成40年6月1日、7月3日", False, False),
        ("平成40年6月1日、令和6年7月3日", True, True),
    ],
)
def test_a_date_outside_the_period(text: str, as_date: bool, in_text: bool) -> None:
    found = _doubts({"occurrence.1.dates": text}, asks=ENTRY)
    assert (("date_outside_period", "occurrence.1.dates") in found) is as_date
    found = _doubts({"activity.1": f"花壇を{text}に作った"})
    assert (("date_outside_period", "activity.1") in found) is in_text


@pytest.mark.parametrize(
    ("since", "check"),
    [
        ("平成元年", None),
        ("R7", None),
        ("令和8年", None),
        ("令和8年3月31日", None),
        ("令和7年度", None),
        ("令和8年4月", "date_outside_period"),
        ("令和8年度", "date_outside_period"),
        ("令和9年", "date_outside_period"),
        ("R9", "date_outside_period"),
        ("2030", "date_outside_period"),
        ("平成40年", "era_mistake"),
        ("昔から", None),
    ],
)
def test_a_project_that_begins_in_the_future_is_doubted_once(since: str, check: str | None) -> None:
    found = _doubts({"entry.since_year": since, "entry.title": "花"}, asks=ENTRY)
    assert found == (set() if check is None else {(check, "entry.since_year")})


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("あ", "date_missing"),
        ("？", "date_missing"),
        ("12", "date_missing"),
        ("公民館", "date_missing"),
        ("平成40年6月1日", "era_mistake"),
        ("令和0年5月1日", "era_mistake"),
        ("6月31日", "era_mistake"),
        ("2月30日", "era_mistake"),
        ("2月29日", None),
        ("6/29", None),
        ("６月下旬", None),
        ("毎週", None),
        ("毎月第3木曜日", None),
        ("春と秋", None),
        ("随時", None),
        ("未定", None),
        ("年5回", None),
        ("中止", None),
    ],
)
def test_one_fault_of_a_date_is_doubted_once(text: str, check: str | None) -> None:
    found = _doubts({"occurrence.1.dates": text, "entry.title": "花"}, asks=ENTRY)
    assert found == (set() if check is None else {(check, "occurrence.1.dates")})


@pytest.mark.parametrize(
    ("values", "now", "doubted"),
    [
        (("30か所", "110か所"), "-1か所", True),
        (("0か所", "110か所"), "-30", True),
        (("30か所", "110か所"), "0か所", False),
        (("-30か所", "110か所"), "-90か所", False),
        (("30か所", "-110か所"), "-90か所", False),
        (("－", "－"), "-90か所", False),
        (("80%", "100%"), "100.1%", True),
        (("80％", "95％"), "250％", True),
        (("80%", "95%"), "250", True),
        (("80%", "95%"), "100%", False),
        (("80%", "120%"), "101%", False),
        (("105%", "100%"), "160%", False),
        (("80人", "95人"), "250人", False),
    ],
)
def test_a_number_that_cannot_be_is_doubted_once(values: tuple[str, str], now: str, doubted: bool) -> None:
    last, target = values
    indicator = replace(
        KPI,
        unit=None,
        accumulation=Accumulation.CUMULATIVE,
        values=(_value(ValueRole.ACTUAL, 2024, last), _value(ValueRole.TARGET, 2029, target)),
    )
    found = _doubts({"kpi.K1.value": now}, replace(CONTEXT, indicators=(indicator,)))
    assert (("impossible_number", "kpi.K1.value") in found) is doubted
    assert len(found) == 1 or not doubted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("平成36年4月", "平成は31年までです（2024年は令和6年です）"),
        ("平成３６年度", "平成は31年まで"),
        ("昭和65年", "昭和は64年まで"),
        ("令和0年", "令和は元年から始まります"),
        ("令和7年13月1日", "「令和7年13月1日」という日付はありません"),
        ("令和7年2月30日", "日付はありません"),
        ("6月31日", "「6月31日」という日付はありません"),
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
        "2月29日",
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
    assert len({check.name for check in CHECKS}) == len(CHECKS) == 9
    assert all(check.label and "。" in check.explanation for check in CHECKS)
