"""The occurrences of a row from its date cell, and what is doubtful about its dates."""

from __future__ import annotations

import re

from mitodoke.domain.collaboration import Occurrence
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_date import DateProblem
from mitodoke.sources.formats.collaboration_register.cells import Cell, LineFinder
from mitodoke.sources.formats.collaboration_register.date_words import is_cancellation
from mitodoke.sources.formats.collaboration_register.dated_items import DatedItem, DatesReading
from mitodoke.sources.formats.collaboration_register.row_text import Doubt

_TITLE_BRACKETS = re.compile(r"[【（(〔\[]([^【】（）()〔〕\[\]]{2,60})[】）)〕\]]")
_IN_PART = re.compile(r"\A(?:\S{0,3}日目|一部|午[前後]|第\S{1,4}[回部])")


def cancel_by_title(title: str, dates: DatesReading) -> None:
    """Mark every occurrence cancelled where brackets of the title say so (``【悪天候のため中止】``)."""
    reason = next(
        (
            match[1].strip()
            for match in _TITLE_BRACKETS.finditer(title)
            if is_cancellation(match[1].strip()) and not _IN_PART.match(match[1].strip())
        ),
        None,
    )
    if reason is None:
        return
    if not dates.items:
        dates.items.append(DatedItem(None))
    for item in dates.items:
        if item.count is None and not item.cancelled:
            item.cancelled = True
            item.notes.append(reason)


def read_occurrences(dates: DatesReading, cell: Cell, doubts: list[Doubt]) -> tuple[Occurrence, ...]:
    """The records of what a date cell told; what cannot be taken as it stands is added to `doubts`."""
    finder = LineFinder(cell)
    for words in dates.unread:
        doubts.append(_unreadable(words))
    return tuple(
        _occurrence(position, item, finder, doubts) for position, item in enumerate(dates.items, start=1)
    )


def _occurrence(position: int, item: DatedItem, finder: LineFinder, doubts: list[Doubt]) -> Occurrence:
    span = item.span
    # A range that ends before it starts is kept as printed; the audit reports it from the record.
    if span is not None and span.problem not in (None, DateProblem.REVERSED):
        doubts.append(_unreadable(span.printed))
    place = finder.place_of(item.printed or item.note or item.label or "")
    return Occurrence(
        position=position,
        label=item.label,
        start=span.start if span else None,
        end=span.end if span else None,
        date_printed=item.printed,
        participants=item.count.value if item.count else None,
        approximate=item.count.approximate if item.count else False,
        cumulative=item.count.cumulative if item.count else False,
        cancelled=item.cancelled,
        note=item.note,
        place=place,
    )


def _unreadable(words: str) -> Doubt:
    return Doubt(
        "unreadable_date",
        Severity.WARNING,
        "occurrences",
        words,
        "",
        f"実施年月日の「{words[:60]}」を日付として読めないため、記載のまま残しました。"
        "年・月・日が揃い、実在する日付か確認してください。",
    )
