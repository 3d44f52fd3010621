"""Looks for titles with the next calendar year in rows without any date."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.title_year_differs import title_years
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.fiscal_year import FiscalYear


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        if entry.fiscal_year is None or any(occurrence.start for occurrence in entry.occurrences):
            continue
        label = FiscalYear(entry.fiscal_year).label
        for year in title_years(entry.title):
            if year.fiscal_years == (entry.fiscal_year + 1, entry.fiscal_year):
                yield Doubt(
                    subject=entry.entry_id,
                    field="title",
                    place=entry.place,
                    printed=entry.title,
                    message=f"名称の「{year.printed}」は{label}の翌年です。1〜3月の開催なら{label}ですが、"
                    "4月以降の開催なら翌年度の事業です。日付がないため文書からは分かりません。",
                )


CHECK = Check(
    name="title_of_next_year",
    label="名称の年が翌年で、日付がない行",
    explanation="名称の年が一覧の年度の翌年で、実施日の書かれていない行を挙げます。"
    "承認した年度で載せた一覧では、催しの年度と一覧の年度がずれることがあります。",
    severity=Severity.NOTE,
    look=_look,
)
