"""The period that a pledge report tells of, and the other dates of its front."""

from __future__ import annotations

import calendar
import re

from mitodoke.domain.japanese_date import DateSpan, find_dates

_LONGEST = 400
_WORDS_AROUND = re.compile(r"(?:公表日?|作成日?|発行日?|更新日?)?[:：]?(?:公表|作成|発行|更新|版)?")
_STATE = re.compile(r"(?:末)?(?:現在|時点)")


def find_period(text: str) -> tuple[str, str] | None:
    """The first range of time in `text` as its first and last day (ISO); a fiscal year is one too; else None."""
    for span in find_dates(text[:_LONGEST]):
        if span.start and span.end and span.problem is None:
            return _first_day(span.start), _last_day(span.end)
    return None


def find_publication(text: str) -> str | None:
    """The day or month (ISO) when the line says nothing but when the document was published; else None."""
    span = _alone(text, _WORDS_AROUND)
    return span.start if span is not None and span.end is None else None


def find_as_of(text: str) -> str | None:
    """The day (ISO) when the line says nothing but that the state is told for it (…現在, 年度末時点); else None."""
    span = _alone(text.strip("()（）[]【】 "), _STATE)
    if span is None or _STATE.search(text) is None:
        return None
    return _last_day(span.end or span.start or "")


def _alone(text: str, around: re.Pattern[str]) -> DateSpan | None:
    if len(text) > 60:
        return None
    spans = [span for span in find_dates(text) if span.start and span.problem is None]
    if len(spans) != 1:
        return None
    rest = re.sub(r"\s+", "", text[: spans[0].first] + text[spans[0].last :])
    return spans[0] if around.fullmatch(rest) else None


def _first_day(iso: str) -> str:
    return iso if len(iso) == 10 else f"{iso}-01" if len(iso) == 7 else f"{iso}-01-01"


def _last_day(iso: str) -> str:
    if len(iso) == 7:
        year, month = int(iso[:4]), int(iso[5:])
        return f"{iso}-{calendar.monthrange(year, month)[1]:02}"
    return iso if len(iso) == 10 else f"{iso}-12-31"
