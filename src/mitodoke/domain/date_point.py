"""One point in time as printed (a day, a month, a year, a fiscal year), with the parts it leaves out."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from mitodoke.domain.fiscal_year import ERAS, FiscalYear


class DatePrecision(StrEnum):
    """What an expression tells: a day, a month, a calendar year, or a fiscal year."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePoint:
    """A point as printed: `year` and `month` are None where left out, `last` is where its print ends.

    `closed` tells that it ends in a word (日, 月, 年), so that a plain hyphen after it can only mean a range;
    `end_of_year` is 年度末; `has_year` that the year is printed, not taken from another point.
    """

    year: int | None
    month: int | None
    day: int | None
    precision: DatePrecision
    last: int
    closed: bool
    has_year: bool
    end_of_year: bool = False

    @property
    def first_iso(self) -> str | None:
        """The ISO form of (the first day of) this point; None when it is impossible or lacks its year."""
        if self.precision is DatePrecision.FISCAL_YEAR and not self.end_of_year:
            return (
                FiscalYear(self.year).first_day.isoformat() if self.year and self._has_possible_year else None
            )
        return self.last_iso

    @property
    def last_iso(self) -> str | None:
        """The ISO form of (the last day of) this point: only a fiscal year has another one than `first_iso`."""
        if self.year is None or not self._has_possible_year:
            return None
        if self.precision is DatePrecision.FISCAL_YEAR:
            return FiscalYear(self.year).last_day.isoformat()
        if self.precision is DatePrecision.YEAR:
            return f"{self.year:04}"
        if self.month is None or not 1 <= self.month <= 12:
            return None
        if self.precision is DatePrecision.MONTH:
            return f"{self.year:04}-{self.month:02}"
        return _day_iso(self.year, self.month, self.day)

    @property
    def _has_possible_year(self) -> bool:
        return self.year is not None and 1 <= self.year <= 9998

    def completed_after(self, before: DatePoint | None, *, ends_range: bool = False) -> DatePoint:
        """This point with what it leaves out taken from `before`; the year turns where it must.

        With `ends_range` a day alone (～5日) stays in the month of the start even where that lies before it:
        then the print itself is reversed, and says so.
        """
        if self.year is not None or before is None:
            return self
        month = before.month if self.month is None else self.month
        year = before.year
        if year is not None and self.month is not None and before.month is not None and month is not None:
            earlier = (month, self.day or 0) < (before.month, (before.day or 0) if self.day else 0)
            if earlier and (not ends_range or month < before.month):
                year += 1
        return replace(self, year=year, month=month)

    def is_next_after(self, before: DatePoint) -> bool:
        """Whether this is the day after `before`."""
        if self.precision is not DatePrecision.DAY or before.precision is not DatePrecision.DAY:
            return False
        mine, other = self.first_iso, before.first_iso
        if mine is None or other is None:
            return False
        return datetime.date.fromisoformat(other) + datetime.timedelta(days=1) == datetime.date.fromisoformat(
            mine
        )


def _day_iso(year: int, month: int, day: int | None) -> str | None:
    try:
        return datetime.date(year, month, day or 0).isoformat()
    except ValueError:
        return None


_SAME_LENGTH = str.maketrans(
    "０１２３４５６７８９ＲＨＳＴＭ／．－（）\u3000\t\r\n〜~∼−–—―‐，､･",
    "0123456789RHSTM/.-()    ～～～-----、、・",
)
_ERAS = {era.name: era for era in ERAS} | {era.letter: era for era in ERAS}

_YEAR = r"(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM])[. ]{0,3}(?P<era_year>元|\d{1,3})|(?P<western>\d{4}))"
_MONTH = r"(?P<month>\d{1,2}) {0,3}月"
_DAY = r"(?P<day>\d{1,2}) {0,3}日(?!間|目|以内|程度)"
_DAY_BEFORE_DAY = (
    r"(?P<bare>\d{1,2})(?= {0,2}[～・、-] {0,2}\d{1,2} {0,2}(?:日|[～・、] {0,2}\d{1,2} {0,2}日))"
)
_WEEKDAY = r"(?: {0,2}\([月火水木金土日祝休](?:曜日?)?(?:[・、 ]?(?:祝日?|休日?|振休))?\))?"

_LONG = re.compile(
    rf"{_YEAR} {{0,3}}年"
    rf"(?:(?P<fiscal>度末?)| {{0,3}}{_MONTH}(?: {{0,3}}(?:{_DAY}|{_DAY_BEFORE_DAY}){_WEEKDAY}|(?!\d)))?"
)
_SHORT = re.compile(
    rf"{_YEAR} ?(?P<mark>[./-]) ?(?P<month>\d{{1,2}})(?P=mark) ?(?P<day>\d{{1,2}})(?![\d]){_WEEKDAY}"
)
_MONTH_AND_DAY = re.compile(rf"{_MONTH} {{0,3}}(?:{_DAY}|{_DAY_BEFORE_DAY}){_WEEKDAY}")
_MONTH_ALONE = re.compile(rf"{_MONTH}(?!間| {{0,3}}\d{{1,2}} {{0,3}}日)")
_DAY_ALONE = re.compile(rf"(?:{_DAY}|{_DAY_BEFORE_DAY}){_WEEKDAY}")
_SHORT_MONTH_AND_DAY = re.compile(rf"(?P<month>\d{{1,2}})[./](?P<day>\d{{1,2}})(?![\d./]){_WEEKDAY}")


def fold_for_dates(text: str) -> str:
    """`text` with the characters that dates use made uniform, each at its old position."""
    return text.translate(_SAME_LENGTH)


def read_point(folded: str, position: int, *, within: DatePoint | None = None) -> DatePoint | None:
    """The point that stands at `position` of a folded text, or None.

    Without `within` a month and day may lack the year; after another point (`within`) a day or, after a month,
    a month may stand alone.
    """
    for pattern in (_LONG, _SHORT):
        if match := pattern.match(folded, position):
            return _with_year(match)
    match = _MONTH_AND_DAY.match(folded, position)
    if match is None and within is not None:
        match = _match_part(folded, position, within)
    return _without_year(match) if match else None


def _match_part(folded: str, position: int, within: DatePoint) -> re.Match[str] | None:
    if within.precision is DatePrecision.MONTH:
        return _MONTH_ALONE.match(folded, position)
    if within.precision is not DatePrecision.DAY:
        return None
    match = _DAY_ALONE.match(folded, position)
    if match is None and not within.closed:
        match = _SHORT_MONTH_AND_DAY.match(folded, position)
    return match


def _with_year(match: re.Match[str]) -> DatePoint:
    groups = match.groupdict()
    if groups["era"]:
        year = _ERAS[groups["era"]].year(1 if groups["era_year"] == "元" else int(groups["era_year"]))
        year = year if groups["era_year"] == "元" or int(groups["era_year"]) > 0 else 0
    else:
        year = int(groups["western"])
    day = groups.get("day") or groups.get("bare")
    fiscal = groups.get("fiscal")
    if fiscal:
        precision = DatePrecision.FISCAL_YEAR
    elif day:
        precision = DatePrecision.DAY
    else:
        precision = DatePrecision.MONTH if groups["month"] else DatePrecision.YEAR
    return DatePoint(
        year=year,
        month=int(groups["month"]) if groups["month"] else None,
        day=int(day) if day else None,
        precision=precision,
        last=match.end(),
        closed="mark" not in groups and groups.get("bare") is None,
        has_year=True,
        end_of_year=fiscal == "度末",
    )


def _without_year(match: re.Match[str]) -> DatePoint:
    groups = match.groupdict()
    day = groups.get("day") or groups.get("bare")
    month = groups.get("month")
    return DatePoint(
        year=None,
        month=int(month) if month else None,
        day=int(day) if day else None,
        precision=DatePrecision.DAY if day else DatePrecision.MONTH,
        last=match.end(),
        closed=match[0][-1] in "日月)",
        has_year=False,
    )
