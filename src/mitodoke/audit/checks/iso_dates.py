"""ISO dates of any precision (``2021``, ``2021-01``, ``2021-01-05``) as the days they may mean."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mitodoke.domain.fiscal_year import ERAS, FiscalYear, era_of, format_date


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that a date may mean."""

    first: datetime.date
    last: datetime.date

    def touches(self, other: Days) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


def days_of(iso: str | None) -> Days | None:
    """The days an ISO date of any precision covers; None for nothing and for what is no date."""
    if iso is None:
        return None
    try:
        parts = [int(part) for part in iso.split("-")]
        if len(parts) == 1:
            return Days(datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31))
        if len(parts) == 2:
            after = datetime.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
            return Days(datetime.date(parts[0], parts[1], 1), after - datetime.timedelta(days=1))
        day = datetime.date(parts[0], parts[1], parts[2])
    except (ValueError, IndexError, OverflowError):
        return None
    return Days(day, day)


def days_of_year(year: int) -> Days | None:
    """The days of the fiscal year `year`; None beyond the calendar."""
    try:
        return Days(FiscalYear(year).first_day, FiscalYear(year).last_day)
    except ValueError:
        return None


def in_other_eras(day: datetime.date) -> list[datetime.date]:
    """The day with the same year count, month and day in every other era: 平成6年5月1日 is also 令和6年5月1日."""
    if day < ERAS[-1].first_day:
        return []
    own = era_of(day)
    count = day.year - own.first_day.year + 1
    found = []
    for era in ERAS:
        if era is not own:
            try:
                found.append(day.replace(year=era.year(count)))
            except ValueError:  # 29 February of a year that has none
                continue
    return found


def both_counts(day: datetime.date) -> str:
    """`day` for people in both counts: 令和6年5月1日（2024-05-01）."""
    return f"{format_date(day)}（{day.isoformat()}）"
