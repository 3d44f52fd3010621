"""Signing in and out, the password, and one's own log of sign-ins."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mitodoke.desk.forms import SignInForm
from mitodoke.desk.presentation.words import show_moment
from mitodoke.desk.queries import is_locked_out, sign_ins_of
from mitodoke.desk.services import record_sign_in
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit

LOCKED = (
    "サインインの失敗が続いたため、しばらく受け付けません。15分ほど待ってから、もう一度行ってください。"
    "パスワードを忘れたときは、管理者に作り直しを依頼してください。"
)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; after too many failures refused for a while (see `queries`)."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignInForm(request, data=request.POST or None)
    if request.method != "POST":
        return _sign_in_page(request, form, onward)
    username = request.POST.get("username", "").strip()
    address = str(request.META.get("REMOTE_ADDR", ""))
    if is_locked_out(username=username, address=address, at=timezone.now()):
        return _sign_in_page(request, SignInForm(request), onward, denied=LOCKED, status=429)
    succeeded = form.is_valid()
    record_sign_in(address=address, succeeded=succeeded, by=username)
    if not succeeded:
        problem = str(next(iter(form.errors.values()))[0])
        return _sign_in_page(request, form, onward, denied=problem, status=422)
    login(request, cast("Any", form.get_user()))
    return redirect(onward)


def _sign_in_page(
    request: HttpRequest, form: SignInForm, onward: str, denied: str | None = None, status: int = 200
) -> HttpResponse:
    return show(
        request, None, "sign_in.html", title="サインイン", form=form, onward=onward, denied=denied, status=status,
        typed=request.POST.get("username", ""),
    )  # fmt: skip


def _onward(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site that was asked for, else the first page of the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else reverse("desk:home")


@require_POST
def sign_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, "サインアウトしました。")
    return redirect("desk:login")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Change the password; below it the newest sign-ins under one's own name."""
    person = cast(User, request.user)
    form = PasswordChangeForm(person, data=request.POST or None)
    denied, status = None, 200
    if request.method == "POST":
        if form.is_valid():
            form.save()
            update_session_auth_hash(request, person)
            messages.success(
                request, "パスワードを変えました。次のサインインから新しいパスワードを使ってください。"
            )
            return redirect("desk:account")
        denied, status = "".join(str(one) for problems in form.errors.values() for one in problems), 422
    rows = [
        (show_moment(one.at), one.address, "成功" if one.succeeded else "失敗")
        for one in sign_ins_of(username=person.get_username())
    ]
    return show(
        request,
        visit,
        "account.html",
        title="パスワードとサインインの記録",
        section="account",
        form=form,
        denied=denied,
        status=status,
        rows=rows,
        hints=_rules(form),
    )


def _rules(form: PasswordChangeForm) -> list[str]:
    """The rules of passwords in words."""
    from django.contrib.auth.password_validation import password_validators_help_texts  # noqa: PLC0415

    return [str(text) for text in password_validators_help_texts()]
