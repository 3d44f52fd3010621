"""Looks for dates of a yearly register that lie outside its fiscal year."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.iso_dates import Days, days_of, days_of_year
from mitodoke.audit.checks.reversed_date_range import is_reversed
from mitodoke.audit.checks.wrong_era import era_is_wrong
from mitodoke.domain.collaboration import Occurrence
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.fiscal_year import FiscalYear


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        year = days_of_year(entry.fiscal_year) if entry.fiscal_year is not None else None
        if entry.fiscal_year is None or year is None:
            continue
        for occurrence in entry.occurrences:
            for field, iso in _outside(occurrence, year):
                yield Doubt(
                    subject=entry.entry_id,
                    field=f"occurrences[{occurrence.position}].{field}",
                    place=occurrence.place,
                    printed=occurrence.date_printed or iso,
                    expected=f"{year.first.isoformat()}～{year.last.isoformat()}",
                    message=f"日付（{iso}）が{FiscalYear(entry.fiscal_year).label}の外です。年の書き間違いでないか、"
                    "この年度の一覧に載せる事業かを確かめてください。",
                )


def _outside(occurrence: Occurrence, year: Days) -> Iterator[tuple[str, str]]:
    """The ends of the occurrence that no day of the year can be, unless another check explains them better."""
    if is_reversed(occurrence.start, occurrence.end):
        return
    for field, iso in (("start", occurrence.start), ("end", occurrence.end)):
        days = days_of(iso)
        if iso and days and not days.touches(year) and era_is_wrong(iso, year) is None:
            yield field, iso


CHECK = Check(
    name="date_outside_fiscal_year",
    label="年度の外の日付",
    explanation="年度ごとの一覧に、その年度（4月から翌年3月まで）に入らない実施日がないかを見ます。"
    "年の書き間違いか、別の年度の事業が混ざっているおそれがあります。",
    severity=Severity.WARNING,
    look=_look,
)
