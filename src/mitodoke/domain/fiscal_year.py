"""Japanese eras (元号) and fiscal years (April to March, named by the first year)."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from mitodoke.domain.japanese_text import fold_width


@dataclass(frozen=True, slots=True)
class Era:
    """A 元号: its name, the letter it is shortened to, and its first day."""

    name: str
    letter: str
    first_day: datetime.date

    def year(self, era_year: int) -> int:
        """The calendar year of `era_year` (元年 is 1), whether or not the era lasted that long."""
        return self.first_day.year + era_year - 1


ERAS: tuple[Era, ...] = (
    Era("令和", "R", datetime.date(2019, 5, 1)),
    Era("平成", "H", datetime.date(1989, 1, 8)),
    Era("昭和", "S", datetime.date(1926, 12, 25)),
    Era("大正", "T", datetime.date(1912, 7, 30)),
    Era("明治", "M", datetime.date(1868, 1, 25)),
)
"""Newest first. 明治 counts from 1868-01-25 (改元の詔 of 明治元年, applied back to 1 January in the old calendar)."""

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?\Z", re.ASCII)
_LONGEST = 64
"""No year stands further in; keeps hostile texts cheap."""

_BY_NAME = {era.name: era for era in ERAS} | {era.letter: era for era in ERAS}

ERA_YEAR_PATTERN = r"(?:令和|平成|昭和|大正|明治)\s*(?:元|\d{1,2})"
"""A year of an era in half-width digits, for use inside larger patterns."""

_ERA_YEAR = re.compile(
    r"(令和|平成|昭和|大正|明治|[RHSTM](?=[\s.\d]))[\s.]{0,4}(元|[1-9]\d?(?!\d)|0[1-9](?!\d))", re.ASCII
)
_WESTERN_YEAR = re.compile(r"([12]\d{3})(?!\d)", re.ASCII)
_BESIDE = r"(?:\s{0,4}[~〜・,、-]\s{0,4}(?:令和|平成|昭和)?\s{0,4}\d{1,4})?(?:\([^()]{1,12}\))?"
"""What may stand between a year and 年度: the end of a range (2～6年度), the same year in the other count in brackets."""

_FISCAL_YEAR = re.compile(
    rf"({ERA_YEAR_PATTERN}|(?<![A-Za-z])[RHSTM][\s.]{{0,4}}(?:元|\d{{1,2}})|(?<!\d)[12]\d{{3}})(?!\d){_BESIDE}\s{{0,4}}年度",
    re.ASCII,
)

_SPAN = re.compile(r"[~〜・,、-]")
_SPAN_AFTER = re.compile(r"\s{0,4}(?:[~〜・,、-]|から)\s{0,4}(?:令和|平成|[RH12])")


def era_of(day: datetime.date) -> Era:
    """The era that `day` lies in; ValueError before 1868-01-25."""
    for era in ERAS:
        if day >= era.first_day:
            return era
    raise ValueError(f"no era for {day}")


def parse_year(text: str) -> int | None:
    """The calendar year that `text` begins with: ``令和7年``, ``平成元年``, ``R7``, ``R7.3.31``, ``2025``; else None.

    Whether the era lasted that long is not judged (昭和99年 is 2024); a western year has four digits, 1000 to 2999.
    """
    folded = fold_width(text.strip()[:_LONGEST]).strip()
    if match := _ERA_YEAR.match(folded):
        return _BY_NAME[match[1]].year(1 if match[2] == "元" else int(match[2]))
    if match := _WESTERN_YEAR.match(folded):
        return int(match[1])
    return None


def parse_fiscal_year(text: str) -> int | None:
    """The first fiscal year named in `text`, or None.

    ``令和3年度``, ``2021年度``, ``R3年度``, ``令和3（2021）年度``; of ``令和2～6年度`` the first.
    """
    match = _FISCAL_YEAR.search(fold_width(text))
    return parse_year(match[1]) if match else None


def format_date(day: datetime.date) -> str:
    """`day` in 和暦 for people: ``令和7年3月31日``, ``令和元年5月1日``; before 明治 in the western count."""
    return f"{_era_year(day)}年{day.month}月{day.day}日"


def format_iso(iso: str | None) -> str:
    """An ISO day or month in 和暦 (``令和7年3月31日``, ``令和3年1月``); anything else as it stands, None as nothing.

    A month in which an era began is named by its last day, a date before 明治 by the western year.
    """
    match = _ISO.match(iso or "")
    if match is None:
        return iso or ""
    year, month = int(match[1]), int(match[2])
    try:
        day = int(match[3]) if match[3] else calendar.monthrange(year, month)[1]
        text = format_date(datetime.date(year, month, day))
    except ValueError:
        return iso or ""
    return text if match[3] else text[: text.index("月") + 1]


def format_year(year: int) -> str:
    """The calendar year `year` in 和暦 by its last day: 2019 is ``令和元年``; before 明治 in the western count."""
    return f"{_year_in_era(year, 12, 31)}年"


def _year_in_era(year: int, month: int, day: int) -> str:
    """The year's name on that day; a year that no calendar has keeps its number."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return str(year)
    return _era_year(datetime.date(year, month, day))


def _era_year(day: datetime.date) -> str:
    if day < ERAS[-1].first_day:
        return str(day.year)
    era = era_of(day)
    count = day.year - era.first_day.year + 1
    return f"{era.name}{'元' if count == 1 else count}"


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """The fiscal year from 1 April `year` to 31 March of the next."""

    year: int

    @classmethod
    def of(cls, day: datetime.date) -> FiscalYear:
        """The fiscal year that `day` lies in."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def first_day(self) -> datetime.date:
        """1 April."""
        return datetime.date(self.year, 4, 1)

    @property
    def last_day(self) -> datetime.date:
        """31 March of the next calendar year."""
        return datetime.date(self.year + 1, 3, 31)

    def __contains__(self, day: datetime.date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def label(self) -> str:
        """For people: ``令和7年度``. Fiscal 2019, which began in 平成31年, is ``令和元年度`` as the state writes it."""
        return f"{_year_in_era(self.year, 5 if self.year == 2019 else 4, 1)}年度"

    def is_told_in(self, title: str) -> bool:
        """Whether a title names this very year itself, in either count; a span of years that it lies in is none."""
        return any(
            parse_year(match[1]) == self.year
            and not _SPAN.search(match[0])
            and not _SPAN_AFTER.match(match.string, match.end())
            for match in _FISCAL_YEAR.finditer(fold_width(title))
        )
