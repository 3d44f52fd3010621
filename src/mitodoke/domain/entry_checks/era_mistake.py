"""Doubts a date that no calendar has: 平成36年, 令和0年, 13月, 2月30日, 6月31日, a range that ends before it starts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from mitodoke.domain.answer import Answer
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.fiscal_year import ERAS, format_year
from mitodoke.domain.japanese_date import DateProblem, DateSpan, find_dates
from mitodoke.domain.japanese_text import fold_width

_ERA_YEAR = re.compile(r"(令和|平成|昭和|大正|明治) {0,3}(\d{1,3}) {0,3}年(?!間)", re.ASCII)
_MONTH_AND_DAY = re.compile(r"(\d{1,2}) {0,3}月 {0,3}(\d{1,2}) {0,3}日", re.ASCII)
_LEAP_YEAR = 2024
_NAMES = {era.name: (number, era) for number, era in enumerate(ERAS)}


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    for field, text in _texts(answer):
        for message in mistakes(text):
            yield Doubt(field=field, message=message)


def mistakes(text: str) -> Iterator[str]:
    """One sentence for every era year and date of `text` that no calendar has."""
    for match in _ERA_YEAR.finditer(fold_width(text)):
        if said := _era_mistake(match[1], int(match[2])):
            yield f"「{match[0]}」という年はありません。{said}"
    for span in find_dates(text, carry_year=True):
        if span.problem is DateProblem.IMPOSSIBLE or _is_in_no_year(span):
            yield f"「{span.printed}」という日付はありません。年月日を確かめてください。"
        elif span.problem is DateProblem.REVERSED:
            yield f"「{span.printed}」は終わりが始まりより前です。年月日を確かめてください。"


def _is_in_no_year(span: DateSpan) -> bool:
    """Whether a date without a year names a day that no year has."""
    if span.problem is not DateProblem.NO_YEAR:
        return False
    for month, day in _MONTH_AND_DAY.findall(fold_width(span.printed)):
        try:
            datetime.date(_LEAP_YEAR, int(month), int(day))
        except ValueError:
            return True
    return False


def _era_mistake(name: str, count: int) -> str | None:
    number, era = _NAMES[name]
    if count == 0:
        return f"{name}は元年から始まります。"
    last = ERAS[number - 1].first_day - datetime.timedelta(days=1) if number else None
    if last is not None and era.year(count) > last.year:
        right = format_year(era.year(count))
        return f"{name}は{last.year - era.first_day.year + 1}年までです（{era.year(count)}年は{right}です）。"
    return None


def _texts(answer: Answer) -> Iterator[tuple[str, str]]:
    for number, text in answer.activities:
        yield f"activity.{number}", text
    if answer.reason:
        yield "rating.reason", answer.reason
    for actual in answer.actuals:
        for name, said in (("note", actual.note), ("reason", actual.reason), ("source", actual.source)):
            if said:
                yield f"kpi.{actual.indicator_id}.{name}", said
    entry = answer.entry
    if entry is not None:
        for name, said in (
            ("since_year", entry.since),
            ("purpose", entry.purpose),
            ("effects", entry.effects),
        ):
            if said:
                yield f"entry.{name}", said
        for one in entry.occurrences:
            if one.dates:
                yield f"occurrence.{one.position}.dates", one.dates


CHECK = EntryCheck(
    name="era_mistake",
    label="和暦の誤り",
    explanation="平成36年、令和0年、13月、2月30日、6月31日のようにどの暦にもない年月日と、終わりが始まりより前の期間を挙げます。",
    look=_look,
)
