"""最初のパスワード: whoever was given a password chooses their own before anything else of the desk opens."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from mitodoke.desk.accounts.first_passwords import is_first_password
from mitodoke.desk.accounts.sessions import KEY, end_sessions
from mitodoke.desk.accounts.words import SessionEnd
from mitodoke.desk.services import change_password
from mitodoke.desk.views.show import show
from mitodoke.desk.views.sign_in import onward_of
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form; the present password is not asked, since it was given a moment ago and opens nothing else."""
    onward = onward_of(request)
    if not is_first_password(visit.person):
        return redirect("desk:account")
    denied, status = None, 200
    if request.method == "POST":
        try:
            _choose(request, visit)
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, "パスワードを決めました。次のサインインから使ってください。")
            return redirect(onward)
    return show(
        request,
        visit,
        "first_password.html",
        title="自分のパスワードを決める",
        section="account",
        denied=denied,
        status=status,
        navigation=(),
        onward=onward,
        username=visit.person.get_username(),
        hints=[str(text) for text in password_validators_help_texts()],
    )


def _choose(request: HttpRequest, visit: Visit) -> None:
    person = visit.person
    form = SetPasswordForm(person, data=request.POST)
    if not form.is_valid():
        raise ActionDenied("".join(str(one) for problems in form.errors.values() for one in problems))
    change_password(person=person, password=form.cleaned_data["new_password1"], by=person)
    update_session_auth_hash(request, person)
    end_sessions(person, SessionEnd.PASSWORD, timezone.now(), but=request.session.get(KEY))
