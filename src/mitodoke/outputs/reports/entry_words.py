"""The cells of an entry of the register (協働事業) in words: as the source prints them, or from their parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence
from mitodoke.domain.fiscal_year import format_iso, format_year
from mitodoke.domain.japanese_text import comparable, join_lines, without_space
from mitodoke.outputs.reports.wording import flowing, number, one_line

_NOT_COMPARED = re.compile(r"[（）()人名、,・※]")
_ENDS_DATE = ("）", ")", "人", "名", "。")
"""What a date with its persons ends with, so that the next one may stand on a line of its own."""


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
    """The organisations as printed, those that stood on lines of their own again so; their names if never printed.

    A line break of the source stays, unless it stands inside a name (the width of a column put it there). In prose,
    it stays where a paragraph or a name begins or ends.
    """
    lines = [line.strip() for line in (entry.organisations_printed or "").splitlines() if line.strip()]
    if not lines:
        return "、".join(one_line(organisation.name) for organisation in entry.organisations)
    spans = _spans([one.name for one in entry.organisations], without_space("".join(lines)))
    paragraphs = _ends(flowing(entry.organisations_printed).splitlines())
    parts = [[lines[0]]]
    for end, line in zip(sorted(_ends(lines)), lines[1:], strict=False):
        inside = any(first < end < last for first, last in spans)
        beside = any(end in span for span in spans)
        if inside or (entry.organisations_are_prose and not beside and end not in paragraphs):
            parts[-1].append(line)
        else:
            parts.append([line])
    return "\n".join(join_lines(part) for part in parts)


def _ends(lines: list[str]) -> set[int]:
    """How many characters, white space aside, stand before the end of each of `lines`."""
    return set(accumulate(len(without_space(line)) for line in lines))


def _spans(names: list[str], text: str) -> list[tuple[int, int]]:
    """Where `names` stand in `text` (without white space), searched one after the other."""
    spans, position = [], 0
    for name in map(without_space, names):
        found = text.find(name, position) if name else -1
        if found >= 0:
            position = found + len(name)
            spans.append((found, position))
    return spans


def dates_and_participants(entry: CollaborationEntry) -> str:
    """実施年月日 and 参加人数 of an entry, one date a line, and the number the row states for all its dates.

    The printed cell stands as it is, only broken before each of its dates, with what neither it nor the title
    tells (a date that was cancelled) after it. Where it lacks a date or a number of persons, or was never printed,
    lines of our own say all that is told. Nothing is written for a number that is not told.
    """
    printed = _broken(flowing(entry.dates_printed), entry.occurrences)
    own = _occurrence_lines(entry)
    if printed and all(_told(printed, one) for one in entry.occurrences):
        lines = _with_untold(printed.splitlines(), entry)
    elif printed and not _holds("".join(own), printed):
        lines = [*printed.splitlines(), *own]
    else:
        lines = own
    stated = _stated_participants(entry)
    if stated and not _is_stated(stated, "\n".join(lines), entry):
        lines.append(f"参加人数　{stated}")
    return "\n".join(lines)


def _with_untold(lines: list[str], entry: CollaborationEntry) -> list[str]:
    """`lines` of the printed cell, with what neither they nor the title tell of a date behind that date."""
    told = "".join(lines) + entry.title
    for one in entry.occurrences:
        beside = _beside_date(one)
        if beside and not _holds(told, beside):
            date = comparable(one.date_printed or _range(one))
            line = next((i for i, text in enumerate(lines) if date in comparable(text)), len(lines) - 1)
            lines[line] += beside
            told += beside
    return lines


def _told(printed: str, occurrence: Occurrence) -> bool:
    """Whether the printed cell has the date and the number of persons of an occurrence."""
    date = comparable(occurrence.date_printed or _range(occurrence))
    persons = occurrence.participants
    text = comparable(printed)
    return date in text and (persons is None or _count(persons, text) > 0)


def _broken(printed: str, occurrences: Sequence[Occurrence]) -> str:
    """`printed` with a line break before each date (with its label, or a label without date) that follows on a gap."""
    position = 0
    for occurrence in occurrences:
        found = _find(occurrence.date_printed or occurrence.label, printed, position)
        if found is None:
            continue
        start, position = found
        label = _find(occurrence.label, printed[:start], start - 2 * len(occurrence.label or "") - 2)
        if label is not None and not printed[label[1] : start].strip():
            start = label[0]
        before = printed[:start].rstrip(" \u3000")
        if (
            before
            and (before.endswith(_ENDS_DATE) or len(before) < start)
            and before[-1] not in "\n、,，～（("
        ):
            printed = f"{before}\n{printed[start:]}"
            position += len(before) + 1 - start
    return printed


def _find(words: str | None, text: str, position: int) -> tuple[int, int] | None:
    """Where `words` stand in `text` from `position` on, whatever white space is inside them."""
    letters = [re.escape(letter) for letter in without_space(words or "")]
    found = re.compile(r"\s*".join(letters)).search(text, max(position, 0)) if letters else None
    return found.span() if found else None


def _is_stated(stated: str, text: str, entry: CollaborationEntry) -> bool:
    """Whether `text` says the number of the whole row, and not only that of one of its dates."""
    if entry.participants is None:
        return comparable(stated) in comparable(text)
    of_dates = sum(one.participants == entry.participants for one in entry.occurrences)
    return _count(entry.participants, comparable(text)) > of_dates


def _count(persons: int, text: str) -> int:
    """How often `text` (comparable) has the number `persons` as a number of its own."""
    digits = re.escape(f"{persons:,}").replace(",", ",?")
    return len(re.findall(rf"(?<![\d.,]){digits}(?![\d年月日]|[.,]\d)", text))


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
    first, last = format_iso(occurrence.start), format_iso(occurrence.end)
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
