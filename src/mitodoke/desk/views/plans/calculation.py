"""計算のしかた: by which rules the percentages and ranks of a plan are made, what they give now, and who chose them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mitodoke.desk.plan_figures import PlanFigures, plan_figures
from mitodoke.desk.presentation.judgement_options import rank_counts
from mitodoke.desk.presentation.roll_up_preview import top_figures
from mitodoke.desk.presentation.rule_in_force import judgement_in_force, roll_up_in_force
from mitodoke.desk.views.plans.frame import show_plan
from mitodoke.desk.visit import Visit
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.own_roll_up import is_calculated, prints_percentages
from mitodoke.domain.plan_rules import COMBINING, RuleKind
from mitodoke.plans.queries import PlanOutline, ledger_state, plan_outline, plan_sentences, rule_choices
from mitodoke.publishing.presentation.judgement import judged_edition


@require_safe
def plan_calculation(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """The rules of the plan with what they give from its newest document, and the way to choose others."""
    state = ledger_state(ledger=visit.plan)
    outline = plan_outline(ledger=visit.plan, content=state.in_force or state.content)
    stored = rule_choices(ledger=visit.plan)
    figures = plan_figures(visit.plan)
    year = FiscalYear.of(visit.today).year if figures is None else figures.content.document.fiscal_year
    fields = (*(kind.label for kind in RuleKind), COMBINING)
    history = plan_sentences(ledger=visit.plan, fields=fields)
    return show_plan(
        request,
        visit,
        "calculation.html",
        title="計算のしかた",
        here="plan_calculation",
        roll_up=roll_up_in_force(stored.get(RuleKind.ROLL_UP), outline, figures, year),
        judgement=judgement_in_force(stored.get(RuleKind.JUDGEMENT), figures),
        figures=figures,
        top=() if figures is None else top_figures(figures.content),
        counts=""
        if figures is None
        else rank_counts(figures.content.indicators, judged_edition(figures.content)),
        history=list(reversed(history)),
        rolled=bool(outline.rolled),
        no_figures=no_figures(figures, outline),
    )


def no_figures(figures: PlanFigures | None, outline: PlanOutline) -> str:
    """Why the rules give no percentages now; empty where they do."""
    if not outline.rolled:
        return "総合戦略の進み具合は指標で示すため、評価を集計した割合はありません。"
    if figures is None:
        return "この計画の年度の文書がまだありません。「文書に反映」で文書を作り、調査の回答を反映すると、ここに数値が出ます。"
    if prints_percentages(figures.content):
        return "この文書は割合を自分で示しているため、版の割合は文書のままです。選んだ計算のしかたと合わないときは、公表前の指摘に出ます。"
    if not figures.content.ratings:
        return "この文書には評価がまだありません。調査を締め切り、回答を反映すると、ここに数値が出ます。"
    if not is_calculated(figures.content):
        return "評価の集計のしかたをまだ選んでいないため、割合は計算していません。"
    return ""
