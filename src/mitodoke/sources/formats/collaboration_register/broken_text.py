"""Turns the cells of one broken row into its texts: lines that were full run on, others end."""

from __future__ import annotations

from mitodoke.sources.formats.collaboration_register.broken_pages import Table
from mitodoke.sources.formats.collaboration_register.broken_rows import BrokenRow
from mitodoke.sources.formats.collaboration_register.cells import Cell
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.departments import split_title
from mitodoke.sources.formats.collaboration_register.flow import flow_lines, width
from mitodoke.sources.formats.collaboration_register.likeness import Hints
from mitodoke.sources.formats.collaboration_register.organisation_gaps import divide_lines
from mitodoke.sources.formats.collaboration_register.row_doubts import lost_cells
from mitodoke.sources.formats.collaboration_register.row_text import RowText


def row_text(table: Table, row: BrokenRow, cells: dict[Column, Cell], hints: Hints) -> RowText:
    """The texts of a row; a column without a cell is None, and doubted."""
    title = _title(cells.get(Column.TITLE), hints.widths.get(Column.TITLE))
    department: str | None = _joined(cells.get(Column.DEPARTMENT))
    if Column.DEPARTMENT not in table.columns:
        title, department = split_title(title)
    lost: list[Column] = [
        column for column in table.columns[1:] if column not in cells and column is not Column.OTHER
    ]
    organisations = _organisation_lines(cells.get(Column.ORGANISATIONS), hints)
    lines = [number for number, _ in row.lines if _.strip()] or [row.number_line]
    participants = cells.get(Column.PARTICIPANTS)
    dates = cells.get(Column.DATES)
    return RowText(
        form=table.form,
        name_holder=table.name_holder,
        number=row.number,
        title=title,
        first=row.number_line,
        last=max(lines),
        department=department,
        recurrence=_joined(cells.get(Column.RECURRENCE)),
        purpose=_text(cells.get(Column.PURPOSE), hints.widths.get(Column.PURPOSE)),
        organisation_lines=organisations,
        organisations_printed="\n".join(organisations) or None,
        organiser=_joined(cells.get(Column.ORGANISER)) if Column.ORGANISER in table.columns else None,
        dates=dates.text if dates else None,
        participants=participants.text.strip() if participants else None,
        effects=_text(cells.get(Column.EFFECTS), hints.widths.get(Column.EFFECTS)),
        cells=cells,
        doubts=[lost_cells(lost)] if lost else [],
    )


def _flow(cell: Cell | None, column_width: int | None) -> list[str]:
    if cell is None:
        return []
    lines = [part.text for part in cell.parts]
    widest = max(width(line.strip()) for line in lines)
    return flow_lines(lines, max(widest, column_width or 0))


def _text(cell: Cell | None, column_width: int | None) -> str | None:
    return "\n".join(_flow(cell, column_width)) or None


def _joined(cell: Cell | None) -> str | None:
    return "".join(part.text.strip() for part in cell.parts) if cell else None


def _title(cell: Cell | None, column_width: int | None) -> str:
    """The lines of a title as one: a space only before a bracket that begins a line of its own."""
    lines = _flow(cell, column_width)
    return "".join(
        f" {line}" if index and line[0] in "「【（『～" else line for index, line in enumerate(lines)
    )


def _organisation_lines(cell: Cell | None, hints: Hints) -> list[str]:
    if cell is None:
        return []
    lines = [part.text.strip() for part in cell.parts]
    return divide_lines(lines, max([hints.widths.get(Column.ORGANISATIONS, 0), *map(width, lines)]))
