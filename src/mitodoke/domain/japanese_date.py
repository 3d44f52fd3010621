"""Dates as Japanese documents print them: days, months, years, ranges and lists with parts left out.

The grammar is one small reader: a point (令和6年6月29日, R7.3.31, 2025/3/31, 令和3年1月, 令和2年度), then perhaps
the end of a range (～30日, ～10月31日), then perhaps more items of a list (、6日). What an item leaves out comes
from the one before it. Every pattern is bounded, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.date_point import DatePoint, DatePrecision, fold_for_dates, read_point

__all__ = ["DatePrecision", "DateProblem", "DateSpan", "find_dates", "parse_date"]


class DateProblem(StrEnum):
    """Why an expression cannot be taken as it stands."""

    IMPOSSIBLE = "impossible"
    NO_YEAR = "no_year"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """One date or range found in a text, at ``text[first:last]``.

    `start` and `end` are ISO (``2021-01-05``, ``2021-01``, ``2021``; a fiscal year is its first and last day);
    `end` is None for a single date and for an open range (``4月1日～``). An impossible date (2月30日) and one
    without a year have no `start`; a range that ends before it starts keeps both ends and is REVERSED.
    """

    printed: str
    first: int
    last: int
    start: str | None
    end: str | None
    precision: DatePrecision
    problem: DateProblem | None = None


@dataclass(slots=True)
class _Item:
    """One item of a list: a point, or a range from `start` to `end`; `abbreviated` leaves out its year."""

    start: DatePoint
    end: DatePoint | None
    first: int
    last: int
    abbreviated: bool


_CANDIDATE = re.compile(
    r"令和|平成|昭和|大正|明治|(?<![A-Za-z0-9])[RHSTM](?=[. ]{0,2}\d)|(?<!\d)\d{4}(?!\d)|(?<!\d)\d{1,2}(?= {0,2}月)"
)
_RANGE = re.compile(r" {0,3}(?:～|から|より|-) {0,3}")
_OPEN = re.compile(r" ?～(?= |\(|\Z|[^\d])")
_LIST = re.compile(r" {0,2}(?:、|・|及び|および|と) {0,2}")
_UNTIL = re.compile(r" ?まで")


def find_dates(text: str, *, carry_year: bool = False) -> tuple[DateSpan, ...]:
    """Every date expression of `text` in its order; nothing raises, whatever the text holds.

    Abbreviated days in a row (``11月5日、6日``) are one range; others are one span each. An end without a year
    or month takes it from the start; when that would lie before the start only because the year turned
    (12月28日～1月5日), it is the next year. A date that begins without a year has no `start`, unless
    `carry_year` is set and an earlier date of the text tells it by the same rule.
    """
    folded = fold_for_dates(text)
    spans: list[DateSpan] = []
    previous: DatePoint | None = None
    position = 0
    while candidate := _CANDIDATE.search(folded, position):
        position = candidate.end()
        point = read_point(folded, candidate.start())
        if point is None:
            continue
        abbreviated = point.year is None
        if abbreviated and carry_year:
            point = point.completed_after(previous)
        items = _read_list(folded, _read_item(folded, point, candidate.start(), abbreviated=abbreviated))
        spans.extend(_span(text, item) for item in _join_days_in_a_row(items))
        position = items[-1].last
        previous = items[-1].end or items[-1].start
    return tuple(spans)


def parse_date(text: str) -> DateSpan | None:
    """The one date or range that the whole of `text` is (space around it aside), or None."""
    spans = find_dates(text)
    if len(spans) == 1 and text[: spans[0].first].strip() == "" and text[spans[0].last :].strip() == "":
        return spans[0]
    return None


def _read_item(folded: str, start: DatePoint, first: int, *, abbreviated: bool) -> _Item:
    """The item that begins with `start`, with the end of its range where one follows."""
    last = start.last
    if separator := _RANGE.match(folded, last):
        dash_is_plain = "-" in separator[0] and not start.closed
        end = None if dash_is_plain else read_point(folded, separator.end(), within=start)
        if end is not None:
            until = _UNTIL.match(folded, end.last)
            last = until.end() if until else end.last
            return _Item(start, end.completed_after(start, ends_range=True), first, last, abbreviated)
        if opening := _OPEN.match(folded, last):
            last = opening.end()
    return _Item(start, None, first, last, abbreviated)


def _read_list(folded: str, item: _Item) -> list[_Item]:
    """`item` and the abbreviated items that follow it in a list."""
    items = [item]
    while separator := _LIST.match(folded, items[-1].last):
        before = items[-1].end or items[-1].start
        point = read_point(folded, separator.end(), within=before)
        if point is None or point.has_year:
            break
        item = _read_item(folded, point.completed_after(before), separator.end(), abbreviated=True)
        items.append(item)
    return items


def _join_days_in_a_row(items: list[_Item]) -> list[_Item]:
    """Abbreviated single days that follow their neighbour without a gap become one range with it."""
    joined = [items[0]]
    for item in items[1:]:
        last = joined[-1]
        newest = last.end or last.start
        if item.abbreviated and item.end is None and item.start.is_next_after(newest):
            joined[-1] = _Item(last.start, item.start, last.first, item.last, last.abbreviated)
        else:
            joined.append(item)
    return joined


def _span(text: str, item: _Item) -> DateSpan:
    start, end = item.start.first_iso, item.end.last_iso if item.end else None
    if item.end is None and item.start.precision is DatePrecision.FISCAL_YEAR:
        end = item.start.last_iso if item.start.last_iso != start else None
    problem = None
    if start is None or (item.end is not None and end is None):
        problem = DateProblem.NO_YEAR if item.start.year is None else DateProblem.IMPOSSIBLE
    elif end is not None and end < start[: len(end)]:
        problem = DateProblem.REVERSED
    return DateSpan(
        printed=text[item.first : item.last].strip(),
        first=item.first,
        last=item.last,
        start=start,
        end=end,
        precision=item.start.precision,
        problem=problem,
    )
