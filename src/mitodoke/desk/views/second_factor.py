"""二段階認証: setting it up, new recovery codes, and taking it away again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from mitodoke.desk.accounts.confirm_identity import confirm_identity
from mitodoke.desk.accounts.door import SET_UP_FIRST
from mitodoke.desk.accounts.one_time_code import in_groups, qr_code
from mitodoke.desk.accounts.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    has_second_factor,
    must_set_up,
    recovery_codes_left,
    remove_second_factor,
    renew_recovery_codes,
    secret_being_set_up,
)
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied


@sensitive_post_parameters("confirmation", "code")
@sensitive_variables("codes")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Each act is a button of its own; recovery codes stand on the answer to the act and nowhere else."""
    if request.method != "POST":
        return _page(request, visit)
    person, now = visit.person, timezone.now()
    action, typed = request.POST.get("action", ""), request.POST.get("confirmation", "")
    try:
        if action == "begin":
            begin_second_factor(person=person, now=now)
            return redirect("desk:second_factor")
        if action == "confirm":
            codes = confirm_second_factor(person=person, typed=request.POST.get("code", ""), now=now)
            return _page(request, visit, codes=codes, done="二段階認証を設定しました。")
        if action not in ("codes", "remove"):
            raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
        if not has_second_factor(person):
            raise ActionDenied("二段階認証が設定されていません。先に設定してください。")
        confirm_identity(request, person, typed, now)
        if action == "codes":
            codes = renew_recovery_codes(person=person, now=now)
            return _page(request, visit, codes=codes, done="予備コードを作り直しました。")
        remove_second_factor(person=person, by=person, now=now)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    messages.success(request, "二段階認証を解除しました。サインインはパスワードだけになります。")
    return redirect("desk:account")


def _page(
    request: HttpRequest,
    visit: Visit,
    *,
    codes: list[str] | None = None,
    done: str = "",
    denied: str | None = None,
    status: int = 200,
) -> HttpResponse:
    person = visit.person
    secret = picture = None
    try:
        secret = secret_being_set_up(person)
    except ActionDenied as refusal:
        denied = denied or str(refusal)
    if secret is not None:
        picture = qr_code(secret, person.get_username())
    secured = has_second_factor(person)
    return show(
        request,
        visit,
        "second_factor.html",
        title="二段階認証",
        section="account",
        trail=(Entry(label="アカウント", address=reverse("desk:account")),),
        denied=denied,
        status=status,
        secured=secured,
        codes=codes,
        done=done,
        codes_left=recovery_codes_left(person) if secured else 0,
        secret=None if secret is None else in_groups(secret),
        picture=picture,
        has_password=person.has_usable_password(),
        required=SET_UP_FIRST if must_set_up(person, visit.grants) else None,
    )
