"""Heads of columns with ratings by the departments: which year they are of, and on which scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.japanese_text import comparable
from mitodoke.sources.formats.strategy.head_year import read_year

_LONGEST = 60
_YEAR = re.compile(
    r"(?:(?:令和|平成|(?<![a-z])[rh]\.?)(?:元|\d{1,2})|(?<!\d)\d{4})(?:年度|年)?(?:末|分)?(?:時点)?[のに]?"
)
_BY = r"(?:自己|内部|庁内|(?:(?:担当|所管|主管|実施)(?:部署|部局|所属|課|部|室)?|部署|所属)(?:による|の)?(?:自己)?)"
_RATING = re.compile(rf"(?:施策の?|取り?組み?の?)?{_BY}?(?:達成度)?評価(?:点数?|段階|値|結果)?\Z")
_ACHIEVEMENT = re.compile(r"(?:施策の?|取り?組み?の?)?(?:進捗|達成)(?:状況|度)\Z")
"""Words of a percentage as well as of a rating: only the scale beside them tells which."""
_BRACKETS = re.compile(r"[(\[【〔](?P<inside>[^()\[\]【】〔〕]*)[)\]】〕]")
_TEN = re.compile(r"(?:[01]-)?10(?:段階|点満点|点)(?:中|評価|での?評価|で)?|[01][-~]10|/10|10")
_PERCENT = re.compile(r"(?:単位:?)?(?:%|パーセント|百分率)")
_TEN_BEFORE = re.compile(r"10段階(?:での?|の)?")
_OF_OTHERS = re.compile(
    r"評価|段階|点満点|外部|第三者|委員|市民|住民|議会|前年|昨年|次年|来年|今後|予定|目標"
)
_SCALE = re.compile(r"(?<!\d)(?P<count>\d{1,4})(?:段階|点満点)")
_REASON = re.compile(rf"理由\Z|{_BY}?評価の?(?:理由|根拠)\Z")


class Scale(StrEnum):
    """What the numbers of a column count: steps of ten, percent, or what the head does not tell."""

    TEN = "ten"
    PERCENT = "percent"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class RatingHead:
    """The head of a column of ratings: its words, the fiscal year it names (None: the document's), its scale.

    `of_achievement` are words such as 達成度, whose numbers are as often percentages.
    """

    words: str
    year: int | None
    scale: Scale
    of_achievement: bool = False


def read_rating_head(cell: str) -> RatingHead | None:
    """The head of a column of ratings that `cell` is; None for any other, and for a scale that has not ten steps.

    自己評価, 評価（10段階）, 令和6年度評価（％）; a calendar year (令和6年) is no year of a rating. Of 達成度 and 進捗度 the scale must be said or
    is `UNSAID`. What others say (外部評価, 二次評価) and what is of another year (前年度評価) is none.
    """
    text = comparable(cell)
    if not text or len(text) > _LONGEST:
        return None
    year, is_calendar_year = read_year(cell)
    if is_calendar_year:
        return None
    scale = Scale.UNSAID
    for found in _BRACKETS.finditer(text):
        inside = _YEAR.sub("", found["inside"])
        if _TEN.fullmatch(inside):
            scale = Scale.TEN
        elif _PERCENT.fullmatch(inside):
            scale = Scale.PERCENT
        elif inside:
            return None
    stem = _YEAR.sub("", _BRACKETS.sub("", text))
    if stem != (bare := _TEN_BEFORE.sub("", stem)):
        stem, scale = bare, Scale.TEN
    if stem.endswith("%"):
        stem, scale = stem[:-1], Scale.PERCENT
    if _RATING.match(stem):
        return RatingHead(cell.strip(), year, scale)
    if _ACHIEVEMENT.match(stem) and (scale is Scale.TEN or _may_be_steps(stem, scale)):
        return RatingHead(cell.strip(), year, scale, of_achievement=True)
    return None


def _may_be_steps(stem: str, scale: Scale) -> bool:
    """Whether the cells have to tell: 進捗状況 is the word of percentages, 進捗度 and 達成度 are used for both."""
    return scale is Scale.UNSAID and stem.endswith("度")


def rating_words(own: str, whole: str) -> str:
    """The words by which a head below another is known: `own` ones, or the `whole` that they end.

    A head of ratings takes from the one above it year and scale (令和6年度 above 評価); where that one says that the
    ratings are of others or of another year (外部評価 above 評価), the whole is the head, and known as none.
    """
    if own == whole or read_rating_head(own) is None:
        return own
    if read_rating_head(whole) is not None:
        return whole
    above = comparable(whole).removesuffix(comparable(own))
    said = read_rating_head(above)
    is_plain = said is not None and said.year is None and said.scale is Scale.UNSAID
    return own if is_plain or not _OF_OTHERS.search(above) else whole


def says_other_scale(cell: str) -> bool:
    """Whether the head names a number of steps or points that is not ten (5段階, 100点満点): its numbers are no steps."""
    return any(found["count"] != "10" for found in _SCALE.finditer(comparable(cell[:_LONGEST])))


def is_reason_head(cell: str) -> bool:
    """Whether the column gives the reasons of the ratings beside it (理由, 評価の理由)."""
    text = comparable(cell)
    return len(text) <= _LONGEST and _REASON.match(text) is not None
