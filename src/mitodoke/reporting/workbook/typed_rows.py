"""Finds the form's rows in a workbook by their ids, wherever they stand, and tells rows that are none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mitodoke.domain.place import column_letters
from mitodoke.reporting.workbook.layout import LAYOUT_OF, FieldColumn, Part, SheetLayout
from mitodoke.reporting.workbook.marks import SHEET_NAME, Marks
from mitodoke.reporting.workbook.raw_cells import CellShape, RawCell, RawSheet
from mitodoke.reporting.workbook.write_book import LABEL, MARK

_MARK_WITHIN = 30
"""Rows and columns from the top left in which a sheet's mark is looked for."""
INSTRUCTIONS = "はじめに"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """A row of the form as it came back: where it stands, the texts that name it (in `label_cells`), its cells by field."""

    row_id: str
    sheet: str
    number: int
    labels: tuple[str, ...]
    label_cells: str
    cells: dict[str, RawCell]

    def place(self, name: str) -> str:
        """``取組事業内容!F12``."""
        return f"{self.sheet}!{self.cells[name].address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row that cannot be taken for one of the form: its place and a sentence; `row_id` where it has one."""

    row_id: str | None
    place: str
    message: str


@dataclass(slots=True)
class TypedRows:
    """What the sheets hold: rows by id, rows that are none, and sheets that were not read."""

    rows: dict[str, TypedRow] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Heads:
    row: int
    id_column: int
    label_columns: tuple[int, ...]
    fields: tuple[tuple[int, FieldColumn], ...]


def find_rows(sheets: tuple[RawSheet, ...], marks: Marks) -> TypedRows:
    """The rows of all sheets that `marks` know."""
    found = TypedRows()
    counts: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.name in (SHEET_NAME, INSTRUCTIONS) or not sheet.cells:
            continue
        heads = _heads(sheet, marks)
        if heads is None:
            found.unread.append(sheet.name)
            continue
        _read_sheet(sheet, heads, marks, found, counts)
    for row_id, count in counts.items():
        if count > 1 and row_id in found.rows:
            row = found.rows.pop(row_id)
            found.problems.append(
                RowProblem(
                    row_id=row_id,
                    place=f"{row.sheet}!{row.label_cells}",
                    message=f"同じ行が{count}つあります。行を写さずに、調査票の元の行に入力してください。",
                )
            )
    return found


def _heads(sheet: RawSheet, marks: Marks) -> _Heads | None:
    for row in range(1, _MARK_WITHIN):
        for column in range(1, _MARK_WITHIN):
            cell = sheet.cells.get((row, column))
            if cell is not None and cell.text.startswith(MARK):
                part = cell.text.removeprefix(MARK)
                if part in LAYOUT_OF:
                    return _columns(sheet, row, column, LAYOUT_OF[Part(part)], marks)
    return None


def _columns(sheet: RawSheet, row: int, id_column: int, layout: SheetLayout, marks: Marks) -> _Heads | None:
    """The columns by the marks in `row`; None where one is missing that could be filled in.

    A round that does not ask for a column has none of it.
    """
    marked = {cell.text: column for (at, column), cell in sheet.cells.items() if at == row}
    try:
        return _Heads(
            row=row,
            id_column=id_column,
            label_columns=tuple(marked[f"{LABEL}{number}"] for number in range(1, layout.labels + 1)),
            fields=tuple(
                (marked[column.pattern], column)
                for column in layout.fields
                if column.pattern in marked or _was_asked(column, layout.part, marks)
            ),
        )
    except KeyError:
        return None


def _was_asked(column: FieldColumn, part: Part, marks: Marks) -> bool:
    """Whether the workbook went out with a cell of `column` to fill in."""
    return any(
        row_id.split("/")[1:2] == [part] and column.field(row_id.split("/", 2)[2]) == name
        for row_id, name in marks.cells
    )


def _read_sheet(sheet: RawSheet, heads: _Heads, marks: Marks, found: TypedRows, counts: Counter[str]) -> None:
    for number in range(heads.row + 1, sheet.last_row + 1):
        row_id = sheet.at(number, heads.id_column).text.strip()
        cells = {column.pattern: sheet.at(number, at) for at, column in heads.fields}
        labels = tuple(sheet.at(number, column) for column in heads.label_columns)
        place = cells_between(number, min(heads.label_columns), max(heads.label_columns))
        if not row_id:
            filled = [cell for cell in cells.values() if _is_filled(cell)]
            if filled:
                found.problems.append(
                    RowProblem(
                        row_id=None,
                        place=f"{sheet.name}!{filled[0].address}",
                        message="調査票にない行に入力があります。行を挿入せず、空いている枠の行か画面で入力してください。",
                    )
                )
            continue
        if row_id not in marks.rows:
            found.problems.append(
                RowProblem(
                    row_id=None,
                    place=f"{sheet.name}!{place}",
                    message="ほかの調査票から写された行です。この調査票の元の行に入力してください。",
                )
            )
            continue
        counts[row_id] += 1
        key = row_id.split("/", 2)[2]
        found.rows[row_id] = TypedRow(
            row_id=row_id,
            sheet=sheet.name,
            number=number,
            labels=tuple(cell.text for cell in labels),
            label_cells=place,
            cells={column.field(key): cells[column.pattern] for _, column in heads.fields},
        )


def cells_between(row: int, first: int, last: int) -> str:
    """``B4`` of one column, ``B4:C4`` of several; columns are counted from 1."""
    start, end = f"{column_letters(first)}{row}", f"{column_letters(last)}{row}"
    return start if start == end else f"{start}:{end}"


def _is_filled(cell: RawCell) -> bool:
    """Whether anything was typed there; the heads of the columns are ours."""
    return (
        cell.shape is not CellShape.EMPTY and bool(cell.text.strip()) and not cell.text.startswith("【入力】")
    )
