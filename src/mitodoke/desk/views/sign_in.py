"""Signing in and out: name and password, then the code of the second factor where there is one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mitodoke.desk.accounts.second_factor import WRONG_CODE, check_code
from mitodoke.desk.accounts.sessions import KEY, address_of, end_session
from mitodoke.desk.accounts.sign_in_steps import (
    admit,
    note_attempt,
    pass_first_step,
    second_step,
)
from mitodoke.desk.accounts.words import SessionEnd, SignInStep
from mitodoke.desk.forms import SignInForm
from mitodoke.desk.models import OpenSession
from mitodoke.desk.queries import is_code_locked, is_locked_out
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied

LOCKED = (
    "サインインの失敗が続いたため、しばらく受け付けません。15分ほど待ってから、もう一度行ってください。"
    "パスワードを忘れたときは、管理者に作り直しを依頼してください。"
)
CODE_LOCKED = (
    "確認コードの誤りが続いたため、今日は受け付けません。"
    "身に覚えがないときは、パスワードを知られています。すぐに管理者に知らせてください。"
)
PROVIDER_ONLY = "ここではパスワードでサインインできません。組織の認証を使ってください。"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; after too many failures refused for a while (see `queries`)."""
    onward = onward_of(request)
    if request.user.is_authenticated:
        return redirect(onward)
    if request.method != "POST":
        return sign_in_page(request, onward=onward)
    if not settings.LOCAL_SIGN_IN:
        return sign_in_page(request, onward=onward, denied=PROVIDER_ONLY, status=422)
    now = timezone.now()
    username = request.POST.get("username", "").strip()
    if is_locked_out(username=username, address=address_of(request), at=now):
        return sign_in_page(request, onward=onward, denied=LOCKED, status=429)
    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        note_attempt(request, username=username, succeeded=False)
        problem = str(next(iter(form.errors.values()))[0])
        return sign_in_page(request, onward=onward, denied=problem, status=422)
    person = form.get_user()
    done = pass_first_step(request, person, step=SignInStep.PASSWORD, onward=onward, now=now)
    return redirect(onward if done else "desk:login_code")


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the app, or a recovery code."""
    now = timezone.now()
    waiting = second_step(request, now)
    if waiting is None:
        messages.info(request, "確認コードの入力が途中で切れました。はじめからサインインしてください。")
        return redirect("desk:login")
    if request.method != "POST":
        return _code_page(request)
    name = waiting.person.get_username()
    if is_code_locked(username=name, at=now):
        return _code_page(request, denied=CODE_LOCKED, status=429)
    if is_locked_out(username=name, address=address_of(request), at=now):
        return _code_page(request, denied=LOCKED, status=429)
    try:
        step = check_code(person=waiting.person, typed=request.POST.get("code", ""), now=now)
    except ActionDenied as denied:
        return _code_page(request, denied=str(denied), status=422)
    note_attempt(request, username=name, succeeded=step is not None, step=step or SignInStep.CODE)
    if step is None:
        return _code_page(request, denied=WRONG_CODE, status=422)
    admit(request, waiting.person, now)
    if step is SignInStep.RECOVERY_CODE:
        messages.info(
            request,
            "予備コードを一つ使いました。使ったコードはもう使えません。残りはアカウントの画面で確かめられます。",
        )
    return redirect(waiting.onward)


@require_POST
def sign_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    """End the session."""
    row = OpenSession.objects.filter(pk=request.session.get(KEY, 0), person=visit.person).first()
    if row is not None:
        end_session(row, SessionEnd.SIGNED_OUT, timezone.now())
    logout(request)
    messages.success(request, "サインアウトしました。")
    return redirect("desk:login")


def sign_in_page(
    request: HttpRequest, *, onward: str, denied: str | None = None, status: int = 200
) -> HttpResponse:
    """The form and the way to the provider, as far as either is offered."""
    return show(
        request,
        None,
        "sign_in.html",
        title="サインイン",
        onward=onward,
        denied=denied,
        status=status,
        typed=request.POST.get("username", "")[:150],
        local=settings.LOCAL_SIGN_IN,
        provider=None if settings.OIDC is None else settings.OIDC.name,
    )


def onward_of(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site that was asked for, else the first page of the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe and len(wanted) < 2000 else reverse("desk:home")


def _code_page(request: HttpRequest, denied: str | None = None, status: int = 200) -> HttpResponse:
    return show(request, None, "sign_in_code.html", title="確認コード", denied=denied, status=status)
