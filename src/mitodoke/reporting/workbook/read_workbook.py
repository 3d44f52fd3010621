"""Reads a department's workbook back: known by its own marks, or refused in one sentence; stores nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import Department
from mitodoke.domain.approval import window_refusal
from mitodoke.reporting.models import ReportingRound, WorkbookEntry
from mitodoke.reporting.workbook.advice import advise
from mitodoke.reporting.workbook.compare import compare
from mitodoke.reporting.workbook.form import form_for
from mitodoke.reporting.workbook.look_ahead import look_ahead
from mitodoke.reporting.workbook.make_workbook import authorise_reading
from mitodoke.reporting.workbook.marks import (
    PROPERTIES,
    SHEET_NAME,
    TEMPLATE,
    BrokenMarksError,
    Digester,
    Marks,
    agree,
    is_sealed,
    read_marks,
)
from mitodoke.reporting.workbook.missing_rows import tell_missing_rows
from mitodoke.reporting.workbook.open_book import OpenedBook, open_workbook
from mitodoke.reporting.workbook.raw_cells import RawSheet
from mitodoke.reporting.workbook.reading import WorkbookReading
from mitodoke.reporting.workbook.typed_rows import find_rows
from mitodoke.sources.read_text import UnreadableFileError

_TAKE_ANEW = "調査票を取り直し、入力した内容を写してください。"


class _RefusedError(Exception):
    """Why the workbook is not read: one sentence."""


def read_workbook(
    *,
    data: bytes,
    name: str,
    key: str,
    person: User,
    reporting_round: ReportingRound | None = None,
    department: Department | None = None,
    clock: Clock = timezone.now,
) -> WorkbookReading:
    """What the workbook `data` (a file called `name`) would change; a refusal is in the reading, not raised.

    `key` is the site's secret. With `reporting_round` or `department` a workbook of another one is refused.
    ActionDenied where `person` may not read the department's answers. Some twenty queries, however many rows.
    """
    try:
        book = open_workbook(data, name)
        marks, seal = _marks(book, name, key)
        return _read(book, marks, seal, name, key, person, reporting_round, department, clock)
    except (UnreadableFileError, _RefusedError) as problem:
        return WorkbookReading(name=name, refusal=str(problem))


def _marks(book: OpenedBook, name: str, key: str) -> tuple[Marks, str]:
    """The marks of a workbook that this site made and nobody altered; else refused."""
    hidden = next((sheet for sheet in book.sheets if sheet.name == SHEET_NAME), None)
    template = book.properties.get(PROPERTIES[0])
    if hidden is None:
        if template is None:
            raise _RefusedError(
                f"{name} はこのシステムの調査票ではありません。調査の画面から取った調査票を使ってください。"
            )
        raise _RefusedError(f"{name} は調査票の管理用シートがなくなっているため読めません。{_TAKE_ANEW}")
    try:
        marks, seal = read_marks(_texts(hidden))
    except BrokenMarksError:
        raise _RefusedError(
            f"{name} は調査票の管理用シートが書き換えられているため読めません。{_TAKE_ANEW}"
        ) from None
    if marks.template != TEMPLATE:
        raise _RefusedError(f"{name} は前の版の調査票のため読めません。{_TAKE_ANEW}")
    if not is_sealed(marks, seal, key) or not agree(marks, seal, book.properties):
        raise _RefusedError(
            f"{name} は調査票の番号が書き換えられているか、別のシステムの調査票のため読めません。{_TAKE_ANEW}"
        )
    return marks, seal


def _texts(sheet: RawSheet) -> list[list[str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell.text
    # A hole would shift what follows: such a row says nothing that was written here.
    return [
        [texts.get(column, "") for column in range(1, max(texts) + 1)] for _, texts in sorted(rows.items())
    ]


def _read(
    book: OpenedBook,
    marks: Marks,
    seal: str,
    name: str,
    key: str,
    person: User,
    reporting_round: ReportingRound | None,
    department: Department | None,
    clock: Clock,
) -> WorkbookReading:
    survey = (
        ReportingRound.objects.select_related("plan__document", "register", "previous")
        .filter(pk=marks.round_id)
        .first()
    )
    owner = Department.objects.filter(pk=marks.department_id).first()
    if survey is None or owner is None:
        raise _RefusedError(f"{name} の調査はいまはありません。{_TAKE_ANEW}")
    if reporting_round is not None and reporting_round.pk != survey.pk:
        raise _RefusedError(
            f"{name} は別の調査（{survey.name}）の調査票です。この調査の調査票を使ってください。"
        )
    if department is not None and department.pk != owner.pk:
        raise _RefusedError(f"{name} は{owner.name}の調査票です。{department.name}の調査票を使ってください。")
    who = authorise_reading(person, owner, clock)
    if refusal := window_refusal(survey.window, who.today):
        raise _RefusedError(f"{name} は読み込めません。{refusal}")
    typed = find_rows(book.sheets, marks)
    form = form_for(reporting_round=survey, department=owner)
    added = WorkbookEntry.objects.filter(seal=seal).values_list("token", "assignment_id")
    digester = Digester(key, marks.made_at)
    found = compare(typed, marks, form, digester, {token: str(pk) for token, pk in added})
    made_at = datetime.datetime.fromisoformat(marks.made_at)
    return WorkbookReading(
        name=name,
        reporting_round=survey,
        department=owner,
        made_at=made_at,
        seal=seal,
        warnings=tuple(
            _warnings(
                book, name, owner, typed.unread, tell_missing_rows(typed, marks, form), found.changed_since
            )
        ),
        differences=tuple(one for one in found.differences if not one.is_conflict),
        conflicts=tuple(one for one in found.differences if one.is_conflict),
        problems=tuple(found.problems),
        notices=(*found.notices, *look_ahead(found, form)),
        advice=advise(found.differences),
        untouched=found.untouched,
        already=len(found.already),
        changed_since=found.changed_since,
        rows=typed.rows,
    )


def _warnings(
    book: OpenedBook,
    name: str,
    department: Department,
    unread: list[str],
    missing: Iterable[str],
    changed_since: int,
) -> list[str]:
    warnings = []
    if department.name not in name:
        warnings.append(f"ファイル名は「{name}」ですが、中身は{department.name}の調査票です。")
    if any(one not in book.properties for one in PROPERTIES):
        warnings.append(
            "文書のプロパティにある調査票の目印がなくなっています。管理用シートの目印で読みました。"
        )
    if unread:
        warnings.append(f"調査票にないシート「{'」「'.join(unread[:5])}」は読みません。")
    warnings += missing
    if changed_since:
        warnings.append(
            f"調査票を取ったあとに画面などで変えられた欄が{changed_since:,}か所あります。調査票で触れていない欄はそのままにします。"
        )
    return warnings
