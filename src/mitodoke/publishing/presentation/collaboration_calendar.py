"""The calendar of collaboration projects: months with their dates, and in words what has no date."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.dates import format_date as format_western

from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.collaboration_months import Event, UndatedEntry, calendar_of
from mitodoke.publishing.presentation.dates import show_date, show_fiscal_year, show_range
from mitodoke.publishing.presentation.page import Link, NoSuchPageError, Pager, Slice, slice_page
from mitodoke.publishing.presentation.register_index import Registers
from mitodoke.publishing.presentation.register_rows import EntryRow, listed_rows, printed_apart
from mitodoke.publishing.presentation.text import shortened

PAGE_SIZE = 100
UNDATED_SHOWN = 20
_LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """A month with the number of its events."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfMonths:
    """A fiscal year with its months that have events."""

    label: str
    months: tuple[MonthCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedRow:
    """An entry without a date, and what the document says instead."""

    row: EntryRow
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarHome:
    """All months, and the first of what has no date; `undated_total` counts all of these."""

    years: tuple[YearOfMonths, ...]
    undated: tuple[UndatedRow, ...]
    undated_total: int
    undated_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedPage:
    """One page of what has no date."""

    base: str
    rows: tuple[UndatedRow, ...]
    slice: Slice
    pager: Pager | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event of a month; `when` in the calendar of the page, empty where only the month is known."""

    row: EntryRow
    label: str | None
    when: str
    start: str | None
    printed: str | None
    continued: bool
    cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """One month."""

    base: str
    label: str
    rows: tuple[EventRow, ...]
    slice: Slice
    pager: Pager | None
    before: Link | None
    after: Link | None


def calendar_home(registers: Registers) -> CalendarHome:
    """The months by fiscal year, newest year first, and what has no date."""
    calendar = calendar_of(registers.index)
    years: dict[int, list[MonthCount]] = defaultdict(list)
    for month, events in calendar.months.items():
        year = int(month[:4]) - (month[5:] < "04")
        years[year].append(
            MonthCount(
                label=show_date(month), address=registers.city.page("calendar", month), count=len(events)
            )
        )
    return CalendarHome(
        years=tuple(
            YearOfMonths(label=show_fiscal_year(year), months=tuple(years[year]))
            for year in sorted(years, reverse=True)
        ),
        undated=_undated(calendar.undated[:UNDATED_SHOWN], registers),
        undated_total=len(calendar.undated),
        undated_address=registers.city.page("calendar", "undated"),
    )


def undated_page(registers: Registers, page: int = 1) -> UndatedPage:
    """Every entry that has no date, or has something besides its dates."""
    calendar = calendar_of(registers.index)
    base = registers.city.page("calendar", "undated")
    part = slice_page(len(calendar.undated), PAGE_SIZE, page)
    return UndatedPage(
        base=base,
        rows=_undated(calendar.undated[part.start : part.stop], registers),
        slice=part,
        pager=part.pager(base),
    )


def month_page(registers: Registers, month: str, page: int = 1) -> MonthPage:
    """The events of a month (``2025-05``); NoSuchPageError for one without any."""
    calendar = calendar_of(registers.index)
    events = calendar.months.get(month)
    if events is None:
        raise NoSuchPageError(tr("この月の行事は、公表されている協働事業の一覧にありません。"))
    base = registers.city.page("calendar", month)
    part = slice_page(len(events), PAGE_SIZE, page)
    shown = events[part.start : part.stop]
    rows = listed_rows((event.listed for event in shown), registers)
    at, names = calendar.order[month], tuple(calendar.months)
    return MonthPage(
        base=base,
        label=show_date(month),
        rows=tuple(_row(event, row, month) for event, row in zip(shown, rows, strict=True)),
        slice=part,
        pager=part.pager(base),
        before=_month(names[at - 1], registers) if at else None,
        after=_month(names[at + 1], registers) if at + 1 < len(names) else None,
    )


def calendar_addresses(registers: Registers) -> Iterator[tuple[str, int]]:
    """Every list of the calendar with its length: the months, and what has no date."""
    calendar = calendar_of(registers.index)
    for month, events in calendar.months.items():
        yield registers.city.page("calendar", month), len(events)
    yield registers.city.page("calendar", "undated"), len(calendar.undated)


def _month(month: str, registers: Registers) -> Link:
    return Link(show_date(month), registers.city.page("calendar", month))


def _undated(entries: Sequence[UndatedEntry], registers: Registers) -> tuple[UndatedRow, ...]:
    rows = listed_rows((one.listed for one in entries), registers)
    return tuple(
        UndatedRow(row=row, words=tuple(shortened(word, _LONGEST_WORDS) for word in one.words))
        for one, row in zip(entries, rows, strict=True)
    )


def _row(event: Event, row: EntryRow, month: str) -> EventRow:
    occurrence = event.occurrence
    when = ""
    if event.first is not None and event.last is not None:
        when = show_range(occurrence.start, occurrence.end)
        if event.first == event.last:
            when = tr("{date}（{weekday}）", date=when, weekday=_weekday(event.first))
    return EventRow(
        row=row,
        label=occurrence.label,
        when=when,
        start=occurrence.start if event.first else None,
        printed=printed_apart(occurrence),
        continued=event.first is not None and event.first.isoformat()[:7] != month,
        cancelled=occurrence.cancelled,
    )


def _weekday(day: datetime.date) -> str:
    return format_western(day, "EEE" if language() == JAPANESE else "EEEE", locale=language())
