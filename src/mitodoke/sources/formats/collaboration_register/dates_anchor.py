"""Finds the date cell of a broken row: dates show themselves, and the title or the effects follow on their line."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_date import DatePrecision, DateSpan, find_dates
from mitodoke.sources.formats.collaboration_register.date_words import is_cancellation, is_note, is_undated
from mitodoke.sources.formats.collaboration_register.flow import width
from mitodoke.sources.formats.collaboration_register.organisation_words import looks_like_organisation
from mitodoke.sources.formats.collaboration_register.stream import BLOCK_BREAK, Span, Stream

_DAYS = (DatePrecision.DAY, DatePrecision.MONTH)
_INLINE_DATE = re.compile(r" (?=令和|平成|昭和|[RHS][ .]?\d|\d{4}[年/.])")
_LABEL_WIDTH = 24
_ATTACHED = re.compile(r"(?:[（(][^（）()\n]{0,40}[）)]|[^\s（()）])*")
_PARTICLE = re.compile(r"[にはがをもへで]")
_NEXT_WORD = re.compile(r"[ \u3000]+(\S+)")
_SPACE = re.compile(r"\s*")
_LABEL_ENDS = " \u3000:：】）)①②③④⑤⑥⑦⑧⑨⑩"
_AFTER_DATE = re.compile(r"[ \u3000（(～、ほ\d]")
_DASH_CELL = re.compile(r"[-－―ー‐—–−]{1,3}(?=\s|\Z)")


def find_dates_cell(stream: Stream, first: int) -> Span:
    """The date cell that begins at `first`: dates down to where the title begins, on the last date's line or after it.

    A line without a date belongs to it where the next line has one (a label). What follows the dates on the last
    line, after a space, is the next cell, unless a date above also has words after it: then these are notes.
    """
    start = _skip_space(stream.text, first)
    end = start
    while end < len(stream.text):
        block_last = stream.block_end(end)
        found = _dates_of_block(stream.text[end:block_last])
        if found is None:
            break
        end += found
        if end < block_last or not stream.text.startswith(BLOCK_BREAK, end):
            break
        following = _skip_space(stream.text, end)
        if not _begins_with_date(stream.text[following : following + 80]):
            break
        end = following
    if end == start:
        end = start + _words_without_date(stream.text[start : start + 80])
    return start, end


def search_dates_cell(stream: Stream, first: int, cells_before: int) -> Span | None:
    """The first date cell somewhere after `first`, at the beginning of a block or after a space; None without any.

    `cells_before` cells stand between `first` and it: words before the first date of a line are the last of them
    where too few blocks stand above, or where they look like an organisation, and the date's label otherwise.
    """
    position, blocks = _skip_space(stream.text, first), 0
    while position < len(stream.text):
        block_last = stream.block_end(position)
        inline = _INLINE_DATE.search(stream.text, position, block_last)
        words = stream.text[position : inline.start()] if inline else ""
        if inline and "\n" not in words and (blocks < cells_before or looks_like_organisation(words)):
            return find_dates_cell(stream, inline.end())
        if _dates_of_block(stream.text[position:block_last]) is not None:
            return find_dates_cell(stream, position)
        if inline and begins_dates_cell(stream.text[inline.end() : inline.end() + 80]):
            return find_dates_cell(stream, inline.end())
        position, blocks = _skip_space(stream.text, block_last), blocks + 1
    return None


def _dates_of_block(block: str) -> int | None:
    """How much of the block is dates, or None when it does not begin with them."""
    spans = [span for span in find_dates(block, carry_year=True) if span.precision in _DAYS]
    lines = _line_starts(block)
    last_line, noted = -1, False
    used = 0
    for index, start in enumerate(lines):
        stop = lines[index + 1] - 1 if index + 1 < len(lines) else len(block)
        while used < len(spans) and spans[used].last <= start:
            used += 1
        span = spans[used] if used < len(spans) else None
        if span is not None and _is_date_line(block, start, stop, span):
            noted = noted or (last_line >= 0 and _words_after(block, spans, lines, last_line))
            last_line = index
        elif index - last_line > 1 or width(block[start:stop]) > _LABEL_WIDTH:
            break
    if last_line < 0:
        return None
    stop = lines[last_line + 1] - 1 if last_line + 1 < len(lines) else len(block)
    in_line = [span for span in spans if lines[last_line] < span.last <= stop]
    return stop if noted or not in_line else _end_after(block, in_line, stop)


def _is_date_line(block: str, start: int, stop: int, span: DateSpan) -> bool:
    """Whether a date begins the line, goes on into it from the line above, or follows a short label in it."""
    if span.first < start:
        return span.last > start
    if span.first >= stop:
        return False
    label = block[start : span.first]
    after = block[span.last : span.last + 1]
    if not label.strip():
        return _PARTICLE.match(after) is None
    return (
        width(label) <= _LABEL_WIDTH
        and label[-1] in _LABEL_ENDS
        and (not after or after in " \u3000\n（(～、")
    )


def _words_after(block: str, spans: list[DateSpan], lines: list[int], index: int) -> bool:
    stop = lines[index + 1] - 1
    in_line = [span for span in spans if lines[index] < span.last <= stop]
    return bool(in_line) and _end_after(block, in_line, stop) < stop


def _end_after(block: str, spans: list[DateSpan], stop: int) -> int:
    """Where the date cell ends on the line that `spans` stand on: dates after the first count only in a row."""
    end = spans[0].last
    for span in spans[1:]:
        if block[end : span.first].strip(" \u3000、,，・及びと"):
            break
        end = span.last
    attached = _ATTACHED.match(block, end, stop)
    end = attached.end() if attached else end
    while word := _NEXT_WORD.match(block, end, stop):
        if not is_note(word[1]) and not re.fullmatch(r"[（(][^（）()]*[）)]", word[1]):
            break
        end = word.end()
    return end


def _words_without_date(beginning: str) -> int:
    """The length of a date cell that has no date (通年, 中止, －) at the beginning of a row, else 0."""
    word = re.match(r"\S+", beginning)
    if word and (is_undated(word[0]) or is_cancellation(word[0]) or _DASH_CELL.fullmatch(word[0])):
        return word.end()
    return 0


def _begins_with_date(beginning: str) -> bool:
    spans = [span for span in find_dates(beginning) if span.precision in _DAYS]
    if not spans or spans[0].first != 0:
        return False
    return spans[0].last >= len(beginning) or beginning[spans[0].last] in " \u3000\n"


def begins_dates_cell(text: str) -> bool:
    """Whether `text` (the beginning of a line) can begin a date cell: a date and then nothing, a space or a bracket."""
    beginning = text.strip()[:80]
    spans = [span for span in find_dates(beginning) if span.precision in _DAYS]
    if spans and spans[0].first <= _LABEL_WIDTH // 2:
        label = beginning[: spans[0].first]
        after = beginning[spans[0].last : spans[0].last + 1]
        return (not label or label[-1] in _LABEL_ENDS) and (not after or _AFTER_DATE.match(after) is not None)
    return _words_without_date(beginning) > 0 and not beginning.startswith(("-", "－", "―", "ー"))


def _line_starts(block: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", block))]


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
