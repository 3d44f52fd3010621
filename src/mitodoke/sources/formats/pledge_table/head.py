"""The head of a pledge report that is one wide table: which of its columns holds what, known by the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.japanese_text import comparable
from mitodoke.sources.formats.pledge_table.rating_head import (
    RatingHead,
    Scale,
    is_reason_head,
    read_rating_head,
)


class Column(StrEnum):
    """What a column holds."""

    VISION = "vision"
    NUMBER = "number"
    PLEDGE = "pledge"
    MEASURE = "measure"
    ACTIVITIES = "activities"
    DEPARTMENT = "department"
    PROGRESS = "progress"
    PLEDGE_PROGRESS = "pledge_progress"
    VISION_PROGRESS = "vision_progress"
    RATING = "rating"
    RATING_REASON = "rating_reason"
    OTHER = "other"


_LONGEST = 60
_PERCENT = r"進捗|達成(?:状況|率|度)"
_WORDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"(?:公約)?(?:no\.?|番号|コード|№|#)\Z")),
    (Column.OTHER, re.compile(r"番号\Z|(?:施策|ビジョン)(?:no\.?|コード)\Z|前年度|昨年度|今後|次年度|来年度|予定|課題|(?:進捗|達成|評価).*(?:段階|点満点)")),
    (Column.VISION_PROGRESS, re.compile(rf"(?:ビジョン|政策).*(?:{_PERCENT})")),
    (Column.PLEDGE_PROGRESS, re.compile(rf"公約.*(?:{_PERCENT})|(?:{_PERCENT}).*公約")),
    (Column.PROGRESS, re.compile(_PERCENT)),
    (Column.DEPARTMENT, re.compile(r"担当|所管|主管|部署|所属")),
    (
        Column.ACTIVITIES,
        re.compile(r"(?:取り?組み?|事業|実施|活動)(?:事業)?の?(?:実施)?(?:内容|状況|実績|概要|経過)|(?:主な|具体的な)取り?組み?"),
    ),
    (Column.PLEDGE, re.compile(r"公約|マニフェスト")),
    (Column.MEASURE, re.compile(r"施策|事業|取り?組み?(?:名|項目)")),
    (Column.VISION, re.compile(r"ビジョン|基本政策|政策|柱|分野")),
)  # fmt: skip
"""Tried in this order: what a word is about stands after what it is of (公約の進捗状況)."""


@dataclass(frozen=True, slots=True)
class WideHead:
    """The columns of the table in their order; `unknown` are the heads that name none of ours, by position.

    `ratings` are the columns of ratings by position, each of a year of its own. `progress_or_rating` is the column of
    percentages whose head does not tell that it is one (達成度): its cells do.
    """

    columns: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]
    ratings: tuple[tuple[int, RatingHead], ...] = ()
    progress_or_rating: tuple[int, RatingHead] | None = None

    @property
    def known(self) -> int:
        """How many columns are known."""
        return sum(1 for column in self.columns if column is not Column.OTHER)


def read_wide_head(cells: Sequence[str]) -> WideHead | None:
    """The head that `cells` are; None where they lack the pledge, its measures and what was done for them.

    A table of a pledge report has a column for the pledge, one for the measure or what was done, and in all four
    columns that are known, none of them twice but ratings of several years. Two columns of ratings of one year are
    not known: nothing tells which counts.
    """
    columns = [_column_of(cell) for cell in cells]
    rated = {place: head for place, cell in enumerate(cells) if (head := read_rating_head(cell)) is not None}
    ratings = _one_a_year({place: head for place, head in rated.items() if not _may_be_progress(head)})
    for place, head in rated.items():
        if not _may_be_progress(head):
            columns[place] = Column.RATING if place in ratings else Column.OTHER
    if len(ratings) == 1:
        columns = [
            Column.RATING_REASON if is_reason_head(cell) else column
            for cell, column in zip(cells, columns, strict=True)
        ]
    named = [column for column in columns if column is not Column.OTHER]
    once = [column for column in named if column is not Column.RATING]
    if len(named) < 4 or len(set(once)) < len(once) or Column.PLEDGE not in named:
        return None
    if Column.MEASURE not in named and Column.ACTIVITIES not in named:
        return None
    unknown = tuple(
        (position, cell.strip())
        for position, (cell, column) in enumerate(zip(cells, columns, strict=True))
        if column is Column.OTHER and cell.strip()
    )
    open_ones = [(place, head) for place, head in rated.items() if _may_be_progress(head)]
    return WideHead(
        tuple(columns), unknown, tuple(ratings.items()), open_ones[0] if open_ones and not ratings else None
    )


def _may_be_progress(head: RatingHead) -> bool:
    return head.of_achievement and head.scale is Scale.UNSAID


def _one_a_year(rated: dict[int, RatingHead]) -> dict[int, RatingHead]:
    """The columns whose year no other column is of."""
    years = [head.year for head in rated.values()]
    return {place: head for place, head in rated.items() if years.count(head.year) == 1}


def _column_of(cell: str) -> Column:
    text = comparable(cell)
    if not text or len(text) > _LONGEST:
        return Column.OTHER
    return next((column for column, words in _WORDS if words.search(text)), Column.OTHER)
