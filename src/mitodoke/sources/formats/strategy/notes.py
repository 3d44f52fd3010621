"""Gives each note ※… of an item to the indicator, value or column that it speaks of."""

from __future__ import annotations

import re

from mitodoke.domain.indicator import ValueRole
from mitodoke.domain.japanese_text import comparable
from mitodoke.sources.formats.strategy.doubts import unmatched_footnote
from mitodoke.sources.formats.strategy.drafts import IndicatorDraft, ItemDraft, Note
from mitodoke.sources.formats.strategy.footnotes import split_note

_ROLES = (
    (ValueRole.BASELINE, re.compile(r"\A(?:基準|現状|当初)値?(?![^\s（(【\[:：はの、])")),
    (ValueRole.ACTUAL, re.compile(r"\A(?:実績|直近)値?(?![^\s（(【\[:：はの、])")),
    (ValueRole.TARGET, re.compile(r"\A(?:最終)?目標値?(?![^\s（(【\[:：はの、])")),
)
_NAMED = re.compile(r"[【「『\[](?P<name>[^】」』\]]{1,60})[】」』\]]")
_END_OF_NAME = re.compile(r"\s*[:：＝=はのにと（(]")
_LOOKED_AT = 120
"""Characters of a note in which an indicator's name is looked for."""


def attach_notes(item: ItemDraft) -> None:
    """Attach every note of `item`; the first of these that finds something decides.

    1. The note begins with an indicator's name (``※来場者数：…``), or names one in brackets (``【国外】``).
    2. It begins with 基準値, 実績値 or 目標値: the indicators whose head carries ※ there, else all of its table;
       the note is then the value's, too.
    3. Names that carry its mark: one note and one name, or as many notes as names, in order; else all of them.
    4. Values, then heads of columns, that carry its mark.
    5. The item itself where its title carries ※: the note is the last paragraph of its summary.
    6. The only indicator of the item, with a finding; with several, the finding alone keeps the note.
    """
    tables: dict[int, list[IndicatorDraft]] = {}
    for indicator in item.indicators:
        tables.setdefault(indicator.table, []).append(indicator)
    names = {table: _names(indicators) for table, indicators in tables.items()}
    everywhere = _names(item.indicators)
    by_mark: dict[tuple[int, str], list[Note]] = {}
    for note in item.notes:
        nearest = tables.get(note.table) or item.indicators
        if not _by_name(note, names.get(note.table, everywhere)) and not _by_role(note, nearest):
            by_mark.setdefault((note.table, note.mark), []).append(note)
    for (table, mark), notes in by_mark.items():
        _by_mark(item, mark, notes, tables.get(table) or item.indicators)


def _names(indicators: list[IndicatorDraft]) -> dict[str, list[IndicatorDraft]]:
    found: dict[str, list[IndicatorDraft]] = {}
    for indicator in indicators:
        found.setdefault(comparable(indicator.name), []).append(indicator)
    return found


def _give(note: Note, indicators: list[IndicatorDraft], role: ValueRole | None = None) -> None:
    for indicator in indicators:
        indicator.notes.append(note.text)
        if role is not None:
            indicator.value_notes.setdefault(role, []).append(note.text)


def _by_name(note: Note, names: dict[str, list[IndicatorDraft]]) -> bool:
    body = split_note(note.text)[1][:_LOOKED_AT]
    role = _role_of(body)
    for named in _NAMED.finditer(body):
        if found := names.get(comparable(named["name"])):
            _give(note, found, role)
            return True
    if role is None:
        for end in _END_OF_NAME.finditer(body):
            if found := names.get(comparable(body[: end.start()])):
                _give(note, found)
                return True
    return False


def _role_of(body: str) -> ValueRole | None:
    return next((role for role, pattern in _ROLES if pattern.match(body)), None)


def _by_role(note: Note, indicators: list[IndicatorDraft]) -> bool:
    role = _role_of(split_note(note.text)[1])
    if role is None or not indicators:
        return False
    marked = [
        one
        for one in indicators
        if any(column.mark for column in one.head.columns if column.role is role)
        or any(one.cell_marks.get(column.index) for column in one.head.columns if column.role is role)
    ]
    in_cells = [
        one
        for one in indicators
        if any(one.cell_marks.get(column.index) for column in one.head.columns if column.role is role)
    ]
    _give(note, in_cells or marked or indicators, role)
    return True


def _by_mark(item: ItemDraft, mark: str, notes: list[Note], indicators: list[IndicatorDraft]) -> None:
    named = [one for one in indicators if one.name_mark and mark in (one.name_mark, "※")]
    if named:
        if len(named) == len(notes):
            for note, one in zip(notes, named, strict=True):
                _give(note, [one])
        else:
            for note in notes:
                _give(note, named)
        return
    for note in notes:
        if _by_value(note, mark, indicators):
            continue
        if item.title_marked and mark == "※":
            item.paragraphs.append(note.text)
            continue
        if len(indicators) == 1:
            _give(note, indicators)
        item.doubts.append(unmatched_footnote(note.line, note.text))


def _by_value(note: Note, mark: str, indicators: list[IndicatorDraft]) -> bool:
    hit = False
    for one in indicators:
        for column in one.head.columns:
            if one.cell_marks.get(column.index) == mark:
                _give(note, [one], column.role)
                hit = True
    if hit:
        return True
    for one in indicators:
        for column in one.head.columns:
            if column.mark == mark:
                _give(note, [one], column.role)
                hit = True
                break
    return hit
