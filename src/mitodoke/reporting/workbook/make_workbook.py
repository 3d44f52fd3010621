"""Makes the workbook of one department and round."""

from __future__ import annotations

import re

from django.contrib.auth.models import User
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import Department
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.role import Right, roles_with
from mitodoke.reporting.models import Assignment, ReportingRound
from mitodoke.reporting.permissions import Actor, actor
from mitodoke.reporting.workbook.form import form_for
from mitodoke.reporting.workbook.write_book import write_book

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST_NAME = 60


def workbook_for(
    *,
    reporting_round: ReportingRound,
    department: Department,
    key: str,
    person: User,
    clock: Clock = timezone.now,
) -> bytes:
    """The workbook (xlsx) for `person`; ActionDenied where that person may not read the department's answers.

    `key` is the site's secret, with which `read_workbook` recognises it.
    """
    authorise_reading(person, department, clock)
    return make_workbook(reporting_round=reporting_round, department=department, key=key, clock=clock)


def make_workbook(
    *, reporting_round: ReportingRound, department: Department, key: str, clock: Clock = timezone.now
) -> bytes:
    """The workbook for whoever runs the command; eleven queries at most. ActionDenied where nothing is asked."""
    form = form_for(reporting_round=reporting_round, department=department)
    if not form.sheets:
        raise ActionDenied(
            f"{department.name}には、この調査の回答を依頼していません。部署を確かめてください。"
        )
    made_at = timezone.localtime(clock()).replace(microsecond=0).isoformat()
    return write_book(form, key=key, made_at=made_at)


def asked_departments(reporting_round: ReportingRound) -> list[Department]:
    """The departments that are asked in the round, by name."""
    asked = Assignment.objects.filter(round=reporting_round, cancelled=False).values("department")
    return list(Department.objects.filter(pk__in=asked).order_by("name", "pk"))


def workbook_name(reporting_round: ReportingRound, department: Department) -> str:
    """The name of the file: the document, its year and the department, without what no system allows in names."""
    year, title = FiscalYear(reporting_round.fiscal_year), reporting_round.document.title
    told = [] if year.is_told_in(title) else [year.label]
    return "_".join([_safe(title), *told, "調査票", _safe(department.name)]) + ".xlsx"


def authorise_reading(person: User, department: Department, clock: Clock) -> Actor:
    """`person` at this moment; ActionDenied, naming who may, where the department's answers are not theirs to read."""
    who = actor(person, clock)
    if not who.may(Right.READ_ANSWERS, municipality=department.municipality_id, department=department.pk):
        names = "、".join(role.label for role in roles_with(Right.READ_ANSWERS))
        raise ActionDenied(
            f"{department.name}の調査票を扱えるのは、その部署の担当と、{names}の役割を持つ人だけです。"
            "必要なときは管理者に役割の登録を依頼してください。"
        )
    return who


def _safe(text: str) -> str:
    return " ".join(_NOT_IN_FILE_NAMES.sub(" ", text).split())[:_LONGEST_NAME].strip(". ") or "無題"
