"""招待とサインインの管理: for 管理者: who needs a second factor, invitations, and help for who cannot get in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from mitodoke.departments.person_name import person_name
from mitodoke.desk.accounts.events import record_event
from mitodoke.desk.accounts.invitations import make_invitation, open_invitations, revoke_invitation
from mitodoke.desk.accounts.second_factor import (
    remove_second_factor,
    require_second_factor,
    required_roles,
)
from mitodoke.desk.accounts.sessions import end_sessions
from mitodoke.desk.accounts.words import AccountAct, InvitationWay, SessionEnd
from mitodoke.desk.models import Invitation, ProviderIdentity
from mitodoke.desk.presentation.people_page import account_choices
from mitodoke.desk.presentation.safety_page import invitation_lines, newest_rule
from mitodoke.desk.services import deny_unless_only_here, resume_account, stop_account
from mitodoke.desk.views.invite import letter_page, mail_invitation
from mitodoke.desk.views.named_person import named_person
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Role


@sensitive_variables("code_told")
@require_http_methods(["GET", "HEAD", "POST"])
def people_safety(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Each act is a button; a letter stands on the answer to the act and nowhere else."""
    if request.method != "POST":
        return _page(request, visit)
    action, now = request.POST.get("action", ""), timezone.now()
    try:
        if action == "letter":
            made, code_told = make_invitation(
                person=named_person(request.POST.get("person", ""), visit),
                municipality=visit.city,
                way=InvitationWay.LETTER,
                by=visit.person,
                now=now,
            )
            return letter_page(request, visit, made, code_told)
        if action not in _ACTS:
            raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
        told = _ACTS[action](request, visit)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    messages.success(request, told)
    return redirect("desk:people_safety", code=code)


def _require(request: HttpRequest, visit: Visit) -> str:
    roles = [role for role in Role if role.value in request.POST.getlist("roles")]
    require_second_factor(
        municipality=visit.city, roles=roles, by=visit.person, now=timezone.now(), today=visit.today
    )
    if not roles:
        return "二段階認証は、だれにも求めないことにしました。"
    names = "、".join(role.label for role in roles)
    return f"{names}に二段階認証を求めます。まだ設定していない人は、次の画面で設定に進みます。"


def _mail(request: HttpRequest, visit: Visit) -> str:
    made, code = make_invitation(
        person=named_person(request.POST.get("person", ""), visit),
        municipality=visit.city,
        way=InvitationWay.MAIL,
        by=visit.person,
        now=timezone.now(),
    )
    return mail_invitation(request, made, code)


def _revoke(request: HttpRequest, visit: Visit) -> str:
    number = request.POST.get("invitation", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    row = Invitation.objects.filter(pk=wanted, municipality=visit.city).select_related("person").first()
    if row is None:
        raise ActionDenied("取り消す招待を選んでください。")
    revoke_invitation(invitation=row, municipality=visit.city, by=visit.person, now=timezone.now())
    return f"{person_name(row.person)}の招待を取り消しました。"


def _remove_factor(request: HttpRequest, visit: Visit) -> str:
    person = named_person(request.POST.get("person", ""), visit)
    deny_unless_only_here(person=person, municipality=visit.city, by=visit.person)
    reason = request.POST.get("reason", "").strip()[:200]
    if not reason:
        raise ActionDenied("二段階認証を解除する理由（スマートフォンの紛失など）を入力してください。")
    remove_second_factor(person=person, by=visit.person, now=timezone.now(), reason=reason)
    return f"{person_name(person)}の二段階認証を解除しました。"


def _unlink(request: HttpRequest, visit: Visit) -> str:
    person = named_person(request.POST.get("person", ""), visit)
    deny_unless_only_here(person=person, municipality=visit.city, by=visit.person)
    deleted, _ = ProviderIdentity.objects.filter(person=person).delete()
    if not deleted:
        raise ActionDenied(f"{person_name(person)}は組織の認証と結び付いていません。")
    record_event(person=person, act=AccountAct.PROVIDER_UNLINKED, by=visit.person, at=timezone.now())
    return f"{person_name(person)}と組織の認証との結び付きを解きました。次のサインインで結び付き直します。"


def _end_sessions(request: HttpRequest, visit: Visit) -> str:
    person, now = named_person(request.POST.get("person", ""), visit), timezone.now()
    deny_unless_only_here(person=person, municipality=visit.city, by=visit.person)
    count = end_sessions(person, SessionEnd.ADMINISTRATOR, now)
    if not count:
        raise ActionDenied(f"{person_name(person)}は、今サインインしていません。")
    record_event(person=person, act=AccountAct.SESSIONS_ENDED, by=visit.person, at=now, note=f"{count}件")
    return f"{person_name(person)}の画面{count}件をサインアウトしました。"


def _stop(request: HttpRequest, visit: Visit) -> str:
    person = named_person(request.POST.get("person", ""), visit)
    stop_account(person=person, municipality=visit.city, by=visit.person)
    return f"{person_name(person)}の利用を停止しました。役割は残っています。"


def _resume(request: HttpRequest, visit: Visit) -> str:
    person = named_person(request.POST.get("person", ""), visit)
    resume_account(person=person, municipality=visit.city, by=visit.person)
    return f"{person_name(person)}の利用を再開しました。"


_ACTS: dict[str, Callable[[HttpRequest, Visit], str]] = {
    "require": _require,
    "mail": _mail,
    "revoke": _revoke,
    "remove_factor": _remove_factor,
    "unlink": _unlink,
    "end_sessions": _end_sessions,
    "stop": _stop,
    "resume": _resume,
}


def _page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    code, now = visit.city.code, timezone.now()
    people = reverse("desk:people", kwargs={"code": code})
    return show(
        request,
        visit,
        "people_safety.html",
        title="招待とサインインの管理",
        section="people",
        trail=(Entry(label="職員と役割", address=people),),
        denied=denied,
        status=status,
        roles=[(role.value, role.label, role in required_roles(code)) for role in Role]
        if request.method != "POST"
        else [(role.value, role.label, role.value in request.POST.getlist("roles")) for role in Role],
        rule=newest_rule(code),
        choices=account_choices(code),
        invitations=invitation_lines(open_invitations(code, now), now),
        typed=request.POST,
    )
