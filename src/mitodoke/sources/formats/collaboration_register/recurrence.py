"""実施区分: how often a project takes place, and since when."""

from __future__ import annotations

import re

from mitodoke.domain.collaboration import Recurrence
from mitodoke.domain.fiscal_year import parse_year
from mitodoke.domain.japanese_text import fold_width, is_missing_mark, without_space

_COUNTED_YEARS = re.compile(
    r"(?<![\d和成正治])([2-9]|[二三四五]|1\d)か?年(?:(?:間?に|毎に?|ごとに?)(?:一|1)?(?:度|回)?|(?:一|1)(?:度|回))"
)
_YEAR = r"(?:(?:令和|平成|昭和|大正|明治|[RHSTM])\s*(?:元|\d{1,3})|(?<!\d)\d{4})"
_SINCE = re.compile(
    rf"({_YEAR})年?(?!代)(?:度)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:頃|ころ|ごろ)?"
    r"(?:から|より|～|~|〜|-|ー|—|―|以降|以来|に?(?:開始|創設|発足|スタート|始))"
)


def read_recurrence(printed: str) -> Recurrence | None:
    """What the cell says: 例年 or 毎年, 単年度 or 新規, 隔年 or 2年に一度, else OTHER; None for an empty cell."""
    if is_missing_mark(printed):
        return None
    text = without_space(fold_width(printed))
    counted = _COUNTED_YEARS.search(text)
    if "隔年" in text or (counted and counted[1] in "2二"):
        return Recurrence.BIENNIAL
    if counted or "不定期" in text:
        return Recurrence.OTHER
    if re.search(r"例年|毎年|継続実施|\A継続", text):
        return Recurrence.ANNUAL
    if re.search(
        r"単年度|新規|単発|今回限り|今年度のみ|本年度のみ|一回限り|初(?:回|めて)?(?:開催|実施|\Z)", text
    ):
        return Recurrence.ONE_OFF
    return Recurrence.OTHER


def read_since_year(printed: str) -> int | None:
    """The year since when it takes place (昭和62年頃から, 平成24年～, 令和元年度より), a calendar year.

    A year that ends something (令和5年度まで) is none; of a decade (昭和40年代から) nothing exact is told.
    """
    match = _SINCE.search(without_space(fold_width(printed)))
    return parse_year(match[1]) if match else None


_VOCABULARY = re.compile(
    r"(?:例年|毎年度?|隔年|単年度?|単発|新規|継続|不定期|定期|今回限り|初回?|\d+年に?(?:一|1)?(?:度|回))"
    r"(?:\([^()]{1,8}\))?(?:に|の|的に)?(?:実施|開催|事業)?(?:\(.*\))?\Z",
    re.DOTALL,
)


def looks_like_recurrence(printed: str) -> bool:
    """Whether a whole cell is one of the usual words of this column, with or without since when."""
    return len(printed) <= 120 and _VOCABULARY.match(without_space(fold_width(printed))) is not None
