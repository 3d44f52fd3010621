"""Printed percentages against the rule that the plan chose: one finding where they disagree, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.pledge_contents import pledges_content
from mitodoke.audit.chosen_rule import TOLD
from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import Carried
from mitodoke.domain.roll_up_choice import Averaged, LevelChoice, RollUpChoice
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.publishing.presentation.labels import check_label

DOWN, UP = RoundingRule(RoundingMode.DOWN, 0), RoundingRule(RoundingMode.HALF_UP, 0)
VISIONS = [(44, (35, 52, 46, 20, 70)), (42, (10, 50, 68)), (54, (54, 55))]
"""44.6, 42.67 and 54.5, all rounded down; the whole is 46.67, rounded down to one decimal: only one rule prints that."""


def choice(**more: object) -> RollUpChoice:
    """Visions rounded down; the whole the mean of the printed visions, rounded down to one decimal; with changes."""
    levels = {
        "whole": LevelChoice(kind=None, carried=Carried.ROUNDED, rounding=RoundingRule(RoundingMode.DOWN, 1)),
        "vision": LevelChoice(kind=ItemKind.VISION, rounding=DOWN),
        "pledge": LevelChoice(kind=ItemKind.PLEDGE, rounding=DOWN),
        "measure": LevelChoice(kind=ItemKind.MEASURE),
    }
    changed = {name: replace(levels[name], **how) for name, how in more.items()}  # type: ignore[arg-type]
    return RollUpChoice(levels=tuple((levels | changed).values()))


def found(content: DocumentContent) -> list[Finding]:
    return [one for one in audit_content(content).findings if one.check == "roll_up_rule_differs"]


@pytest.mark.parametrize(
    ("chosen", "failures"),
    [
        (None, ()),
        (choice(), ()),
        (choice(pledge={"rounding": UP}), ()),
        (choice(vision={"rounding": UP}), ("01: 44 ≠ 45", "02: 42 ≠ 43", "03: 54 ≠ 55")),
        (choice(whole={"carried": Carried.EXACT}), ("全体: 46.6 ≠ 47.2",)),
        (choice(whole={"rounding": UP}), ("全体: 46.6 ≠ 47",)),
        (choice(whole={"averages": Averaged.RATED}), ()),
        (choice(vision={"averages": Averaged.RATED}), ()),
    ],
)
def test_the_finding_names_what_disagrees(chosen: RollUpChoice | None, failures: tuple[str, ...]) -> None:
    content = replace(pledges_content(VISIONS, "46.6"), roll_up=chosen)
    findings = found(content)
    assert len(findings) == bool(failures)
    for finding in findings:
        assert finding.severity is Severity.WARNING
        assert f"（文書 ≠ 計算：{'、'.join(failures)}）" in finding.message
        assert f"{len(failures)}件が同じ値になりません" in finding.message
        assert (
            "文書の割合をすべて再現するのは「ビジョン＝公約の単純平均（切り捨てて整数に）／"
            in finding.message
        )
        assert "計画の「計算のしかた」を選び直すか" in finding.message


def test_the_audit_of_a_read_document_is_what_it_was() -> None:
    content = pledges_content(VISIONS, "46.6")
    before = audit_content(content)
    after = audit_content(replace(content, roll_up=choice(vision={"rounding": UP})))
    assert (after.figures, after.trials) == (before.figures, before.trials)
    assert [one for one in after.findings if one.check != "roll_up_rule_differs"] == list(before.findings)


def rated(item: str, step: int | None) -> Rating:
    return Rating(
        item_id=item,
        department="花課",
        fiscal_year=2025,
        state=RatingState.RATED if step is not None else RatingState.STOPPED,
        step=step,
        reason=None if step is not None else "雨",
    )


@pytest.mark.parametrize(
    ("chosen", "failures"),
    [
        (choice(), ()),
        (choice(pledge={"rounding": RoundingRule(RoundingMode.UP, 0)}), ("01-1: 56 ≠ 57",)),
        (replace(choice(), left_out=()), ("01-1: 56 ≠ 42",)),
        (
            choice(vision={"averages": Averaged.RATED, "rounding": RoundingRule(RoundingMode.UP, 0)}),
            ("01: 56 ≠ 57",),
        ),
    ],
)
def test_pledges_are_held_against_the_ratings(chosen: RollUpChoice, failures: tuple[str, ...]) -> None:
    """Four measures of 5, 7 and 5 tenths, one stopped: 56.67 without it, 42.5 with it as 0."""
    ratings = tuple(rated(f"01-1-{number}", step) for number, step in enumerate((5, 7, 5, None), start=1))
    content = replace(pledges_content([(56, (56,))], measures=4, ratings=ratings), roll_up=chosen)
    findings = found(content)
    assert [one.message.partition("計算：")[2].partition("）")[0] for one in findings] == (
        ["、".join(failures)] if failures else []
    )


def test_many_failures_are_counted() -> None:
    visions = [(44, (44, 45))] * (TOLD + 3)
    content = replace(pledges_content(visions), roll_up=choice(vision={"rounding": UP}))
    [finding] = found(content)
    assert "、ほか3件" in finding.message
    assert finding.message.count("≠") == TOLD + 1


def test_where_no_rule_or_several_reproduce_the_print_none_is_named() -> None:
    impossible = replace(pledges_content([(99, (10, 11))]), roll_up=choice())
    [finding] = found(impossible)
    assert "すべて再現するのは" not in finding.message
    assert finding.printed == ""


def test_what_a_plan_calculates_itself_is_neither_lost_nor_compared() -> None:
    ratings = tuple(rated(f"01-1-{number}", 5) for number in (1, 2))
    bare = pledges_content([(None, (None,))], measures=2, ratings=ratings)
    content = replace(bare, stated=(), roll_up=choice())
    audit = audit_content(content)
    assert {one.subject: one.calculated for one in audit.figures} == {
        "document": "50.0", "01": "50", "01-1": "50", "01-1-1": "50.0", "01-1-2": "50.0",
    }  # fmt: skip
    assert {one.check for one in audit.findings} & {
        "lost_figure",
        "figure_disagrees",
        "roll_up_rule_differs",
    } == set()


def test_the_finding_has_a_name_for_people() -> None:
    assert check_label("roll_up_rule_differs") == "計画で選んだ計算のしかたと合わない割合"
