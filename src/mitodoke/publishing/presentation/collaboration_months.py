"""The occurrences of several registers by month, and what no month can show; made once for a set of registers."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mitodoke.domain.collaboration import Occurrence
from mitodoke.outputs.open_data.dates import iso_day
from mitodoke.publishing.presentation.register_index import Listed, RegistersIndex

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """An occurrence in a month: from `first` to `last`; both None where only the month is known."""

    listed: Listed
    occurrence: Occurrence
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True, eq=False)
class UndatedEntry:
    """An entry with something that no month can show, in the document's words; none where it has no word either."""

    listed: Listed
    words: tuple[str, ...]


class Calendar:
    """The events of several registers by month, and what has no month."""

    def __init__(self, index: RegistersIndex) -> None:
        months: dict[str, list[tuple[datetime.date, int, Event]]] = defaultdict(list)
        undated: list[UndatedEntry] = []
        for order, listed in enumerate(index.listed):
            words: list[str] = []
            for occurrence in listed.entry.occurrences:
                event, held = _event(listed, occurrence, index.year(listed))
                for month in held:
                    months[month].append((event.first or datetime.date.max, order, event))
                if not held:
                    words += [occurrence.date_printed or occurrence.start or occurrence.note or ""]
            if not listed.entry.occurrences or words:
                words = words or [listed.entry.dates_printed or ""]
                undated.append(
                    UndatedEntry(listed, tuple(dict.fromkeys(word for word in words if word.strip())))
                )
        self.months = {
            month: tuple(event for _, _, event in sorted(found, key=lambda one: one[:2]))
            for month, found in sorted(months.items())
        }
        self.undated = tuple(undated)

    @cached_property
    def order(self) -> dict[str, int]:
        """The position of each month among all."""
        return {month: at for at, month in enumerate(self.months)}


@lru_cache(maxsize=16)
def calendar_of(index: RegistersIndex) -> Calendar:
    """The calendar of these registers, made once."""
    return Calendar(index)


def _event(listed: Listed, occurrence: Occurrence, year: int | None) -> tuple[Event, list[str]]:
    """The occurrence and the months that show it: none where no month is known or it ends before it begins.

    A range is shown in the month in which it begins and in those that follow within the register's fiscal year.
    """
    start = occurrence.start or ""
    first = iso_day(occurrence.start)
    last = first if occurrence.end is None else iso_day(occurrence.end)
    if first is None or last is None:
        known = _MONTH.match(start)
        return Event(listed, occurrence, None, None), [known[0]] if known else []
    if last < first:
        return Event(listed, occurrence, None, None), []
    months = [first.isoformat()[:7]]
    if year is not None:
        end = min((last.year, last.month), (year + 1, 3))
        at = (first.year, first.month)
        if at < (year, 4):
            at = (year, 3)
        while at < end:
            at = (at[0] + at[1] // 12, at[1] % 12 + 1)
            months.append(f"{at[0]:04}-{at[1]:02}")
    return Event(listed, occurrence, first, last), months
