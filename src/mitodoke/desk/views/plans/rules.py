"""評価の規則: what each step of a rating means in this plan, and what the ratings of several departments give together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.plan_rule_forms import from_year_in
from mitodoke.desk.presentation.combining_choices import combining_options
from mitodoke.desk.presentation.plan_merge import plain_line
from mitodoke.desk.views.plans.frame import show_plan
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.combining import Combining
from mitodoke.domain.plan_rules import from_words
from mitodoke.domain.rating_scale import LONGEST_DEFINITION, STEPS
from mitodoke.plans.queries import combining_choice, rating_scale, usual_steps
from mitodoke.plans.services import choose_combining, define_rating_scale


@require_http_methods(["GET", "HEAD", "POST"])
def plan_rules(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """The definitions that the form of an answer shows beside each step; the usual ones until the plan has its own."""
    if request.method != "POST":
        return _page(request, visit)
    typed = {step: plain_line(request.POST.get(f"step:{step}")) for step in STEPS}
    try:
        define_rating_scale(
            ledger=visit.plan,
            definitions=typed,
            seen=number_in(request.POST, "seen"),
            reason=request.POST.get("reason"),
            by=visit.person,
        )
    except ActionDenied as refusal:
        return _page(request, visit, denied=str(refusal), typed_scale=typed)
    messages.success(request, "段階の説明を保存しました。調査の回答の画面に、この説明が出ます。")
    return redirect("desk:plan_rules", ledger_id=ledger_id)


@require_POST
def plan_combining(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Choose what the ratings of several departments give together."""
    try:
        combining = _chosen(request)
        from_year = from_year_in(request.POST)
        choose_combining(
            ledger=visit.plan,
            combining=combining,
            seen=number_in(request.POST, "seen"),
            from_year=from_year,
            reason=request.POST.get("reason"),
            by=visit.person,
        )
    except ActionDenied as refusal:
        return _page(request, visit, denied=str(refusal), typed_combining=request.POST.get("combining", ""))
    messages.success(
        request, f"評価のまとめ方を保存しました。{from_words(from_year)}、この方法で計算します。"
    )
    return redirect("desk:plan_rules", ledger_id=ledger_id)


def _chosen(request: HttpRequest) -> Combining:
    sent = request.POST.get("combining", "")
    if sent not in {one.value for one in Combining}:
        raise ActionDenied("評価のまとめ方を一つ選んでください。")
    return Combining(sent)


def _page(
    request: HttpRequest,
    visit: Visit,
    *,
    denied: str | None = None,
    typed_scale: Mapping[int, str] | None = None,
    typed_combining: str | None = None,
) -> HttpResponse:
    """The page with both forms; one that was refused keeps what was typed."""
    reason = request.POST.get("reason", "")
    return show_plan(
        request,
        visit,
        "rules.html",
        title="評価の規則",
        here="plan_rules",
        denied=denied,
        status=200 if denied is None else 422,
        scale=_scale(request, visit, typed_scale) | {"reason": reason if typed_scale is not None else ""},
        combining=_combining(visit, typed_combining)
        | {
            "reason": reason if typed_combining is not None else "",
            "from_year": request.POST.get("from_year", "") if typed_combining is not None else "",
        },
    )


def _scale(request: HttpRequest, visit: Visit, typed: Mapping[int, str] | None) -> dict[str, Any]:
    stored = rating_scale(ledger=visit.plan)
    now = dict(usual_steps()) if stored is None else dict(enumerate(stored.definitions))
    number = 0 if stored is None else stored.number
    return {
        "shown": now if typed is None else typed,
        "now": now,
        "number": number,
        "is_stale": typed is not None and number_in(request.POST, "seen") != number,
        "is_own": stored is not None,
        "longest": LONGEST_DEFINITION,
    }


def _combining(visit: Visit, typed: str | None) -> dict[str, Any]:
    stored = combining_choice(ledger=visit.plan)
    now = Combining.MEAN if stored is None else Combining(stored.combining)
    return {
        "options": combining_options(),
        "now": now.label,
        "from": "" if stored is None or stored.from_year is None else from_words(stored.from_year),
        "picked": now.value if typed is None else typed,
        "number": 0 if stored is None else stored.number,
    }
