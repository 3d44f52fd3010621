"""Indicators of the strategy: charts, cards, classes, original targets, and the judgement by a rule."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import Accumulation, DesiredChange, Indicator, ValueRole
from mitodoke.domain.judgement_rules import AKIRUNO, FUKUOKA, NAGANO, RULES, TAMA
from mitodoke.domain.progress import Rate, Undefined, UndefinedReason
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_card import indicator_cards
from mitodoke.publishing.presentation.indicator_chart import indicator_chart, sums_beside_one_year
from mitodoke.publishing.presentation.indicator_classes import (
    ProgressClass,
    class_of,
    progress_distribution,
)
from mitodoke.publishing.presentation.indicator_targets import EarlierEdition, original_target, same_target
from mitodoke.publishing.presentation.judgement import (
    JudgedPlan,
    judge_indicator,
    judged_plan,
    judgement_distribution,
    rank_keys,
    show_judgement,
)
from publishing.edition_parts import CODE, document
from publishing.strategy_editions import indicator, strategy_edition

INCREASE, DECREASE = DesiredChange.INCREASE, DesiredChange.DECREASE


def addresses(year: int) -> EditionAddresses:
    return EditionAddresses(
        city=CityAddresses(CODE), kind=DocumentKind.COMPREHENSIVE_STRATEGY, fiscal_year=year, version=1
    )


def make(*printed: str | None, **other: object) -> Indicator:
    low, now, high = printed
    return indicator("S1-1", 1, "参加企業数", (low, now, high), **other)


def chart(one: Indicator, original: Indicator | None = None) -> tuple[str, str]:
    found = indicator_chart(one, "c", {}, original.value(ValueRole.TARGET) if original else None)
    return str(found.drawing or ""), found.remark


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (Fraction(1), ProgressClass.REACHED),
        (Fraction(12), ProgressClass.REACHED),
        (Fraction(999, 1000), ProgressClass.ON_THE_WAY),
        (Fraction(0), ProgressClass.ON_THE_WAY),
        (Fraction(-1, 1000), ProgressClass.WORSE),
        (Undefined(UndefinedReason.NO_ACTUAL), ProgressClass.NONE),
    ],
)
def test_a_rate_has_one_class(rate: Rate, expected: ProgressClass) -> None:
    assert class_of(rate) is expected


@given(st.lists(st.sampled_from(["10人", "63人", "450人", "900人", None]), max_size=8))
def test_every_indicator_is_in_the_distribution_once(actuals: list[str | None]) -> None:
    found = progress_distribution([make("63人", one, "450人") for one in actuals], "d", "/base/")
    assert sum(row.count for row in found.rows) == found.total == len(actuals)
    assert found.rows[-1].count == sum(row.count for row in found.reasons) == actuals.count(None)
    assert found.rows[0].address == "/base/reached/"


def test_the_chart_has_every_value_its_path_and_the_original_target() -> None:
    drawing, remark = chart(make("63社", "427社", "450社"), make("63社", "427社", "500社"))
    for words in ("63社", "427社", "450社", "500社", "目標までの直線", "当初の目標値", "平成30年度"):
        assert words in drawing
    assert "chart-target-path" in drawing
    assert remark == ""


def test_no_path_leads_from_one_years_baseline_to_a_cumulative_target() -> None:
    one = make("46人", "累計45人", "累計230人", accumulation=Accumulation.CUMULATIVE)
    drawing, remark = chart(one)
    assert "chart-target-path" not in drawing
    assert "46人" not in drawing
    assert "累計45人" in drawing
    assert "単年度の値" in remark


@pytest.mark.parametrize(
    ("printed", "remark"),
    [
        (("63社", "4件", "450社"), "単位が同じでない"),
        (("－", "－", "－"), "図にできる値がありません"),
        ((None, None, None), "図にできる値がありません"),
    ],
)
def test_what_cannot_be_drawn_says_why(printed: tuple[str | None, ...], remark: str) -> None:
    drawing, said = chart(make(*printed))
    assert drawing == ""
    assert remark in said


def test_an_english_chart_has_no_japanese() -> None:
    with speaking("en"):
        drawing, _ = chart(make("63社", "約427社", "450社"))
        percent, _ = chart(make("4.5%", "－", "6.0%"))
    assert not any("\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff" for sign in drawing + percent)
    assert "6.0%" in percent


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("46人", "累計45人", "累計230人"), True),
        (("累計46人", "累計45人", "累計230人"), False),
        (("－", "累計45人", "累計230人"), False),
        (("46人", "45人", "230人"), False),
    ],
)
def test_a_single_years_baseline_is_known(printed: tuple[str, ...], expected: bool) -> None:
    assert sums_beside_one_year(make(*printed)) is expected


def test_a_note_travels_with_its_value() -> None:
    one = make("24社", "0社", "27社")
    noted = tuple(
        replace(value, note="感染症の流行で中止したため0") if value.role is ValueRole.ACTUAL else value
        for value in one.values
    )
    edition = strategy_edition()
    index = EditionIndex(edition)
    (card,) = indicator_cards([replace(one, values=noted)], index, addresses(2021), plan=None)
    marks = {row.role: (row.mark, row.value.note) for row in card.values}
    assert marks == {
        "基準値": ("", None),
        "実績値": ("※1", "感染症の流行で中止したため0"),
        "目標値": ("", None),
    }
    assert "0社※1" in str(card.chart.drawing)
    assert (card.judgement, card.original) == (None, None)


def revised() -> tuple[EditionIndex, EarlierEdition]:
    """A strategy whose first target was 500 companies, and the later edition that asks for 450."""
    first = strategy_edition(2020)
    targets = [make("63社", "100社", "500社"), *first.content.indicators[2:]]
    first = replace(first, content=replace(first.content, indicators=tuple(targets)))
    earlier = EarlierEdition(index=EditionIndex(first), addresses=addresses(2020), label="令和2年度 第1版")
    return EditionIndex(strategy_edition()), earlier


def test_the_original_target_is_found_in_the_oldest_edition() -> None:
    index, earlier = revised()
    found = original_target(index.indicators["S1-1-1"], index, [earlier])
    assert found is not None
    assert (found.shown.quantity.text, found.differs, found.edition) == ("500社", True, "令和2年度 第1版")
    assert found.rates.progress.text == "83.3％"  # (427 − 63) ÷ (500 − 63)
    assert found.address == "/999997/strategy/fy2020/v1/S1-1/#indicator-S1-1-1"
    same = original_target(index.indicators["S1-1-2"], index, [earlier])
    assert same is not None
    assert not same.differs
    assert original_target(index.indicators["G1-N1"], index, [earlier]) is None


def test_another_name_under_the_same_number_is_another_indicator() -> None:
    index, earlier = revised()
    renamed = replace(index.indicators["S1-1-1"], name="相談件数")
    assert original_target(renamed, index, [earlier]) is None


def test_a_renumbered_indicator_is_known_by_its_item_and_name() -> None:
    index, earlier = revised()
    moved = replace(index.indicators["S1-1-1"], indicator_id="S1-1-9")
    found = original_target(moved, index, [earlier])
    assert found is not None
    assert found.shown.quantity.text == "500社"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("450社", "450社", True),
        ("450社", "450 社", True),
        ("450社", "累計450社", False),
        ("450社", "450件", False),
        ("－", "－", True),
        ("実施", "完了", False),
        ("450社", "－", False),
    ],
)
def test_targets_are_the_same_in_number_unit_and_way_of_counting(
    one: str, other: str, expected: bool
) -> None:
    first, second = (make(None, None, text).value(ValueRole.TARGET) for text in (one, other))
    assert first is not None
    assert same_target(first, second) is expected
    assert not same_target(first, None)


@pytest.mark.parametrize(
    ("printed", "change", "rank", "words"),
    [
        (("63社", "427社", "450社"), INCREASE, "おおむね順調", "＝ 94.1％"),
        (("63社", "450社", "450社"), INCREASE, "順調", "＝ 100.0％"),
        (("12人", "3人", "0人"), DECREASE, "努力を要する", "＝ 75.0％"),
        (("46人", "累計45人", "累計230人"), INCREASE, "努力を要する", "45 ÷ 230"),
        (("214人", "176人", "100人"), None, None, "増やす指標か減らす指標か"),
        (("63社", None, "450社"), INCREASE, None, "実績値がない"),
        (("63社", "427件", "450社"), INCREASE, None, "単位が異なる"),
        (("63社", "427社", "実施する"), INCREASE, None, "目標が文章"),
        (("5人", "累計7人", "9人"), INCREASE, None, "片方だけが累計"),
    ],
)
def test_an_indicator_is_judged_with_the_numbers_put_in_or_says_why_not(
    printed: tuple[str | None, ...], change: DesiredChange | None, rank: str | None, words: str
) -> None:
    plan = JudgedPlan(rule=NAGANO, first_year=2020, years=5)
    shown = show_judgement(make(*printed, desired_change=change), plan)
    assert shown is not None
    assert shown.rank == rank
    assert words in (shown.formula or shown.why_not or "")


def test_a_pace_knows_the_years_of_the_plan() -> None:
    plan = JudgedPlan(rule=TAMA, first_year=2020, years=5)
    found = judge_indicator(make("0社", "36社", "100社"), plan)  # 2021 is the second year: 40 % are due
    assert (found.rank, found.formula) == ("②", "36 ÷ 100 ÷ 予定40.0％（2年目） ＝ 90.0％")


@pytest.mark.parametrize(
    ("code", "year", "rule"),
    [("999997", 2022, "nagano"), ("999997", 2026, "nagano"), ("999997", 2027, None), ("012131", 2022, None)],
)
def test_only_a_registered_plan_is_judged(code: str, year: int, rule: str | None) -> None:
    base = document(DocumentKind.COMPREHENSIVE_STRATEGY, year, "総合戦略", municipality_code=code)
    found = judged_plan(base)
    assert (found.rule.name if found else None) == rule


def test_without_a_year_or_rule_nothing_is_judged() -> None:
    base = document(DocumentKind.COMPREHENSIVE_STRATEGY, None, "総合戦略")
    assert judged_plan(base) is None
    assert show_judgement(make("1", "2", "3"), None) is None


@pytest.mark.parametrize("rule", RULES)
def test_every_rank_of_every_rule_has_a_word_of_its_own(rule: object) -> None:
    keys = rank_keys(rule)  # type: ignore[arg-type]
    assert len(set(keys.values())) == len(keys) >= 2


@pytest.mark.parametrize("rule", [NAGANO, FUKUOKA, AKIRUNO])
def test_ranks_are_counted_and_the_rest_stands_beside(rule: object) -> None:
    plan = JudgedPlan(rule=rule, first_year=2020, years=5)  # type: ignore[arg-type]
    indicators = list(EditionIndex(strategy_edition()).indicators.values())
    found = judgement_distribution(indicators, plan, "j", "/base/")
    assert sum(row.count for row in found.rows) == found.total == len(indicators)
    assert found.rows[-1].count == sum(row.count for row in found.reasons)
    assert found.rows[-1].address == "/base/none/"
