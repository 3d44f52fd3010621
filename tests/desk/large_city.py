"""The sample city with as many measures and departments as a test wants, every department asked about every measure."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.departments.services import register_departments
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.role import Role
from mitodoke.reporting.models import AnswerField, Assignment, ReportingRound
from mitodoke.reporting.services import import_reading
from reporting.desk import Desk
from reporting.sample import plan_reading


def large_round(desk: Desk, *, measures: int, departments: int) -> ReportingRound:
    """An open round of a plan with `measures` measures, each asked of `departments` departments.

    花課's answers are written and submitted; its head approves for every department.
    """
    names = ["花課", "みどり課", *(f"第{number}課" for number in range(3, departments + 1))][:departments]
    register_departments(municipality=desk.city, names=names, by="試験")
    reading = plan_reading()
    [measure] = [one for one in reading.content.items if one.item_id == "01-1-1"]
    outline = [one for one in reading.content.items if one.item_id != "01-1-1"]
    many = [
        replace(measure, item_id=f"01-1-{number}", code=f"01-1-{number}", departments=tuple(names))
        for number in range(1, measures + 1)
    ]
    key = "mayoral_pledges-999997-2026"
    content = replace(
        reading.content,
        document=replace(reading.content.document, document=key, fiscal_year=2026),
        items=(*outline, *many),
        ratings=(),
    )
    import_reading(reading=replace(reading, content=content), by="試験")
    document = current_document(key)
    if document is None:
        raise ActionDenied(key)
    survey = desk.open(plan=document.plan, previous=desk.document, fiscal_year=2026)
    for department in desk.city.departments.filter(name__in=names[1:]):
        desk.person("花課長", Role.HEAD, department)
    rows = Assignment.objects.filter(round=survey)
    AnswerField.objects.bulk_create(
        [
            AnswerField(
                assignment=row,
                name="rating.step",
                value="7",
                revision=1,
                changed_by="花担当",
                changed_at=desk.clock(),
            )
            for row in rows
        ],
        batch_size=500,
    )
    rows.filter(department__name="花課").update(
        state=AnswerState.SUBMITTED.value,
        submitted_by=desk.reporter,
        submitted_at=desk.clock(),
        revision=1,
    )
    rows.exclude(department__name="花課").update(state=AnswerState.DRAFT.value, revision=1)
    return survey
