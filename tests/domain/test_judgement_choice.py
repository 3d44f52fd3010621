"""Which rule judges a plan: known or adapted, what contradicts itself, and the same indicator under all of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.indicator import DesiredChange, Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.judge_indicator import JudgedPlan, judge_indicator, judged_by
from mitodoke.domain.judgement import JudgementRule
from mitodoke.domain.judgement_choice import (
    LONGEST_RANK,
    OWN,
    JudgementChoice,
    TypedBand,
    adapted,
    bands_refusal,
    judgement_refusal,
    known_rule,
)
from mitodoke.domain.judgement_rules import AKIRUNO, FUJI, NAGANO, NAGAYO, RULES, TAMA
from mitodoke.domain.quantity import Quantity

VALUES = ((ValueRole.BASELINE, 2023, 50), (ValueRole.ACTUAL, 2025, 80), (ValueRole.TARGET, 2028, 90))
INDICATOR = Indicator(
    indicator_id="K1",
    item_id="1",
    level=IndicatorLevel.KPI,
    name="例",
    unit=None,
    accumulation=None,
    desired_change=DesiredChange.INCREASE,
    values=tuple(
        IndicatorValue(
            role=role,
            fiscal_year=year,
            quantity=Quantity(printed=str(number), value=Decimal(number)),
            place="L1",
        )
        for role, year, number in VALUES
    ),
    place="L1",
)
"""From 50 to 90 by 2028, at 80 in the second of five years."""


def typed(rule: JudgementRule, **changed: TypedBand) -> list[TypedBand]:
    """The bands of `rule` as a form sends them, `b0` and so on changed."""
    same = [
        TypedBand(
            rank=band.rank,
            label=band.label,
            percent=None if band.at_least is None else Decimal(str(float(band.at_least * 100))),
        )
        for band in rule.bands
    ]
    return [changed.get(f"b{number}", band) for number, band in enumerate(same)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_left_as_it_is_stays_itself(rule: JudgementRule) -> None:
    assert adapted(rule, typed(rule), version="1") is rule
    assert bands_refusal(rule.bands, tuple(rank for _, rank in rule.states)) is None
    assert known_rule(rule.name, rule.version) is rule


def test_a_changed_number_makes_a_rule_of_the_citys_own() -> None:
    own = adapted(
        NAGANO, typed(NAGANO, b1=TypedBand(rank="まずまず", label="", percent=Decimal("75.5"))), version="2"
    )
    assert (own.name, own.version) == (OWN, "2")
    assert own.bands[1].at_least == Fraction(755, 1000)
    assert own.label == f"市の規則（{NAGANO.label}をもとに変更）"
    assert NAGANO.source in own.source
    again = adapted(
        own, typed(own, b1=TypedBand(rank="まずまず", label="", percent=Decimal(70))), version="3"
    )
    assert (again.version, again.label) == ("3", own.label), "made from the same rule, and says so once"
    assert known_rule("own", "2") is None


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        ({"b1": TypedBand(rank="順調", label="", percent=Decimal(80))}, "二つあります"),
        ({"b1": TypedBand(rank="", label="", percent=Decimal(80))}, "「区分」を入力"),
        ({"b1": TypedBand(rank="長" * (LONGEST_RANK + 1), label="", percent=Decimal(80))}, "20字まで"),
        ({"b1": TypedBand(rank="x\u202e", label="", percent=Decimal(80))}, "制御文字"),
        ({"b1": TypedBand(rank="x", label="長" * 400, percent=Decimal(80))}, "300字まで"),
        ({"b1": TypedBand(rank="x", label="", percent=None)}, "百分率の数"),
        ({"b1": TypedBand(rank="x", label="", percent=Decimal(100))}, "当てはまるものがなくなります"),
        ({"b1": TypedBand(rank="x", label="", percent=Decimal(101))}, "当てはまるものがなくなります"),
        ({"b1": TypedBand(rank="x", label="", percent=Decimal("1000.01"))}, "-1000から1000まで"),
        ({"b1": TypedBand(rank="x", label="", percent=Decimal("80.001"))}, "小数第2位まで"),
        ({"b1": TypedBand(rank="x", label="", percent=Decimal(-2000))}, "-1000から"),
    ],
)
def test_bands_that_make_no_sense_are_refused(bands: dict[str, TypedBand], words: str) -> None:
    with pytest.raises(ActionDenied, match=words):
        adapted(NAGANO, typed(NAGANO, **bands), version="1")


def test_a_state_and_a_band_may_not_share_a_rank_and_bands_are_not_left_out() -> None:
    with pytest.raises(ActionDenied, match="二つあります"):
        adapted(AKIRUNO, typed(AKIRUNO, b2=TypedBand(rank="F", label="", percent=Decimal(50))), version="1")
    with pytest.raises(ActionDenied, match="区分の数"):
        adapted(NAGANO, typed(NAGANO)[:2], version="1")


def test_equal_limits_need_the_first_to_be_exclusive() -> None:
    """あきる野市: more than 100 is S, 100 itself is A; bands of other yardsticks are not compared."""
    assert bands_refusal(AKIRUNO.bands) is None
    turned = (replace(AKIRUNO.bands[0], exclusive=False), *AKIRUNO.bands[1:])
    assert bands_refusal(turned) is not None
    assert bands_refusal(NAGAYO.bands) is None


@pytest.mark.parametrize(
    ("choice", "from_year", "words"),
    [
        (JudgementChoice(rule=None, first_year=0, years=0), None, None),
        (JudgementChoice(rule=NAGANO, first_year=2024, years=5), None, None),
        (JudgementChoice(rule=NAGANO, first_year=2024, years=5), 2024, None),
        (JudgementChoice(rule=NAGANO, first_year=2024, years=5), 2028, None),
        (JudgementChoice(rule=NAGANO, first_year=2024, years=5), 2029, "計画の期間"),
        (JudgementChoice(rule=NAGANO, first_year=2024, years=5), 2023, "計画の期間"),
        (JudgementChoice(rule=NAGANO, first_year=1988, years=5), None, "最初の年度"),
        (JudgementChoice(rule=NAGANO, first_year=2201, years=5), None, "最初の年度"),
        (JudgementChoice(rule=NAGANO, first_year=2024, years=0), None, "計画の年数"),
        (JudgementChoice(rule=NAGANO, first_year=2024, years=31), None, "計画の年数"),
        (JudgementChoice(rule=TAMA, first_year=2024, years=4), None, "最後まで進みません"),
        (JudgementChoice(rule=TAMA, first_year=2024, years=5), None, None),
    ],
)
def test_a_choice_that_contradicts_itself_is_refused(
    choice: JudgementChoice, from_year: int | None, words: str | None
) -> None:
    refusal = judgement_refusal(choice, from_year)
    assert refusal is None if words is None else refusal is not None and words in refusal


@pytest.mark.parametrize(
    ("rule", "rank", "formula"),
    [
        ("nagano", "努力を要する", "（80 − 50）÷（90 − 50） ＝ 75.0％"),
        ("tama", "①", "80 ÷ 90 ÷ 予定40.0％（2年目） ＝ 222.2％"),
        ("fukuoka", "a", "（80 − 50）÷（90 − 50） ÷ 予定40.0％（2年目） ＝ 187.5％"),
        ("nagayo", "A", "基準値50に対し80"),
        ("fuji", "50％以上80％未満", "（80 − 50）÷（90 − 50） ＝ 75.0％"),
        ("akiruno", "S", "（80 − 50）÷（90 − 50） ÷ 予定40.0％（2年目） ＝ 187.5％"),
        ("national_indicator", "未達成", "（80 − 50）÷（90 − 50） ＝ 75.0％"),
    ],
)
def test_one_indicator_under_every_rule(rule: str, rank: str, formula: str) -> None:
    [found] = [one for one in RULES if one.name == rule]
    plan = judged_by(JudgementChoice(rule=found, first_year=2024, years=5))
    assert plan is not None
    judged = judge_indicator(INDICATOR, plan)
    assert (judged.rank, judged.formula) == (rank, formula)


def test_no_rule_judges_nothing_and_says_so() -> None:
    choice = JudgementChoice(rule=None, first_year=2024, years=5)
    assert judged_by(choice) is None
    assert choice.label == "判定しない"
    assert JudgementChoice(rule=FUJI, first_year=2019, years=5).label.endswith("計画は令和元年度から5年）")


@given(st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_a_number_gets_exactly_the_first_rank_that_it_reaches(high: int, low: int) -> None:
    bands = typed(
        NAGANO,
        b0=TypedBand(rank="高", label="", percent=Decimal(high)),
        b1=TypedBand(rank="中", label="", percent=Decimal(low)),
    )
    if low >= high:
        with pytest.raises(ActionDenied):
            adapted(NAGANO, bands, version="1")
        return
    rule = adapted(NAGANO, bands, version="1")
    judged = judge_indicator(INDICATOR, JudgedPlan(rule=rule, first_year=2024, years=5))
    assert judged.value == Fraction(3, 4)
    percent = 75
    expected = "高" if percent >= high else "中" if percent >= low else NAGANO.bands[2].rank
    assert judged.rank == expected
