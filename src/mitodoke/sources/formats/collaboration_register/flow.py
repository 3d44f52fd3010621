"""Puts running text together again that the layout broke: at gaps within a line, or over several lines."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from mitodoke.domain.japanese_text import close_gaps

_ITEM = re.compile(
    r"[・･●○◎◆◇■□▪※①-⑳]|[（(][\d０-９一二三四五六七八九十ア-ン]{1,2}[）)]|[（(〔【<＜][^）)〕】>＞]{1,8}[）)〕】>＞]\Z"
)
_SENTENCE_END = "。！？!?"
_JAPANESE = r"\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff々〆ー"
_BROKEN_WORD = re.compile(rf"(?<=[{_JAPANESE}、])[ \u3000](?=[{_JAPANESE}])")
_LONGEST_PIECE = 20
_NOT_FIRST = (
    "、。，．・：；？！）」』】〕〉》］｝ゝゞ々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}％"
)
_NOT_LAST = "（「『【〔〈《［｛([{"


def width(text: str) -> int:
    """The printed width of `text` in half-width units."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)


def is_wrapped_row(cells: list[str]) -> bool:
    """Whether the gaps in a row's cells are broken lines: they cut its running text in the middle of words.

    A cell was broken when gaps stand within words (between two Japanese characters, not after the end of a
    sentence), two at least, and its pieces are as short as the lines of a narrow column.
    """
    long_cells = [cell for cell in cells if len(cell) >= 24]
    broken = sum(1 for cell in long_cells if _is_wrapped(cell))
    return broken > 0 and broken * 2 >= len(long_cells)


def _is_wrapped(cell: str) -> bool:
    return len(_BROKEN_WORD.findall(cell)) >= 2 and len(cell) <= _LONGEST_PIECE * len(cell.split())


def has_broken_word(text: str) -> bool:
    """Whether a gap stands between two Japanese characters, or between a number and its word (``47年 頃``)."""
    return _BROKEN_WORD.search(text) is not None


def flow_gaps(text: str, *, wrapped: bool) -> str:
    """A cell whose lines were joined by spaces, as text again: paragraphs on lines, words whole.

    A gap after the end of a sentence or before an item (・, (1), ※) is a line break; another one is closed in a
    wrapped row and kept in one that is not.
    """
    pieces = re.split(r"[ \u3000\t]+", text.strip())
    lines = [pieces[0]]
    for before, piece in pairwise(pieces):
        if before and (before[-1] in _SENTENCE_END or _ITEM.match(piece)):
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} {piece}"
    return "\n".join(close_gaps(line) if wrapped else line for line in lines)


def runs_on(line: str, following: str, column_width: int) -> bool:
    """Whether `line` was broken because `following` did not fit, rather than ended.

    `column_width` is the widest line of the column. The next character must not fit; with it counts one that may
    not begin a line (、 ） ー っ) and would otherwise have done so, or one that may not end it (（ 「).
    """
    rest = following.strip()
    if not rest:
        return False
    needed = width(rest[0])
    if rest[0] in _NOT_LAST or (len(rest) > 1 and rest[1] in _NOT_FIRST):
        needed = width(rest[:2])
    return width(line.rstrip()) + needed > column_width


def flow_lines(lines: list[str], column_width: int) -> list[str]:
    """Printed lines as logical ones: a line that was full runs on in the next, a shorter one ends.

    An item or a line that is indented begins a new line even after a full one.
    """
    result: list[str] = []
    before = ""
    for line in lines:
        text = line.strip()
        begins = not before or line.startswith("\u3000") or _ITEM.match(text) is not None
        if not text:
            pass
        elif begins or not result or not runs_on(before, text, column_width):
            result.append(text)
        else:
            result[-1] += text
        before = line if text else ""
    return result
