"""Fits the cells of a row that has too few or too many of them to the columns of its table."""

from __future__ import annotations

from collections.abc import Callable

from mitodoke.domain.japanese_date import DatePrecision, find_dates
from mitodoke.domain.japanese_text import is_missing_mark
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.date_words import is_cancellation, is_undated
from mitodoke.sources.formats.collaboration_register.departments import looks_like_department, split_title
from mitodoke.sources.formats.collaboration_register.organisation_words import looks_like_organisation
from mitodoke.sources.formats.collaboration_register.person_count import read_count_cell
from mitodoke.sources.formats.collaboration_register.recurrence import looks_like_recurrence

_MOST_CELLS = 40
_LOOKED_AT = 300
_JOIN = {
    Column.TITLE: 1,
    Column.PURPOSE: 1,
    Column.ORGANISATIONS: 1,
    Column.ORGANISER: 1,
    Column.EFFECTS: 1,
    Column.DATES: 2,
}
"""What it costs that a cell goes on in the next; one of a word or a number hardly ever does."""


def fit_cells(cells: list[str], columns: tuple[Column, ...]) -> list[list[int]]:
    """For each column the indexes of the cells it holds, in order: the reading in which most cells look right.

    A tab within a cell makes two cells of it, which come together again; a lost cell leaves its column empty.
    Of a row with more than 40 cells the rest goes to the last column (a row of this layout has fewer than 10).
    """
    count = min(len(cells), _MOST_CELLS)
    likeness = [[_likeness(cells[i][:_LOOKED_AT], column) for column in columns] for i in range(count)]
    # best[j]: the best score so far with cell i in column j; the first cell is always the number.
    lowest = -(10**6)
    best = [likeness[0][0]] + [lowest] * (len(columns) - 1)
    came: list[list[int]] = [[0] * len(columns)]
    for i in range(1, count):
        row, origin = [], []
        for j in range(len(columns)):
            options = [(best[j] - _JOIN.get(columns[j], 4), j)] if j else []
            options += [(best[k] + likeness[i][j] - (j - k - 1), k) for k in range(j)]
            score, source = max(options, default=(lowest, 0))
            row.append(score)
            origin.append(source)
        best = row
        came.append(origin)
    column = max(range(len(columns)), key=lambda j: best[j])
    held: list[list[int]] = [[] for _ in columns]
    for i in range(count - 1, -1, -1):
        held[column].append(i)
        column = came[i][column]
    for indexes in held:
        indexes.reverse()
    held[-1].extend(range(count, len(cells)))
    return held


def _likeness(cell: str, column: Column) -> int:
    """How much a cell looks like one of `column`, from -5 to 5; an empty cell may be any."""
    text = cell.strip()
    look = _LOOKS.get(column, _looks_like_sentences)
    return look(text) if text else 0


def _looks_like_sentences(text: str) -> int:
    return 1 if "。" in text or len(text) > 30 else 0


def _looks_like_organisations(text: str) -> int:
    return 2 if looks_like_organisation(text) else (-1 if "。" in text else 0)


def _has_date(text: str) -> bool:
    days = (DatePrecision.DAY, DatePrecision.MONTH)
    return (
        any(span.precision in days for span in find_dates(text)[:3])
        or any(is_undated(word) or is_cancellation(word) for word in text.split()[:3])
        or is_missing_mark(text)
    )


_LOOKS: dict[Column, Callable[[str], int]] = {
    Column.NUMBER: lambda text: 5 if text.isdigit() else -5,
    Column.RECURRENCE: lambda text: 5 if looks_like_recurrence(text) else -4,
    Column.DATES: lambda text: 4 if _has_date(text) else -3,
    Column.PARTICIPANTS: lambda text: 3 if read_count_cell(text)[1] else -4,
    Column.TITLE: lambda text: 3 if split_title(text)[1] else 0,
    Column.DEPARTMENT: lambda text: 3 if len(text) <= 30 and looks_like_department(text) else -2,
    Column.ORGANISATIONS: _looks_like_organisations,
    Column.ORGANISER: _looks_like_organisations,
}
