"""Writes a form as a workbook (xlsx): prefilled, locked but for the cells to fill in, ready to print on A4."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import xlsxwriter

from mitodoke.domain.answer_fields import FieldKind, parse_field
from mitodoke.reporting.workbook.cell_values import Content, cell_of, content_of, sense_of
from mitodoke.reporting.workbook.form import Form, FormRow, FormSheet
from mitodoke.reporting.workbook.formats import CellFormats, row_height
from mitodoke.reporting.workbook.instructions import Line, instruction_lines, step_message
from mitodoke.reporting.workbook.layout import FieldColumn, list_of
from mitodoke.reporting.workbook.marks import SHEET_NAME, CellMark, Digester, Marks

MARK = "mitodoke:"
"""Begins the cell that tells, in a hidden row, which sheet this is; the patterns of the columns stand beside it."""
LABEL = "#"
"""Begins the mark of a column that names the row; its number follows."""
HEAD_ROW, FIRST_ROW = 2, 3
"""Rows counted from 0: the sentence, the hidden marks, the names of the columns, the data."""
_HEAD_HEIGHT = 42
_INSTRUCTIONS_WIDTH, _NOTE_WIDTH = 96, 40
_DAY_ZERO = datetime.date(1899, 12, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What a workbook of failing rows shows besides: what was typed in cells, by (row id, field), and what is wrong."""

    typed: Mapping[tuple[str, str], Content] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


def write_book(form: Form, *, key: str, made_at: str, additions: Additions | None = None) -> bytes:
    """The workbook's bytes; the same form at the same moment gives the same bytes."""
    more = additions or Additions()
    marks = Marks(round_id=form.reporting_round.pk, department_id=form.department.pk, made_at=made_at)
    digester = Digester(key, made_at)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    formats = CellFormats(book)
    _write_instructions(book, formats, instruction_lines(form, made_at=made_at, failing=bool(more.notes)))
    for sheet in form.sheets:
        _SheetWriter(book, formats, form, sheet, more).write()
        _mark(form, sheet, marks, digester)
    hidden = book.add_worksheet(SHEET_NAME)
    for number, row in enumerate(marks.to_rows(key)):
        for column, text in enumerate(row):
            hidden.write_string(number, column, text)
    hidden.very_hidden()
    hidden.protect()
    for name, value in marks.properties(key).items():
        book.set_custom_property(name, value, "text")
    created = datetime.datetime.fromisoformat(made_at)
    book.set_properties({"title": _book_title(form), "created": created.replace(tzinfo=None)})
    book.close()
    return target.getvalue()


def _book_title(form: Form) -> str:
    return f"{form.reporting_round.document.title} 調査票 {form.department.name}"


def _mark(form: Form, sheet: FormSheet, marks: Marks, digester: Digester) -> None:
    for row in sheet.rows:
        marks.rows[row.row_id] = digester.label(row.row_id, row.fixed[: sheet.layout.labels])
        for cell in row.cells:
            name = None if cell is None else parse_field(cell.field)
            if cell is not None and name is not None and row.editable:
                sense = sense_of(name, cell_of(content_of(name.rule, cell.value)), form.dates)
                digest = digester.value(row.row_id, cell.field, sense)
                marks.cells[row.row_id, cell.field] = CellMark(cell.revision, digest)


def _write_instructions(book: Any, formats: CellFormats, lines: list[Line]) -> None:
    sheet = book.add_worksheet("はじめに")
    sheet.set_column(0, 0, _INSTRUCTIONS_WIDTH)
    for number, line in enumerate(lines):
        style = {"title": formats.title, "bold": formats.bold, "fill": formats.fill_text}.get(line.style)
        sheet.write_string(number, 0, line.text, style or formats.text)
        height = row_height([(line.text, _INSTRUCTIONS_WIDTH)])
        if height is not None and line.style != "title":
            sheet.set_row(number, height)
    sheet.protect("", {"select_locked_cells": True})
    _set_page(sheet, landscape=False)
    sheet.activate()


def _set_page(sheet: Any, *, landscape: bool) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


class _SheetWriter:
    """Writes one sheet of the form."""

    def __init__(
        self, book: Any, formats: CellFormats, form: Form, sheet: FormSheet, more: Additions
    ) -> None:
        self.formats, self.form, self.sheet, self.more = formats, form, sheet, more
        self.layout = sheet.layout
        self.page = book.add_worksheet(self.layout.title)
        self.first_field = 1 + len(self.layout.fixed)
        self.last_column = self.first_field + len(self.layout.fields) - (0 if more.notes else 1)

    def write(self) -> None:
        """Write heads, rows, lists and the print layout."""
        self.page.write_string(0, 1, f"{self.layout.title}　{self.layout.sentence}", self.formats.sentence)
        self.page.write_string(1, 0, f"{MARK}{self.layout.part}")
        self.page.set_column(0, 0, 4, None, {"hidden": True})
        for number, fixed in enumerate(self.layout.fixed, start=1):
            self.page.set_column(number, number, fixed.width)
            self.page.write_string(HEAD_ROW, number, fixed.header, self.formats.head)
            if number <= self.layout.labels:
                self.page.write_string(1, number, f"{LABEL}{number}")
        for number, column in enumerate(self.layout.fields, start=self.first_field):
            self.page.set_column(number, number, column.width)
            self.page.write_string(1, number, column.pattern)
            self.page.write_string(HEAD_ROW, number, f"【入力】{column.header}", self.formats.head_to_fill)
        if self.more.notes:
            self.page.set_column(self.last_column, self.last_column, _NOTE_WIDTH)
            self.page.write_string(HEAD_ROW, self.last_column, "直すところ", self.formats.head)
        for number, row in enumerate(self.sheet.rows, start=FIRST_ROW):
            self._write_row(number, row)
        self.page.set_row(1, None, None, {"hidden": True})
        self.page.set_row(HEAD_ROW, _HEAD_HEIGHT)
        for number, column in enumerate(self.layout.fields, start=self.first_field):
            self._offer_list(number, column)
        self._finish()

    def _write_row(self, number: int, row: FormRow) -> None:
        self.page.write_string(number, 0, row.row_id)
        for column, text in enumerate(row.fixed, start=1):
            self.page.write_string(number, column, text, self.formats.locked)
        for column, (cell, place) in enumerate(
            zip(row.cells, self.layout.fields, strict=True), start=self.first_field
        ):
            if cell is None:
                self.page.write_string(number, column, "－", self.formats.locked)
                continue
            typed = self.more.typed.get((row.row_id, cell.field), content_of(place.rule, cell.value))
            self._write_cell(number, column, typed, self.formats.of(place.rule.kind, editable=row.editable))
        note = self.more.notes.get(row.row_id, "")
        if self.more.notes:
            self.page.write_string(number, self.last_column, note, self.formats.note)
        texts = [(text, fixed.width) for text, fixed in zip(row.fixed, self.layout.fixed, strict=True)]
        texts += [
            ((cell.value or "") if cell else "", place.width)
            for cell, place in zip(row.cells, self.layout.fields, strict=True)
        ]
        height = row_height([*texts, (note, _NOTE_WIDTH)])
        if height is not None:
            self.page.set_row(number, height)

    def _write_cell(self, row: int, column: int, content: Content, style: Any) -> None:
        if content is None:
            self.page.write_blank(row, column, None, style)
        elif isinstance(content, Decimal):
            self.page.write_number(row, column, float(content), style)
        elif isinstance(content, datetime.date):
            self.page.write_number(row, column, (content - _DAY_ZERO).days, style)
        else:
            self.page.write_string(row, column, content, style)

    def _offer_list(self, number: int, column: FieldColumn) -> None:
        texts = list_of(column.rule)
        last = FIRST_ROW + len(self.sheet.rows) - 1
        if texts:
            self.page.data_validation(
                FIRST_ROW,
                number,
                last,
                number,
                {
                    "validate": "list",
                    "source": list(texts),
                    "error_title": "選択肢にありません",
                    "error_message": "一覧から選んでください。空けるときは Delete キーで消します。",
                    **self._told_beside(column),
                },
            )
        elif column.rule.kind is FieldKind.DATES:
            self.page.data_validation(
                FIRST_ROW,
                number,
                last,
                number,
                {
                    "validate": "any",
                    "input_title": "実施年月日",
                    "input_message": f"1日なら {self.form.dates.short} のように入力すると和暦の日付になります。続く日や毎月は文で入力します。",
                },
            )

    def _told_beside(self, column: FieldColumn) -> dict[str, str]:
        """What a cell of a list says when it is chosen: for a rating what the steps mean in this plan."""
        if column.rule.kind is not FieldKind.WHOLE or not self.form.steps:
            return {}
        return {"input_title": "10段階評価", "input_message": step_message(self.form)}

    def _finish(self) -> None:
        last = FIRST_ROW + len(self.sheet.rows) - 1
        self.page.freeze_panes(FIRST_ROW, 1 + self.layout.labels)
        self.page.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
        _set_page(self.page, landscape=True)
        self.page.repeat_rows(HEAD_ROW)
        self.page.print_area(0, 1, last, self.last_column)
        title = _book_title(self.form)[:100].replace("&", "&&")
        self.page.set_header(f"&L&9{title}　{self.layout.title}")
        self.page.set_footer("&C&9&P / &N")
