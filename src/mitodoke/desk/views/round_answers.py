"""The answers of a round that a person may read, the matrix, and its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mitodoke.departments.models import Department
from mitodoke.desk.paging import page_of
from mitodoke.desk.presentation.matrix_page import matrix_csv as csv_of
from mitodoke.desk.presentation.matrix_page import matrix_page
from mitodoke.desk.presentation.matrix_page import matrix_xlsx as xlsx_of
from mitodoke.desk.presentation.round_pages import answer_lines
from mitodoke.desk.presentation.words import DRAFTS, round_title, show_due
from mitodoke.desk.presentation.workbook_pages import workbook_links
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.role import RIGHTS, Right
from mitodoke.reporting.queries import Matrix
from mitodoke.reporting.queries import matrix as matrix_of
from mitodoke.reporting.services import add_entry

ANSWERS_A_PAGE = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def round_answers(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """Every answer of the round that this person may read, in the order of the plan, so many on a page."""
    survey = visit.survey
    readable = {
        grant.department
        for grant in visit.grants
        if Right.READ_ANSWERS in RIGHTS[grant.role] and grant.municipality == visit.city.code
    }
    table = matrix_of(reporting_round=survey, today=visit.today)
    offered = [one for one in table.departments if None in readable or one[0] in readable]
    wanted = next((one for one in offered if str(one[0]) == request.GET.get("department")), None)
    state = next((one for one in AnswerState if one.value == request.GET.get("state")), None)
    chosen = {wanted[0]} if wanted is not None else None if None in readable else readable
    return show(
        request,
        visit,
        "round_answers.html",
        title=f"{round_title(survey)}の回答",
        section="rounds",
        trail=_trail(visit),
        page=page_of(request, answer_lines(table, chosen, state), ANSWERS_A_PAGE),
        offered=offered,
        wanted=wanted,
        states=tuple(AnswerState),
        state=state,
        here=reverse("desk:round_answers", kwargs={"round_id": round_id}),
        due=show_due(survey.due_on, visit.today),
        adding=_departments_to_add(visit),
        drafts=_drafts(visit, table),
        writes=any(visit.may(Right.WRITE_ANSWERS, department=number) for number, _ in offered),
        submit=reverse("desk:round_submit", kwargs={"round_id": round_id}),
        workbook=workbook_links(visit),
        add_address=reverse("desk:round_add_entry", kwargs={"round_id": round_id}),
    )


def _drafts(visit: Visit, table: Matrix) -> list[str]:
    """The drafts that this visit can hand in together, as ``number:revision``; none once the round is closed."""
    if visit.survey.closed_on is not None:
        return []
    return [
        f"{cell.assignment_id}:{cell.revision}"
        for (_, department), cell in table.cells.items()
        if cell.state in DRAFTS and visit.may(Right.WRITE_ANSWERS, department=department)
    ]


def _trail(visit: Visit) -> tuple[Entry, ...]:
    """Back to the board for those who may open it, else to one's own work; by a mailed link there is neither."""
    if visit.link is not None:
        return ()
    if visit.may(Right.READ_ANSWERS):
        return _board(visit)
    return (Entry(label="自分の仕事", address=reverse("desk:home")),)


def _board(visit: Visit) -> tuple[Entry, ...]:
    return (
        Entry(label="調査", address=reverse("desk:rounds", kwargs={"code": visit.city.code})),
        Entry(
            label=round_title(visit.survey),
            address=reverse("desk:round", kwargs={"round_id": visit.survey.pk}),
        ),
    )


@require_POST
def round_add_entry(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """Add a collaboration project that last year's register does not have."""
    number = request.POST.get("department", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    department = Department.objects.filter(municipality=visit.city, pk=wanted).first()
    try:
        if department is None:
            raise ActionDenied("事業を追加する部署を選んでください。")
        if visit.link is not None and department.pk != visit.link.department_id:
            raise ActionDenied("回答用のリンクで追加できるのは、リンクの部署の事業だけです。")
        added = add_entry(reporting_round=visit.survey, department=department, by=visit.person)
    except ActionDenied as denied:
        messages.error(request, str(denied))
        return redirect("desk:round_answers", round_id=round_id)
    messages.success(request, "事業を追加しました。事業名から入力してください。")
    return redirect("desk:answer", assignment_id=added.pk)


def _departments_to_add(visit: Visit) -> list[Department]:
    """Where this person may add entries; none for the round of a plan or a closed one."""
    survey = visit.survey
    if survey.register_id is None or survey.closed_on is not None:
        return []
    rows = Department.objects.filter(municipality=visit.city, valid_to__isnull=True)
    if visit.may(Right.RUN_ROUNDS):
        return list(rows)
    mine = {
        one.department
        for one in visit.grants
        if Right.WRITE_ANSWERS in RIGHTS[one.role] and one.department is not None
    }
    return list(rows.filter(pk__in=mine))


@require_safe
def matrix(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """Items down, departments across, one sign a request."""
    table = matrix_of(reporting_round=visit.survey, today=visit.today)
    parts = {"round_id": round_id}
    return show(
        request,
        visit,
        "matrix.html",
        title=f"{round_title(visit.survey)}の一覧表",
        section="rounds",
        trail=_board(visit),
        table=matrix_page(table),
        csv=reverse("desk:matrix_csv", kwargs=parts),
        xlsx=reverse("desk:matrix_xlsx", kwargs=parts),
    )


@require_safe
def matrix_csv(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """The matrix as CSV with a byte order mark, which spreadsheets need to read Japanese."""
    table = matrix_of(reporting_round=visit.survey, today=visit.today)
    return _file(csv_of(table), "text/csv; charset=utf-8", f"{round_title(visit.survey)}の一覧.csv")


@require_safe
def matrix_xlsx(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """The matrix as a workbook."""
    table = matrix_of(reporting_round=visit.survey, today=visit.today)
    title = round_title(visit.survey)
    return _file(xlsx_of(table, title=title, day=visit.today), XLSX, f"{title}の一覧.xlsx")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
