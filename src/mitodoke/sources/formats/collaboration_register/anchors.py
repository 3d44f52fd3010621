"""Finds the cells of a broken row that show themselves: dates, 実施区分, the number of participants."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_date import DatePrecision, DateSpan, find_dates
from mitodoke.sources.formats.collaboration_register.date_words import is_cancellation, is_note, is_undated
from mitodoke.sources.formats.collaboration_register.flow import width
from mitodoke.sources.formats.collaboration_register.organisations import looks_like_organisation
from mitodoke.sources.formats.collaboration_register.stream import BLOCK_BREAK, Stream

Span = tuple[int, int]

_DAYS = (DatePrecision.DAY, DatePrecision.MONTH)
_INLINE_DATE = re.compile(r" (?=令和|平成|昭和|[RHS][ .]?\d|\d{4}[年/.])")
_LABEL_WIDTH = 24
_ATTACHED = re.compile(r"(?:[（(][^（）()\n]{0,40}[）)]|[^\s（()）])*")
_PARTICLE = re.compile(r"[にはがをもへで]")
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
        and label[-1] in " \u3000:：】）)"
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
    while word := re.compile(r"[ \u3000]+(\S+)").match(block, end, stop):
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
        return (not label or label[-1] in " \u3000:：】）)①②③④⑤") and (
            not after or after in " \u3000（(～、ほ9１1"
        )
    return _words_without_date(beginning) > 0 and not beginning.startswith(("-", "－", "―", "ー"))


_RECURRENCE_WORDS = "例年|毎年度|毎年|隔年|単年度|単発|新規|継続|不定期|定期|今回限り|初回"
_N = r"\n?"
_CORE = "|".join(_N.join(word) for word in _RECURRENCE_WORDS.split("|"))
_COUNTED = rf"[\d２-９二三四五]{{1,2}}{_N}年{_N}(?:に|毎|ごと)?{_N}(?:に)?{_N}(?:一|１|1)?{_N}(?:度|回)?"
_INNER = rf"(?:{_N}[（(]{_N}[^（）()\n]{{1,3}}{_N}[^（）()\n]{{0,3}}{_N}[）)])?"
_RECURRENCE = re.compile(
    rf"(?<!\S)(?P<core>{_CORE}|{_COUNTED}){_INNER}{_N}(?:に|の)?{_N}(?P<done>実{_N}施|開{_N}催)?(?=[\s（(]|\Z)"
)
_SINCE = re.compile(r"\n?[ \u3000]?[（(][^（）()]{1,80}[）)]")
_SINCE_WORDS = re.compile(r"年|度|から|まで|～|〜|回|\d")
_SINCE_BARE = re.compile(r"\n(?:令和|平成|昭和|[RHS])[^\n]{1,10}(?:～|〜|から|より)(?=\n|\Z)")


def find_recurrence(stream: Stream, first: int) -> Span | None:
    """The cell of 実施区分 after `first`, with its bracket of since when: ``例年実施\\n（平成24年～）``.

    A word with 実施 or 開催 counts before a bare one (新規), which must stand at the beginning of a block or
    directly before one.
    """
    bare: re.Match[str] | None = None
    for match in _RECURRENCE.finditer(stream.text, first):
        if match["done"]:
            return match.start(), _since_end(stream, match.end())
        if bare is None and (
            match.end() == stream.block_end(match.start()) or _opens_block(stream, match.start())
        ):
            bare = match
    return (bare.start(), _since_end(stream, bare.end())) if bare else None


def _opens_block(stream: Stream, position: int) -> bool:
    return stream.text[max(0, position - 2) : position] == BLOCK_BREAK


def _since_end(stream: Stream, position: int) -> int:
    match = _SINCE.match(stream.text, position)
    if match and BLOCK_BREAK not in match[0] and _SINCE_WORDS.search(match[0]):
        return match.end()
    bare = _SINCE_BARE.match(stream.text, position)
    return bare.end() if bare else position


_COUNT = re.compile(
    r"(?<!\S)(?:(?:(?:約|延べ|のべ|延|計) ?)?\d[\d,，]{0,12}(?:人|名)?(?:程度|以上|余)?(?:[（(]延べ?[）)])?|[-－―ー‐—–−]{1,3})(?!\S)"
)
_HEADED = re.compile(r"[ \u3000]*(?:目的|内容|効果|概要|成果|課題|経過|実施|対象|今後)")
_COUNTED_WORD = re.compile(
    r" (?:人|名|代|回|年|月|日|時|分|歳|才|周年|団体|種類|点|件|か所|箇所|社|校|組|冊|本|台|km|ｋｍ|%|％)(?=[、。はがをにのでともまか間目以程 \n]|\Z)"
)
_GOES_ON = re.compile(r"[はがをにのでとも約計全第各毎、：:]\Z")
_ENOUGH = 1
_LOOK_BACK = 300


def find_count(stream: Stream, first: int) -> Span | None:
    """The number of participants after `first`: the number that stands most like a cell of its own, or a dash.

    It is padded by spaces, or begins a block, or follows the organisations on their line; the effects follow it
    after one space, or in the next block.
    """
    best: tuple[int, Span] | None = None
    text = stream.text
    for match in _COUNT.finditer(text, first):
        score = _count_likeness(text, match, first)
        if best is None or score > best[0]:
            best = (score, match.span())
    return best[1] if best and best[0] >= _ENOUGH else None


def _count_likeness(text: str, match: re.Match[str], first: int) -> int:
    start = match.start()
    nearest = max(first, start - _LOOK_BACK)
    line_start = text.rfind("\n", nearest, start) + 1 or nearest
    before = text[max(line_start, start - 60) : start]
    spaces = len(before) - len(before.rstrip(" "))
    at_line_start = not before.strip() and start - line_start <= 60
    block_start = at_line_start and (
        line_start == first or text[max(0, line_start - 2) : line_start] == BLOCK_BREAK
    )
    alone = text[match.end() : match.end() + 1] in ("", "\n")
    score = 0
    if spaces >= 2:
        score += 5
    elif block_start:
        score += 3 + spaces
    elif at_line_start:
        score -= 1
    else:
        score += 1
    if re.match(r"[-－―ー‐—–−]", match[0]):
        score += 2 if alone and at_line_start else (0 if spaces >= 2 else -4)
    else:
        score += 2 if "," in match[0] or "，" in match[0] else 0
        score -= 3 if re.fullmatch(r"(?:19|20)\d\d", match[0]) and not at_line_start and spaces < 2 else 0
        score -= 6 if _HEADED.match(text, match.end()) and len(match[0]) <= 2 and spaces < 2 else 0
    score -= 4 if _COUNTED_WORD.match(text, match.end()) and spaces < 2 and not block_start else 0
    named = before.strip() or _last_line(text, first, line_start)
    last_word = re.split(r"[\s、，]", named)[-1]
    score -= 4 if _GOES_ON.search(named) and spaces < 2 and not at_line_start else 0
    score += (
        3
        if looks_like_organisation(named) or looks_like_organisation(last_word)
        else (-3 if named.endswith("。") else 0)
    )
    return score if named else score - 6


def _last_line(text: str, first: int, position: int) -> str:
    """The line before `position`, with the start of its block put before it when short (a name broken over lines)."""
    above = text[max(first, position - 120) : position].rstrip()
    return above.rpartition("\n")[2].strip()


def _line_starts(block: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", block))]


def _skip_space(text: str, position: int) -> int:
    match = re.compile(r"\s*").match(text, position)
    return match.end() if match else position
