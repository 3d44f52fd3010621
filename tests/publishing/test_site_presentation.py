"""View models: what pledges, strategy, register, audit, findings and source pages show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.figure import RuleTrial
from mitodoke.domain.indicator import Accumulation, DesiredChange
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.audit import (
    audit_section,
    subject_link,
    telling_trials,
    trial_verdict,
)
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.percentage import item_percentage, overall_percentage, recomputation
from mitodoke.publishing.presentation.pledges import pledge_counts, pledge_item_page, pledges_page
from mitodoke.publishing.presentation.rates import shown_rates
from mitodoke.publishing.presentation.register import form_counts, told_of, total_of
from mitodoke.publishing.presentation.register_entry import entry_page
from mitodoke.publishing.presentation.strategy import (
    rate_counts,
    strategy_counts,
    strategy_item_page,
    strategy_page,
)
from publishing.edition_parts import CODE
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.strategy_editions import indicator, strategy_edition

CITY = CityAddresses(CODE)
LOST_RATINGS = "施策の評価は原文から失われています（0ではありません）"


def addresses(kind: DocumentKind, year: int = 2025) -> EditionAddresses:
    return EditionAddresses(city=CITY, kind=kind, fiscal_year=year, version=1)


PLEDGES = addresses(DocumentKind.MAYORAL_PLEDGES)
STRATEGY = addresses(DocumentKind.COMPREHENSIVE_STRATEGY, 2021)
REGISTER = addresses(DocumentKind.COLLABORATION_REGISTER, 2024)


@pytest.mark.parametrize(
    ("rated", "code", "number", "coverage", "scope", "rule"),
    [
        (
            False,
            "01",
            "52",
            "公約2件のうち公表値あり2件",
            "公約2件中2件",
            "公約の公表値の平均を小数点以下切り捨て",
        ),
        (
            False,
            "03",
            None,
            "公約1件のうち公表値あり1件",
            "公約1件中1件",
            "公約の公表値の平均を小数点以下切り捨て",
        ),
        (
            False,
            "01-1",
            "65",
            f"施策2件。{LOST_RATINGS}",
            "施策2件（評価は原文にない）",
            "施策ごとの評価の平均。評価がないため、計算方法と端数処理は確かめられません",
        ),
        (
            False,
            "03-1",
            "0",
            f"施策1件。{LOST_RATINGS}",
            "施策1件（評価は原文にない）",
            "施策ごとの評価の平均。評価がないため、計算方法と端数処理は確かめられません",
        ),
        (
            True,
            "01-1",
            "65",
            "施策2件（評価2件）のうち評価済み1件、中止1件",
            "施策2件中1件",
            "文書の数値からは確かめられません",
        ),
        (
            True,
            "02-1",
            "30",
            "施策1件。施策の評価はまだ回答されていません（0ではありません）",
            "施策1件（評価の回答なし）",
            "施策ごとの評価の平均。評価がないため、計算方法と端数処理は確かめられません",
        ),
    ],
)
def test_a_percentage_never_stands_alone(
    rated: bool, code: str, number: str | None, coverage: str, scope: str, rule: str
) -> None:
    index = EditionIndex(pledge_edition(rated=rated))
    shown = item_percentage(index.items[code], index, PLEDGES)
    assert (shown.number, shown.coverage, shown.scope, shown.rule) == (number, coverage, scope, rule)
    assert (shown.percent is None) == (number is None)


def test_a_lost_percentage_is_said_to_be_lost_and_never_filled_in() -> None:
    index = EditionIndex(pledge_edition())
    shown = item_percentage(index.items["03"], index, PLEDGES)
    assert (shown.number, shown.absence, shown.percent) == (None, "原文から失われています", None)
    assert shown.recomputation is not None
    assert (shown.recomputation.verdict, shown.recomputation.calculated) == ("公表値なし", "0")


def test_a_percentage_that_no_document_prints_is_not_called_lost() -> None:
    edition = pledge_edition()
    bare = replace(
        edition, content=replace(edition.content, stated=()), audit=replace(edition.audit, figures=())
    )
    index = EditionIndex(bare)
    assert item_percentage(index.items["03"], index, PLEDGES).absence == "公表値の記載がありません"
    assert overall_percentage(index, PLEDGES) is None


def test_the_whole_tells_what_it_covers() -> None:
    shown = overall_percentage(EditionIndex(pledge_edition()), PLEDGES)
    assert shown is not None
    assert shown.source is not None
    assert shown.source.words == "210行"
    assert (shown.number, shown.coverage) == ("41.0", "ビジョン3件のうち公表値あり2件、原文で失われたもの1件")
    assert shown.recomputation is not None
    assert (shown.recomputation.verdict, shown.recomputation.exact) == ("一致", "41")


def test_pledges_are_counted_and_nested() -> None:
    index = EditionIndex(pledge_edition())
    assert pledge_counts(index) == (("ビジョン", 3), ("公約", 4), ("施策", 5), ("取組事業内容", 5))
    page = pledges_page(index, PLEDGES)
    assert [(v.code, [c.code for c in v.children]) for v in page.visions] == [
        ("01", ["01-1", "01-2"]),
        ("02", ["02-1"]),
        ("03", ["03-1"]),
    ]
    assert [link.label for link in page.visions[0].departments or ()] == ["こども課", "公園緑地課"]
    assert page.rated is False


def test_a_pledge_shows_its_measures_with_activities_and_ratings() -> None:
    index = EditionIndex(pledge_edition(rated=True))
    page = pledge_item_page(index.items["01-1"], index, PLEDGES)
    first, second = page.item.children
    assert [one.text for one in first.activities] == [
        "候補地を3か所調べました。",
        "利用者との意見交換会を2回開きました。",
    ]
    assert first.activities[0].source is not None
    assert first.activities[0].source.address == "/999997/pledges/fy2025/v1/source/#L41"
    assert [(one.step, one.reason) for one in (*first.ratings, *second.ratings)] == [
        ("10段階中7", ""),
        ("中止", "国の補助が終わったため"),
    ]
    assert second.repeat == "一部再掲"
    assert [link.label for link in page.trail] == ["ビジョン01"]


def test_lost_departments_differ_from_none_written() -> None:
    index = EditionIndex(pledge_edition())
    lost = pledge_item_page(index.items["02-1-1"], index, PLEDGES).item
    assert (lost.departments, lost.percentage) == (None, None)


@pytest.mark.parametrize(
    ("printed", "change", "progress", "achievement", "reached"),
    [
        (("63社", "427社", "450社"), DesiredChange.INCREASE, "94.1％", "94.9％", "目標値に達していない"),
        (("5.5", "5.0", "5.9"), DesiredChange.INCREASE, "−125.0％", "84.7％", "目標値に達していない"),
        (("3,823", "3,679", "4,107"), DesiredChange.INCREASE, "−50.7％", "89.6％", "目標値に達していない"),
        (("12人", "3人", "0人"), DesiredChange.DECREASE, "75.0％", None, "目標値に達していない"),
        (("46人", "累計45人", "累計230人"), DesiredChange.INCREASE, None, "19.6％", "目標値に達していない"),
        (("35,761", "12,817", "15,000"), None, None, "85.4％", ""),
        (("80%", "80%", "80%"), DesiredChange.MAINTAIN, None, "100.0％", "目標値に達している"),
        (("－", "5人", "9人"), DesiredChange.INCREASE, None, "55.6％", "目標値に達していない"),
        (("1人", None, "9人"), DesiredChange.INCREASE, None, None, ""),
        (("0人", "0人", "9人"), DesiredChange.INCREASE, "0.0％", "0.0％", "目標値に達していない"),
    ],
)
def test_rates_are_given_or_refused_with_a_reason(
    printed: tuple[str | None, str | None, str | None],
    change: DesiredChange | None,
    progress: str | None,
    achievement: str | None,
    reached: str,
) -> None:
    cumulative = Accumulation.CUMULATIVE if "累計" in (printed[2] or "") else None
    rates = shown_rates(indicator("S1-1", 1, "指標", printed, desired_change=change, accumulation=cumulative))
    assert (rates.progress.text, rates.achievement.text, rates.reached) == (progress, achievement, reached)
    for rate in (rates.progress, rates.achievement):
        assert (rate.text is None) == bool(rate.reason)
        assert (rate.text is None) == (rate.formula is None)


def test_the_numbers_are_put_into_the_formula() -> None:
    rates = shown_rates(indicator("S1-1", 1, "指標", ("−5人", "1,000人", "2,000人")))
    assert rates.progress.formula == "（1,000 − （−5））÷（2,000 − （−5））"
    assert rates.achievement.formula == "1,000 ÷ 2,000"


def test_the_strategy_is_counted_without_averaging() -> None:
    index = EditionIndex(strategy_edition())
    assert dict(strategy_counts(index)) == {
        "基本目標": 1,
        "施策の基本的方向": 2,
        "施策": 2,
        "事業": 3,
        "数値目標": 1,
        "KPI": 6,
        "うち累計のKPI": 1,
    }
    assert rate_counts(index) == (
        ("100％以上", 0),
        ("0％以上100％未満", 2),
        ("0％未満（基準値より後退）", 1),
        ("計算できないもの", 4),
    )
    page = strategy_page(index, STRATEGY)
    assert dict(page.flags) == {"新規施策": 1, "数値目標変更": 1, "KPI変更": 1}
    assert [(term.number, term.term) for term in page.glossary] == [(1, "関係人口")]


def test_a_measure_shows_its_projects_with_tables() -> None:
    index = EditionIndex(strategy_edition())
    page = strategy_item_page(index.items["S1"], index, STRATEGY)
    first, second = page.item.children
    assert [row.name for row in first.indicators] == ["参加企業数", "来場者数", "市の人口"]
    assert (second.title, second.departments, second.flags) == (None, None, None)
    assert [link.label for link in page.trail] == ["基本目標 G1", "施策の基本的方向 1-1"]
    assert page.after is not None
    assert page.after.address == "/999997/strategy/fy2021/v1/S2/"


def test_findings_of_an_indicator_stand_at_its_project() -> None:
    index = EditionIndex(strategy_edition())
    page = strategy_item_page(index.items["S1-1"], index, STRATEGY)
    assert [one.severity for one in page.findings] == ["warning"]


def test_participants_are_the_rows_own_or_the_sum_of_its_dates() -> None:
    index = EditionIndex(register_edition())
    assert [told_of(one).participants for one in index.edition.content.entries] == [171, 219, None, None]
    total = total_of(map(told_of, index.edition.content.entries))
    assert (total.total, total.told, total.silent) == ("390人", 2, 2)
    assert (total.approximate, total.cumulative) == (True, True)
    silent = total_of(map(told_of, index.edition.content.entries[2:]))
    assert (silent.total, silent.told, silent.silent) == (None, 0, 2)


def test_counts_of_forms_stand_beside_the_printed_ones() -> None:
    counts = form_counts([(EditionIndex(register_edition()), REGISTER)])
    assert [(one.form, one.found, one.printed, one.agrees) for one in counts] == [
        ("共催", 2, "2件", True),
        ("実行委員会・協議会等", 1, "3件", False),
        ("後援（名義）", 1, None, None),
    ]
    assert counts[0].address == "/999997/collaboration/fy2024/v1/form/co_hosting/"


def test_an_entry_shows_every_date_and_its_marks() -> None:
    index = EditionIndex(register_edition())
    page = entry_page(index.entries["co_hosting-2"], index, REGISTER)
    assert [(one.first, one.participants, one.marks, one.note) for one in page.occurrences] == [
        ("令和6年7月20日", "120人", ("約",), None),
        ("令和6年7月21日", None, ("中止",), "荒天のため"),
        ("令和6年7月", "99人", ("延べ",), None),
    ]
    assert (page.row.summed, page.row.participants, page.since) == (True, "219人", "平成16年")
    organised = entry_page(index.entries["patronage-city-1"], index, REGISTER)
    assert (organised.organisers, organised.partners) == (("花咲陸上協会",), ())
    assert organised.row.form == "後援（名義）・市名義"


@pytest.mark.parametrize(
    ("fits", "words"),
    [
        ([], ""),
        ([False], "試したどの計算方法でも"),
        ([True, False], "試した2通りのうち「規則0」だけ"),
        ([True, True], "2通りあり"),
    ],
)
def test_the_trials_are_summed_up_in_a_sentence(fits: list[bool], words: str) -> None:
    trials = tuple(
        RuleTrial(rule=str(n), label=f"規則{n}", reproduces=int(fit), of=1, failures=())
        for n, fit in enumerate(fits)
    )
    verdict = trial_verdict(trials)
    assert words in verdict
    assert bool(verdict) == bool(fits)


def test_the_nearest_rule_of_every_level_is_shown_first() -> None:
    chains = [("甲／丙", 6), ("甲／丁", 5), ("乙／丙", 4), ("乙／丁", 3), ("甲／戊", 5), ("乙／戊", 4)]
    trials = [
        RuleTrial(rule=label, label=label, reproduces=number, of=6, failures=()) for label, number in chains
    ]
    telling, rest = telling_trials(trials)
    assert [trial.label for trial in telling] == ["甲／丙", "甲／丁", "甲／戊", "乙／丙"]
    assert [trial.label for trial in rest] == ["乙／戊", "乙／丁"]


@pytest.mark.parametrize(
    ("exact", "expected"),
    [("41.285714285714", "41.2857…"), ("41.5", "41.5"), ("1234.5", "1,234.5"), (None, None), ("x", "x")],
)
def test_an_exact_value_is_cut_and_marked(exact: str | None, expected: str | None) -> None:
    edition = pledge_edition()
    figure = replace(edition.audit.figures[0], calculated_exact=exact, calculated="41.2")
    shown = recomputation(figure, EditionIndex(edition))
    assert shown is not None
    assert shown.exact == expected


def test_the_audit_lists_every_figure() -> None:
    index = EditionIndex(pledge_edition())
    section = audit_section(index, PLEDGES, "令和7年度", "pledges-2025")
    assert (section.agree, section.disagree, section.open) == (4, 1, 1)
    assert [row.printed for row in section.rows] == ["52", "30", None, "41.0", "4項目", "45"]
    assert [trial.fits for trial in section.trials] == [True, False]


@pytest.mark.parametrize(
    ("subject", "label", "address"),
    [
        ("01-2", "公約01-2 子育ての相談を身近に", "/999997/pledges/fy2025/v1/01-2/"),
        ("document", "文書全体", "/999997/pledges/fy2025/v1/"),
        ("patronage-city", "後援（名義）・市名義", "/999997/pledges/fy2025/v1/"),
        ("co_hosting", "共催", "/999997/pledges/fy2025/v1/"),
        ("何か", "何か", "/999997/pledges/fy2025/v1/"),
    ],
)
def test_subjects_are_named_and_linked(subject: str, label: str, address: str) -> None:
    link = subject_link(subject, EditionIndex(pledge_edition()), PLEDGES)
    assert (link.label, link.address) == (label, address)


def test_an_indicator_as_subject_leads_to_its_project() -> None:
    link = subject_link("S1-1-3", EditionIndex(strategy_edition()), STRATEGY)
    assert (link.label, link.address) == ("KPI 市の人口", "/999997/strategy/fy2021/v1/S1-1/")
