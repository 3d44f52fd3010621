"""検証 of a year (PDCA): the table of items, one item, and what came of earlier years."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitodoke.desk.follow_forms import (
    FollowUpForm,
    VerificationForm,
    typed,
    valid,
)
from mitodoke.desk.forms import field_problems
from mitodoke.desk.item_rights import own_departments, writable_items
from mitodoke.desk.paging import page_of
from mitodoke.desk.presentation.follow_figures import newest_figures
from mitodoke.desk.presentation.follow_page import (
    decision_counts,
    item_rows,
    log_lines,
    questions,
    told_verification,
    year_links,
)
from mitodoke.desk.presentation.plan_tree import ITEMS_A_PAGE
from mitodoke.desk.views.plan_trail import plan_trail
from mitodoke.desk.views.plans.frame import found_item, readable_content, state_for
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.plan_text import YEARS
from mitodoke.plans.models import Verification
from mitodoke.plans.queries import (
    follow_up_sentences,
    follow_ups_due,
    observations_of,
    verifications_of,
)
from mitodoke.plans.services import follow_up, verify_item

SHOWS = {"all": "すべての項目", "mine": "自分の部署の項目", "missing": "検証していない項目"}
"""Which items of the table are shown."""


@require_safe
def verification(request: HttpRequest, visit: Visit, ledger_id: int, year: int) -> HttpResponse:
    """The table of a year: every item with its decision, its newest figures and what is still asked."""
    _deny_unknown(year)
    ledger = visit.plan
    content = readable_content(visit, state_for(visit))
    rows = item_rows(
        ledger=ledger,
        content=content,
        year=year,
        verified=verifications_of(ledger=ledger, fiscal_year=year),
        due=(due := follow_ups_due(ledger=ledger, fiscal_year=year)),
        figures=(figures := newest_figures(ledger, content)),
        writable=writable_items(visit, content.items),
    )
    wanted = request.GET.get("show", "")
    wanted = wanted if wanted in SHOWS else "all"
    own = own_departments(visit)
    chosen = [
        row
        for row in rows
        if wanted == "all"
        or (wanted == "mine" and own.intersection(row.departments.split("、")))
        or (wanted == "missing" and row.verification is None)
    ]
    return show(
        request,
        visit,
        "follow/verification.html",
        title=f"{FiscalYear(year).label}の検証",
        section="plans",
        trail=plan_trail(visit),
        ledger=ledger,
        year=year,
        has_begun=FiscalYear(year).first_day <= visit.today,
        page=page_of(request, chosen, ITEMS_A_PAGE),
        total=len(rows),
        counts=decision_counts(rows),
        asked=len(due),
        figures=figures.edition,
        shows=[(key, label) for key, label in SHOWS.items() if key != "mine" or own],
        shown=wanted,
        years=year_links(ledger, year),
        log=reverse("desk:observations", kwargs={"ledger_id": ledger_id}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, visit: Visit, ledger_id: int, year: int, item_id: str) -> HttpResponse:
    """One item of a year: what is asked, the 検証, the log and the history; the form saves a 検証."""
    _deny_unknown(year)
    if request.method != "POST":
        return _item_page(request, visit, year, item_id)
    found_item(readable_content(visit, state_for(visit)), item_id)
    form = VerificationForm(request.POST)
    try:
        values = valid(form)
        verify_item(
            ledger=visit.plan,
            item_id=item_id,
            fiscal_year=year,
            decision=VerificationDecision(values["decision"]),
            reason=values["reason"],
            next_steps=values["next_steps"] or None,
            seen=values["seen"],
            by=visit.person,
        )
    except ActionDenied as denied:
        return _item_page(request, visit, year, item_id, form=form, denied=str(denied))
    messages.success(request, f"{FiscalYear(year).label}の検証を保存しました。")
    return redirect("desk:verify", ledger_id=ledger_id, year=year, item_id=item_id)


@require_POST
def verification_follow_up(
    request: HttpRequest, visit: Visit, ledger_id: int, year: int, item_id: str
) -> HttpResponse:
    """Say in this year what came of an earlier 検証."""
    _deny_unknown(year)
    found_item(readable_content(visit, state_for(visit)), item_id)
    form = FollowUpForm(request.POST)
    try:
        values = valid(form)
        row = Verification.objects.filter(
            pk=values["verification"], ledger=visit.plan, item_key=item_id
        ).first()
        if row is None:
            raise ActionDenied("その後を記録する検証がありません。画面を開き直してください。")
        follow_up(verification=row, fiscal_year=year, text=values["text"], by=visit.person)
    except ActionDenied as denied:
        return _item_page(request, visit, year, item_id, answered=form, denied=str(denied))
    messages.success(request, "検証のその後を記録しました。")
    return redirect("desk:verify", ledger_id=ledger_id, year=year, item_id=item_id)


def _item_page(
    request: HttpRequest,
    visit: Visit,
    year: int,
    item_id: str,
    *,
    form: VerificationForm | None = None,
    answered: FollowUpForm | None = None,
    denied: str | None = None,
) -> HttpResponse:
    ledger = visit.plan
    content = readable_content(visit, state_for(visit))
    item = found_item(content, item_id)
    known = verifications_of(ledger=ledger, fiscal_year=year).get((item_id, year))
    number = known.number if known else 0
    values = typed(request.POST, "decision", "reason", "next_steps", "seen") if form else None
    may_write = bool(writable_items(visit, [item]))
    conflict = may_write and values is not None and values["seen"] != str(number)
    log = observations_of(ledger=ledger, item_id=item_id)
    prefetch_related_objects(log, "corrects")
    parts = {"ledger_id": ledger.pk, "year": year}
    return show(
        request,
        visit,
        "follow/verify.html",
        title=f"{item.name}の{FiscalYear(year).label}の検証",
        section="plans",
        trail=(
            *plan_trail(visit),
            Entry(
                label=f"{FiscalYear(year).label}の検証", address=reverse("desk:verification", kwargs=parts)
            ),
        ),
        denied=denied,
        status=200 if denied is None else (409 if conflict else 422),
        item=item,
        year=year,
        year_label=FiscalYear(year).label,
        may_write=may_write,
        has_begun=FiscalYear(year).first_day <= visit.today,
        known=told_verification(known) if known else None,
        followed=known is not None and bool(known.follow_ups.all()),
        number=number,
        values=values or _as_stored(known),
        conflict=conflict,
        problems=field_problems(form) if form else {},
        decisions=[(one.value, one.label) for one in VerificationDecision],
        questions=questions(follow_ups_due(ledger=ledger, fiscal_year=year), item_id),
        answered=typed(request.POST, "verification", "text") if answered else {},
        answer_problems=field_problems(answered) if answered else {},
        figures=newest_figures(ledger, content).by_item.get(item_id, ()),
        log=log_lines(log, content, ()),
        log_address=f"{reverse('desk:observations', kwargs={'ledger_id': ledger.pk})}?{_query(item_id)}",
        sentences=follow_up_sentences(ledger=ledger, item_id=item_id),
        act=reverse("desk:verification_follow_up", kwargs=parts | {"item_id": item_id}),
    )


def _as_stored(known: Verification | None) -> dict[str, str]:
    if known is None:
        return {"decision": "", "reason": "", "next_steps": ""}
    return {"decision": known.decision, "reason": known.reason, "next_steps": known.next_steps or ""}


def _deny_unknown(year: int) -> None:
    """Http404 for a year that no plan may tell of."""
    if year not in YEARS:
        raise Http404


def _query(item_id: str) -> str:
    return urlencode({"item": item_id})
