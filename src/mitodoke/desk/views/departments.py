"""部署と組織改編: departments with their days and successions, adding one, and reorganising in one step."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitodoke.departments.models import Department
from mitodoke.departments.queries import department_sentences
from mitodoke.departments.services import add_department
from mitodoke.desk.follow_forms import (
    DepartmentForm,
    ReorganisationForm,
    RequestsForm,
    typed,
    valid,
)
from mitodoke.desk.forms import field_problems
from mitodoke.desk.presentation.department_pages import department_lists, waiting_requests
from mitodoke.desk.reorganisation_preview import ABOLISH, KINDS, MoveLine, preview_reorganisation
from mitodoke.desk.reorganising import carry_out
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import Right
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import move_assignments

FEWEST_LINES, MOST_LINES = 4, 80
"""How many lines the form of a reorganisation shows at first, and can have."""


@require_safe
def departments(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The departments of the city today, before and to come, with their history."""
    return _departments_page(request, visit)


@require_POST
def department_add(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Add a department that takes over nobody's work."""
    form = DepartmentForm(request.POST)
    try:
        values = valid(form)
        names = list(dict.fromkeys(filter(None, map(str.strip, values["name"].splitlines()))))
        with transaction.atomic():
            for name in names:
                add_department(
                    municipality=visit.city,
                    name=name,
                    valid_from=values["valid_from"],
                    reason=values["reason"],
                    by=visit.person,
                )
    except ActionDenied as denied:
        return _departments_page(request, visit, form=form, denied=str(denied))
    messages.success(
        request, f"{'、'.join(names)}を{format_date(values['valid_from'])}からの部署として登録しました。"
    )
    return redirect("desk:departments", code=code)


@require_POST
def requests_move(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Move the requests of a round from a department that has ended to the one that took over."""
    try:
        values = valid(RequestsForm(request.POST))
        line = next(
            (
                one
                for one in waiting_requests(code, visit.today)
                if (one.round_id, one.predecessor_id, one.successor_id)
                == (values["round"], values["predecessor"], values["successor"])
            ),
            None,
        )
        if line is None:
            raise ActionDenied("移す回答の依頼がありません。画面を開き直してください。")
        moved = move_assignments(
            reporting_round=ReportingRound.objects.get(pk=line.round_id),
            predecessor=Department.objects.get(pk=line.predecessor_id),
            successor=Department.objects.get(pk=line.successor_id),
            reason="組織改編のため",
            by=visit.person,
        )
    except ActionDenied as denied:
        return _departments_page(request, visit, denied=str(denied))
    messages.success(request, f"回答の依頼{len(moved)}件を{line.successor}に移しました。")
    return redirect("desk:departments", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def reorganisation(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Choose what moves where; the answer to the form tells what would happen and stores nothing."""
    return _reorganisation_page(request, visit)


@require_POST
def reorganisation_do(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Do what was looked at, in one step."""
    form = ReorganisationForm(request.POST)
    try:
        values = valid(form)
        done = carry_out(
            municipality=visit.city,
            lines=_lines(request.POST, visit),
            chosen=_chosen(request.POST),
            seen=request.POST.get("seen", ""),
            by=visit.person,
            **values,
        )
    except ActionDenied as denied:
        return _reorganisation_page(request, visit, denied=str(denied))
    parts = [
        f"移した業務{done.moves}件",
        f"廃止した部署{done.abolished}件",
        f"移った役割{done.people}件",
        f"担当部署を直した計画{done.plans}件",
    ]
    messages.success(request, f"組織改編を登録しました（{'、'.join(parts)}）。")
    for sentence in done.told:
        messages.info(request, sentence)
    return redirect("desk:departments", code=code)


def _departments_page(
    request: HttpRequest, visit: Visit, *, form: DepartmentForm | None = None, denied: str | None = None
) -> HttpResponse:
    code = visit.city.code
    lists = department_lists(code, visit.today)
    reason = "" if lists.today else "このシステムを使い始めるため"
    fresh = {"name": "", "valid_from": format_date(visit.today), "reason": reason}
    return show(
        request,
        visit,
        "follow/departments.html",
        title="部署",
        section="departments",
        denied=denied,
        status=200 if denied is None else 422,
        lists=lists,
        waiting=waiting_requests(code, visit.today),
        sentences=department_sentences(municipality_code=code),
        manages=visit.may(Right.MANAGE_DEPARTMENTS),
        prepares=visit.may(Right.MANAGE_DEPARTMENTS) or visit.may(Right.EDIT_PLANS),
        runs_rounds=visit.may(Right.RUN_ROUNDS),
        values=typed(request.POST, *fresh) if form else fresh,
        problems=field_problems(form) if form else {},
        add=reverse("desk:department_add", kwargs={"code": code}),
        move=reverse("desk:requests_move", kwargs={"code": code}),
        reorganise=reverse("desk:reorganisation", kwargs={"code": code}),
        people=reverse("desk:people", kwargs={"code": code}) if visit.may(Right.MANAGE_PEOPLE) else "",
    )


def _reorganisation_page(request: HttpRequest, visit: Visit, *, denied: str | None = None) -> HttpResponse:
    """The form and, once it was sent and can be read, what it would do."""
    code = visit.city.code
    preview, form = None, None
    if request.method == "POST" and request.POST.get("step") != "more":
        form = ReorganisationForm(request.POST)
        try:
            values = valid(form)
            lines = _lines(request.POST, visit)
            preview = preview_reorganisation(
                municipality=visit.city, lines=lines, chosen=_chosen(request.POST), on=values["on"]
            )
        except ActionDenied as refusal:
            denied = denied or str(refusal)
    lasting = Department.objects.filter(municipality=code).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=visit.today)
    )
    names = ("on", "reason", "decider")
    fresh = {"on": format_date(visit.today), "reason": "", "decider": ""}
    return show(
        request,
        visit,
        "follow/reorganisation.html",
        title="組織改編",
        section="departments",
        trail=(Entry(label="部署", address=reverse("desk:departments", kwargs={"code": code})),),
        denied=denied,
        status=200 if denied is None else 422,
        departments=[(one.pk, one.name) for one in lasting.order_by("name")],
        kinds=list(KINDS.items()),
        lines=_typed_lines(request.POST, _line_count(request)),
        values=typed(request.POST, *names) if request.method == "POST" else fresh,
        problems=field_problems(form) if form else {},
        preview=preview,
        manages=visit.may(Right.MANAGE_DEPARTMENTS),
        do=reverse("desk:reorganisation_do", kwargs={"code": code}),
        here=reverse("desk:reorganisation", kwargs={"code": code}),
        today=format_date(visit.today),
    )


def _line_count(request: HttpRequest) -> int:
    text = request.POST.get("lines", "")
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else FEWEST_LINES
    if request.POST.get("step") == "more":
        count += FEWEST_LINES
    return max(FEWEST_LINES, min(count, MOST_LINES))


def _typed_lines(posted: Mapping[str, str], count: int) -> list[dict[str, str]]:
    return [
        {part: typed(posted, f"{part}.{number}")[f"{part}.{number}"] for part in ("from", "kind", "to")}
        for number in range(1, count + 1)
    ]


def _lines(posted: Mapping[str, str], visit: Visit) -> list[MoveLine]:
    """The lines that say something; ActionDenied for one that is not whole."""
    known = {str(one.pk): one for one in Department.objects.filter(municipality=visit.city)}
    lines = []
    for number, line in enumerate(_typed_lines(posted, MOST_LINES), start=1):
        if not line["from"] and not line["to"].strip() and not line["kind"]:
            continue
        department = known.get(line["from"])
        if department is None:
            raise ActionDenied(f"{number}行目の改編前の部署を選んでください。")
        if line["kind"] not in KINDS:
            raise ActionDenied(f"{number}行目（{department.name}）をどうするか選んでください。")
        if line["kind"] == ABOLISH and line["to"].strip():
            raise ActionDenied(
                f"{number}行目（{department.name}）は廃止なので、引継ぎ先を空にしてください。"
                "引き継ぐ業務があるときは「一部を移す」の行を加えてください。"
            )
        if line["kind"] != ABOLISH and not line["to"].strip():
            raise ActionDenied(f"{number}行目（{department.name}）の引継ぎ先の部署の名前を入力してください。")
        lines.append(MoveLine(number=number, predecessor=department, kind=line["kind"], successor=line["to"]))
    return lines


def _chosen(posted: Mapping[str, str]) -> dict[str, int | None]:
    """The line that was chosen for each item; None where it stays."""
    return {
        name: int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None
        for name, value in posted.items()
        if name.startswith("item.")
    }
