"""不在の間の代理: a deputy for one's own absence."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.presentation.deputy_choices import colleagues, delegable, standing_in
from mitodoke.desk.presentation.people_page import deputy_lines
from mitodoke.desk.views.people import delegate_by_form, revoke_by_form
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who stands in for this person; what one may delegate and to whom, the service decides.

    A deputy is chosen from the colleagues, or named by account where it is somebody else (``other``).
    """
    denied, status = None, 200
    if request.method == "POST":
        try:
            if request.POST.get("action") == "revoke":
                told = revoke_by_form(request, visit)
            else:
                sent = request.POST.copy()
                sent["deputy"] = sent.get("other", "").strip() or sent.get("deputy", "")
                told = delegate_by_form(sent, visit, visit.person)
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, told)
            return redirect("desk:absence")
    return show(
        request,
        visit,
        "absence.html",
        title="不在の間の代理",
        section="absence",
        denied=denied,
        status=status,
        deputies=deputy_lines(visit.today, absent=visit.person),
        standing_in=standing_in(visit),
        delegable=bool(delegable(visit)),
        colleagues=colleagues(visit),
        typed=request.POST,
    )
