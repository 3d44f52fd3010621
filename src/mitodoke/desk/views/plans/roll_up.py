"""評価の集計のしかたを選ぶ: level by level, each choice with what it makes of the plan; changed figures before saving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.plan_figures import plan_figures
from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.plan_rule_forms import digest, roll_up_in
from mitodoke.desk.presentation.made_up_plan import made_up_plan
from mitodoke.desk.presentation.roll_up_options import level_options, state_options
from mitodoke.desk.presentation.roll_up_preview import roll_up_preview
from mitodoke.desk.views.plans.frame import show_plan
from mitodoke.desk.views.plans.rule_page import field_of, rule_trail, said, was_shown
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_rules import RuleKind, from_words
from mitodoke.domain.roll_up_choice import RollUpChoice, roll_up_refusal
from mitodoke.plans.models import RuleChoice
from mitodoke.plans.queries import PlanOutline, ledger_state, plan_outline, rule_choices
from mitodoke.plans.records.rules import roll_up_of, rule_text
from mitodoke.plans.services import choose_roll_up


@require_http_methods(["GET", "HEAD", "POST"])
def plan_roll_up(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """The form; what its choice would change; and, once that was seen, the choice saved."""
    state = ledger_state(ledger=visit.plan)
    outline = plan_outline(ledger=visit.plan, content=state.in_force or state.content)
    stored = rule_choices(ledger=visit.plan).get(RuleKind.ROLL_UP)
    choice = RollUpChoice() if stored is None else roll_up_of(stored.rule)
    denied: str | None = None
    previewed = False
    if request.method == "POST":
        try:
            choice = roll_up_in(request.POST, outline)
            refusal = roll_up_refusal(choice, outline.kinds, outline.rated)
            if refusal:
                raise ActionDenied(refusal)
            from_year, reason = said(request.POST)
            if was_shown(request.POST, rule_text(choice)):
                choose_roll_up(
                    ledger=visit.plan,
                    choice=choice,
                    seen=number_in(request.POST, "seen"),
                    from_year=from_year,
                    reason=reason,
                    by=visit.person,
                )
                messages.success(
                    request,
                    f"評価の集計のしかたを保存しました。{from_words(from_year)}、この方法で計算します。",
                )
                return redirect("desk:plan_calculation", ledger_id=ledger_id)
            previewed = True
        except ActionDenied as refused:
            denied = str(refused)
    return show_plan(
        request,
        visit,
        "roll_up.html",
        title="評価の集計のしかたを選ぶ",
        here="plan_calculation",
        trail=rule_trail(visit),
        denied=denied,
        refused=field_of(denied),
        refusal=denied,
        status=200 if denied is None else 422,
        **_page(visit, outline, choice, stored, previewed=previewed),
    )


def _page(
    visit: Visit, outline: PlanOutline, choice: RollUpChoice, stored: RuleChoice | None, *, previewed: bool
) -> dict[str, Any]:
    if not outline.rolled:
        return {"levels": (), "why_none": "この計画には、評価から割合を計算する階層がありません。"}
    figures = plan_figures(visit.plan)
    rated = figures is not None and bool(figures.content.ratings)
    content = figures.content if figures is not None and rated else made_up_plan(outline)
    return {
        "levels": level_options(outline, content, choice),
        "states": state_options(content, choice),
        "figures": figures,
        "is_made_up": not rated,
        "stored": stored,
        "number": 0 if stored is None else stored.number,
        "shown": digest(rule_text(choice)) if previewed else "",
        "previewed": previewed,
        "preview": roll_up_preview(figures.content, choice) if previewed and figures else None,
    }
