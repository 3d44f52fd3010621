"""Counts that the introduction states about the report: so many visions, pledges, measures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.place import line_place

_LONGEST = 3000
_NUMERAL = r"(?P<{0}>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})"
_OTHER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_COUNTER = r"\s*(?:つ|個|本|項目|件)?\s*"
_NOT_RANGE = r"(?<![\d～〜~一二三四五六七八九十.．-])(?<!から)(?<!うち)(?<!うち、)(?<!約)(?<!第)(?<!ほか)"


def _count(before: str, name: str, after: str) -> re.Pattern[str]:
    return re.compile(_NOT_RANGE + before + _NUMERAL.format(name) + after)


_VISION_WORD = r"(?:ビジョン|基本政策|重点政策|政策の柱|政策分野|柱)"
_PATTERNS = (
    ("count.visions", _count("", "n", rf"{_COUNTER}の{_VISION_WORD}")),
    (
        "count.visions",
        re.compile(rf"{_VISION_WORD}(?:は|を|数)?(?:全|計)?{_NUMERAL.format('n')}(?:つ|個|本|項目)"),
    ),
    (
        "count.pledges",
        _count("", "n", rf"\s*項目\s*(?:・|、|,|と|及び)?\s*{_OTHER}\s*(?:つ)?\s*(?:の)?\s*(?:施策|事業)"),
    ),
    (
        "count.pledges",
        re.compile(rf"公約(?:は|の|数|、)?[(（]?(?:全|計|合計)?\s*{_NUMERAL.format('n')}\s*(?:項目|件|本)"),
    ),
    ("count.pledges", _count("", "n", r"\s*(?:つ|項目|件|本)?\s*の(?:市長)?公約")),
    ("count.measures", _count("", "n", r"\s*(?:つ|項目|件|本)?\s*(?:の)?\s*施策")),
    (
        "count.measures",
        re.compile(rf"項目\s*(?:・|、|,|と|及び)?\s*{_NUMERAL.format('n')}\s*(?:つ)?(?:の)?\s*施策"),
    ),
    (
        "count.measures",
        re.compile(rf"施策(?:は|の|数|、)?(?:全|計|合計)?\s*{_NUMERAL.format('n')}\s*(?:つ|項目|件|本)"),
    ),
)
_NUMBER_AND_UNIT = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})[^\d一二三四五六七八九十、。]*")
_RANGE = re.compile(
    rf"{_NUMERAL.format('low')}\s*(?:つ|個|件)?\s*(?:～|〜|~|から|-|－|ないし)\s*{_NUMERAL.format('high')}{_COUNTER}(?:の)?\s*施策"
)
_KANJI = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


def stated_counts(lines: Iterable[tuple[int, str]]) -> list[StatedFigure]:
    """Every count stated in `lines` (number, text), each value of a figure once, in the order of the text."""
    found: dict[tuple[str, int], StatedFigure] = {}
    for number, text in lines:
        matches: list[tuple[int, str, re.Match[str], str]] = []
        for figure, pattern in _PATTERNS:
            matches += [(match.start(), figure, match, "n") for match in pattern.finditer(text[:_LONGEST])]
        for match in _RANGE.finditer(text[:_LONGEST]):
            matches.append((match.start(), "count.measures_per_pledge.min", match, "low"))
            matches.append((match.start(), "count.measures_per_pledge.max", match, "high"))
        for _, figure, match, group in sorted(matches, key=lambda item: (item[0], item[3] != "low", item[1])):
            value = parse_count(match[group])
            found.setdefault(
                (figure, value),
                StatedFigure(
                    subject="document",
                    figure=figure,
                    printed=_printed(match, group),
                    value=Decimal(value),
                    place=line_place(number),
                ),
            )
    return list(found.values())


def _printed(match: re.Match[str], group: str) -> str:
    """The number as printed with its unit; of a range the whole range."""
    if group != "n":
        return match[0].strip()
    found = _NUMBER_AND_UNIT.match(match.string[: match.end()], match.start(group))
    return found[0].strip() if found else match[group]


def parse_count(text: str) -> int:
    """A small number in digits of any width or in kanji (七, 十二, 三十四)."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = (_KANJI.get(tens, 1) if tens else 1) * 10 if ten else 0
    return value + _KANJI.get(ones[-1:], 0)
