"""アカウント: one's own password, second factor, open sessions, and the log of sign-ins."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mitodoke.desk.accounts.confirm_identity import deny_while_locked
from mitodoke.desk.accounts.events import events_of, record_event
from mitodoke.desk.accounts.first_passwords import kept_because
from mitodoke.desk.accounts.second_factor import has_second_factor, recovery_codes_left
from mitodoke.desk.accounts.sessions import KEY, end_sessions, open_sessions_of
from mitodoke.desk.accounts.sign_in_steps import note_attempt
from mitodoke.desk.accounts.words import AccountAct, SessionEnd, SignInStep
from mitodoke.desk.presentation.account_page import attempt_lines, event_lines, session_lines
from mitodoke.desk.queries import sign_ins_of
from mitodoke.desk.services import change_password
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page; a POST changes the password, which asks for the present one."""
    if request.method != "POST":
        return _page(request, visit)
    try:
        _change_password(request, visit)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    messages.success(
        request,
        "パスワードを変えました。次のサインインから新しいパスワードを使ってください。ほかの画面はサインアウトしました。",
    )
    return redirect("desk:account")


@require_POST
def sessions_end(request: HttpRequest, visit: Visit) -> HttpResponse:
    """End every session of this person but the present one."""
    now = timezone.now()
    count = end_sessions(visit.person, SessionEnd.ELSEWHERE, now, but=request.session.get(KEY))
    if count:
        record_event(
            person=visit.person, act=AccountAct.SESSIONS_ENDED, by=visit.person, at=now, note=f"{count}件"
        )
    messages.success(
        request,
        f"ほかの画面{count}件をサインアウトしました。"
        if count
        else "ほかにサインインしている画面はありませんでした。",
    )
    return redirect("desk:account")


def _change_password(request: HttpRequest, visit: Visit) -> None:
    person, now = visit.person, timezone.now()
    if not person.has_usable_password():
        raise ActionDenied(
            "この利用者にはパスワードがありません。組織の認証か、管理者の招待を使ってください。"
        )
    deny_while_locked(request, person, now)
    form = PasswordChangeForm(person, data=request.POST)
    right = form.is_valid()
    if "old_password" in form.errors:
        note_attempt(request, username=person.get_username(), succeeded=False, step=SignInStep.CONFIRMATION)
        raise ActionDenied("今のパスワードが違います。もう一度入力してください。")
    if not right:
        raise ActionDenied("".join(str(one) for problems in form.errors.values() for one in problems))
    change_password(person=person, password=form.cleaned_data["new_password1"], by=person)
    update_session_auth_hash(request, person)
    end_sessions(person, SessionEnd.PASSWORD, now, but=request.session.get(KEY))


def _page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    person, now = visit.person, timezone.now()
    secured = has_second_factor(person)
    return show(
        request,
        visit,
        "account.html",
        title="アカウント",
        section="account",
        denied=denied,
        status=status,
        username=person.get_username(),
        has_password=person.has_usable_password(),
        kept_because=kept_because(person),
        hints=[str(text) for text in password_validators_help_texts()],
        secured=secured,
        codes_left=recovery_codes_left(person) if secured else 0,
        sessions=session_lines(open_sessions_of(person, request, now)),
        events=event_lines(events_of(person)),
        attempts=attempt_lines(sign_ins_of(username=person.get_username())),
    )
