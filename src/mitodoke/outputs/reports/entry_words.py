"""The cells of an entry of the register (協働事業) in words: as the source prints them, or from their parts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence
from mitodoke.domain.fiscal_year import format_year
from mitodoke.domain.japanese_text import comparable
from mitodoke.outputs.reports.wording import flowing, japanese_date, number, one_line

_NOT_COMPARED = re.compile(r"[（）()人名、,・※]")


def departments_of_entry(entry: CollaborationEntry) -> str:
    """The departments of an entry, one a line; empty where none is told."""
    return "\n".join(one_line(name) for name in entry.departments)


def recurrence_words(entry: CollaborationEntry) -> str:
    """実施区分 as printed; from its parts where it was never printed."""
    if entry.recurrence_printed:
        return one_line(entry.recurrence_printed)
    label = entry.recurrence.label if entry.recurrence else ""
    return label + (f"（{_year(entry.since_year)}～）" if entry.since_year is not None else "")


def organisations_words(entry: CollaborationEntry) -> str:
    """The organisations as printed; their names where they were never printed."""
    printed = flowing(entry.organisations_printed)
    return printed or "、".join(one_line(organisation.name) for organisation in entry.organisations)


def dates_and_participants(entry: CollaborationEntry) -> str:
    """実施年月日 and 参加人数 of an entry, one date a line, and the number the row states for all its dates.

    The dates stand in lines of our own only where those say all that the printed cell says; else the printed
    cell stands as it is, with what only our lines tell (a date that was cancelled) after it. Nothing is written
    for a number that is not told.
    """
    lines = _occurrence_lines(entry)
    stated = _stated_participants(entry)
    printed = flowing(entry.dates_printed)
    if printed and not _holds("".join(lines) + stated, printed):
        own = [line for line in map(_beside_date, entry.occurrences) if line and not _holds(printed, line)]
        lines = [*printed.splitlines(), *own]
    if stated and not _contains("".join(lines), stated):
        lines.append(f"参加人数　{stated}")
    return "\n".join(lines)


def _occurrence_lines(entry: CollaborationEntry) -> list[str]:
    """The dates of an entry, one a line, labels on lines of their own.

    A note that the reader has put to several dates although the cell prints it once stands at the last of them.
    """
    notes = Counter(one.note for one in entry.occurrences if one.note)
    printed = comparable(entry.dates_printed or "")
    once = {note for note, times in notes.items() if times > 1 and printed.count(comparable(note)) == 1}
    lines: list[str] = []
    label = None
    for occurrence in entry.occurrences:
        if occurrence.label and occurrence.label != label:
            lines.append(one_line(occurrence.label))
        label = occurrence.label
        if occurrence.note:
            notes[occurrence.note] -= 1
        is_early = occurrence.note in once and notes[occurrence.note] > 0
        lines.append(_occurrence_line(replace(occurrence, note=None) if is_early else occurrence))
    return [line for line in lines if line]


def _occurrence_line(occurrence: Occurrence) -> str:
    date = one_line(occurrence.date_printed) or _range(occurrence)
    brackets = ""
    if occurrence.participants is not None:
        marks = ("延べ" if occurrence.cumulative else "") + ("約" if occurrence.approximate else "")
        brackets = f"（{marks}{number(occurrence.participants)}人）"
    return f"{date}{brackets}{_beside_date(occurrence)}"


def _beside_date(occurrence: Occurrence) -> str:
    """What stands beside a date: its note, and that it was cancelled."""
    note = one_line(occurrence.note)
    if occurrence.cancelled and "中止" not in note + (occurrence.date_printed or ""):
        note = f"{note}、中止" if note else "中止"
    return note if not note or note.startswith(("（", "(", "※")) else f"（{note}）"


def _range(occurrence: Occurrence) -> str:
    first, last = japanese_date(occurrence.start), japanese_date(occurrence.end)
    return f"{first}～{last}" if last else first


def _stated_participants(entry: CollaborationEntry) -> str:
    printed = one_line(entry.participants_printed)
    if printed:
        return f"{printed}人" if printed[-1].isdigit() else printed
    return "" if entry.participants is None else f"{number(entry.participants)}人"


def _holds(ours: str, printed: str) -> bool:
    """Whether every sign of `printed` stands in `ours`, brackets and units aside."""
    mine, theirs = (Counter(_NOT_COMPARED.sub("", comparable(text))) for text in (ours, printed))
    return theirs <= mine


def _contains(text: str, part: str) -> bool:
    mine, wanted = (_NOT_COMPARED.sub("", comparable(one)) for one in (text, part))
    return wanted in mine


def _year(year: int) -> str:
    try:
        return format_year(year)
    except (ValueError, OverflowError):
        return f"{year}年"


def stated_or_added_participants(entry: CollaborationEntry) -> int | None:
    """The persons the row states for all its dates; where it states none, the sum of its dates; None if silent."""
    if entry.participants is not None:
        return entry.participants
    told = [one.participants for one in entry.occurrences if one.participants is not None]
    return sum(told) if told else None
