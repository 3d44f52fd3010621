"""Doubts a date that lies outside the period the round asks about."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator

from mitodoke.domain.answer import Answer
from mitodoke.domain.date_point import DatePrecision
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.japanese_date import find_dates


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    texts = [(f"activity.{number}", text) for number, text in answer.activities]
    if answer.entry is not None:
        texts += [
            (f"occurrence.{one.position}.dates", one.dates) for one in answer.entry.occurrences if one.dates
        ]
    for field, text in texts:
        for span in find_dates(text, carry_year=True):
            if span.precision not in (DatePrecision.DAY, DatePrecision.MONTH) or span.problem is not None:
                continue
            first, last = _first(span.start), _last(span.end or span.start)
            if first is None or last is None:
                continue
            if last < context.period_start or first > context.period_end:
                yield Doubt(
                    field=field,
                    message=f"日付「{span.printed}」が調査の対象期間（{format_date(context.period_start)}から"
                    f"{format_date(context.period_end)}まで）の外です。年の誤りでなければ、載せる理由を記してください。",
                )


def _first(iso: str | None) -> datetime.date | None:
    """The first day of an ISO day or month."""
    if iso is None or len(iso) < 7:
        return None
    return datetime.date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01")


def _last(iso: str | None) -> datetime.date | None:
    """The last day of an ISO day or month."""
    day = _first(iso)
    if day is None or iso is None or len(iso) == 10:
        return day
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


CHECK = EntryCheck(
    name="date_outside_period",
    label="対象期間の外の日付",
    explanation="実施年月日と取組事業内容の中の日付（日または月まであるもの）が、調査の対象期間に入っているかを見ます。",
    look=_look,
)
