"""策定 and 見直し of a plan: the list, beginning one, its comparison, and deciding, abandoning or undoing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitodoke.desk.plan_forms import DecideForm, DecisionForm, number_in, valid
from mitodoke.desk.presentation.plan_comparison import comparison_page, revision_lines
from mitodoke.desk.presentation.plan_words import (
    item_address,
    plan_addresses,
    revision_address,
    revision_state,
)
from mitodoke.desk.views.plans.frame import changes_told, seen_by_now, show_plan
from mitodoke.desk.views.show import Entry
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.plans.models import PlanRevision
from mitodoke.plans.queries import ledger_state, revision_report, revisions_of
from mitodoke.plans.services import abandon_revision, begin_revision, decide_revision, undo_last_change


@require_safe
def plan_revisions(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """策定 and every 見直し, newest first, with who decided it and why."""
    revisions = revisions_of(ledger=visit.plan)
    return show_plan(
        request,
        visit,
        "revisions.html",
        title="策定と見直し",
        here="plan_revisions",
        revisions=revision_lines(revisions),
        open_revision=_open(revisions),
    )


def _open(revisions: list[PlanRevision]) -> PlanRevision | None:
    return next((one for one in revisions if one.closed_at is None and not one.is_reorganisation), None)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_revision_new(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Begin a 見直し: why, who decides, and on which day."""
    denied, status = None, 200
    if request.method == "POST":
        try:
            revision = begin_revision(ledger=visit.plan, by=visit.person, **valid(DecisionForm(request.POST)))
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, f"{revision.name}を始めました。項目と指標を変えられます。")
            return redirect("desk:plan", ledger_id=ledger_id)
    return show_plan(
        request,
        visit,
        "revision_new.html",
        title="見直しを始める",
        here="plan_revisions",
        trail=(_list_entry(visit),),
        denied=denied,
        status=status,
        open_revision=_open(revisions_of(ledger=visit.plan)),
    )


def _list_entry(visit: Visit) -> Entry:
    return Entry(label="策定と見直し", address=plan_addresses(visit.plan.pk)["plan_revisions"])


@require_safe
def plan_revision(request: HttpRequest, visit: Visit, ledger_id: int, revision_number: int) -> HttpResponse:
    """The comparison with the state before: marks, counts and every difference, before and after the decision."""
    revision = PlanRevision.objects.filter(ledger=visit.plan, number=min(revision_number, 2**31)).first()
    if revision is None:
        raise Http404
    return _comparison(request, visit, revision)


def _comparison(
    request: HttpRequest,
    visit: Visit,
    revision: PlanRevision,
    *,
    denied: str | None = None,
    status: int = 200,
) -> HttpResponse:
    state = ledger_state(ledger=visit.plan)
    report = revision_report(revision=revision)
    is_open = state.revision is not None and state.revision.pk == revision.pk
    seen = number_in(request.POST, "seen") or state.version.number
    return show_plan(
        request,
        visit,
        "revision.html",
        title=f"{revision.name}の{'内容と決定' if revision.base_id is None else '比較'}",
        here="plan_revisions",
        trail=(_list_entry(visit),),
        denied=denied,
        status=status,
        revision=report.revision,
        revision_state=revision_state(report.revision),
        decided_on=format_date(report.revision.decided_on),
        comparison=comparison_page(report, item_address(visit.plan.pk)),
        is_first=report.revision.base_id is None,
        is_open=is_open,
        state=state,
        since=changes_told(state, seen) if is_open else [],
        closed_at=report.revision.closed_at,
    )


@require_POST
def plan_revision_act(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Decide the open revision, give it up, or undo its last change."""
    revision = _open(revisions_of(ledger=visit.plan))
    action = request.POST.get("action", "")
    try:
        if action not in _ACTS:
            raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
        if revision is None:
            raise ActionDenied("作業中の策定や見直しがありません。見直しを始めてください。")
        told = _ACTS[action](request, visit)
    except ActionDenied as denied:
        if revision is None:
            messages.error(request, str(denied))
            return redirect("desk:plan_revisions", ledger_id=ledger_id)
        return _comparison(request, visit, revision, denied=str(denied), status=422)
    messages.success(request, told)
    return (
        redirect("desk:plan", ledger_id=ledger_id)
        if action == "undo"
        else redirect(revision_address(revision))
    )


def _decide(request: HttpRequest, visit: Visit) -> str:
    values = valid(DecideForm(request.POST))
    seen = number_in(request.POST, "seen")
    seen_by_now(ledger_state(ledger=visit.plan), seen)
    decided = decide_revision(ledger=visit.plan, seen=seen, by=visit.person, **values)
    return f"{decided.name}を決定として記録しました。年度の文書に反映すると、調査と公表に使えます。"


def _abandon(request: HttpRequest, visit: Visit) -> str:
    given_up = abandon_revision(ledger=visit.plan, reason=request.POST.get("reason", ""), by=visit.person)
    return f"{given_up.name}を取りやめました。計画は見直しの前のままです。作業した内容は履歴に残っています。"


def _undo(request: HttpRequest, visit: Visit) -> str:
    seen = number_in(request.POST, "seen")
    seen_by_now(ledger_state(ledger=visit.plan), seen)
    undo_last_change(ledger=visit.plan, seen=seen, by=visit.person)
    return "最後の変更を元に戻しました。元に戻したことも履歴に残ります。"


_ACTS = {"decide": _decide, "abandon": _abandon, "undo": _undo}
