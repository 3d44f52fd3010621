"""Recomputed percentages and counts of a pledge report, and the findings that follow from them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit.pledge_contents import pledges_content, stated
from mitodoke.audit.rating_granularity import can_be_mean_of_steps, rating_granularity
from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Audit, DocumentContent
from mitodoke.domain.figure import Figure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.rating import Rating, RatingState


def figure(audit: Audit, subject: str, name: str) -> Figure:
    (found,) = (f for f in audit.figures if (f.subject, f.figure) == (subject, name))
    return found


def findings(content: DocumentContent, check: str) -> list[Finding]:
    return [finding for finding in audit_content(content).findings if finding.check == check]


def test_every_stated_figure_gets_exactly_one_figure_in_order() -> None:
    content = pledges_content(
        [(50, (40, 60))], 50, extra=(stated("document", "count.pledges", 2), stated("x", "unheard.of", 3))
    )
    figures = audit_content(content).figures
    assert [(f.subject, f.figure) for f in figures] == [(s.subject, s.figure) for s in content.stated]
    unknown = figures[-1]
    assert (unknown.printed, unknown.calculated, unknown.agrees) == ("3", None, None)
    assert "定めていない" in unknown.rule


@pytest.mark.parametrize(
    ("body", "table", "agrees"), [(40, 40, True), (40, 41, False), (None, 40, None), (40, None, None)]
)
def test_body_against_table(body: int | None, table: int | None, agrees: bool | None) -> None:
    audit = audit_content(pledges_content([(None, (body,))], table={"01-1": table}))
    for name, printed, other in (("progress", body, table), ("progress.summary", table, body)):
        found = figure(audit, "01-1", name)
        assert found.printed == (None if printed is None else str(printed))
        assert found.calculated == (None if other is None else str(other))
        assert found.agrees is agrees


def test_body_and_table_that_differ_make_one_finding() -> None:
    (found,) = findings(pledges_content([(None, (40,))], table={"01-1": 41}), "figure_disagrees")
    assert (found.subject, found.field, found.severity) == ("01-1", "progress.summary", Severity.ERROR)
    assert (found.printed, found.expected) == ("41", "40")
    assert "01-1の総括表の進捗状況が、文書では41%ですが、計算し直すと40%になります" in found.message


def test_printed_text_of_a_figure_is_a_plain_number() -> None:
    audit = audit_content(pledges_content([("44.0", ("35.5", "52.5"))], "44.0"))
    assert figure(audit, "01", "progress").printed == "44.0"
    assert figure(audit, "01", "progress").calculated == "44.0"
    assert figure(audit, "document", "progress.overall").calculated_exact == "44"


def test_a_zero_is_a_percentage_and_not_absent() -> None:
    audit = audit_content(pledges_content([(0, (0, 0))], 0))
    found = figure(audit, "01", "progress")
    assert (found.printed, found.calculated_exact, found.calculated, found.agrees) == ("0", "0", "0", True)


def test_a_wrong_vision_is_an_error_with_the_exact_mean() -> None:
    content = pledges_content([(94, (40, 59)), (44, (35, 52, 46, 20, 70))], 40)
    (vision,) = (f for f in findings(content, "figure_disagrees") if f.subject == "01")
    assert (vision.severity, vision.printed, vision.expected) == (Severity.ERROR, "94", "")
    assert "丸める前は49.5%" in vision.message


def test_a_lost_vision_is_noted_with_what_the_rule_gives_and_never_filled_in() -> None:
    content = pledges_content([(44, (35, 52, 46, 20, 70)), (None, (24, 25))], "34.0")
    (found,) = findings(content, "lost_figure")
    assert (found.subject, found.severity, found.printed, found.expected) == ("02", Severity.NOTE, "", "")
    assert "24%" in found.message
    assert next(item for item in content.items if item.item_id == "02").printed_progress is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pledges_content([(50, (40, 60))], 50), "通りの集計規則が、公表された割合をどれも再現します"),
        (pledges_content([(94, (40, 59))], 50), "どれも、公表された割合のすべては再現しません"),
    ],
)
def test_no_single_rule_is_said(content: DocumentContent, words: str) -> None:
    (found,) = findings(content, "roll_up_rule_unknown")
    assert words in found.message
    assert found.severity is Severity.NOTE


COUNTS = pledges_content([(50, (40, 60)), (30, (30,))], measures=2)


@pytest.mark.parametrize(
    ("name", "printed", "calculated"),
    [
        ("count.visions", 2, "2"),
        ("count.pledges", 3, "3"),
        ("count.measures", 6, "6"),
        ("count.measures", 7, "6"),
        ("count.basic_goals", 4, "0"),
        ("count.measures_per_pledge.min", 1, "2"),
        ("count.measures_per_pledge.max", 2, "2"),
    ],
)
def test_counts(name: str, printed: int, calculated: str) -> None:
    content = DocumentContent(
        document=COUNTS.document, items=COUNTS.items, stated=(stated("document", name, printed),)
    )
    (found,) = audit_content(content).figures
    assert (found.printed, found.calculated_exact, found.calculated) == (str(printed), calculated, calculated)
    assert found.agrees is (str(printed) == calculated)
    warned = findings(content, "figure_disagrees")
    assert [f.severity for f in warned] == ([] if found.agrees else [Severity.WARNING])


def test_fewest_measures_of_no_pledge_are_not_zero() -> None:
    content = DocumentContent(
        document=COUNTS.document, stated=(stated("document", "count.measures_per_pledge.min", 1),)
    )
    (found,) = audit_content(content).figures
    assert (found.calculated, found.agrees) == (None, None)


def rate(item_id: str, step: int | None, department: str = "課") -> Rating:
    return Rating(
        item_id=item_id,
        department=department,
        fiscal_year=2025,
        state=RatingState.STOPPED if step is None else RatingState.RATED,
        step=step,
        reason="取りやめ" if step is None else None,
    )


@pytest.mark.parametrize(
    ("printed", "agrees", "calculated"), [(53, True, "53"), (54, True, "54"), (60, False, None)]
)
def test_pledges_against_known_ratings(printed: int, agrees: bool, calculated: str | None) -> None:
    ratings = (
        rate("01-1-1", 4),
        rate("01-1-2", 2),
        rate("01-1-3", 10),
        rate("01-2-1", 7),
        rate("01-2-2", None),
    )
    content = pledges_content([(None, (printed, 70))], measures=3, ratings=ratings)
    audit = audit_content(content)
    found = figure(audit, "01-1", "progress")
    assert found.calculated_exact == "53.333333333333"
    assert (found.calculated, found.agrees) == (calculated, agrees)
    stopped = figure(audit, "01-2", "progress")
    assert (stopped.calculated, stopped.agrees) == ("70", True)
    assert "3件中1件を評価" in stopped.rule


@pytest.mark.parametrize(
    ("printed", "measures", "possible"),
    [
        ("15", 1, False),
        ("20", 1, True),
        ("22", 2, False),
        ("25", 2, True),
        ("33", 3, True),
        ("34", 3, False),
        ("66", 3, True),
        ("67", 3, True),
        ("14", 3, False),
        ("13", 3, True),
        ("12", 4, True),
        ("13", 4, True),
        ("0", 1, True),
        ("100", 5, True),
        ("101", 5, False),
        ("33.3", 3, True),
        ("33.4", 3, False),
        ("37", 0, True),
    ],
)
def test_means_of_ten_steps(printed: str, measures: int, possible: bool) -> None:
    assert can_be_mean_of_steps(Decimal(printed), measures) is possible


def test_granularity_note() -> None:
    (found,) = rating_granularity(pledges_content([(None, (15, 20))]))
    assert (found.subject, found.severity, found.printed) == ("01-1", Severity.NOTE, "15")
    assert "1件の施策を10段階" in found.message
