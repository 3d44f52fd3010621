"""調査票（Excel）to take: one department's, the list of all, and all of them in one file."""

from __future__ import annotations

import io
import zipfile

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mitodoke.desk.presentation.words import round_title, show_due
from mitodoke.desk.presentation.workbook_pages import readable_departments, workbook_lines
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Right
from mitodoke.reporting.workbook import workbook_for, workbook_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def workbooks(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """The workbooks of the round that this person may take, by department."""
    parts = {"round_id": round_id}
    return show(
        request,
        visit,
        "workbooks.html",
        title=f"{round_title(visit.survey)}の調査票（Excel）",
        section="rounds",
        trail=(round_entry(visit),),
        due=show_due(visit.survey.due_on, visit.today),
        closed=visit.survey.closed_on is not None,
        lines=workbook_lines(visit),
        all_in_one=reverse("desk:workbooks_zip", kwargs=parts) if visit.may(Right.READ_ANSWERS) else None,
    )


@require_safe
def workbook(request: HttpRequest, visit: Visit, round_id: int, department_id: int) -> HttpResponse:
    """The workbook of one department as it stands now."""
    try:
        data = workbook_for(
            reporting_round=visit.survey,
            department=visit.office,
            key=settings.SECRET_KEY,
            person=visit.person,
        )
    except ActionDenied as denied:
        return show(
            request, visit, "problem.html", title="調査票がありません", sentence=str(denied), status=404
        )
    return attached(data, XLSX, workbook_name(visit.survey, visit.office))


@require_safe
def workbooks_zip(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """The workbooks of all departments; numbered, since two departments may be called alike."""
    target = io.BytesIO()
    # Workbooks are compressed already: packing them again would cost time and win nothing.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for number, department in enumerate(readable_departments(visit), 1):
            data = workbook_for(
                reporting_round=visit.survey,
                department=department,
                key=settings.SECRET_KEY,
                person=visit.person,
            )
            archive.writestr(f"{number:03}_{workbook_name(visit.survey, department)}", data)
    return attached(target.getvalue(), "application/zip", f"{round_title(visit.survey)}の調査票.zip")


def attached(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to be saved under `name`, which may be Japanese."""
    response = HttpResponse(data, content_type=media_type)
    safe = "".join(one for one in name if one.isprintable() and one not in '\\/:*?"<>|')
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=safe) or ""
    return response


def round_entry(visit: Visit) -> Entry:
    """The way back: to the board for who may open it, else to the answers."""
    name = "round" if visit.may(Right.READ_ANSWERS) else "round_answers"
    address = reverse(f"desk:{name}", kwargs={"round_id": visit.survey.pk})
    return Entry(label=round_title(visit.survey), address=address)
