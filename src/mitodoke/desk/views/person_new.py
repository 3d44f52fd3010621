"""利用者を作る: an account for a member of staff, invited by mail or on paper, or given a first password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from mitodoke.departments.models import Department
from mitodoke.departments.services import begin_membership
from mitodoke.desk.accounts.invitations import make_invitation
from mitodoke.desk.accounts.words import InvitationWay
from mitodoke.desk.forms import AccountForm, FirstRoleForm, field_problems, first_problem
from mitodoke.desk.models import Invitation
from mitodoke.desk.presentation.people_page import role_choices
from mitodoke.desk.services import create_account
from mitodoke.desk.views.invite import letter_page, mail_invitation
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import Role

_FIRST_PASSWORD = "password"  # noqa: S105 - a choice of the form
_WAYS = {
    InvitationWay.MAIL.value: "招待のメールを送る（本人がパスワードを決めます）",
    InvitationWay.LETTER.value: "招待状を印刷して渡す（本人がパスワードを決めます）",
    _FIRST_PASSWORD: "最初のパスワードを表示する（本人が最初のサインインで変えます）",
}


@sensitive_variables("made", "password", "code_told")
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Letter and password stand on the answer to this very request and nowhere else."""
    denied, made, status = None, None, 200
    form = AccountForm(request.POST) if request.method == "POST" else None
    if form is not None:
        try:
            person, password, invited = _make(form, request, visit)
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            if invited is not None:
                return _hand_out(request, visit, *invited)
            made = {"username": person.get_username(), "password": password}
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
        problems=field_problems(form) if form else {},
        typed=request.POST,
        roles=role_choices(),
        departments=list(Department.objects.filter(municipality=code, valid_to__isnull=True).only("name")),
        today=format_date(visit.today),
        has_role=bool(request.POST.get("role")),
        ways=_WAYS,
        way=request.POST.get("way", InvitationWay.MAIL.value),
        back=people,
        again=reverse("desk:person_new", kwargs={"code": code}),
    )


@transaction.atomic
def _make(
    form: AccountForm, request: HttpRequest, visit: Visit
) -> tuple[User, str, tuple[Invitation, str] | None]:
    """Account, first role and invitation, all or nothing; the first password is an empty text with an invitation."""
    if not form.is_valid():
        raise ActionDenied(first_problem(form))
    way = request.POST.get("way", _FIRST_PASSWORD)
    if way not in _WAYS:
        raise ActionDenied("本人への渡し方を一つ選んでください。")
    by_password = way == _FIRST_PASSWORD
    person, password = create_account(
        **form.cleaned_data, municipality=visit.city, by=visit.person, with_password=by_password
    )
    _begin_role(person, request, visit)
    if by_password:
        return person, password, None
    invited = make_invitation(
        person=person,
        municipality=visit.city,
        way=InvitationWay(way),
        by=visit.person,
        now=timezone.now(),
        is_new=True,
    )
    return person, "", invited


def _begin_role(person: User, request: HttpRequest, visit: Visit) -> None:
    """The role that the form gives along; none where none is chosen."""
    form = FirstRoleForm(request.POST)
    if not form.is_valid():
        raise ActionDenied(first_problem(form))
    values = form.cleaned_data
    if not values["role"]:
        if values["department"]:
            raise ActionDenied("部署を選んだときは、役割も選んでください。")
        return
    departments = Department.objects.filter(municipality=visit.city)
    begin_membership(
        person=person,
        role=Role(values["role"]),
        municipality=visit.city,
        department=departments.filter(pk=values["department"]).first() if values["department"] else None,
        valid_from=values["valid_from"] or visit.today,
        by=visit.person,
    )


def _hand_out(request: HttpRequest, visit: Visit, invitation: Invitation, code_told: str) -> HttpResponse:
    if invitation.way == InvitationWay.LETTER:
        return letter_page(request, visit, invitation, code_told)
    try:
        messages.success(request, mail_invitation(request, invitation, code_told))
    except ActionDenied as refusal:
        messages.error(request, f"利用者は作りました。{refusal}")
        return redirect("desk:people_safety", code=visit.city.code)
    return redirect("desk:people", code=visit.city.code)
