"""The notes under our tables of indicators, which name the indicator and the value they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mitodoke.domain.indicator import Indicator, IndicatorValue
from mitodoke.domain.japanese_text import fold_width, without_space
from mitodoke.domain.place import parse_place
from mitodoke.sources.formats.own_reports.masked_text import MaskedText
from mitodoke.sources.formats.strategy.head_year import read_year
from mitodoke.sources.placed_lines import BREAK

_NOTE = re.compile(r"※「.+」.*：.")
_VALUE = re.compile(r"の(?P<role>基準値|実績値|目標値)(?:（(?P<year>[^（）]{1,12})）)?")

_VALUE_IN_NOTE = re.compile(r"※?(?P<role>基準値|実績値|目標値)(?:\((?P<year>[^()]{1,12})\))?")


@dataclass(slots=True)
class IndicatorNotes:
    """The notes of a report by their lines (from 1), taken out of its lines until the indicators are known."""

    masked: MaskedText
    found: dict[int, str] = field(default_factory=dict)

    def take(self, start: int) -> None:
        """Take out the notes below tables from line `start` (from 0) on."""
        below_table = False
        for index in range(start, len(self.masked.lines)):
            line = self.masked.lines[index].strip()
            if below_table and _NOTE.match(line):
                self.found[index + 1] = line
                self.masked.lines[index] = ""
            elif line:
                below_table = "\t" in line

    def given_to(self, indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
        """`indicators` with their notes; a note that names none of the table above it stays unaccounted."""
        result = list(indicators)
        ends = [parse_place(one.place).last for one in indicators]
        for line, text in self.found.items():
            above = sorted((i for i, end in enumerate(ends) if end < line), key=lambda i: ends[i])
            table = [i for i in above if indicators[i].item_id == indicators[above[-1]].item_id]
            named, note = _named(text.replace(BREAK, "\n"), [(i, indicators[i].name) for i in table])
            for index, value in named:
                result[index] = _with_note(result[index], value, note)
            if named:
                self.masked.ledger.record(line, line, "indicator_note")
        return tuple(result)


def _named(text: str, names: Sequence[tuple[int, str]]) -> tuple[list[tuple[int, re.Match[str] | None]], str]:
    """Which of the indicators `text` names, each with the value if it names one, and what it says of them."""
    found: list[tuple[int, re.Match[str] | None]] = []
    rest = text.removeprefix("※")
    while rest.startswith("「"):
        held = ((i, _after(f"「{name}」", rest)) for i, name in names)
        fitting = [(i, _VALUE.match(after), after) for i, after in held if after is not None]
        # Two indicators of one name are told in their order.
        new = next((one for one in fitting if not _is_among(one[:2], found)), None)
        if new is None:
            return [], ""
        found.append(new[:2])
        rest = new[2][new[1].end() if new[1] else 0 :].removeprefix("、")
    return (found, rest[1:].strip()) if rest.startswith("：") and rest[1:].strip() else ([], "")


def _is_among(
    one: tuple[int, re.Match[str] | None], found: Sequence[tuple[int, re.Match[str] | None]]
) -> bool:
    value = one[1][0] if one[1] else None
    return any(index == one[0] and (told[0] if told else None) == value for index, told in found)


def _after(words: str, text: str) -> str | None:
    """What of `text` follows on `words`, whatever white space is inside them; None where it begins otherwise."""
    letters = r"\s*".join(re.escape(letter) for letter in without_space(words))
    found = re.match(letters + r"\s*", text)
    return text[found.end() :] if found else None


def _with_note(indicator: Indicator, named: re.Match[str] | None, note: str) -> Indicator:
    """`indicator` with a note, which the value that is named before it, or by its first words, bears too."""
    whole = replace(indicator, note=_added(indicator.note, note))
    value = named or _VALUE_IN_NOTE.match(fold_width(note))
    if value is None:
        return whole
    year, _ = read_year(value["year"] or "")

    def with_own(one: IndicatorValue) -> IndicatorValue:
        if one.role.label != value["role"] or one.fiscal_year != year:
            return one
        return replace(one, note=_added(one.note, note))

    return replace(whole, values=tuple(map(with_own, indicator.values)))


def _added(notes: str | None, note: str) -> str:
    """`notes`, one a line, with `note` once."""
    return "\n".join(dict.fromkeys([*(notes or "").splitlines(), note]))
