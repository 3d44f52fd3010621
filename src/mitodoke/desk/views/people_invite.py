"""まとめて招待する: everybody who has not chosen a password yet, invited by mail or on sheets in one print."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from mitodoke.departments.person_name import person_name
from mitodoke.desk.accounts.inviting import (
    MOST_AT_ONCE,
    Invited,
    invite_people,
    mail_is_sent,
    people_waiting,
)
from mitodoke.desk.presentation.staff_preview import waiting_lines
from mitodoke.desk.views.invite import invitation_address, letter_of
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied

_BY_MAIL, _ON_PAPER = "mail", "letters"


@sensitive_variables("done")
@require_http_methods(["GET", "HEAD", "POST"])
def people_invite(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Letters stand on the answer to the act and nowhere else."""
    if request.method != "POST":
        return _page(request, visit)
    try:
        done = _invite(request, visit)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied))
    return show(
        request,
        visit,
        "people_invited.html",
        title="招待の結果",
        section="people",
        trail=_trail(visit),
        status=200,
        mailed=len(done.mailed),
        unsent=[person_name(one) for one in done.unsent],
        left=len(done.left),
        letters=[letter_of(request, visit, made, code_told) for made, code_told in done.letters],
        again=reverse("desk:people_invite", kwargs={"code": code}),
        back=reverse("desk:people", kwargs={"code": code}),
    )


def _invite(request: HttpRequest, visit: Visit) -> Invited:
    action = request.POST.get("action", "")
    if action not in (_BY_MAIL, _ON_PAPER):
        raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
    chosen = set(request.POST.getlist("person"))
    now = timezone.now()
    # Only who is on the list: whom one may invite, and who needs it.
    waiting = people_waiting(visit.city.code, now, visit.today)
    people = [one.person for one in waiting if str(one.person.pk) in chosen]
    if not people:
        raise ActionDenied("招待する人を選んでください。")
    if len(people) > MOST_AT_ONCE:
        raise ActionDenied(f"一度に招待できるのは{MOST_AT_ONCE}人までです。人を減らしてください。")
    return invite_people(
        people=people,
        by_mail=action == _BY_MAIL and mail_is_sent(),
        municipality=visit.city,
        address_of=lambda code_told: invitation_address(request, code_told),
        by=visit.person,
        now=now,
    )


def _page(request: HttpRequest, visit: Visit, *, denied: str | None = None) -> HttpResponse:
    code, now = visit.city.code, timezone.now()
    waiting = people_waiting(code, now, visit.today)
    return show(
        request,
        visit,
        "people_invite.html",
        title="まとめて招待する",
        section="people",
        trail=_trail(visit)[:1],
        denied=denied,
        status=200 if denied is None else 422,
        people=waiting_lines(waiting[:MOST_AT_ONCE], now),
        more=max(0, len(waiting) - MOST_AT_ONCE),
        chosen=set(request.POST.getlist("person")) if request.method == "POST" else None,
        sends=mail_is_sent(),
        local=settings.LOCAL_SIGN_IN,
        upload=reverse("desk:people_upload", kwargs={"code": code}),
        new=reverse("desk:person_new", kwargs={"code": code}),
    )


def _trail(visit: Visit) -> tuple[Entry, ...]:
    parts = {"code": visit.city.code}
    return (
        Entry(label="職員と役割", address=reverse("desk:people", kwargs=parts)),
        Entry(label="まとめて招待する", address=reverse("desk:people_invite", kwargs=parts)),
    )
