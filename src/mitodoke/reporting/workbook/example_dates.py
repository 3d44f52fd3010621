"""Examples of dates in the period that a round asks about, for people who fill in its forms."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mitodoke.domain.fiscal_year import era_of, format_date
from mitodoke.reporting.models import ReportingRound

_MONTH, _DAY = 6, 28
"""A day in early summer, where the period has one; two further days of the same month follow."""


@dataclass(frozen=True, slots=True)
class ExampleDates:
    """Ways to write dates around `first`, which has two further days of its month after it."""

    first: datetime.date

    @property
    def day(self) -> str:
        """One day as it is shown: ``令和7年6月28日``."""
        return format_date(self.first)

    @property
    def short(self) -> str:
        """One day as it is quickly typed: ``R7.6.28``."""
        era = era_of(self.first)
        return f"{era.letter}{self.first.year - era.first_day.year + 1}.{self.first.month}.{self.first.day}"

    @property
    def western(self) -> str:
        """One day in the western count: ``2025/6/28``."""
        return f"{self.first.year}/{self.first.month}/{self.first.day}"

    @property
    def days(self) -> str:
        """Days in a row: ``令和7年6月28日～30日``."""
        return f"{self.day}～{self.first.day + 2}日"


def example_dates(reporting_round: ReportingRound) -> ExampleDates:
    """Examples in the year of the round: in June where its period has one, else in the month in which it begins."""
    start, end = reporting_round.period
    for year in range(start.year, end.year + 1):
        first = datetime.date(year, _MONTH, _DAY)
        if start <= first <= end:
            return ExampleDates(first)
    return ExampleDates(start.replace(day=min(start.day, 26)))
