"""Looks for activities told in the past tense whose date lies outside the reported period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.iso_dates import Days, days_of
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_date import DatePrecision, DateSpan, find_dates

_PAST = re.compile(r"(?:しました|ました|した|れた|った)\Z")
_GOES_ON = re.compile(r"(?:し|され|行い|り|き|び|み|ち|け|せ|て)\Z")
_DATED = re.compile(r"\s*(?:から|より|に(?![続比対向お関つ引])|には|、)、?")
_ATTRIBUTE = re.compile(
    r"する|される|となる|予定|向け|ための|見込|以降の|までの|からの|開催の|実施の|継続|引き?続|続け|以来|以降|毎年|例年"
    r"|(?:した|れた|った)(?!ほか|ところ|結果|上で|うえ|後|\Z)"
)
"""Words that make the date belong to a noun (4月に開設した施設), or tell of what began then and goes on."""
_AHEAD = re.compile(
    r"予定|見込|向け|目指|決定|決まり|方針|計画|準備|検討|協議|調整|可決|内定|公表|発表|周知|募集|案内|説明"
)


def told_as_done(text: str, span: DateSpan) -> bool:
    """Whether the sentence says that something happened at the date: in the past tense, not as a plan.

    The date must stand as an adverb (令和8年4月から、…) at the head of a clause that ends as done or goes on;
    a date inside a noun (令和8年度からの…) and words of planning anywhere behind it say nothing happened yet.
    """
    rest = text[span.last :]
    sentence = re.split(r"[。\n]", rest, maxsplit=1)[0]
    adverb = _DATED.match(sentence)
    if adverb is None or not _PAST.search(sentence) or _AHEAD.search(sentence):
        return False
    clause = sentence[adverb.end() :].split("、", 1)[0]
    if _ATTRIBUTE.search(clause):
        return False
    return bool(_PAST.search(clause) or _GOES_ON.search(clause))


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    start, end = days_of(content.document.period_start), days_of(content.document.period_end)
    if start is None or end is None or end.last < start.first:
        return
    period = Days(start.first, end.last)
    for item in content.items:
        for activity in item.activities:
            text = activity.text or ""
            for span in _outside(text, period):
                if told_as_done(text, span):
                    yield Doubt(
                        subject=item.item_id,
                        field=f"activities[{activity.position}]",
                        place=activity.place,
                        printed=span.printed,
                        expected=f"{period.first.isoformat()}～{period.last.isoformat()}",
                        message=f"「{span.printed}」のことが済んだこととして書かれていますが、対象期間の外です。"
                        "期間に含めてよい取組か、予定として書くべきかを確かめてください。",
                    )


def _outside(text: str, period: Days) -> Iterator[DateSpan]:
    """The dates outside the period in sentences that name no date inside it."""
    spans = find_dates(text)
    inside = {_sentence(text, span) for span in spans if (days := _days(span)) and days.touches(period)}
    for span in spans:
        days = _days(span)
        if days and not days.touches(period) and _sentence(text, span) not in inside:
            yield span


def _sentence(text: str, span: DateSpan) -> int:
    """The number of the sentence in which a date stands."""
    return text.count("。", 0, span.first)


def _days(span: DateSpan) -> Days | None:
    first = days_of(span.start)
    last = days_of(span.end) or first
    if span.problem is not None or span.precision is DatePrecision.YEAR or first is None or last is None:
        return None
    return Days(first.first, max(first.last, last.last))


CHECK = Check(
    name="activity_outside_period",
    label="対象期間の外の取組",
    explanation="取組の文の中で、済んだこととして書かれている日付が、文書の対象期間に入っているかを見ます。"
    "「からの」「向け」「予定」など、これからのこととして書かれた日付は挙げません。",
    severity=Severity.WARNING,
    look=_look,
)
