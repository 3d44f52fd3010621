"""The first page after signing in: what waits for this person, or what to do when nothing does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mitodoke.desk.presentation.department_rounds import department_rounds
from mitodoke.desk.presentation.evaluation_page import drafts_to_read
from mitodoke.desk.presentation.opinion_pages import waiting_opinions
from mitodoke.desk.presentation.planning_words import PLANNING_WORDS
from mitodoke.desk.presentation.review_page import review_reminders
from mitodoke.desk.presentation.roles import first_steps, role_table
from mitodoke.desk.presentation.running_rounds import running_rounds
from mitodoke.desk.presentation.task_list import task_list
from mitodoke.desk.presentation.unstaffed import unstaffed_departments
from mitodoke.desk.presentation.waiting_publications import waiting_publications
from mitodoke.desk.presentation.words import NEXT_STEP
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.role import Role
from mitodoke.reporting.queries import tasks_of

_ANSWERING = frozenset({Role.REPORTER, Role.HEAD, Role.PLANNER})
"""Whom the answers of a round come to."""


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
        unstaffed=unstaffed_departments(visit),
        running=running_rounds(visit),
        publications=waiting_publications(visit),
        words=PLANNING_WORDS if any(grant.role is Role.PLANNER for grant in visit.grants) else (),
        departments=department_rounds(visit),
        drafts=drafts_to_read(visit),
        gets_answers=any(grant.role in _ANSWERING for grant in visit.grants),
    )


@require_safe
def roles(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The rights of each role in words, from the table that the system itself goes by."""
    return show(
        request,
        visit,
        "roles.html",
        title="役割と権限",
        section="roles",
        table=role_table(visit),
        mine=[(step.role, step.where) for step in first_steps(visit)],
        states=[(state.label, NEXT_STEP[state]) for state in AnswerState],
    )
