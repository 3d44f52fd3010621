"""Turns the cells of one tab-separated row into its texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.domain.japanese_text import close_gaps, is_missing_mark
from mitodoke.sources.formats.collaboration_register.cells import Cell, Part
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.departments import split_title
from mitodoke.sources.formats.collaboration_register.fit_row import fit_cells
from mitodoke.sources.formats.collaboration_register.flow import (
    flow_gaps,
    has_broken_word,
    is_wrapped_row,
    width,
)
from mitodoke.sources.formats.collaboration_register.numbering import fold_number
from mitodoke.sources.formats.collaboration_register.organisation_gaps import split_gaps
from mitodoke.sources.formats.collaboration_register.row_doubts import no_department, wrong_length
from mitodoke.sources.formats.collaboration_register.row_text import RowText
from mitodoke.sources.placed_lines import BREAK

_LONGEST_NAME = 60


@dataclass(slots=True)
class TabRow:
    """A row as it is collected: the cells of its first line, and the pieces that later lines added to them."""

    form: CollaborationForm
    name_holder: NameHolder | None
    columns: tuple[Column, ...]
    line: int
    texts: list[str]
    later: list[tuple[int, Part]] = field(default_factory=list)
    size: int = 0

    def __post_init__(self) -> None:
        self.size = len(self.texts)

    @property
    def is_short(self) -> bool:
        """Whether cells are still missing at its end."""
        return self.size < len(self.columns)

    def add(self, index: int, line: int, text: str) -> None:
        """Add a piece to the cell at `index`, which may be the next new one."""
        self.later.append((index, Part(line, text)))
        self.size = max(self.size, index + 1)

    def cells(self) -> list[Cell]:
        """The cells with all their pieces."""
        parts = [[Part(self.line, text)] for text in self.texts]
        parts.extend([] for _ in range(self.size - len(parts)))
        for index, part in self.later:
            parts[index].append(part)
        return [Cell(tuple(each)) for each in parts]


@dataclass(frozen=True, slots=True)
class TabHints:
    """What the whole document tells about one row: names that stand in it, and how wide 団体 was printed."""

    names: frozenset[str]
    organisations_width: int


def tab_hints(rows: list[TabRow]) -> TabHints:
    """Names that stand somewhere as a whole cell or between 、 without a gap, and the widest piece of a broken cell."""
    names: set[str] = set()
    widest = 0
    for row in rows:
        for column, text in zip(row.columns, row.texts, strict=False):
            named = column in (Column.ORGANISATIONS, Column.ORGANISER)
            if not named or not 3 <= len(text) <= 10 * _LONGEST_NAME:
                continue
            pieces = text.split()
            if len(pieces) == 1 and "。" not in text:
                names.update(part for part in re.split("[、，]", text) if 3 <= len(part) <= _LONGEST_NAME)
            elif column is Column.ORGANISATIONS and _is_wrapped(
                dict(zip(row.columns, row.texts, strict=False))
            ):
                widest = max([widest, *map(width, pieces)])
    return TabHints(frozenset(names), widest)


def _is_wrapped(texts: dict[Column, str]) -> bool:
    return is_wrapped_row([texts.get(Column.PURPOSE, ""), texts.get(Column.EFFECTS, "")])


def row_text(row: TabRow, hints: TabHints) -> RowText:
    """The texts of a row; one with too few or too many cells is fitted to its columns and doubted."""
    columns, cells = row.columns, row.cells()
    doubts = []
    used = len(cells)
    while used > len(columns) and not cells[used - 1].text.strip():
        used -= 1
    cells = cells[:used]
    if len(cells) == len(columns):
        by_column = dict(zip(columns, cells, strict=True))
    else:
        by_column = _fitted(cells, columns)
        doubts.append(wrong_length(len(cells), len(columns)))
    texts = {column: text for column, cell in by_column.items() if not is_missing_mark(text := cell.text)}
    wrapped = _is_wrapped(texts)
    recurrence = texts.get(Column.RECURRENCE)
    words_wrapped = wrapped or has_broken_word(recurrence or "")
    title, department = texts.get(Column.TITLE, ""), texts.get(Column.DEPARTMENT)
    if Column.DEPARTMENT not in columns:
        title, department = split_title(title)
    if department is None:
        doubts.append(no_department(title))
    organiser = texts.get(Column.ORGANISER)
    organisations = texts.get(Column.ORGANISATIONS)
    organisation_lines = (
        split_gaps(
            _with_breaks(by_column[Column.ORGANISATIONS]),
            hints.names,
            column_width=hints.organisations_width if wrapped else 0,
        )
        if organisations
        else []
    )
    participants = by_column.get(Column.PARTICIPANTS)
    return RowText(
        form=row.form,
        name_holder=row.name_holder,
        number=fold_number(cells[0].text) or "",
        title=_words(title, wrapped=words_wrapped),
        first=min(part.line for cell in cells for part in cell.parts),
        last=max(part.line for cell in cells for part in cell.parts),
        department=_department(department) if department else None,
        recurrence=close_gaps(" ".join(recurrence.split())) if recurrence else None,
        purpose=_flow(texts.get(Column.PURPOSE), wrapped=wrapped),
        organisation_lines=organisation_lines,
        organisations_printed="\n".join(organisation_lines) or None,
        organiser=_organisers(by_column[Column.ORGANISER]) if organiser else None,
        dates=texts[Column.DATES].strip() if Column.DATES in texts else None,
        dates_wrapped=wrapped,
        participants=participants.text.strip() or None if participants else None,
        effects=_flow(texts.get(Column.EFFECTS), wrapped=wrapped),
        cells=by_column,
        doubts=doubts,
    )


def _with_breaks(cell: Cell) -> str:
    """The text of a cell with `BREAK` where a person broke a line of it; the lines of the source end as before."""
    return "\n".join(part.text.strip("\n").replace("\n", BREAK) for part in cell.parts)


def _organisers(cell: Cell) -> str:
    """主催者: those on lines of their own as names of a list."""
    lines = (
        split_gaps(_with_breaks(cell), frozenset()) if any("\n" in part.text for part in cell.parts) else []
    )
    return "\n".join(lines) if lines else _words(cell.text, wrapped=False)


def _department(text: str) -> str:
    return "、".join(close_gaps(" ".join(line.split())) for line in text.split("\n") if line.strip())


def _words(text: str, *, wrapped: bool) -> str:
    joined = " ".join(text.split())
    return close_gaps(joined) if wrapped else joined


def _flow(text: str | None, *, wrapped: bool) -> str | None:
    if text is None:
        return None
    return "\n".join(flow_gaps(line, wrapped=wrapped) for line in text.split("\n") if line.strip())


def _fitted(cells: list[Cell], columns: tuple[Column, ...]) -> dict[Column, Cell]:
    held = fit_cells([cell.text for cell in cells], columns)
    return {
        column: Cell(tuple(part for index in indexes for part in cells[index].parts))
        for column, indexes in zip(columns, held, strict=True)
        if indexes
    }
