"""The first page after signing in: what waits for this person, or what to do when nothing does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mitodoke.desk.presentation.opinion_pages import waiting_opinions
from mitodoke.desk.presentation.review_page import review_reminders
from mitodoke.desk.presentation.roles import first_steps, role_table
from mitodoke.desk.presentation.task_list import task_list
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.reporting.queries import tasks_of


@require_safe
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """自分の仕事, what is due first on top."""
    return show(
        request,
        visit,
        "home.html",
        title="自分の仕事",
        section="home",
        groups=task_list(tasks_of(person=visit.person), visit.today),
        opinions=waiting_opinions(visit),
        steps=first_steps(visit),
        reviews=review_reminders(visit),
    )


@require_safe
def roles(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The rights of each role in words, from the table that the system itself goes by."""
    return show(request, visit, "roles.html", title="役割と権限", section="roles", table=role_table(visit))
