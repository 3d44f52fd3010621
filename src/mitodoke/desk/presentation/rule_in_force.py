"""The rules of a plan as its page tells them: what counts now, and what was chosen for later."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.desk.plan_figures import PlanFigures
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.judgement_choice import JudgementChoice
from mitodoke.domain.plan_rules import from_words
from mitodoke.domain.roll_up_choice import RollUpChoice, choice_lines
from mitodoke.outputs.reports.rule_lines import band_lines
from mitodoke.plans.models import RuleChoice
from mitodoke.plans.queries import PlanOutline
from mitodoke.plans.records.rules import judgement_of, roll_up_of
from mitodoke.publishing.presentation.judgement import judged_plan

NOTHING_CHOSEN = "まだ選んでいません。"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInForce:
    """A rule in words: `lines` of the one that counts now; `later` tells of one that was chosen for a later year."""

    remark: str
    lines: tuple[str, ...]
    later: str
    later_lines: tuple[str, ...] = ()


def roll_up_in_force(
    newest: RuleChoice | None, outline: PlanOutline, figures: PlanFigures | None, year: int | None
) -> RuleInForce:
    """How percentages are calculated for the plan's newest document (without one: for `year`)."""
    later = newest is not None and not _counts(newest, year)
    chosen = figures.content.roll_up if figures else _of(newest) if not later else None
    if not outline.rolled:
        return RuleInForce(remark="", lines=(), later="")
    if chosen is not None:
        remark = ""
    elif outline.document is DocumentKind.COMPREHENSIVE_PLAN:
        remark = f"{NOTHING_CHOSEN}標準の計算のしかたによります。"
        chosen = RollUpChoice()
    else:
        remark = f"{NOTHING_CHOSEN}選ぶと、割合を示していない文書の版に、評価から計算した割合が出ます。"
    return RuleInForce(
        remark=remark,
        lines=() if chosen is None else _lines(chosen, outline),
        later=from_words(newest.from_year) if later and newest else "",
        later_lines=_lines(roll_up_of(newest.rule), outline) if later and newest else (),
    )


def judgement_in_force(newest: RuleChoice | None, figures: PlanFigures | None) -> RuleInForce:
    """How indicators are judged in the plan's newest document."""
    year = figures.content.document.fiscal_year if figures else None
    later = newest is not None and figures is not None and not _counts(newest, year)
    chosen = figures.content.judgement if figures else judgement_of(newest.rule) if newest else None
    if figures is not None and not figures.content.indicators and newest is None:
        return RuleInForce(
            remark="この文書には指標がないため、判定するものがありません。",
            lines=(),
            later="",
            later_lines=(),
        )
    known = judged_plan(figures.content.document) if figures and chosen is None else None
    remark = "" if chosen else f"{NOTHING_CHOSEN}選ぶまで、指標に達成・未達成などの区分は付きません。"
    if known is not None:
        chosen = JudgementChoice(rule=known.rule, first_year=known.first_year, years=known.years)
        remark = f"{NOTHING_CHOSEN}この市の計画に登録されている規則で判定しています。"
    return RuleInForce(
        remark=remark,
        lines=() if chosen is None else _judgement_lines(chosen),
        later=from_words(newest.from_year) if later and newest else "",
        later_lines=_judgement_lines(judgement_of(newest.rule)) if later and newest else (),
    )


def _counts(choice: RuleChoice, year: int | None) -> bool:
    return choice.from_year is None or (year is not None and choice.from_year <= year)


def _of(newest: RuleChoice | None) -> RollUpChoice | None:
    return None if newest is None else roll_up_of(newest.rule)


def _lines(choice: RollUpChoice, outline: PlanOutline) -> tuple[str, ...]:
    return choice_lines(choice, names=outline.names, kinds=outline.kinds, rated=outline.rated)


def _judgement_lines(choice: JudgementChoice) -> tuple[str, ...]:
    rule = choice.rule
    return (choice.label, *(() if rule is None else band_lines(rule)))
