"""The door of every page of the desk: who is not signed in signs in, and who may not is told who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mitodoke.departments.models import Department, Municipality
from mitodoke.departments.queries import rights_of
from mitodoke.desk.accounts.door import (
    CHOOSE_FIRST,
    PERMISSIONS_POLICY,
    SET_UP_FIRST,
    living_session,
    needs_factor_first,
    needs_password_first,
    roles_remain,
)
from mitodoke.desk.link_door import by_link, end_link_session, is_of_link, opened_in, works_by_link
from mitodoke.desk.permissions import ACCESS, Access, Reach
from mitodoke.desk.presentation.unsaved_texts import unsaved_texts
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import DEPARTMENT_ROLES, roles_with
from mitodoke.plans.models import PlanLedger
from mitodoke.reporting.models import Assignment, ReportingRound

DeskView = Callable[..., HttpResponse]


def guarded(name: str, view: DeskView) -> DeskView:
    """`view(request, visit, **parts of the address)` behind the line of the table for `name`; KeyError without one."""
    access = ACCESS[name]

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        response = _answer(request, parts)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    def _answer(request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
        if access.reach is Reach.ANYONE:
            return view(request, **parts)
        if not request.user.is_authenticated:
            if works_by_link(request):
                return _by_link(request, name, view, parts)
            return _sign_in_first(request)
        session = living_session(request, request.user)
        if session is None:
            return _sign_in_first(request)
        visit = _visit(request.user, parts)
        if not roles_remain(request, session, visit.grants):
            return _sign_in_first(request)
        if needs_password_first(request.user, name):
            return _choose_password_first(request)
        if needs_factor_first(request.user, visit.grants, name):
            return _set_up_first(request)
        if not visit.opens(access):
            return _refused(request, visit, access)
        return _not_empty(request, visit, view(request, visit, **parts))

    return cast("DeskView", never_cache(answer))


def _by_link(request: HttpRequest, name: str, view: DeskView, parts: dict[str, Any]) -> HttpResponse:
    """The page for who works by a mailed link: that part of that round while the link lasts, and nothing else."""
    try:
        opened = opened_in(request)
    except ActionDenied as denied:
        end_link_session(request)
        return _told(request, None, "このリンクは使えません", str(denied), 401)
    visit = by_link(_visit(opened.person, parts), opened.link)
    if not (is_of_link(visit, name) and visit.opens(ACCESS[name])):
        sentence = (
            f"回答用のリンクで開けるのは、{opened.department.name}に依頼された、この調査の回答だけです。"
            "ほかのページを使うときは、サインインしてください。"
        )
        return _told(request, visit, "このページは使えません", sentence, 403)
    return _not_empty(request, visit, view(request, visit, **parts))


def _told(request: HttpRequest, visit: Visit | None, title: str, sentence: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": sentence}, status=status)
    status = 403 if status == 401 else status
    unsaved = unsaved_texts(request.POST)
    return show(
        request, visit, "problem.html", title=title, sentence=sentence, unsaved=unsaved, status=status
    )


def _visit(person: User, parts: dict[str, Any]) -> Visit:
    """What the address is about, loaded once; Http404 where there is no such thing."""
    today = timezone.localdate()
    grants = rights_of(person, today)
    assignment, survey, document, ledger, city, department = None, None, None, None, None, None
    if "assignment_id" in parts:
        assignment = (
            Assignment.objects.select_related("department__municipality")
            .filter(pk=parts["assignment_id"])
            .first()
        )
        city = _found(assignment).department.municipality
    elif "round_id" in parts:
        survey = (
            ReportingRound.objects.select_related(
                "plan__document__municipality", "register__municipality", "previous"
            )
            .filter(pk=parts["round_id"])
            .exclude(asks=())
            .first()
        )
        city = _found(survey).document.municipality
    elif "ledger_id" in parts:
        ledger = PlanLedger.objects.select_related("municipality").filter(pk=parts["ledger_id"]).first()
        city = _found(ledger).municipality
    elif "document" in parts:
        document = current_document(parts["document"])
        city = _found(document).municipality
    elif "code" in parts:
        city = Municipality.objects.filter(code=parts["code"]).first()
        _found(city)
    if "department_id" in parts:
        department = Department.objects.filter(pk=parts["department_id"], municipality=city).first()
        _found(department)
    return Visit(
        person=person,
        today=today,
        grants=grants,
        municipality=city,
        reporting_round=survey,
        department=department,
        assignment=assignment,
        document=document,
        ledger=ledger,
    )


def _found(row: Any) -> Any:
    if row is None:
        raise Http404
    return row


def _not_empty(request: HttpRequest, visit: Visit, response: HttpResponse) -> HttpResponse:
    """A page in the place of an empty 405: the address stands in the bar after a refusal and is opened again from there."""
    if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
        return response
    title, status = "このアドレスは直接には開けません", HTTPStatus.METHOD_NOT_ALLOWED
    sentence = "このアドレスは、画面のボタンを押したときにだけ使います。元の画面を開き直してください。"
    page = _told(request, visit, title, sentence, status)
    page["Allow"] = response["Allow"]
    return page


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        message = "サインインの期限が切れました。別の画面でサインインしてから、この画面で保存してください。"
        return JsonResponse({"error": message}, status=401)
    address = request.get_full_path() if request.method == "GET" else _page_before(request)
    sign_in = f"{reverse('desk:login')}?{urlencode({'next': address})}"
    unsaved = unsaved_texts(request.POST)
    if not unsaved:
        return HttpResponseRedirect(sign_in)
    return show(
        request,
        None,
        "problem.html",
        title="サインインの期限が切れました",
        sentence="サインインしていないため、入力した内容は保存されていません。下の文章を控えてから、サインインし直してください。",
        unsaved=unsaved,
        sign_in=sign_in,
        status=403,
    )


def _page_before(request: HttpRequest) -> str:
    """The page of the desk that a form was sent from, as far as the browser tells; else one's own work."""
    home, told = reverse("desk:home"), urlsplit(request.headers.get("Referer", ""))
    return told.path if told.netloc == request.get_host() and told.path.startswith(home) else home


def _choose_password_first(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": CHOOSE_FIRST}, status=403)
    address = request.get_full_path() if request.method == "GET" else reverse("desk:home")
    return HttpResponseRedirect(f"{reverse('desk:first_password')}?{urlencode({'next': address})}")


def _set_up_first(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": SET_UP_FIRST}, status=403)
    return HttpResponseRedirect(reverse("desk:second_factor"))


def _refused(request: HttpRequest, visit: Visit, access: Access) -> HttpResponse:
    sentence = (
        f"このページを使えるのは、{'、'.join(_who_may(access))}の役割を持つ人です。"
        "必要なときは、管理者に役割の登録を依頼してください。"
    )
    if _wants_json(request):
        return JsonResponse({"error": sentence}, status=403)
    return show(request, visit, "problem.html", title="このページは使えません", sentence=sentence, status=403)


def _who_may(access: Access) -> dict[str, None]:
    """The roles that open the address, in words, in the order of `Role`.

    A role in a department does not reach the whole city: who holds one is not told to be the right person. Where
    the address is of a department, it has to be a role in that one.
    """
    whole_city = access.reach is Reach.CITY
    of_that = "その部署の" if access.reach in (Reach.ANSWER, Reach.DEPARTMENT) else ""
    return dict.fromkeys(
        f"{of_that}{role.label}" if role in DEPARTMENT_ROLES else role.label
        for right in access.rights
        for role in roles_with(right)
        if not (whole_city and role in DEPARTMENT_ROLES)
    )


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
