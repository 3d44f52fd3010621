"""指標の判定のしかたを選ぶ: among the known rules, its numbers and words changed at will; changed ranks before saving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.plan_figures import PlanFigures, plan_figures
from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.plan_rule_forms import digest, judgement_in, rule_in
from mitodoke.desk.presentation.judgement_options import (
    NO_RULE,
    BandField,
    band_fields,
    judgement_preview,
    rule_options,
    rule_value,
)
from mitodoke.desk.presentation.made_up_plan import made_up_indicator
from mitodoke.desk.views.plans.frame import show_plan
from mitodoke.desk.views.plans.rule_page import field_of, rule_trail, said, was_shown
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.judge_indicator import JudgedPlan, judged_by
from mitodoke.domain.judgement_choice import OWN, JudgementChoice, judgement_refusal
from mitodoke.domain.plan_rules import RuleKind, from_words
from mitodoke.plans.models import RuleChoice
from mitodoke.plans.queries import rule_choices
from mitodoke.plans.records.rules import judgement_of, rule_text
from mitodoke.plans.services import choose_judgement
from mitodoke.publishing.presentation.judgement import judged_edition, judged_plan

USUAL_YEARS = 5
"""How long a plan is taken to last in the examples until somebody says how long it does."""


@require_http_methods(["GET", "HEAD", "POST"])
def plan_judgement(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """The form; what its choice would change; and, once that was seen, the choice saved."""
    newest = rule_choices(ledger=visit.plan).get(RuleKind.JUDGEMENT)
    figures = plan_figures(visit.plan)
    now = _usual(figures, visit) if newest is None else judgement_of(newest.rule)
    choice, denied, previewed = now, None, False
    if request.method == "POST":
        try:
            choice = judgement_in(request.POST, now.rule, str((newest.number if newest else 0) + 1))
            from_year, reason = said(request.POST)
            if refusal := judgement_refusal(choice, from_year):
                raise ActionDenied(refusal)
            if was_shown(request.POST, rule_text(choice)):
                choose_judgement(
                    ledger=visit.plan,
                    choice=choice,
                    seen=number_in(request.POST, "seen"),
                    from_year=from_year,
                    reason=reason,
                    by=visit.person,
                )
                done = f"指標の判定のしかたを保存しました。{from_words(from_year)}、この規則で判定します。"
                messages.success(request, done)
                return redirect("desk:plan_calculation", ledger_id=ledger_id)
            previewed = True
        except ActionDenied as refused:
            denied = str(refused)
    return show_plan(
        request,
        visit,
        "judgement.html",
        title="指標の判定のしかたを選ぶ",
        here="plan_calculation",
        trail=rule_trail(visit),
        denied=denied,
        refused=field_of(denied),
        refusal=denied,
        status=200 if denied is None else 422,
        **_form(request.POST, now, choice, figures, newest),
        **_preview(choice, figures, previewed=previewed),
        bands=_bands(request.POST, now, choice if previewed else None),
        figures=figures,
    )


def _form(
    typed: QueryDict,
    now: JudgementChoice,
    choice: JudgementChoice,
    figures: PlanFigures | None,
    newest: RuleChoice | None,
) -> dict[str, Any]:
    indicators = figures.content.indicators if figures else ()
    picked = typed.get("rule", rule_value(now.rule))
    is_known = newest is not None or _by_table(figures) is not None
    return {
        "options": rule_options(
            indicators or (made_up_indicator(choice.first_year),),
            stored=now.rule if now.rule is not None and now.rule.name == OWN else None,
            picked=picked,
            first_year=choice.first_year,
            years=choice.years,
        ),
        "no_rule": NO_RULE,
        "picked": picked,
        "first_year": typed.get("first_year", FiscalYear(now.first_year).label if is_known else ""),
        "years": typed.get("years", str(now.years) if is_known else ""),
        "taken": "" if is_known or typed else f"{FiscalYear(now.first_year).label}から{now.years}年",
        "is_made_up": not indicators,
        "number": 0 if newest is None else newest.number,
        "stored": newest,
        "now": now.label if newest else "",
    }


def _preview(choice: JudgementChoice, figures: PlanFigures | None, *, previewed: bool) -> dict[str, Any]:
    preview = None
    if previewed and figures:
        content = figures.content
        preview = judgement_preview(content.indicators, judged_edition(content), judged_by(choice))
    return {
        "previewed": previewed,
        "preview": preview,
        "shown": digest(rule_text(choice)) if previewed else "",
    }


def _bands(
    typed: QueryDict, now: JudgementChoice, previewed: JudgementChoice | None
) -> tuple[BandField, ...]:
    """The bands to change: those of the rule that was previewed, or as typed where that was refused."""
    if previewed is not None:
        return band_fields(previewed.rule) if previewed.rule else ()
    try:
        rule = rule_in(typed, now.rule)
    except ActionDenied:
        return ()
    if rule is None or typed.get("bands_of") != rule_value(rule):
        return ()
    return band_fields(rule, {name: typed.get(name, "") for name in typed if name.startswith("band:")})


def _usual(figures: PlanFigures | None, visit: Visit) -> JudgementChoice:
    """What counts while nothing was chosen: the table's rule for the city, else none over some years, for examples."""
    known = _by_table(figures)
    if known is not None:
        return JudgementChoice(rule=known.rule, first_year=known.first_year, years=known.years)
    year = figures.content.document.fiscal_year if figures else None
    return JudgementChoice(rule=None, first_year=year or FiscalYear.of(visit.today).year, years=USUAL_YEARS)


def _by_table(figures: PlanFigures | None) -> JudgedPlan | None:
    return None if figures is None else judged_plan(figures.content.document)
