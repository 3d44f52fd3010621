"""The words and numbers of a report as people read them; the records keep everything as printed."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from mitodoke.domain.fiscal_year import FiscalYear, format_iso, format_year
from mitodoke.domain.japanese_text import join_lines
from mitodoke.domain.paragraphs import columns, paragraphs

LOST = "原文から失われています"
LOST_TITLE = f"（見出しは{LOST}）"
NOT_TOLD = "記載なし"

_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_RESERVE = 4
_NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?\Z", re.ASCII)


def printable(text: str) -> str:
    """`text` without controls that no font shows and without marks that would turn its direction.

    Line breaks stay, a tab becomes a space, half of a pair of characters becomes the replacement character.
    """
    cleaned = _NOT_PRINTABLE.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    return _SURROGATE.sub("\ufffd", cleaned)


def lines_taken(text: str, width: int) -> int:
    """How many lines `text` fills at most in a column of `width` half-width columns; 0 for no text.

    Words of Latin letters stay whole where they fit into a line. An estimate on the safe side: every line is
    taken to hold four columns less, for signs that may not begin or end a line.
    """
    room = max(width - _RESERVE, 2)
    return sum(_wrapped(line, room) for line in text.splitlines())


def _wrapped(line: str, room: int) -> int:
    lines, taken = 1, 0
    for word in _WORD.findall(line):
        size = columns(word)
        if taken and taken + size > room:
            lines, taken = lines + 1, 0
        lines += (size - 1) // room
        taken = taken + size if size <= room else (size - 1) % room + 1
    return lines


def flowing(text: str | None) -> str:
    """`text` for a cell: its paragraphs, one a line; empty for None."""
    return "\n".join(paragraphs(text))


def one_line(text: str | None) -> str:
    """`text` on one line, as headings and names need it; empty for None."""
    return join_lines((text or "").splitlines())


def shortened(text: str, length: int) -> str:
    """`text` cut after `length` characters, with an ellipsis that says so."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def number(value: Decimal | int) -> str:
    """A number with thousands separators and its own decimals."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f"{Decimal(text):,f}" if len(text) <= 28 else text


def share_of(value: Decimal | None) -> Decimal | None:
    """How much of an axis from 0 to 100 a figure fills; what lies outside is drawn at the end of the axis."""
    return None if value is None else min(max(value, Decimal(0)), Decimal(100))


def coverage_in(rule: str) -> str:
    """What a calculated percentage covers, which is the last sentence of its rule in words."""
    return rule.rpartition("。")[2]


def percent(value: Decimal | None) -> str:
    """A percentage as cities print it (``95%``); absence in words, never 0."""
    return LOST if value is None else f"{number(value)}%"


def period(start: str | None, end: str | None) -> str:
    """A period by its months, as the reports of cities name it: ``令和7年1月～令和8年3月末``; nothing if not told."""
    first, last = (format_iso(iso and iso[:7]) for iso in (start, end))
    if not first and not last:
        return ""
    return f"{first}～{last}{'末' if _ends_month(end) else ''}" if last else f"{first}～"


def _ends_month(iso: str | None) -> bool:
    """Whether `iso` is the last day of its month."""
    match = _ISO.match(iso or "")
    if match is None or match[3] is None:
        return False
    try:
        day = datetime.date(int(match[1]), int(match[2]), int(match[3]))
        return (day + datetime.timedelta(days=1)).day == 1
    except (ValueError, OverflowError):
        return False


def year_words(year: int | None, *, calendar_year: bool = False) -> str:
    """A fiscal year (``令和7年度``), a calendar year (``令和7年``), or nothing where it is not told."""
    if year is None:
        return ""
    try:
        return format_year(year) if calendar_year else FiscalYear(year).label
    except (ValueError, OverflowError):
        return f"{year}{'年' if calendar_year else '年度'}"


def measure_number(count: int) -> str:
    """The number of a 施策 as strategies print it: ``①`` to ``⑳``, then plain figures."""
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)
