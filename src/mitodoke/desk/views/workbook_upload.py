"""調査票（Excel）to hand in: uploaded, looked at cell by cell, then stored; what could not be stored is given back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitodoke.desk.kept_workbooks import KeptWorkbook, keep_workbook, kept_workbook
from mitodoke.desk.presentation.on_behalf import must_give_reason, on_behalf_address, own_proxy
from mitodoke.desk.presentation.words import show_moment
from mitodoke.desk.presentation.workbook_pages import change_count, choice_lines, choice_name
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.views.workbooks import XLSX, attached, round_entry
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Right
from mitodoke.reporting.workbook import (
    WorkbookReading,
    apply_workbook,
    failing_rows_workbook,
    read_workbook,
    workbook_name,
)
from mitodoke.reporting.workbook.open_book import LARGEST

_GONE = "読み込んだ調査票の期限が過ぎたか、別の調査票に変わりました。もう一度ファイルを選んでください。"


@require_http_methods(["GET", "HEAD", "POST"])
def workbook_upload(request: HttpRequest, visit: Visit, round_id: int, department_id: int) -> HttpResponse:
    """Choose a file; it is kept for a while and its differences are shown before anything is stored.

    Whoever hands it in on behalf of the department gives the reason first.
    """
    if must_give_reason(visit):
        return redirect(on_behalf_address(round_id, department_id, to="workbook"))
    if request.method != "POST":
        return _upload_page(request, visit)
    sent = request.FILES.get("workbook")
    if sent is None:
        return _upload_page(request, visit, denied="調査票のファイルを選んでください。", status=422)
    name = sent.name or "調査票.xlsx"
    if sent.size is None or sent.size > LARGEST:
        denied = f"{name} は大きすぎます。画像などを除き、{LARGEST // 1024 // 1024} MB 以下にしてください。"
        return _upload_page(request, visit, denied=denied, status=422)
    data = sent.read()
    reading = _read(visit, name, data)
    if reading.refusal is not None:
        return _upload_page(request, visit, denied=reading.refusal, status=422)
    token = keep_workbook(
        session=request.session, round_id=round_id, department_id=department_id, name=name, data=data
    )
    return redirect("desk:workbook_review", round_id=round_id, department_id=department_id, token=token)


@require_safe
def workbook_review(
    request: HttpRequest, visit: Visit, round_id: int, department_id: int, token: str
) -> HttpResponse:
    """What the workbook would change; nothing is stored yet."""
    kept = _kept(request, visit, token)
    if kept is None:
        return _upload_page(request, visit, denied=_GONE, status=410)
    reading = _read(visit, kept.name, kept.data)
    if reading.refusal is not None:
        return _upload_page(request, visit, denied=reading.refusal, status=422)
    return _review_page(request, visit, kept, reading)


@require_POST
def workbook_store(
    request: HttpRequest, visit: Visit, round_id: int, department_id: int, token: str
) -> HttpResponse:
    """Store the differences. Of conflicts only those decided for the workbook, as they stood when they were shown."""
    kept = _kept(request, visit, token)
    if kept is None:
        return _upload_page(request, visit, denied=_GONE, status=410)
    reading = _read(visit, kept.name, kept.data)
    decided = [
        (one.assignment.pk, one.field)
        for one in reading.conflicts
        if one.assignment is not None and request.POST.get(choice_name(one)) == str(one.revision_now)
    ]
    try:
        done = apply_workbook(reading=reading, by=visit.person, decided=decided)
    except ActionDenied as denied:
        return _upload_page(request, visit, denied=str(denied), status=422)
    # Read again: what still differs now is what was left as it stands on the desk.
    after = _read(visit, kept.name, kept.data)
    return _page(
        request,
        visit,
        "workbook_result.html",
        title="調査票を読み込んだ結果",
        done=done,
        left=[one for one in after.conflicts if not one.held_back],
        review=_address("workbook_review", visit, token=token),
        problems=after.problems,
        notices=after.notices,
        failing=_address("workbook_failing", visit, token=token) if after.failing_rows else None,
        answers=reverse("desk:round_answers", kwargs={"round_id": round_id}),
        upload=_address("workbook_upload", visit),
    )


@require_safe
def workbook_failing(
    request: HttpRequest, visit: Visit, round_id: int, department_id: int, token: str
) -> HttpResponse:
    """The rows that were held back, as a workbook to mend and hand in."""
    kept = _kept(request, visit, token)
    if kept is None:
        return _upload_page(request, visit, denied=_GONE, status=410)
    reading = _read(visit, kept.name, kept.data)
    data = failing_rows_workbook(reading=reading, key=settings.SECRET_KEY)
    if data is None:
        return _upload_page(request, visit, denied="直す行はありません。", status=404)
    return attached(data, XLSX, f"直す行_{workbook_name(visit.survey, visit.office)}")


def _read(visit: Visit, name: str, data: bytes) -> WorkbookReading:
    return read_workbook(
        data=data,
        name=name,
        key=settings.SECRET_KEY,
        person=visit.person,
        reporting_round=visit.survey,
        department=visit.office,
    )


def _kept(request: HttpRequest, visit: Visit, token: str) -> KeptWorkbook | None:
    return kept_workbook(
        session=request.session, round_id=visit.survey.pk, department_id=visit.office.pk, token=token
    )


def _review_page(
    request: HttpRequest, visit: Visit, kept: KeptWorkbook, reading: WorkbookReading
) -> HttpResponse:
    return _page(
        request,
        visit,
        "workbook_review.html",
        title="調査票の変更を確かめる",
        reading=reading,
        made_at=show_moment(reading.made_at) if reading.made_at else None,
        count=change_count(reading),
        choices=choice_lines(reading.conflicts),
        held=[one for one in (*reading.differences, *reading.conflicts) if one.held_back],
        changes=[one for one in reading.differences if not one.held_back],
        store=_address("workbook_store", visit, token=kept.token),
        failing=_address("workbook_failing", visit, token=kept.token) if reading.failing_rows else None,
        upload=_address("workbook_upload", visit),
    )


def _upload_page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    return _page(
        request,
        visit,
        "workbook_upload.html",
        title=f"{visit.office.name}の調査票を読み込む",
        denied=denied,
        status=status,
        megabytes=LARGEST // 1024 // 1024,
        upload=_address("workbook_upload", visit),
        take=_address("workbook", visit),
    )


def _page(request: HttpRequest, visit: Visit, template: str, *, title: str, **content: Any) -> HttpResponse:
    listed = reverse("desk:workbooks", kwargs={"round_id": visit.survey.pk})
    writes_anyway = visit.may(Right.WRITE_ANSWERS, department=visit.office.pk)
    content["proxy"] = None if writes_anyway else own_proxy(visit)
    content["department"] = visit.office.name
    trail = (round_entry(visit), Entry(label="調査票（Excel）", address=listed))
    return show(request, visit, template, title=title, section="rounds", trail=trail, **content)


def _address(name: str, visit: Visit, **more: str) -> str:
    parts = {"round_id": visit.survey.pk, "department_id": visit.office.pk}
    return reverse(f"desk:{name}", kwargs=parts | more)
