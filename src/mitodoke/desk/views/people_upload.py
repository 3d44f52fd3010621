"""職員をまとめて登録する: a form to take, a filled-in list to look at, and storing exactly what was looked at."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitodoke.departments.models import Department
from mitodoke.desk.accounts.staff_list.changes import plan_changes
from mitodoke.desk.accounts.staff_list.form import staff_form
from mitodoke.desk.accounts.staff_list.read_list import LARGEST, MOST_ROWS, read_staff_list
from mitodoke.desk.accounts.staff_list.rows import StaffList, pack, unpack
from mitodoke.desk.accounts.staff_list.store import store_staff
from mitodoke.desk.forms import WarekiDateField, field_problems, first_problem
from mitodoke.desk.plain_form import PlainForm
from mitodoke.desk.presentation.staff_preview import change_lines, new_administrators
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.views.workbooks import XLSX, attached
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.sources.read_text import UnreadableFileError

_TITLE = "職員をまとめて登録する"
_LONGEST_NAME = 80


class _UploadForm(PlainForm):
    valid_from = WarekiDateField(label="始まりの日", max_length=40)


@require_http_methods(["GET", "HEAD", "POST"])
def people_upload(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Take the form or choose a file; the answer to a file is its preview, and nothing is stored yet."""
    if request.method != "POST":
        return _upload_page(request, visit)
    form, sent = _UploadForm(request.POST), request.FILES.get("staff")
    problems = field_problems(form)
    if sent is None:
        problems["staff"] = "職員の一覧のファイルを選んでください。"
    elif form.is_valid():
        name = "".join(one for one in sent.name or "" if one.isprintable())[-_LONGEST_NAME:] or "ファイル"
        try:
            # One byte too many tells as well that a file is too large.
            staff = read_staff_list(sent.read(LARGEST + 1), name)
        except UnreadableFileError as refusal:
            problems["staff"] = str(refusal)
        else:
            return _preview_page(request, visit, staff, form.cleaned_data["valid_from"])
    denied = problems.get("staff") or first_problem(form)
    return _upload_page(request, visit, problems=problems, denied=denied)


@require_safe
def people_upload_form(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The form with the departments of the city and the roles."""
    names = Department.objects.filter(municipality=code, valid_to__isnull=True).order_by("name")
    data = staff_form(list(names.values_list("name", flat=True)), city=visit.city.name, day=visit.today)
    return attached(data, XLSX, f"職員の一覧_{visit.city.name}.xlsx")


@require_POST
def people_upload_store(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Store what was looked at; where it has changed meanwhile, show what it would be now."""
    kept = unpack(request.POST.get("list", ""), place=_place(visit))
    if kept is None:
        denied = "確かめた一覧の期限が過ぎたか、届きませんでした。もう一度ファイルを選んでください。"
        return _upload_page(request, visit, denied=denied)
    staff, valid_from = kept
    try:
        stored = store_staff(
            staff=staff,
            municipality=visit.city,
            valid_from=valid_from,
            seen=request.POST.get("seen", ""),
            by=visit.person,
        )
    except ActionDenied as denied_act:
        return _preview_page(request, visit, staff, valid_from, denied=str(denied_act))
    made = f"利用者{stored.accounts:,}人を作り、" if stored.accounts else ""
    told = f"{made}役割{stored.roles:,}件を登録しました。"
    if stored.accounts and settings.LOCAL_SIGN_IN:
        messages.success(request, f"{told}次に、新しい利用者を招待してください。")
        return redirect("desk:people_invite", code=code)
    messages.success(request, told)
    return redirect("desk:people", code=code)


def _place(visit: Visit) -> str:
    return f"{visit.city.code}:{visit.person.pk}"


def _upload_page(
    request: HttpRequest,
    visit: Visit,
    *,
    problems: dict[str, str] | None = None,
    denied: str | None = None,
) -> HttpResponse:
    code = visit.city.code
    return show(
        request,
        visit,
        "people_upload.html",
        title=_TITLE,
        section="people",
        trail=_trail(visit)[:1],
        denied=denied,
        status=200 if denied is None else 422,
        problems=problems or {},
        valid_from=request.POST.get("valid_from", format_date(visit.today))[:40],
        form=reverse("desk:people_upload_form", kwargs={"code": code}),
        upload=reverse("desk:people_upload", kwargs={"code": code}),
        departments=reverse("desk:departments", kwargs={"code": code}),
        review=reverse("desk:people_review", kwargs={"code": code}),
        has_departments=Department.objects.filter(municipality=code, valid_to__isnull=True).exists(),
        rows=f"{MOST_ROWS:,}",
        megabytes=LARGEST // 1024 // 1024,
    )


def _preview_page(
    request: HttpRequest,
    visit: Visit,
    staff: StaffList,
    valid_from: datetime.date,
    *,
    denied: str | None = None,
) -> HttpResponse:
    code = visit.city.code
    changes = plan_changes(staff=staff, municipality=visit.city, valid_from=valid_from)
    return show(
        request,
        visit,
        "people_upload_preview.html",
        title="登録する内容を確かめる",
        section="people",
        trail=_trail(visit),
        denied=denied,
        status=200 if denied is None else 422,
        name=staff.name,
        changes=changes,
        accounts=change_lines(changes.accounts),
        people=change_lines(changes.people),
        administrators=new_administrators(changes),
        invites=settings.LOCAL_SIGN_IN,
        valid_from=format_date(valid_from),
        packed=pack(staff, valid_from, place=_place(visit)),
        store=reverse("desk:people_upload_store", kwargs={"code": code}),
        upload=reverse("desk:people_upload", kwargs={"code": code}),
        departments=reverse("desk:departments", kwargs={"code": code}),
        safety=reverse("desk:people_safety", kwargs={"code": code}),
        back=reverse("desk:people", kwargs={"code": code}),
    )


def _trail(visit: Visit) -> tuple[Entry, ...]:
    parts = {"code": visit.city.code}
    return (
        Entry(label="職員と役割", address=reverse("desk:people", kwargs=parts)),
        Entry(label=_TITLE, address=reverse("desk:people_upload", kwargs=parts)),
    )
