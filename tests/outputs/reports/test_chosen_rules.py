"""Reports state the rules that the plan chose, show the figures recomputed by them, and can still be read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition
from mitodoke.domain.judgement_choice import JudgementChoice
from mitodoke.domain.judgement_rules import AKIRUNO, NAGANO
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.roll_up import Carried
from mitodoke.domain.roll_up_choice import Averaged, LevelChoice, RollUpChoice
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.outputs.reports.registry import build_report
from mitodoke.outputs.reports.render import render_report
from mitodoke.sources.extract import Stated
from mitodoke.sources.read_file import read_file_bytes
from outputs.reports.pdf_reading import all_text, squeezed
from outputs.reports.report_texts import PLAIN, texts
from publishing.own_levels import plan_edition
from publishing.pledge_editions import pledge_edition
from publishing.strategy_editions import strategy_edition

WHOLE_DOWN = RoundingRule(RoundingMode.DOWN, 0)
CHOICE = RollUpChoice(
    levels=(
        LevelChoice(kind=None, averages=Averaged.RATED),
        LevelChoice(kind=ItemKind.VISION, carried=Carried.ROUNDED, rounding=WHOLE_DOWN),
        LevelChoice(kind=ItemKind.LEVEL_1, carried=Carried.ROUNDED, rounding=WHOLE_DOWN),
    )
)


def chosen(edition: Edition, *, rule=NAGANO, roll_up: RollUpChoice | None = CHOICE) -> Edition:
    """`edition` as it is when its plan chose, audited anew; printed percentages are taken out."""
    content = replace(
        edition.content,
        roll_up=roll_up,
        judgement=JudgementChoice(rule=rule, first_year=2022, years=5),
        items=tuple(replace(one, printed_progress=None) for one in edition.content.items),
        stated=tuple(one for one in edition.content.stated if not one.figure.startswith("progress")),
    )
    return replace(edition, content=content, audit=audit_content(content))


CASES = {
    "pledges": chosen(pledge_edition(rated=True)),
    "plan": chosen(plan_edition()),
    "strategy": chosen(strategy_edition(), roll_up=None),
}


@pytest.mark.parametrize("name", CASES)
def test_the_rules_stand_before_the_figures(name: str) -> None:
    found = texts(build_report(CASES[name], name, PLAIN))
    assert found.count("指標の判定のしかた") == 1
    label = CASES[name].content.judgement
    assert label is not None
    assert f"{label.label}によります。{NAGANO.source}" in found
    assert ("評価の集計のしかた" in found) == (name != "strategy")
    if name != "strategy":
        rule = "丸めた後の" + ("公約" if name == "pledges" else "施策") + "の単純平均（切り捨てて整数に）"
        assert any(text.endswith(rule) for text in found)
        [overall] = [one for one in CASES[name].audit.figures if one.figure == "progress.overall"]
        assert any(f"{overall.calculated}%" in text for text in found)


@pytest.mark.parametrize("name", ["pledges", "plan"])
def test_the_pdf_says_the_same(name: str) -> None:
    edition = CASES[name]
    told = all_text(render_report(edition, name, PLAIN))
    for subject in ("document", edition.content.items[0].item_id):
        [figure] = [
            one
            for one in edition.audit.figures
            if one.subject == subject and one.figure.startswith("progress")
        ]
        assert f"{figure.calculated}%" in told
        assert squeezed(figure.rule) in told
    assert "評価の集計のしかた" in told
    assert "判定の区分" in told


def test_a_state_that_has_a_rank_is_listed_and_no_rule_says_so() -> None:
    found = texts(build_report(chosen(strategy_edition(), rule=AKIRUNO), "strategy", PLAIN))
    assert "数値によらない状態「中止」" in found
    none = texts(build_report(chosen(strategy_edition(), rule=None), "strategy", PLAIN))
    assert "この計画では、指標に区分を付けていません。" in none


@pytest.mark.parametrize("name", CASES)
def test_a_plan_that_chose_nothing_reports_as_it_did(name: str) -> None:
    edition = {"pledges": pledge_edition(rated=True), "plan": plan_edition(), "strategy": strategy_edition()}[
        name
    ]
    found = texts(build_report(edition, name, PLAIN))
    assert not {"評価の集計のしかた", "指標の判定のしかた"} & set(found)


@pytest.mark.parametrize("name", CASES)
def test_the_report_can_be_read_back(name: str) -> None:
    """What the plan chose is a rule, not a text of the plan: it changes nothing of what is read."""
    owner = Stated(municipality="花咲市", municipality_code="999997")

    def read(edition: Edition):
        return read_file_bytes(
            render_report(edition, name, PLAIN, file_format="docx"), "x.docx", owner
        ).reading

    edition = CASES[name]
    with_rules = read(edition)
    without = read(replace(edition, content=replace(edition.content, judgement=None)))
    assert len(with_rules.unaccounted) == len(without.unaccounted)
    assert name == "plan" or with_rules.unaccounted == ()
    assert [one.title for one in with_rules.content.items] == [one.title for one in without.content.items]
    assert [one.name for one in with_rules.content.indicators] == [
        one.name for one in without.content.indicators
    ]
    assert [one.printed_progress for one in with_rules.content.items] == [
        one.printed_progress for one in without.content.items
    ]
    assert all(one.printed_progress is None for one in with_rules.content.items), "calculated is not printed"
