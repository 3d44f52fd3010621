"""The search for the roll-up rule: which chains reproduce everything, which fail and where; nothing is picked."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.pledge_contents import pledges_content, stated
from mitodoke.audit.printed_percentages import printed_percentages
from mitodoke.audit.rule_search import RuleSearch, search_rules
from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import RuleTrial
from mitodoke.domain.rounding import RoundingMode, RoundingRule


def search(content: DocumentContent) -> RuleSearch:
    return search_rules(printed_percentages(content))


def fitting(content: DocumentContent) -> list[str]:
    return [trial.rule for trial in search(content).trials if trial.fits]


def trial(content: DocumentContent, rule: str) -> RuleTrial:
    (found,) = (trial for trial in search(content).trials if trial.rule == rule)
    return found


# Exact means 44.6, 52.2 (not printed), 42.25, 31, 20.5, 10.5, 6; rounded down 44, 52, 42, 31, 20, 10, 6: 29.28...
DOWN = pledges_content(
    [
        (44, (35, 52, 46, 20, 70)),
        (None, (63, 70, 50, 15, 63)),
        (42, (46, 32, 51, 40)),
        (31, (30, 32)),
        (20, (20, 21)),
        (10, (10, 11)),
        (6, (6, 6)),
    ],
    "29.2",
)


def test_exactly_one_chain_fits_although_a_vision_is_lost() -> None:
    assert fitting(DOWN) == ["vision=down/0;document=vision.rounded/down/1"]
    assert len(search(DOWN).trials) == 56
    figures = {f.subject: f for f in audit_content(DOWN).figures if f.figure.startswith("progress")}
    assert (figures["02"].printed, figures["02"].calculated, figures["02"].agrees) == (None, "52", None)
    assert all(f.agrees for f in figures.values() if f.printed is not None)


@pytest.mark.parametrize(
    ("rule", "failures"),
    [
        (
            "vision=half_up/0;document=vision.rounded/down/1",
            ("01: 44 ≠ 45", "05: 20 ≠ 21", "06: 10 ≠ 11"),
        ),
        ("vision=half_even/0;document=vision.rounded/down/1", ("01: 44 ≠ 45",)),
        (
            "vision=up/0;document=vision.rounded/down/1",
            ("01: 44 ≠ 45", "03: 42 ≠ 43", "05: 20 ≠ 21", "06: 10 ≠ 11", "全体: 29.2 ≠ 29.4"),
        ),
        (
            "vision=exact;document=vision.exact/down/1",
            ("01: 44 ≠ 44.6", "03: 42 ≠ 42.25", "05: 20 ≠ 20.5", "06: 10 ≠ 10.5", "全体: 29.2 ≠ 29.5"),
        ),
        ("vision=down/0;document=vision.rounded/half_up/1", ("全体: 29.2 ≠ 29.3",)),
        ("vision=down/0;document=vision.exact/down/1", ("全体: 29.2 ≠ 29.5",)),
    ],
)
def test_a_chain_that_fails_says_where(rule: str, failures: tuple[str, ...]) -> None:
    found = trial(DOWN, rule)
    assert found.failures == failures
    assert (found.of, found.reproduces) == (7, 7 - len(failures))
    assert not found.fits


def test_several_chains_may_fit_and_then_none_is_picked() -> None:
    content = pledges_content([(50, (40, 60)), (30, (30, 30))], 40)
    assert len(fitting(content)) > 10
    lost = pledges_content([(50, (40, 60)), (None, (30, 31))], 40)
    figures = {f.subject: f for f in audit_content(lost).figures if f.figure.startswith("progress")}
    assert (figures["02"].calculated, figures["02"].agrees) == (None, None)
    assert figures["02"].calculated_exact == "30.5"
    assert "1つに決まらない" in figures["02"].rule


def test_what_all_fitting_chains_agree_on_is_calculated() -> None:
    lost = pledges_content([(50, (40, 60)), (None, (30, 30))], 40)
    figures = {f.subject: f for f in audit_content(lost).figures}
    assert (figures["02"].calculated, figures["02"].agrees) == ("30", None)


def test_no_chain_fits() -> None:
    content = pledges_content([(94, (40, 59)), (30, (30, 30))], 40)
    assert fitting(content) == []
    figures = {f.subject: f for f in audit_content(content).figures}
    assert (figures["01"].calculated, figures["01"].calculated_exact) == (None, "49.5")
    assert figures["01"].agrees is False
    assert "どの規則でも" in figures["01"].rule
    assert (figures["02"].calculated, figures["02"].agrees) == ("30", True)


def test_a_wrong_whole_does_not_hide_the_rule_of_the_visions() -> None:
    content = pledges_content([(44, (35, 52, 46, 20, 70)), (30, (30, 30))], "99.9")
    figures = {f.subject: f for f in audit_content(content).figures}
    assert fitting(content) == []
    assert (figures["01"].calculated, figures["01"].agrees) == ("44", True)
    assert figures["document"].agrees is False


def test_a_pledge_without_percentage_keeps_its_vision_out() -> None:
    content = pledges_content([(44, (35, 52, 46, 20, 70)), (30, (30, None))], "37.0")
    found = search(content)
    assert {trial.of for trial in found.trials} == {2}
    figures = {f.subject: f for f in audit_content(content).figures}
    assert (figures["02"].calculated, figures["02"].agrees) == (None, None)
    assert "計算できない" in figures["02"].rule


@pytest.mark.parametrize(
    "content",
    [
        pledges_content([]),
        pledges_content([(50, ())]),
        pledges_content([(None, (None,))], 40),
        pledges_content([(50, (None, 40))]),
    ],
)
def test_nothing_to_try(content: DocumentContent) -> None:
    assert search(content).trials == ()
    assert all(figure.agrees is None for figure in audit_content(content).figures if figure.subject == "01")


def test_without_an_overall_percentage_only_the_visions_are_tried() -> None:
    content = pledges_content([(44, (35, 52, 46, 20, 70))])
    assert fitting(content) == ["vision=down/0"]
    assert len(search(content).trials) == 5


def test_a_lost_overall_percentage_has_no_rule_and_no_value() -> None:
    content = pledges_content(
        [(44, (35, 52, 46, 20, 70))], extra=(stated("document", "progress.overall", None),)
    )
    (found,) = (f for f in audit_content(content).figures if f.figure == "progress.overall")
    assert (found.printed, found.calculated, found.agrees) == (None, None, None)
    assert "定まらない" in found.rule


@pytest.mark.parametrize(("printed", "decimals"), [("44.6", 1), ("44.60", 2), ("44", 0)])
def test_visions_are_rounded_at_the_decimals_of_the_print(printed: str, decimals: int) -> None:
    found = search(pledges_content([(printed, (35, 52, 46, 20, 70))]))
    assert f"vision=down/{decimals}" in [trial.rule for trial in found.trials if trial.fits]


percents = st.integers(min_value=0, max_value=100)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(percents, min_size=1, max_size=6), min_size=1, max_size=8),
    st.sampled_from(RoundingMode),
    st.sampled_from(RoundingMode),
    st.integers(min_value=0, max_value=2),
    st.data(),
)
def test_the_rule_a_report_was_made_with_is_always_among_those_that_fit(
    pledges: list[list[int]], mode: RoundingMode, whole: RoundingMode, decimals: int, data: st.DataObject
) -> None:
    visions = [RoundingRule(mode, 0).apply(Fraction(sum(values), len(values))) for values in pledges]
    overall = RoundingRule(whole, decimals).apply(Fraction(sum(map(Fraction, visions)), len(visions)))
    lost = data.draw(st.sets(st.integers(min_value=0, max_value=len(visions) - 1)))
    printed = [None if i in lost else str(value) for i, value in enumerate(visions)]
    content = pledges_content(list(zip(printed, pledges, strict=True)), str(overall))
    name = f"vision={mode}/0;document=vision.rounded/{whole}/{decimals}"
    assert name in fitting(content)
    for figure in audit_content(content).figures:
        assert figure.agrees is not False
        if figure.calculated is not None and figure.figure == "progress" and "-" not in figure.subject:
            assert Decimal(figure.calculated) == visions[int(figure.subject) - 1]


@pytest.mark.originals
def test_the_published_report_has_exactly_one_rule(original: Callable[[str], Path]) -> None:
    from mitodoke.sources.extract import extract
    from mitodoke.sources.read_text import read_text

    reading = extract(read_text(original("mayoral-pledges-fy2025.txt")))
    audit = audit_content(reading.content, reading.lines)
    (only,) = (trial for trial in audit.trials if trial.fits)
    assert only.rule == "vision=down/0;document=vision.rounded/down/1"
    assert (only.of, len(audit.trials)) == (6, 56)
    failures = {trial.rule: trial.failures for trial in audit.trials}
    assert "05: 44 ≠ 45" in failures["vision=half_up/0;document=vision.rounded/down/1"]
    assert "05: 44 ≠ 45" in failures["vision=half_even/0;document=vision.rounded/down/1"]
    assert failures["vision=down/0;document=vision.rounded/half_up/1"] == ("全体: 41.2 ≠ 41.3",)
    assert failures["vision=down/0;document=vision.exact/down/1"] == ("全体: 41.2 ≠ 41.5",)
    assert failures["vision=down/0;document=pledge.exact/down/1"] == ("全体: 41.2 ≠ 41.5",)
    lost = {f.subject: f for f in audit.figures if f.printed is None}
    assert {s: (f.calculated, f.calculated_exact, f.agrees) for s, f in lost.items()} == {
        "03": ("24", "24.6", None),
        "04": ("52", "52.2", None),
    }
    assert all(figure.agrees for figure in audit.figures if figure.printed is not None)
    checks = [finding.check for finding in audit.findings]
    assert (checks.count("rating_granularity"), checks.count("lost_figure")) == (12, 2)
    assert "figure_disagrees" not in checks
