"""Looks for dates decades away from the register's year that another era would put into it."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.iso_dates import Days, both_counts, days_of, days_of_year, in_other_eras
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_YEARS_OFF = 5


def era_is_wrong(iso: str | None, year: Days | None) -> str | None:
    """The date under the era that puts it into `year`, in both counts, when it stands years outside; else None."""
    days = days_of(iso)
    if days is None or year is None or abs(days.first.year - year.first.year) < _YEARS_OFF:
        return None
    for day in in_other_eras(days.first):
        if year.first <= day <= year.last:
            return both_counts(day)
    return None


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        if entry.fiscal_year is None:
            continue
        year = days_of_year(entry.fiscal_year)
        for occurrence in entry.occurrences:
            for field, iso in (("start", occurrence.start), ("end", occurrence.end)):
                if expected := era_is_wrong(iso, year):
                    yield Doubt(
                        subject=entry.entry_id,
                        field=f"occurrences[{occurrence.position}].{field}",
                        place=occurrence.place,
                        printed=occurrence.date_printed or iso or "",
                        expected=expected,
                        message=f"日付（{iso}）が一覧の年度から大きく離れています。元号を取り違えたとすれば{expected}です。"
                        "原文の元号を確かめてください。",
                    )


CHECK = Check(
    name="wrong_era",
    label="元号の取り違え",
    explanation="一覧の年度から5年以上離れた日付のうち、元号だけを読み替えるとその年度に入るものを挙げます。"
    "「平成」と「令和」を書き間違えても年・月・日は正しく見えるため、見落とされやすい誤りです。",
    severity=Severity.WARNING,
    look=_look,
)
