"""Looks for ranges of dates that end before they start."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.iso_dates import both_counts, days_of, in_other_eras
from mitodoke.domain.collaboration import Occurrence
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity


def is_reversed(start: str | None, end: str | None) -> bool:
    """Whether both dates are told and even the last day that `end` may mean lies before `start`."""
    first, last = days_of(start), days_of(end)
    return first is not None and last is not None and last.last < first.first


def likely_end(start: str | None, end: str | None) -> datetime.date | None:
    """The end under another era where that puts it within a year after the start, else None."""
    first, last = days_of(start), days_of(end)
    if first is None or last is None:
        return None
    within = first.first + datetime.timedelta(days=366)
    return next((day for day in in_other_eras(last.last) if first.first <= day <= within), None)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    document = content.document
    if is_reversed(document.period_start, document.period_end):
        yield Doubt(
            subject="document",
            field="period_end",
            place=None,
            printed=f"{document.period_start}～{document.period_end}",
            message="文書の対象期間の終わりが始まりより前です。原文の期間を確かめてください。",
        )
    for entry in content.entries:
        for occurrence in entry.occurrences:
            if is_reversed(occurrence.start, occurrence.end):
                yield _doubt(entry.entry_id, occurrence)


def _doubt(entry_id: str, occurrence: Occurrence) -> Doubt:
    likely = likely_end(occurrence.start, occurrence.end)
    cause = f"元号の誤りなら、終わりは{both_counts(likely)}です。" if likely else ""
    return Doubt(
        subject=entry_id,
        field=f"occurrences[{occurrence.position}].end",
        place=occurrence.place,
        printed=occurrence.date_printed or f"{occurrence.start}～{occurrence.end}",
        expected=likely.isoformat() if likely else "",
        message=f"期間の終わり（{occurrence.end}）が始まり（{occurrence.start}）より前です。{cause}原文の日付を確かめてください。",
    )


CHECK = Check(
    name="reversed_date_range",
    label="終わりが始まりより前の期間",
    explanation="実施期間や対象期間の終わりの日付が、始まりの日付より前にないかを見ます。"
    "元号の書き間違いや年の書き落としで起こり、そのままでは期間の計算ができないため、公表の前に直す必要があります。",
    severity=Severity.ERROR,
    look=_look,
)
