"""Divides the body of a broken-cell table into rows, at the numbers that begin them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.sources.formats.collaboration_register.anchors import begins_dates_cell
from mitodoke.sources.formats.collaboration_register.broken_pages import Table
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.numbering import fold_number

_NUMBER_AND_MORE = re.compile(r"\s*(\d{1,4})[ \u3000]+(?=\S)")
_DONE = re.compile(r"実\n?施")


@dataclass(slots=True)
class BrokenRow:
    """One row: its number and its lines after it (blank ones as empty texts); the number's line comes first."""

    number: str
    number_line: int
    lines: list[tuple[int, str]] = field(default_factory=list)


def read_rows(table: Table) -> tuple[list[BrokenRow], list[tuple[int, str]]]:
    """The rows of a table, and the lines before the first one."""
    starts = _row_starts(table)
    rows: list[BrokenRow] = []
    before: list[tuple[int, str]] = []
    for index, (line_number, line) in enumerate(table.lines):
        if index in starts:
            number, rest = starts[index]
            rows.append(BrokenRow(number, line_number, [(line_number, rest)]))
        elif rows:
            rows[-1].lines.append((line_number, line))
        elif line.strip():
            before.append((line_number, line))
    return rows, before


def _row_starts(table: Table) -> dict[int, tuple[str, str]]:
    """The indexes of the lines that begin a row, with the number and what follows it on the line.

    Where the dates come first a number begins a row when a date cell follows it; without a date there (通年 lost,
    an empty cell) the expected number does, when an 実施区分 comes before the next certain row. In a table without
    dates the expected number begins a row, alone on its line or before words.
    """
    dates_first = len(table.columns) > 1 and table.columns[1] is Column.DATES
    certain: dict[int, tuple[str, str]] = {}
    possible: list[tuple[int, int, str]] = []
    following = _next_lines(table)
    for index, (_, line) in enumerate(table.lines):
        if not line[:8].strip():
            continue
        alone = fold_number(line) if len(line) <= 24 else None
        match = None if alone else _NUMBER_AND_MORE.match(line[:40])
        if alone is None and match is None:
            continue
        number = alone or str(int(match[1]) if match else "")
        rest = "" if alone else line[match.end() if match else 0 :]
        after = following[index] if alone else rest
        if dates_first and begins_dates_cell(after):
            certain[index] = (number, rest)
        elif number.isdigit() and (alone or not dates_first):
            possible.append((index, int(number), rest))
    return _with_expected(table, certain, possible, dates_first=dates_first)


def _with_expected(
    table: Table,
    certain: dict[int, tuple[str, str]],
    possible: list[tuple[int, int, str]],
    *,
    dates_first: bool,
) -> dict[int, tuple[str, str]]:
    """The certain starts and, of the possible ones, those that have the very number the row above lets expect."""
    starts: dict[int, tuple[str, str]] = {}
    recurrences = _recurrence_counts(table) if dates_first else []
    candidates = sorted([*((index, None, "") for index in certain), *possible], key=lambda item: item[0])
    following_certain = sorted(certain)
    last = 0
    position = 0
    for index, number, rest in candidates:
        if number is None:
            starts[index] = certain[index]
            last = int(re.match(r"\d+", certain[index][0])[0])  # type: ignore[index]
            continue
        if number != last + 1:
            continue
        while position < len(following_certain) and following_certain[position] <= index:
            position += 1
        end = following_certain[position] if position < len(following_certain) else len(table.lines)
        if not dates_first or recurrences[end] > recurrences[index]:
            starts[index] = (str(number), rest)
            last = number
    return starts


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
