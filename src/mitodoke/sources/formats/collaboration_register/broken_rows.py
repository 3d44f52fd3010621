"""Divides the body of a broken-cell table into rows, at the numbers that begin them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mitodoke.sources.formats.collaboration_register.broken_pages import Table
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.dates_anchor import begins_dates_cell
from mitodoke.sources.formats.collaboration_register.headings import is_note
from mitodoke.sources.formats.collaboration_register.numbering import fold_number, leading_number

_ABOUT_TABLE = re.compile(r"人数|件数|本表|上記|記載|掲載|計上|実施区分|名義|一覧|集計|複数回")
_NUMBER_AND_MORE = re.compile(r"\s*(\d{1,4})[ \u3000]+(?=\S)")


@dataclass(slots=True)
class BrokenRow:
    """One row: its number and its lines after it (blank ones as empty texts); the number's line comes first."""

    number: str
    number_line: int
    lines: list[tuple[int, str]] = field(default_factory=list)


def read_rows(table: Table) -> tuple[list[BrokenRow], list[tuple[int, str]]]:
    """The rows of a table, and the lines that belong to none: before the first row, and notes after the last one."""
    starts = _row_starts(table)
    rows: list[BrokenRow] = []
    outside: list[tuple[int, str]] = []
    for index, (line_number, line) in enumerate(table.lines):
        if index in starts:
            number, rest = starts[index]
            rows.append(BrokenRow(number, line_number, [(line_number, rest)]))
        elif rows:
            rows[-1].lines.append((line_number, line))
        elif line.strip():
            outside.append((line_number, line))
    if rows:
        outside.extend(_take_notes_after(rows[-1]))
    return rows, outside


def _take_notes_after(row: BrokenRow) -> list[tuple[int, str]]:
    """Remove from the last row, and return, the notes about the table that follow it after a blank line."""
    first = len(row.lines)
    while first > 1 and _is_blank_or_note(row.lines[first - 1][1]):
        first -= 1
    while first < len(row.lines) and row.lines[first][1].strip():
        first += 1  # A note right below the text, without a blank line between, is part of it.
    notes = row.lines[first:]
    del row.lines[first:]
    return [(number, line) for number, line in notes if line.strip()]


def _is_blank_or_note(line: str) -> bool:
    return not line.strip() or (is_note(line) and _ABOUT_TABLE.search(line[:200]) is not None)


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that may begin a row: its number, what follows it on the line; `certain` where a date cell follows."""

    index: int
    number: str
    rest: str
    alone: bool
    certain: bool


def _row_starts(table: Table) -> dict[int, tuple[str, str]]:
    """The indexes of the lines that begin a row, with the number and what follows it on the line.

    Where the dates come first a number begins a row when a date cell follows it; without a date there (an empty
    cell) the expected number does, when an 実施区分 stands in the row above and another before the next certain
    row: a title may break before a digit. In a table without dates
    in front the expected number begins a row, alone on its line or not as in the first row.
    """
    dates_first = len(table.columns) > 1 and table.columns[1] is Column.DATES
    starts = list(_possible_starts(table, dates_first=dates_first))
    recurrences = _recurrence_counts(table) if dates_first else []
    next_certain = _next_certain(starts, len(table.lines))
    chosen: dict[int, tuple[str, str]] = {}
    last, last_index, alone = 0, 0, None
    for start, limit in zip(starts, next_certain, strict=True):
        expected = start.number.isdigit() and int(start.number) == last + 1
        if dates_first:
            done = recurrences[start.index] > recurrences[last_index]
            taken = start.certain or (expected and done and recurrences[limit] > recurrences[start.index])
        else:
            taken = expected and alone in (None, start.alone)
        if taken:
            chosen[start.index] = (start.number, start.rest)
            last, last_index, alone = leading_number(start.number), start.index, start.alone
    return chosen


def _possible_starts(table: Table, *, dates_first: bool) -> Iterator[_Start]:
    following = _next_lines(table)
    for index, (_, line) in enumerate(table.lines):
        if not line[:8].strip():
            continue
        if (number := fold_number(line) if len(line) <= 24 else None) is not None:
            certain = dates_first and begins_dates_cell(following[index])
            yield _Start(index, number, "", alone=True, certain=certain)
        elif match := _NUMBER_AND_MORE.match(line[:40]):
            rest = line[match.end() :]
            certain = dates_first and begins_dates_cell(rest)
            if certain or not dates_first:
                yield _Start(index, str(int(match[1])), rest, alone=False, certain=certain)


def _next_certain(starts: list[_Start], end: int) -> list[int]:
    """For each start the index of the next certain one after it."""
    limits: list[int] = []
    upcoming = end
    for start in reversed(starts):
        limits.append(upcoming)
        upcoming = start.index if start.certain else upcoming
    limits.reverse()
    return limits


def _recurrence_counts(table: Table) -> list[int]:
    """For each line how many 実施 of an 実施区分 begin lines before it."""
    counts = [0]
    for _, line in table.lines:
        found = len(line) <= 200 and re.search(
            r"(?:\A|\s)(?:例年|毎年|隔年|単年度|新規|継続|不定期|\d年に)\S{0,8}", line
        )
        counts.append(counts[-1] + (1 if found else 0))
    return counts


def _next_lines(table: Table) -> list[str]:
    """For each line the next one that is not blank."""
    following: list[str] = []
    upcoming = ""
    for _, line in reversed(table.lines):
        following.append(upcoming)
        if line.strip():
            upcoming = line[:200]
    following.reverse()
    return following
