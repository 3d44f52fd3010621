"""Checks of indicators: units, targets, years, cumulative counts."""

from __future__ import annotations

import pytest

from audit.checks.build import indicator, run
from mitodoke.domain.indicator import Accumulation, DesiredChange


@pytest.mark.parametrize(
    ("note", "values", "expected"),
    [
        ("※事故率＝年間の件数÷人口×1,000", "b:4.1% a:3.9% t:3.0%", "‰"),
        ("※件数÷人口×1000", "t:6.0%", "‰"),
        ("※件数÷人口×１，０００", "t:6.0％", "‰"),
        ("人口10万人当たり", "t:6.0%", ""),
        ("※件数÷人口 × 100", "t:6.0%", None),
        ("※件数÷人口 × 1,000", "t:6.0‰", None),
        ("※件数÷人口 × 1,000", "t:－", None),
        (None, "t:6.0%", None),
        ("1,000人にアンケート", "t:6.0%", None),
    ],
)
def test_a_percent_sign_fits_its_formula(note: str | None, values: str, expected: str | None) -> None:
    findings = run("unit_contradicts_formula", indicator("交通事故率", values, note=note))
    assert [finding.expected for finding in findings] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ("b:5件 a:6件 t:10件", False),
        ("b:5件 a:6人 t:10件", True),
        ("b:5件 a:6% t:10%", True),
        ("b:5人 a:6名 t:10人", False),
        ("b:5か所 t:6ヶ所", False),
        ("b:5 t:6件", False),
        ("b:－ t:6件", False),
        ("b:5％ t:6%", False),
    ],
)
def test_units_of_one_indicator_agree(values: str, found: bool) -> None:
    assert bool(run("units_differ", indicator("参加者数", values))) is found


@pytest.mark.parametrize(
    ("name", "values", "found"),
    [
        ("アプリ登録者数", "a:5% t:20%", True),
        ("アプリ入手者数※", "a:5％ t:20％", True),
        ("ごみ排出量", "t:20%", True),
        ("アプリ登録率", "t:20%", False),
        ("アプリ登録者数（割合）", "t:20%", False),
        ("登録者数の割合", "t:20%", False),
        ("満足度指数", "t:20%", False),
        ("アプリ登録者数", "t:20人", False),
        ("アプリ登録者数", "t:－", False),
    ],
)
def test_a_name_that_says_number_has_no_percent(name: str, values: str, found: bool) -> None:
    assert bool(run("percent_for_number", indicator(name, values))) is found


@pytest.mark.parametrize(
    ("name", "values", "found"),
    [
        ("保育所入所率", "t:300人", True),
        ("住みやすいと答えた人の割合", "t:300人", True),
        ("保育所入所率", "t:95%", False),
        ("合計特殊出生率", "t:1.8人", False),
        ("自殺死亡率（人口10万対）", "t:12.3人", False),
        ("図書回転率", "t:3回", False),
        ("求人倍率", "t:1.2倍", False),
        ("参加者数", "t:300人", False),
    ],
)
def test_a_name_that_says_share_has_no_count(name: str, values: str, found: bool) -> None:
    assert bool(run("number_for_percent", indicator(name, values))) is found


@pytest.mark.parametrize(
    ("name", "values", "fields"),
    [
        ("住みやすいと答えた人の割合", "b:33% t:140%", ["target"]),
        ("特定健診受診率", "b:120% a:-3% t:60%", ["baseline", "actual"]),
        ("目標達成率", "t:140%", []),
        ("特定健診受診率", "t:100%", []),
        ("特定健診受診率", "t:140人", []),
    ],
)
def test_a_share_of_a_whole_stays_in_it(name: str, values: str, fields: list[str]) -> None:
    assert [f.field for f in run("share_above_100", indicator(name, values))] == fields


@pytest.mark.parametrize(
    ("name", "values", "found"),
    [
        ("遊び場利用者数", "b:35,761人 a:12,817人 t:15,000人", True),
        ("イベント来場者数", "b:100人 t:累計50人", True),
        ("イベント来場者数", "b:100人 t:100人", False),
        ("イベント来場者数", "b:－ t:100人", False),
        ("イベント来場者数", "b:100人 t:0人", False),
        ("イベント来場者数", "b:100人 t:50%", False),
        ("待機児童数", "b:10人 t:3人", False),
        ("交通事故発生件数", "b:10件 t:3件", False),
        ("1人1日当たりごみ排出量", "b:900g t:800g", False),
        ("市債残高", "b:900億円 t:800億円", False),
        ("朝食欠食率", "b:10% t:3%", False),
        ("外出しない人の割合", "b:10% t:3%", False),
        ("社会減", "b:300人 t:100人", False),
        ("総人口", "b:50,000人 t:47,000人", True),
        ("空き家バンク登録件数", "b:10件 t:3件", True),
        ("ごみ減量講座の参加者数", "b:100人 t:50人", True),
        ("自殺対策研修の受講者数", "b:100人 t:50人", True),
        ("未就学児の教室参加者数", "b:100人 t:50人", True),
    ],
)
def test_a_target_lies_above_the_baseline_unless_fewer_is_better(name: str, values: str, found: bool) -> None:
    assert bool(run("target_below_baseline", indicator(name, values))) is found


def test_a_direction_that_is_told_settles_it() -> None:
    lowered = indicator("イベント来場者数", "b:100人 t:50人", desired_change=DesiredChange.DECREASE)
    assert run("target_below_baseline", lowered) == []


@pytest.mark.parametrize(
    ("note", "values", "found"),
    [
        ("※別の計画の目標値（令和4年度）", "b:100人 t:150人", True),
        ("※別の計画の目標値（令和6年度）", "b:100人 t:150人", False),
        ("※基準値（平成29年度）は統計の都合による", "b2017:100人 t:150人", False),
        ("※基準値（平成29年度）は統計の都合による", "b:100人 t:150人", True),
        ("※目標値（2022年度）", "t:150人", True),
        ("※実績値（令和3年度）：中止", "a:0人 t:150人", False),
        ("※実績値（令和2年度）：中止", "t:150人", False),
        ("※令和4年度に目標を見直し", "t:150人", False),
        (None, "t:150人", False),
    ],
)
def test_a_note_gives_the_year_of_its_column(note: str | None, values: str, found: bool) -> None:
    assert bool(run("noted_year_differs", indicator("観光入込客数", values, note=note))) is found


def test_one_table_counts_years_in_one_way() -> None:
    mixed = [
        indicator(name, "b2018c:10t a:11t t2024c:12t", indicator_id=f"S1-1-{i}")
        for i, name in enumerate(("取扱量（外）", "取扱量（内）"), start=1)
    ]
    [finding] = run("years_mixed", *mixed)
    assert finding.subject == "S1-1-1"
    assert finding.printed == "基準値 平成30年、実績値 令和3年度、目標値 令和6年"
    assert run("years_mixed", indicator("取扱量", "b2018c:10t a2021c:11t t2024c:12t")) == []
    assert run("years_mixed", indicator("取扱量", "b:10t a:11t t:12t")) == []


@pytest.mark.parametrize(
    ("values", "whole", "found"),
    [
        ("a2020:累計10人 a2021:累計9人", False, 1),
        ("a2021:累計9人 a2020:累計10人 a2022:累計8人", False, 2),
        ("a2020:累計10人 a2021:累計10人", False, 0),
        ("a2020:10人 a2021:9人", False, 0),
        ("a2020:10人 a2021:9人", True, 1),
        ("b:46人 a:累計45人 t:累計230人", False, 0),
        ("a2020:累計10人 a2021:－ a2022:累計9人", False, 1),
    ],
)
def test_cumulative_counts_do_not_fall(values: str, whole: bool, found: int) -> None:
    accumulation = Accumulation.CUMULATIVE if whole else None
    assert len(run("cumulative_falls", indicator("就職者数", values, accumulation=accumulation))) == found


def test_cumulative_targets_beside_a_years_baseline_are_counted_once() -> None:
    rows = [indicator("就職者数", "b:46人 a:累計45人 t:累計230人", indicator_id=f"S{i}") for i in range(20)]
    [finding] = run("cumulative_against_annual", *rows, indicator("相談件数", "b:5件 t:6件"))
    assert (finding.subject, finding.printed) == ("document", "20件")
    assert run("cumulative_against_annual", indicator("就職者数", "b:－ t:累計230人")) == []
    assert run("cumulative_against_annual", indicator("就職者数", "b:累計4人 t:累計230人")) == []


@pytest.mark.parametrize(
    ("name", "values", "found"),
    [
        ("進出企業数（5年間累計）", "b:16件 t:20件", True),
        ("進出企業数（5年間累計）", "b:16件 t:累計20件", False),
        ("進出企業数", "b:16件 t:20件", False),
        ("進出企業数（5年間累計）", "b:－ t:－", False),
    ],
)
def test_a_name_alone_does_not_say_what_is_summed(name: str, values: str, found: bool) -> None:
    assert bool(run("cumulative_in_name_only", indicator(name, values))) is found


@pytest.mark.parametrize(
    ("values", "found"), [("a:約24件", 1), ("a:約25件", 0), ("a:24件", 0), ("a:約2.4件", 0), ("a:約0件", 0)]
)
def test_an_approximate_value_is_not_exact_to_the_last_digit(values: str, found: int) -> None:
    assert len(run("approximate_to_last_digit", indicator("相談件数", values))) == found


def test_an_indicator_stands_once() -> None:
    one, two = indicator("相談件数", "t:6件"), indicator("相談 件数", "t:6件", indicator_id="S1-1-2")
    [finding] = run("duplicate_row", one, two)
    assert finding.subject == "S1-1-2"
    assert run("duplicate_row", one, indicator("相談件数", "t:7件", indicator_id="S1-1-2")) == []
