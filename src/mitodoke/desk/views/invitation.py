"""Opening an invitation: by its link or by the code on paper, then choosing a password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from mitodoke.departments.person_name import person_name
from mitodoke.desk.accounts.closed_invitation import why_closed
from mitodoke.desk.accounts.invitations import open_invitation, use_invitation
from mitodoke.desk.first_password import read_code
from mitodoke.desk.views.show import show
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_code(request: HttpRequest) -> HttpResponse:
    """Where the code of a printed letter is typed; leads to the page that its link opens."""
    denied, status = None, 200
    if request.method == "POST":
        code = read_code(request.POST.get("code", ""))
        if code and open_invitation(code, timezone.now()) is not None:
            return redirect("desk:invitation", code=code)
        denied, status = why_closed(request.POST.get("code", ""), timezone.now()).sentence, 422
    return show(
        request,
        None,
        "invitation_code.html",
        title="招待コードの入力",
        denied=denied,
        status=status,
        typed=request.POST.get("code", "")[:80],
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a password; the invitation is used up by that, not by looking."""
    found = open_invitation(code, timezone.now())
    if found is None:
        closed = why_closed(code, timezone.now())
        return show(
            request,
            None,
            "problem.html",
            title="この招待は使えません",
            sentence=closed.sentence,
            type_again=closed.type_again,
            status=404,
        )
    denied, status = None, 200
    if request.method == "POST":
        password = request.POST.get("password", "")
        try:
            if password != request.POST.get("again", ""):
                raise ActionDenied("二つのパスワードが違います。同じものを二回入力してください。")
            use_invitation(code=code, password=password, now=timezone.now())
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            told = f"パスワードを決めました。利用者名「{found.person.get_username()}」と、決めたパスワードでサインインしてください。"
            messages.success(request, told)
            return redirect("desk:login")
    return show(
        request,
        None,
        "invitation.html",
        title="パスワードを決める",
        denied=denied,
        status=status,
        name=person_name(found.person),
        username=found.person.get_username(),
        city=found.municipality.name,
        last_day=format_date(timezone.localdate(found.expires_at)),
        hints=[str(text) for text in password_validators_help_texts()],
    )
