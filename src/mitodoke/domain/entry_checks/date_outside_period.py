"""Doubts a date that lies outside the period the round asks about, and a project that begins after it."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from mitodoke.domain.answer import Answer
from mitodoke.domain.date_point import DatePrecision
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.entry_checks.era_mistake import mistakes
from mitodoke.domain.fiscal_year import format_date, parse_year
from mitodoke.domain.japanese_date import DateSpan, find_dates
from mitodoke.domain.japanese_text import fold_width

_HAS_YEAR = re.compile(r"令和|平成|昭和|大正|明治|[RHSTM]\W{0,3}\d|\d{4}", re.ASCII)
_DAYS = frozenset({DatePrecision.DAY, DatePrecision.MONTH})


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    for number, text in answer.activities:
        # A year alone is often that of a plan or of an earlier step, and says nothing of when this was.
        spans = (span for span in _possible_dates(text) if span.precision in _DAYS)
        yield from _outside(f"activity.{number}", spans, context)
    if answer.entry is None:
        return
    for one in answer.entry.occurrences:
        yield from _outside(f"occurrence.{one.position}.dates", _possible_dates(one.dates or ""), context)
    since = answer.entry.since
    if since is not None and _begins_after(since, context.period_end):
        yield Doubt(
            field="entry.since_year",
            message=f"開始年「{since}」が調査の対象期間の終わり（{format_date(context.period_end)}）より後です。"
            "年を直すか、誤りでなければ理由を入力してください。",
        )


def _outside(field: str, spans: Iterator[DateSpan], context: EntryContext) -> Iterator[Doubt]:
    for span in spans:
        first, last = _first(span.start), _last(span.end or span.start)
        if first is None or last is None:
            continue
        if last < context.period_start or first > context.period_end:
            yield Doubt(
                field=field,
                message=f"日付「{span.printed}」が調査の対象期間（{format_date(context.period_start)}から"
                f"{format_date(context.period_end)}まで）の外です。年の誤りでなければ、載せる理由を入力してください。",
            )


def _possible_dates(text: str) -> Iterator[DateSpan]:
    """The dates that a calendar has; what is wrong with others, and with dates that take their year, is told elsewhere."""
    is_wrong = False
    for span in find_dates(text, carry_year=True):
        if _HAS_YEAR.search(fold_width(span.printed)):
            is_wrong = any(mistakes(span.printed))
        if not is_wrong and span.problem is None:
            yield span


def _begins_after(since: str, period_end: datetime.date) -> bool:
    if any(mistakes(since)):
        return False
    if spans := find_dates(since):
        first = _first(spans[0].start)
        return first is not None and first > period_end
    year = parse_year(since)
    return year is not None and year > period_end.year


def _first(iso: str | None) -> datetime.date | None:
    """The first day of an ISO day, month or year."""
    if iso is None:
        return None
    return datetime.date.fromisoformat({4: f"{iso}-01-01", 7: f"{iso}-01"}.get(len(iso), iso))


def _last(iso: str | None) -> datetime.date | None:
    """The last day of an ISO day, month or year."""
    day = _first(iso)
    if day is None or iso is None or len(iso) == 10:
        return day
    month = 12 if len(iso) == 4 else day.month
    return datetime.date(day.year, month, calendar.monthrange(day.year, month)[1])


CHECK = EntryCheck(
    name="date_outside_period",
    label="対象期間の外の日付",
    explanation="実施年月日と、取組事業内容の中の日付（日または月まであるもの）が調査の対象期間に入っているか、開始年が対象期間より後でないかを見ます。",
    look=_look,
)
