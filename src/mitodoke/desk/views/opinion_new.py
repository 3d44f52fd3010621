"""An opinion of an outside evaluator is written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.departments.person_name import person_name
from mitodoke.desk.follow_forms import OpinionForm, typed, valid
from mitodoke.desk.forms import field_problems
from mitodoke.desk.presentation.evaluation_page import year_choices
from mitodoke.desk.presentation.follow_page import item_choices
from mitodoke.desk.views.opinion_trail import opinion_trail
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.plans.models import Opinion
from mitodoke.plans.queries import ledger_state
from mitodoke.plans.services import write_opinion


@require_http_methods(["GET", "HEAD", "POST"])
def opinion_new(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Write an opinion on an item or on the plan."""
    form, denied = None, None
    if request.method == "POST":
        form = OpinionForm(request.POST)
        try:
            values = valid(form)
            made = write_opinion(
                ledger=visit.plan,
                item_id=values["item"] or None,
                fiscal_year=values["fiscal_year"],
                evaluator=values["evaluator"],
                text=values["text"],
                written_on=values["written_on"],
                by=visit.person,
            )
        except ActionDenied as refusal:
            denied = str(refusal)
        else:
            messages.success(
                request, "意見を出しました。市の回答が確定するまで、この画面で経過を見られます。"
            )
            return redirect("desk:opinion", ledger_id=ledger_id, opinion_id=made.pk)
    state = ledger_state(ledger=visit.plan)
    last = (
        Opinion.objects.filter(person=visit.person, ledger__municipality=visit.city).order_by("-pk").first()
    )
    names = ("item", "fiscal_year", "evaluator", "written_on", "text")
    year = FiscalYear.of(visit.today).year
    offered = year_choices(year)
    wanted = request.GET.get("year", "")
    fresh = {
        "item": request.GET.get("item", ""),
        "fiscal_year": wanted if wanted in {str(one) for one, _ in offered} else str(year - 1),
        "evaluator": last.evaluator if last else person_name(visit.person),
        "written_on": format_date(visit.today),
        "text": "",
    }
    return show(
        request,
        visit,
        "follow/opinion_new.html",
        title="意見を書く",
        section="evaluation",
        trail=opinion_trail(visit),
        denied=denied,
        status=200 if denied is None else 422,
        ledger=visit.plan,
        in_force=state.in_force is not None,
        items=item_choices(state.in_force.items) if state.in_force else (),
        years=offered,
        values=typed(request.POST, *names) if form else fresh,
        problems=field_problems(form) if form else {},
    )
