"""The head of a pledge report that is one wide table: which of its columns holds what, known by the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.japanese_text import comparable


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
    OTHER = "other"


_LONGEST = 60
_PERCENT = r"進捗|達成(?:状況|率|度)"
_WORDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"(?:公約)?(?:no\.?|番号|コード|№|#)\Z")),
    (Column.OTHER, re.compile(r"番号\Z|(?:施策|ビジョン)(?:no\.?|コード)\Z|前年度|昨年度|今後|次年度|来年度|予定|課題")),
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
    """The columns of the table in their order; `unknown` are the heads that name none of ours, by position."""

    columns: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]

    @property
    def known(self) -> int:
        """How many columns are known."""
        return sum(1 for column in self.columns if column is not Column.OTHER)


def read_wide_head(cells: Sequence[str]) -> WideHead | None:
    """The head that `cells` are; None where they lack the pledge, its measures and what was done for them.

    A table of a pledge report has a column for the pledge, one for the measure or what was done, and in all four
    columns that are known, none of them twice.
    """
    columns = [_column_of(cell) for cell in cells]
    named = [column for column in columns if column is not Column.OTHER]
    if len(named) < 4 or len(set(named)) < len(named) or Column.PLEDGE not in named:
        return None
    if Column.MEASURE not in named and Column.ACTIVITIES not in named:
        return None
    unknown = tuple(
        (position, cell.strip())
        for position, (cell, column) in enumerate(zip(cells, columns, strict=True))
        if column is Column.OTHER and cell.strip()
    )
    return WideHead(tuple(columns), unknown)


def _column_of(cell: str) -> Column:
    text = comparable(cell)
    if not text or len(text) > _LONGEST:
        return Column.OTHER
    return next((column for column, words in _WORDS if words.search(text)), Column.OTHER)
