"""Dates and years as people read them: 和暦 in Japanese, the western calendar in other languages."""

from __future__ import annotations

import datetime
import re

from babel.dates import format_date as format_western

from mitodoke.domain.fiscal_year import FiscalYear, format_iso, format_year
from mitodoke.publishing.language.speak import JAPANESE, language, tr

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?\Z", re.ASCII)


def show_date(iso: str | None) -> str:
    """An ISO day or month as people write it; anything else as it stands, None as nothing."""
    match = _ISO.match(iso or "")
    if match is None or language() == JAPANESE:
        return format_iso(iso)
    try:
        day = datetime.date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return iso or ""
    return format_western(day, "d MMMM y" if match[3] else "MMMM y", locale=language())


def range_parts(start: str | None, end: str | None) -> tuple[str, str]:
    """Start and end of a range in 和暦; the end leaves out what the start already told, empty for a single day."""
    first, last = show_date(start), show_date(end)
    if language() != JAPANESE:
        return first, "" if last == first else last
    for mark in ("月", "年"):
        head = first[: first.find(mark) + 1]
        if head and last.startswith(head) and last != head:
            return first, last[len(head) :]
    return first, last


def show_range(start: str | None, end: str | None) -> str:
    """A range in 和暦 (``令和6年6月29日～30日``); a single day as it is, nothing for nothing."""
    first, last = range_parts(start, end)
    return tr("{first}～{last}", first=first, last=last) if last else first


def show_fiscal_year(year: int | None) -> str:
    """A fiscal year (``令和7年度``); None says that it is not known."""
    if year is None:
        return tr("年度不明")
    if language() != JAPANESE:
        return f"FY{year}"
    try:
        return FiscalYear(year).label
    except ValueError:
        return f"{year}年度"


def show_year(year: int | None, *, calendar_year: bool) -> str:
    """The year of an indicator's value: 年度, or 年 where the column head says so; nothing when not told."""
    if year is None:
        return ""
    if not calendar_year:
        return show_fiscal_year(year)
    if language() != JAPANESE:
        return str(year)
    try:
        return format_year(year)
    except ValueError:
        return f"{year}年"
