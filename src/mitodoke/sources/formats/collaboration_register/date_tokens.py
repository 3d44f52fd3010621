"""Cuts the text of a date cell into dates, brackets and words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mitodoke.domain.japanese_date import DatePrecision, DateSpan, find_dates
from mitodoke.sources.formats.collaboration_register.person_count import find_person_count

_WEEKDAY = re.compile(r"[月火水木金土日祝休・、曜 \u3000]{1,6}")
_BRACKETS = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]")
_MARK = re.compile(r"[※＊]|(?<![^\s])\*")
_PARTICLE = re.compile(r" ?[はにがをもへ]")
_LAST_WORD = re.compile(r"(?<=\s)\S+\s*\Z")
_BEFORE_DATE = " \u3000\n\t）)。\ufffc"
_HIDDEN = "\ufffc"
_CELL_PRECISIONS = (DatePrecision.DAY, DatePrecision.MONTH)


@dataclass(frozen=True, slots=True)
class DateToken:
    """A date or range."""

    span: DateSpan


@dataclass(frozen=True, slots=True)
class BracketToken:
    """A group in brackets: `content` without them, `printed` with them."""

    content: str
    printed: str


@dataclass(frozen=True, slots=True)
class WordsToken:
    """Text between dates and brackets, line breaks included."""

    text: str


@dataclass(frozen=True, slots=True)
class RemarkToken:
    """A remark (※ and what follows it), brackets and dates of its sentence included."""

    text: str


Token = DateToken | BracketToken | WordsToken | RemarkToken


def date_tokens(text: str) -> list[Token]:
    """The tokens of `text` in their order. Dates within brackets belong to the brackets, weekdays to the dates."""
    brackets = [match.span() for match in _BRACKETS.finditer(text) if not _WEEKDAY.fullmatch(match[0][1:-1])]
    spans = _spans_of_days(_hide(text, brackets))
    if not spans and (spans := _spans_of_days(text)):
        brackets = []  # 「（令和6年5月1日）」: the dates stand in brackets, which then say nothing else.
    marks: list[tuple[int, int, Token]] = [(span.first, span.last, DateToken(span)) for span in spans]
    ends = {span.last for span in spans} | {last for _, last in brackets}
    for first, last in brackets:
        if _belongs_to_word(text, first, last, ends):
            continue
        if content := text[first + 1 : last - 1].strip():
            marks.append((first, last, BracketToken(content, text[first:last])))
    for first, last in _remarks(_hide(text, brackets), text, spans):
        marks.append((first, last, RemarkToken(text[first:last].strip())))
    marks.sort(key=lambda mark: (mark[0], -mark[1]))
    tokens: list[Token] = []
    position = 0
    for first, last, token in marks:
        if first < position:
            continue
        tokens.extend(_words(text[position:first]))
        tokens.append(token)
        position = last
    tokens.extend(_words(text[position:]))
    return tokens


def _belongs_to_word(text: str, first: int, last: int, ends: set[int]) -> bool:
    """Whether brackets go on a word (``実技1・2級（精密測定）``) and do not tell of a date or of persons."""
    if first == 0 or first in ends or text[first - 1].isspace():
        return False
    return find_person_count(text[first + 1 : last - 1]) is None


def _words(text: str) -> list[Token]:
    return [WordsToken(text)] if text.strip(" \u3000\n（）()") else []


def _remarks(hidden: str, text: str, spans: list[DateSpan]) -> list[tuple[int, int]]:
    """Where remarks stand: from ※ to the label of the next date of its own, else to the end.

    A date within the sentence of a remark (``※9月1日は中止``) is none of its own: a particle follows it, or it
    follows other words without a gap.
    """
    own = [
        span.first
        for span in spans
        if not _PARTICLE.match(text, span.last)
        and (span.first == 0 or hidden[span.first - 1] in _BEFORE_DATE)
    ]
    remarks = []
    position = next_own = 0
    while (first := _find_mark(hidden, position)) >= 0:
        while next_own < len(own) and own[next_own] < first:
            next_own += 1
        last = len(text)
        if next_own < len(own):
            last = own[next_own]
            label = _LAST_WORD.search(hidden, max(first, last - 60), last)
            if label and label.start() > first + 1:
                last = label.start()
        second = _find_mark(hidden, first + 1)
        last = second if first < second < last else last
        remarks.append((first, last))
        position = last
    return remarks


def _find_mark(hidden: str, position: int) -> int:
    match = _MARK.search(hidden, position)
    return match.start() if match else -1


def _spans_of_days(text: str) -> list[DateSpan]:
    return [span for span in find_dates(text, carry_year=True) if span.precision in _CELL_PRECISIONS]


def _hide(text: str, groups: list[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for first, last in groups:
        pieces.append(text[position:first])
        pieces.append(_HIDDEN * (last - first))
        position = last
    return "".join([*pieces, text[position:]])
