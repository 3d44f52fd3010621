"""Judgement rules as data: the rules that cities really use, the special cases, and the counting of ranks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.indicator import DesiredChange
from mitodoke.domain.judge import direction, judge, judge_together
from mitodoke.domain.judgement import (
    Band,
    JudgedValues,
    JudgementRule,
    NotJudged,
    ResultState,
    TargetKind,
    Tolerance,
    ToleranceKind,
    Yardstick,
    count_ranks,
)
from mitodoke.domain.judgement_rules import (
    AKIRUNO,
    FUJI,
    FUKUOKA,
    NAGANO,
    NAGAYO,
    NATIONAL_FIVE_STEPS,
    NATIONAL_INDICATOR,
    RULES,
    TAMA,
)
from mitodoke.domain.progress import UndefinedReason

INCREASE, DECREASE, MAINTAIN = DesiredChange.INCREASE, DesiredChange.DECREASE, DesiredChange.MAINTAIN


def values(
    baseline: str | None,
    actual: str | None,
    target: str | None,
    desired: DesiredChange | None = None,
    **more: object,
) -> JudgedValues:
    numbers = [None if text is None else Decimal(text) for text in (baseline, actual, target)]
    return JudgedValues(
        baseline=numbers[0],
        actual=numbers[1],
        target=numbers[2],
        desired=desired,
        **more,  # type: ignore[arg-type]
    )


LIBRARY = JudgementRule(
    name="library",
    version="2013",
    label="図書館の活動評価（単年度の目標と最終年度の目標で別の表）",
    source="大阪府立図書館の活動評価で公表された達成度から読んだ境目。館の表そのものは手元にない。",
    bands=(
        Band(
            rank="A", label="目標を大きく上回る", at_least=Fraction(110, 100), yardstick=Yardstick.ACHIEVEMENT
        ),
        Band(
            rank="B", label="目標に近い", at_least=Fraction(60, 100), yardstick=Yardstick.PACE_OF_ACHIEVEMENT
        ),
        Band(rank="C", label="目標に遠い", at_least=None, yardstick=Yardstick.PACE_OF_ACHIEVEMENT),
    ),
    yearly_bands=(
        Band(
            rank="A", label="目標を大きく上回る", at_least=Fraction(110, 100), yardstick=Yardstick.ACHIEVEMENT
        ),
        Band(rank="B", label="目標に近い", at_least=Fraction(90, 100), yardstick=Yardstick.ACHIEVEMENT),
        Band(rank="C", label="目標に遠い", at_least=None, yardstick=Yardstick.ACHIEVEMENT),
    ),
)


@pytest.mark.parametrize(
    ("rule", "measured", "rank"),
    [
        (NAGANO, values("100", "200", "200"), "順調"),
        (NAGANO, values("100", "180", "200"), "おおむね順調"),
        (NAGANO, values("100", "179.9", "200"), "努力を要する"),
        (NAGANO, values("100", "90", "200"), "努力を要する"),
        (NAGANO, values("-3703", "-2530", "-2000", INCREASE), "努力を要する"),
        (TAMA, values(None, "45", "230", INCREASE, cumulative=True, elapsed=1, years=5), "②"),
        (TAMA, values(None, "46", "230", INCREASE, cumulative=True, elapsed=1, years=5), "①"),
        (TAMA, values(None, "45", "230", INCREASE, cumulative=True, elapsed=2, years=5), "③"),
        (FUKUOKA, values("50", "54", "60", INCREASE, elapsed=2, years=5), "a"),
        (FUKUOKA, values("50", "53.9", "60", INCREASE, elapsed=2, years=5), "b"),
        (FUKUOKA, values("50", "49.9", "60", INCREASE, elapsed=2, years=5), "c"),
        (FUKUOKA, values("50", "47.1", "60", INCREASE, elapsed=2, years=5, surveyed=True), "b"),
        (FUKUOKA, values("50", "47", "60", INCREASE, elapsed=2, years=5, surveyed=True), "c"),
        (FUKUOKA, values("50", "52.9", "55", INCREASE, elapsed=1, years=5, surveyed=True), "b"),
        (FUKUOKA, values("20", "15", "10", DECREASE, elapsed=2, years=5), "a"),
        (FUKUOKA, values("20", "21", "10", DECREASE, elapsed=2, years=5), "c"),
        (NAGAYO, values("100", "121", "120"), "S"),
        (NAGAYO, values("100", "120", "120"), "A"),
        (NAGAYO, values("100", "100", "120"), "B"),
        (NAGAYO, values("100", "90", "120"), "B"),
        (NAGAYO, values("100", "89", "120"), "C"),
        (NAGAYO, values("100", "111", "80", DECREASE), "C"),
        (NAGAYO, values("100", "79", "80", DECREASE), "S"),
        (FUJI, values("0", "80", "100"), "80％以上"),
        (FUJI, values("0", "50", "100"), "50％以上80％未満"),
        (FUJI, values("0", "20", "100"), "20％以上50％未満"),
        (FUJI, values("0", "19.99", "100"), "20％未満"),
        (AKIRUNO, values("0", "61", "100", elapsed=3, years=5), "S"),
        (AKIRUNO, values("0", "60", "100", elapsed=3, years=5), "A"),
        (AKIRUNO, values("0", "30", "100", elapsed=3, years=5), "B"),
        (AKIRUNO, values("0", "29", "100", elapsed=3, years=5), "C"),
        (AKIRUNO, values(None, None, None, state=ResultState.DONE), "F"),
        (AKIRUNO, values("0", "99", "100", state=ResultState.NOT_STARTED), "X"),
        (AKIRUNO, values(None, None, None, state=ResultState.STOPPED), "Y"),
        (AKIRUNO, values(None, None, None, state=ResultState.CANNOT_BE_JUDGED), "Z"),
        (NATIONAL_INDICATOR, values(None, "100", "100", INCREASE), "達成"),
        (NATIONAL_INDICATOR, values("50", "99", "100"), "未達成"),
        (LIBRARY, values(None, "94.5", "95", INCREASE, target_kind=TargetKind.YEARLY), "B"),
        (LIBRARY, values(None, "5424", "5300", INCREASE, target_kind=TargetKind.YEARLY), "B"),
        (LIBRARY, values(None, "6568", "5300", INCREASE, target_kind=TargetKind.YEARLY), "A"),
        (LIBRARY, values(None, "62879", "67000", INCREASE, target_kind=TargetKind.YEARLY), "B"),
        (LIBRARY, values(None, "30949", "30000", INCREASE, elapsed=1, years=3), "B"),
        (LIBRARY, values(None, "35717", "30000", INCREASE, elapsed=3, years=3), "A"),
        (LIBRARY, values(None, "5000", "30000", INCREASE, elapsed=1, years=3), "C"),
        (LIBRARY, values(None, "5000", "30000", INCREASE, target_kind=TargetKind.YEARLY), "C"),
    ],
)
def test_the_rules_that_are_in_use(rule: JudgementRule, measured: JudgedValues, rank: str) -> None:
    judgement = judge(measured, rule)
    assert judgement.rank == rank, judgement
    assert (judgement.rule, judgement.version) == (rule.name, rule.version)
    assert judgement.formula
    assert judgement.why_not is None


@pytest.mark.parametrize(
    ("rule", "measured", "formula"),
    [
        (NAGANO, values("5.5", "5.0", "5.9"), "（5.0 − 5.5）÷（5.9 − 5.5） ＝ -125.0％"),
        (NAGANO, values("-10", "-5", "0"), "（-5 − （-10））÷（0 − （-10）） ＝ 50.0％"),
        (
            TAMA,
            values(None, "45", "230", cumulative=True, elapsed=2),
            "45 ÷ 230 ÷ 予定40.0％（2年目） ＝ 48.9％",
        ),
        (NAGANO, values("3", "0", "0", DECREASE), "実績値0は目標値0を満たす"),
        (LIBRARY, values(None, "2", "0", DECREASE), "実績値2は目標値0まで残り2"),
        (NAGAYO, values("1000", "1200", "1500"), "基準値1,000に対し1,200"),
    ],
)
def test_the_formula_carries_the_numbers(rule: JudgementRule, measured: JudgedValues, formula: str) -> None:
    assert judge(measured, rule).formula == formula


@pytest.mark.parametrize(
    ("measured", "why_not"),
    [
        (values("1", None, "2"), UndefinedReason.NO_ACTUAL.label),
        (values("1", "1", None), UndefinedReason.NO_TARGET.label),
        (values(None, "1", "2", INCREASE), UndefinedReason.NO_BASELINE.label),
        (values(None, "1", "2"), NotJudged.DIRECTION_UNKNOWN.label),
        (values("10", "5", "8"), NotJudged.DIRECTION_UNKNOWN.label),
        (values("35761", "12817", "15000", INCREASE), UndefinedReason.TARGET_BELOW_BASELINE.label),
        (values("10", "5", "12", DECREASE), UndefinedReason.TARGET_ABOVE_BASELINE.label),
        (values("10", "5", None, text_target="計画の策定"), NotJudged.TEXT_TARGET.label),
        (values("1", "2", "3", state=ResultState.NOT_SURVEYED), "本年度は調査なし"),
    ],
)
def test_what_cannot_be_judged_says_why(measured: JudgedValues, why_not: str) -> None:
    judgement = judge(measured, NAGANO)
    assert (judgement.rank, judgement.label, judgement.value) == (None, None, None)
    assert judgement.why_not == why_not


def test_a_pace_needs_the_years() -> None:
    assert judge(values("0", "1", "2"), AKIRUNO).why_not == NotJudged.NO_PERIOD.label
    assert judge(values("0", "1", "2", elapsed=0, years=5), AKIRUNO).why_not == (
        UndefinedReason.NOTHING_EXPECTED.label
    )


def test_a_rule_may_name_what_to_fall_back_on() -> None:
    rule = replace(NAGANO, without_baseline=Yardstick.ACHIEVEMENT, below_baseline=Yardstick.ACHIEVEMENT)
    assert judge(values(None, "90", "100", INCREASE), rule).rank == "おおむね順調"
    lowered = judge(values("35761", "12817", "15000", INCREASE), rule)
    assert lowered.rank == "おおむね順調"
    assert lowered.value == Fraction(12817, 15000)


@pytest.mark.parametrize(
    ("measured", "rank"),
    [
        (values("10", "10", "10"), "順調"),
        (values("10", "9", "10"), "努力を要する"),
        (values("10", "11", "10", INCREASE), "順調"),
        (values("10", "11", "10", DECREASE), "努力を要する"),
        (values("0", "0", "0"), "順調"),
    ],
)
def test_trap_6_a_target_to_keep_is_kept_or_lost(measured: JudgedValues, rank: str) -> None:
    assert judge(measured, NAGANO).rank == rank


def test_a_value_to_keep_may_have_a_band() -> None:
    rule = replace(NAGANO, keep_within=Fraction(5, 100))
    assert judge(values("100", "95", "100"), rule).rank == "順調"
    assert judge(values("100", "105", "100"), rule).rank == "順調"
    assert judge(values("100", "94", "100"), rule).rank == "努力を要する"


@pytest.mark.parametrize(
    ("measured", "rank", "value"),
    [
        (values("3", "0", "0", DECREASE), "順調", Fraction(1)),
        (values("1577", "1000", "0", DECREASE), "努力を要する", Fraction(577, 1577)),
        (values("0", "2", "0", DECREASE), "努力を要する", Fraction(0)),
    ],
)
def test_trap_10_a_target_of_zero_is_reached_or_judged_by_its_distance(
    measured: JudgedValues, rank: str, value: Fraction
) -> None:
    judgement = judge(measured, NAGANO)
    assert (judgement.rank, judgement.value) == (rank, value)


def test_a_tolerance_may_be_a_share_of_the_baseline() -> None:
    tolerance = Tolerance(width=Fraction(10, 100), kind=ToleranceKind.OF_BASELINE, surveys_only=False)
    rule = replace(NAGANO, tolerance=tolerance)
    inside, outside = judge(values("100", "109", "110"), rule), judge(values("100", "110", "110"), rule)
    assert (inside.value, outside.value) == (Fraction(0), Fraction(1))


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (values("1", "1", "2"), INCREASE),
        (values("2", "1", "2"), MAINTAIN),
        (values("2", "1", "1"), None),
        (values(None, "1", "1"), None),
        (values(None, "1", "1", cumulative=True), INCREASE),
        (values("2", "1", "3", DECREASE), DECREASE),
    ],
)
def test_the_direction_is_told_or_follows_from_the_numbers_or_is_unknown(
    measured: JudgedValues, expected: DesiredChange | None
) -> None:
    assert direction(measured) is expected


def test_trap_16_the_original_and_the_current_target_stand_side_by_side() -> None:
    first_published, current = values("0", "65", "100"), values("0", "65", "81.25")
    assert judge(first_published, FUJI).value == Fraction(65, 100)
    assert judge(current, FUJI).value == Fraction(80, 100)


@pytest.mark.parametrize(
    ("actuals", "main", "rank"),
    [
        (("120", "100"), (True, False), "①"),
        (("100", "100"), (True, False), "②"),
        (("120", "99"), (True, False), "③"),
        (("80", "10"), (True, False), "③"),
        (("79", "100"), (True, False), "④"),
        (("0", "100"), (True, False), "⑤"),
        (("90", "70"), (False, False), "④"),
        ((None, "100"), (True, False), "②"),
    ],
)
def test_the_five_steps_of_the_state(
    actuals: tuple[str | None, str], main: tuple[bool, bool], rank: str
) -> None:
    judged = [judge(values("0", actual, "100"), NATIONAL_INDICATOR) for actual in actuals]
    together = judge_together(judged, main, NATIONAL_FIVE_STEPS)
    assert together.rank == rank
    assert together.formula == f"2指標のうち{sum(a is not None for a in actuals)}指標の値による"


def test_nothing_known_together_is_no_rank() -> None:
    judged = [judge(values("0", None, "100"), NATIONAL_INDICATOR)]
    together = judge_together(judged, [True], NATIONAL_FIVE_STEPS)
    assert together.rank is None
    assert together.why_not == "値のある指標がないため、判定できません"
    with pytest.raises(ValueError, match="shorter"):
        judge_together(judged, [], NATIONAL_FIVE_STEPS)


def test_trap_5_ranks_are_counted_and_unknowns_stand_outside_the_denominator() -> None:
    actuals = ("100", "100", "85", None, None, "0")
    counts = count_ranks([judge(values("0", actual, "100"), NAGANO) for actual in actuals], NAGANO)
    assert counts.ranks == (("順調", 2), ("おおむね順調", 1), ("努力を要する", 1))
    assert counts.not_judged == ((UndefinedReason.NO_ACTUAL.label, 2),)
    assert (counts.judged, counts.total) == (4, 6)
    assert counts.share("順調") == Fraction(1, 2)


def test_a_share_of_nothing_does_not_exist_and_ranks_without_cases_are_counted_0() -> None:
    counts = count_ranks([], AKIRUNO)
    assert counts.share("S") is None
    assert dict(counts.ranks) == dict.fromkeys("SABCFXYZ", 0)


def test_only_the_last_band_takes_the_rest() -> None:
    rest = Band(rank="A", label="", at_least=None)
    with pytest.raises(ValueError, match="last band"):
        replace(NAGANO, bands=(rest, rest))


def test_equal_rules_are_equal_and_an_open_end_leaves_no_rank() -> None:
    assert replace(NAGANO) == NAGANO
    assert replace(NAGANO, version="2017") != NAGANO
    closed = replace(NAGANO, bands=NAGANO.bands[:2])
    assert judge(values("0", "1", "100"), closed).why_not == NotJudged.NO_BAND.label


@given(
    st.sampled_from(RULES),
    st.tuples(*(st.one_of(st.none(), st.integers(-100, 100)) for _ in range(3))),
    st.sampled_from([None, INCREASE, DECREASE, MAINTAIN]),
    st.booleans(),
    st.one_of(st.none(), st.integers(0, 6)),
)
def test_every_rule_gives_a_rank_or_a_reason(
    rule: JudgementRule,
    numbers: tuple[int | None, int | None, int | None],
    desired: DesiredChange | None,
    cumulative: bool,
    elapsed: int | None,
) -> None:
    baseline, actual, target = (None if n is None else Decimal(n) for n in numbers)
    judgement = judge(
        JudgedValues(
            baseline=baseline,
            actual=actual,
            target=target,
            desired=desired,
            cumulative=cumulative,
            elapsed=elapsed,
            years=5,
        ),
        rule,
    )
    assert (judgement.rank is None) == (judgement.why_not is not None)
    assert (judgement.rank is None) == (judgement.value is None)


@given(st.integers(1, 100), st.integers(0, 200), st.integers(0, 200))
def test_a_better_value_never_ranks_worse(target: int, one: int, other: int) -> None:
    order = [band.rank for band in FUJI.bands]
    low, high = sorted((one, other))
    ranks = [judge(values("0", str(actual), str(target)), FUJI).rank for actual in (low, high)]
    assert order.index(ranks[1] or "") <= order.index(ranks[0] or "")


def test_every_rule_stands_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "calculations.md").read_text(encoding="utf-8")
    for rule in (*RULES, NATIONAL_FIVE_STEPS):
        assert f"`{rule.name}`" in page
        assert rule.source
