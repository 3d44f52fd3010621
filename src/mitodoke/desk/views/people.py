"""職員と役割: who holds which role, appointing, ending, handing over, and deputies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from mitodoke.departments.models import Delegation, Department, Membership
from mitodoke.departments.person_name import person_name
from mitodoke.departments.services import (
    begin_membership,
    delegate,
    end_membership,
    hand_over,
    revoke_delegation,
)
from mitodoke.desk.accounts.review import waiting_for_review
from mitodoke.desk.forms import (
    AbsenceForm,
    EndForm,
    HandOverForm,
    RoleForm,
    first_problem,
)
from mitodoke.desk.presentation.people_page import (
    deputy_lines,
    people_lines,
    people_without_role,
    person_choices,
    role_choices,
)
from mitodoke.desk.services import renew_password
from mitodoke.desk.views.named_person import named_person
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import Role


@require_safe
def people(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Everybody who holds a role today or later, with the forms to change that."""
    return _page(request, visit)


@sensitive_variables("password")
@require_POST
def people_act(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Appoint, end, hand over, or make a new password."""
    action = request.POST.get("action", "")
    try:
        if action == "password":
            person = named_person(request.POST.get("person", ""), visit)
            password = renew_password(person=person, municipality=visit.city, by=visit.person)
            # Shown on the answer itself and nowhere kept: a message would stand in a cookie.
            made = {"username": person.get_username(), "password": password}
            return _page(request, visit, made=made)
        if action not in _ACTS:
            raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
        told = _ACTS[action](request, visit)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    messages.success(request, told)
    return redirect("desk:people", code=code)


def _page(
    request: HttpRequest,
    visit: Visit,
    *,
    denied: str | None = None,
    made: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    code = visit.city.code
    return show(
        request,
        visit,
        "people.html",
        title="職員と役割",
        section="people",
        denied=denied,
        status=status,
        made=made,
        people=people_lines(code, visit.today),
        deputies=deputy_lines(visit.today, code=code),
        choices=person_choices(code),
        without_role=people_without_role(),
        roles=role_choices(),
        departments=list(Department.objects.filter(municipality=code, valid_to__isnull=True).only("name")),
        today=format_date(visit.today),
        typed=request.POST,
        act=reverse("desk:people_act", kwargs={"code": code}),
        new=reverse("desk:person_new", kwargs={"code": code}),
        upload=reverse("desk:people_upload", kwargs={"code": code}),
        invite=reverse("desk:people_invite", kwargs={"code": code}),
        safety=reverse("desk:people_safety", kwargs={"code": code}),
        review=reverse("desk:people_review", kwargs={"code": code}),
        waiting=waiting_for_review(code, visit.today),
    )


def _appoint(request: HttpRequest, visit: Visit) -> str:
    values = _valid(RoleForm(request.POST))
    person, role = named_person(values["person"], visit), Role(values["role"])
    department = None
    if values["department"]:
        department = Department.objects.filter(municipality=visit.city, pk=values["department"]).first()
    begin_membership(
        person=person,
        role=role,
        municipality=visit.city,
        department=department,
        valid_from=values["valid_from"],
        by=visit.person,
    )
    return f"{person_name(person)}を{department.name if department else visit.city.name}の{role.label}に登録しました。"


def _end(request: HttpRequest, visit: Visit) -> str:
    values = _valid(EndForm(request.POST))
    row = Membership.objects.filter(municipality=visit.city, pk=values["membership"]).first()
    if row is None:
        raise ActionDenied("終える役割を選んでください。")
    ended = end_membership(membership=row, last_day=values["last_day"], by=visit.person)
    return f"{person_name(ended.person)}の{Role(ended.role).label}は{format_date(values['last_day'])}で終わります。"


def _hand_over(request: HttpRequest, visit: Visit) -> str:
    values = _valid(HandOverForm(request.POST))
    person, successor = named_person(values["person"], visit), named_person(values["successor"], visit)
    hand_over(person=person, successor=successor, on=values["on"], by=visit.person)
    return f"{person_name(person)}の部署の役割を、{format_date(values['on'])}から{person_name(successor)}に引き継ぎます。"


def delegate_by_form(sent: Mapping[str, Any], visit: Visit, absent: User | None = None) -> str:
    """Register the deputy that `sent` names for `absent`, or for the person it names; what was done, in words."""
    values = _valid(AbsenceForm(sent))
    deputy = named_person(values["deputy"], visit)
    made = delegate(
        absent=absent or named_person(values["absent"], visit),
        deputy=deputy,
        valid_from=values["valid_from"],
        valid_to=values["valid_to"],
        reason=values["reason"],
        by=visit.person,
    )
    return f"{format_date(made.valid_from)}から{format_date(made.valid_to)}まで、{person_name(deputy)}を代理に登録しました。"


def _delegate(request: HttpRequest, visit: Visit) -> str:
    return delegate_by_form(request.POST, visit)


def revoke_by_form(request: HttpRequest, visit: Visit) -> str:
    """End the delegation that the form names; what was done, in words."""
    number = request.POST.get("delegation", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    row = Delegation.objects.filter(pk=wanted).first()
    if row is None:
        raise ActionDenied("取り消す代理を選んでください。")
    revoke_delegation(delegation=row, by=visit.person)
    return "代理を取り消しました。"


_ACTS = {
    "appoint": _appoint,
    "end": _end,
    "hand_over": _hand_over,
    "delegate": _delegate,
    "revoke": revoke_by_form,
}


def _valid(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise ActionDenied(first_problem(form))
    return form.cleaned_data
