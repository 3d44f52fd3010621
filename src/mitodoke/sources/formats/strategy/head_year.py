"""The year that the head of a column, or the bracket behind a value, names."""

from __future__ import annotations

import re

from mitodoke.domain.fiscal_year import parse_year
from mitodoke.domain.japanese_text import fold_width, without_space

_LONGEST = 80
_SAME_YEAR = r"(?:\((?:\d{4}|[RHS]\d{1,2}|(?:令和|平成)(?:元|\d{1,2}))年?\))?"
"""The same year in the other count, in brackets between the year and 年度."""


def _after(number: int) -> str:
    """What may follow a year: 年度, 年 with or without a month, ``.3`` for a month."""
    return (
        rf"(?P<after{number}>年度|年(?P<month{number}>\d{{1,2}})月|年|\.(?P<point{number}>\d{{1,2}})(?!\d))"
    )


_YEAR = re.compile(
    rf"(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS](?=\.?\d))\.?(?P<year>元|\d{{1,2}})(?!\d){_SAME_YEAR}{_after(1)}?"
    rf"|(?<!\d)(?P<western>[12]\d{{3}})(?!\d){_SAME_YEAR}(?:{_after(2)}|(?=[~〜・,、)\-]|\Z))"
    r"|(?<=[~〜・,、-])(?P<short>\d{1,2})(?P<after3>年度|年)"
)


_MONTHS = ("month1", "point1", "month2", "point2")


def read_year(text: str) -> tuple[int | None, bool]:
    """The last year that a head names, as (fiscal year, whether it is a calendar year).

    ``令和3年度`` is fiscal 2021, ``令和3年`` the calendar year 2021 (True), ``令和2～3年度`` fiscal 2021; a month
    (``令和7年3月末``) gives the fiscal year it lies in; ``R3`` and ``2021`` alone are taken for fiscal years.
    """
    folded = without_space(fold_width(text[:_LONGEST]))
    found: tuple[int | None, bool] = (None, False)
    era = ""
    for match in _YEAR.finditer(folded):
        era = match["era"] or era
        year = int(match["western"]) if match["western"] else None
        if year is None and era:
            year = parse_year(f"{era}{match['year'] or match['short']}年")
        if year is None:
            continue
        month = next((match[name] for name in _MONTHS if match[name]), None)
        if month:
            found = (year if 4 <= int(month) <= 12 else year - 1, False)
        else:
            found = (year, "年" in (match["after1"], match["after2"], match["after3"]))
    return found
