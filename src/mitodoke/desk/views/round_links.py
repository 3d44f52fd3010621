"""回答用のリンク: made, listed and revoked by the planner; opened by the person it was mailed to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from mitodoke.departments.person_name import person_name
from mitodoke.desk.link_door import begin_link_session, end_link_session, guesses_too_often, note_guess
from mitodoke.desk.presentation.link_list import link_lines, people_to_link
from mitodoke.desk.presentation.words import round_title, show_moment
from mitodoke.desk.views.show import show
from mitodoke.desk.views.workbooks import round_entry
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.mail.round_links import (
    MOST_DAYS,
    BrokenLinkError,
    links_are_allowed,
    look_at_link,
    make_link,
    open_link,
    revoke_link,
)
from mitodoke.reporting.models import RoundLink

_TOO_OFTEN = "正しくないリンクが続けて開かれたため、しばらく受け付けません。15分ほど待ってから、メールのリンクをそのまま開いてください。"


@require_http_methods(["GET", "HEAD", "POST"])
def round_links(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """The links of a round: make one for a reporter of a department that is asked, or revoke one."""
    if request.method != "POST":
        return _list(request, visit)
    try:
        told = _revoked(request, visit) if request.POST.get("action") == "revoke" else _made(request, visit)
    except ActionDenied as denied:
        return _list(request, visit, denied=str(denied), status=422)
    messages.success(request, told)
    return redirect("desk:round_links", round_id=round_id)


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens, with a button that begins the work; only the button changes anything."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if guesses_too_often(address):
        return _no_link(request, _TOO_OFTEN, 429)
    try:
        opened = open_link(token=token) if request.method == "POST" else look_at_link(token=token)
    except BrokenLinkError as denied:
        note_guess(address)
        return _no_link(request, str(denied), 404)
    except ActionDenied as denied:
        return _no_link(request, str(denied), 403)
    if request.method == "POST":
        begin_link_session(request, opened)
        return redirect("desk:round_answers", round_id=opened.reporting_round.pk)
    return show(
        request,
        None,
        "link.html",
        title="回答用のリンク",
        survey=round_title(opened.reporting_round),
        department=opened.department.name,
        person=person_name(opened.person),
        until=show_moment(opened.link.expires_at),
        signed_in=request.user.is_authenticated,
    )


@require_POST
def link_end(request: HttpRequest) -> HttpResponse:
    """End the work by a link."""
    end_link_session(request)
    return show(
        request,
        None,
        "problem.html",
        title="作業を終えました",
        sentence="回答用のリンクでの作業を終えました。期限までは、メールのリンクからもう一度始められます。",
    )


def _no_link(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return show(
        request, None, "problem.html", title="このリンクは使えません", sentence=sentence, status=status
    )


def _made(request: HttpRequest, visit: Visit) -> str:
    chosen = request.POST.get("person", "")
    found = next((one for one in people_to_link(visit) if one.value == chosen), None)
    if found is None:
        raise ActionDenied("リンクを送る相手を選んでください。")
    days = request.POST.get("days", "")
    made = make_link(
        reporting_round=visit.survey,
        department=found.department,
        person=found.person,
        days=int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0,
        by=visit.person,
    )
    return (
        f"{made.department.name}の{person_name(made.person)}に送るリンクを作りました"
        f"（{show_moment(made.expires_at)}まで）。リンクは、次のメールの送信のときに本人にだけ送られます。"
    )


def _revoked(request: HttpRequest, visit: Visit) -> str:
    number = request.POST.get("link", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    row = RoundLink.objects.filter(pk=wanted, round=visit.survey).first()
    if row is None:
        raise ActionDenied("取り消すリンクを選んでください。")
    revoke_link(link=row, by=visit.person)
    return "リンクを取り消しました。そのリンクで作業中の人も、次の操作から使えなくなります。"


def _list(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    allowed = links_are_allowed()
    return show(
        request,
        visit,
        "round_links.html",
        title=f"{round_title(visit.survey)}の回答用リンク",
        section="rounds",
        trail=(round_entry(visit),),
        denied=denied,
        status=status,
        allowed=allowed,
        closed=visit.survey.closed_on is not None,
        lines=link_lines(visit.survey, timezone.now()),
        people=people_to_link(visit) if allowed else (),
        most_days=MOST_DAYS,
        typed={"person": request.POST.get("person", ""), "days": request.POST.get("days", "3")},
        act=reverse("desk:round_links", kwargs={"round_id": visit.survey.pk}),
    )
