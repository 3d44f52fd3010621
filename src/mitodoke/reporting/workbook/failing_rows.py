"""The rows of a workbook that could not be stored, as a workbook: with what was typed, and what to mend beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.place import column_letters
from mitodoke.reporting.models import WorkbookEntry
from mitodoke.reporting.workbook.cell_values import Content
from mitodoke.reporting.workbook.form import Form, FormRow, form_for, row_id
from mitodoke.reporting.workbook.layout import Part
from mitodoke.reporting.workbook.raw_cells import CellShape, RawCell
from mitodoke.reporting.workbook.reading import WorkbookReading
from mitodoke.reporting.workbook.typed_rows import cells_between
from mitodoke.reporting.workbook.write_book import FIRST_ROW, Additions, write_book

LONGEST_TEXT = 32_767
"""A spreadsheet keeps no longer text in a cell."""


def failing_rows_workbook(*, reading: WorkbookReading, key: str, clock: Clock = timezone.now) -> bytes | None:
    """A workbook of the rows that `reading` holds back; None where there are none that belong to the form.

    It can be mended and sent like any other: its marks are those of today. Made after storing the rest, so that
    what was stored does not come up as a conflict.
    """
    if reading.reporting_round is None or reading.department is None:
        return None
    form = form_for(reporting_round=reading.reporting_round, department=reading.department)
    added = {
        entry.token: str(entry.assignment_id) for entry in WorkbookEntry.objects.filter(seal=reading.seal)
    }
    wanted = _wanted(reading, added)
    kept = _only(form, set(wanted))
    if not kept.sheets:
        return None
    typed: dict[tuple[str, str], Content] = {}
    cut: dict[str, list[str]] = defaultdict(list)
    for sheet in kept.sheets:
        for row in sheet.rows:
            for name, content in _typed(row, reading, wanted[row.row_id]):
                shown = _as_long_as_a_cell(content)
                typed[row.row_id, name] = shown
                if shown != content:
                    cut[row.row_id].append(name)
    notes = _notes(kept, reading, added, cut)
    made_at = timezone.localtime(clock()).replace(microsecond=0).isoformat()
    told = {row: "\n".join(sentences) for row, sentences in notes.items()}
    return write_book(kept, key=key, made_at=made_at, additions=Additions(typed=typed, notes=told))


def _wanted(reading: WorkbookReading, added: dict[str, str]) -> dict[str, str]:
    """Ids of today's rows to give back, each with its id in the workbook that was read.

    Of a project that is not on the desk yet, all rows: they are stored together.
    """
    failing = set(reading.failing_rows)
    new = {row.partition("/")[0] for row in failing if row.startswith("new")} - set(added)
    new |= {one.token for one in reading.differences if one.held_back and one.assignment is None}
    rows = [row for row in reading.rows if row in failing or row.partition("/")[0] in new]
    rows += [row for row in reading.failing_rows if row not in reading.rows]
    rows += [row_id(token, Part.ENTRY, "") for token in sorted(new)]
    return {_today(row, added): row for row in rows}


def _today(row: str, added: dict[str, str]) -> str:
    token, _, rest = row.partition("/")
    return f"{added.get(token, token)}/{rest}"


def _only(form: Form, rows: set[str]) -> Form:
    sheets = (
        replace(sheet, rows=tuple(row for row in sheet.rows if row.row_id in rows)) for sheet in form.sheets
    )
    return replace(form, sheets=tuple(sheet for sheet in sheets if sheet.rows))


def _notes(
    kept: Form, reading: WorkbookReading, added: dict[str, str], cut: dict[str, list[str]]
) -> dict[str, list[str]]:
    """What is to mend in each row, at its cells in the new workbook; the cell in the workbook that was read beside it."""
    places = _places(kept)
    notes: dict[str, list[str]] = defaultdict(list)
    for problem in reading.problems:
        if problem.row_id is not None:
            row = _today(problem.row_id, added)
            said = problem.message.removeprefix(problem.place)
            here = places.get((row, problem.field))
            notes[row].append(f"{here}（前のファイルでは{problem.place}）{said}" if here else problem.message)
    for row, names in cut.items():
        notes[row] += [
            f"{places[row, name]}：一つのセルに入るのは{LONGEST_TEXT:,}字までのため、その先はここにありません。"
            "前のファイルから必要な部分を写してください。"
            for name in names
        ]
    return notes


def _places(kept: Form) -> dict[tuple[str, str | None], str]:
    """The address of every field in the workbook to be written, and under None that of the cells that name the row."""
    found: dict[tuple[str, str | None], str] = {}
    for sheet in kept.sheets:
        for number, row in enumerate(sheet.rows, start=FIRST_ROW + 1):
            found[row.row_id, None] = cells_between(number, 2, 1 + sheet.layout.labels)
            for column, cell in enumerate(row.cells, start=2 + len(sheet.layout.fixed)):
                if cell is not None:
                    found[row.row_id, cell.field] = f"{column_letters(column)}{number}"
    return found


def _typed(row: FormRow, reading: WorkbookReading, read_as: str) -> Iterator[tuple[str, Content]]:
    """What stood in the cells of the row, by field, as far as it can be shown again."""
    came = reading.rows.get(read_as)
    if came is None:
        return
    for cell in row.cells:
        if cell is not None and cell.field in came.cells:
            yield cell.field, _content(came.cells[cell.field], cell.field)


def _content(cell: RawCell, name: str) -> Content:
    if cell.shape is CellShape.EMPTY:
        return None
    if cell.shape is CellShape.NUMBER and cell.number is not None and not cell.percent:
        return Decimal(cell.number)
    if cell.shape is CellShape.DATE and cell.day is not None and name.endswith(".dates"):
        return cell.day
    # Halves of characters, which a file may tell of, no file can hold.
    return cell.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _as_long_as_a_cell(content: Content) -> Content:
    """`content`, cut where it is longer than what a spreadsheet keeps, which counts in UTF-16."""
    if not isinstance(content, str):
        return content
    return content.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
