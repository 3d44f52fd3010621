"""利用者を作る: an account for a member of staff, invited by mail or on paper, or given a first password."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from mitodoke.desk.accounts.invitations import make_invitation
from mitodoke.desk.accounts.words import InvitationWay
from mitodoke.desk.forms import AccountForm, first_problem
from mitodoke.desk.models import Invitation
from mitodoke.desk.services import create_account
from mitodoke.desk.views.invite import letter_page, mail_invitation
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied

_FIRST_PASSWORD = "password"  # noqa: S105 - a choice of the form
_WAYS = {
    InvitationWay.MAIL.value: "招待のメールを送る（本人がパスワードを決めます）",
    InvitationWay.LETTER.value: "招待状を印刷して渡す（本人がパスワードを決めます）",
    _FIRST_PASSWORD: "最初のパスワードを表示する",
}


@sensitive_variables("made", "password", "code_told")
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Letter and password stand on the answer to this very request and nowhere else."""
    denied, made, status = None, None, 200
    if request.method == "POST":
        try:
            username, password, invited = _make(request, visit)
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            if invited is not None:
                return _hand_out(request, visit, *invited)
            made = {"username": username, "password": password}
    people = reverse("desk:people", kwargs={"code": code})
    return show(
        request,
        visit,
        "person_new.html",
        title="利用者を作る",
        section="people",
        trail=(Entry(label="職員と役割", address=people),),
        denied=denied,
        status=status,
        made=made,
        typed=request.POST,
        ways=_WAYS,
        way=request.POST.get("way", InvitationWay.MAIL.value),
        back=people,
    )


@transaction.atomic
def _make(request: HttpRequest, visit: Visit) -> tuple[str, str, tuple[Invitation, str] | None]:
    """Account and invitation, both or neither: the name, the first password or an empty text, the invitation."""
    form = AccountForm(request.POST)
    if not form.is_valid():
        raise ActionDenied(first_problem(form))
    way = request.POST.get("way", _FIRST_PASSWORD)
    if way not in _WAYS:
        raise ActionDenied("本人への渡し方を一つ選んでください。")
    by_password = way == _FIRST_PASSWORD
    person, password = create_account(
        **form.cleaned_data, municipality=visit.city, by=visit.person, with_password=by_password
    )
    if by_password:
        return person.get_username(), password, None
    invited = make_invitation(
        person=person,
        municipality=visit.city,
        way=InvitationWay(way),
        by=visit.person,
        now=timezone.now(),
        is_new=True,
    )
    return person.get_username(), "", invited


def _hand_out(request: HttpRequest, visit: Visit, invitation: Invitation, code_told: str) -> HttpResponse:
    if invitation.way == InvitationWay.LETTER:
        return letter_page(request, visit, invitation, code_told)
    try:
        messages.success(request, mail_invitation(request, invitation, code_told))
    except ActionDenied as refusal:
        messages.error(request, f"利用者は作りました。{refusal}")
        return redirect("desk:people_safety", code=visit.city.code)
    return redirect("desk:people", code=visit.city.code)
