"""The columns of a register: which a table head names, and which are usual where it names none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.japanese_text import comparable


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    DATES = "dates"
    TITLE = "title"
    DEPARTMENT = "department"
    RECURRENCE = "recurrence"
    PURPOSE = "purpose"
    ORGANISATIONS = "organisations"
    ORGANISER = "organiser"
    PARTICIPANTS = "participants"
    EFFECTS = "effects"
    OTHER = "other"


WIDE_COLUMNS = (
    Column.NUMBER,
    Column.TITLE,
    Column.RECURRENCE,
    Column.PURPOSE,
    Column.ORGANISATIONS,
    Column.DATES,
    Column.EFFECTS,
)
"""The tab-separated table of projects: the department stands in brackets after the title."""

NARROW_COLUMNS = (Column.NUMBER, Column.TITLE, Column.ORGANISER, Column.DEPARTMENT)
"""The table of patronages."""

BROKEN_COLUMNS = (
    Column.NUMBER,
    Column.DATES,
    Column.TITLE,
    Column.DEPARTMENT,
    Column.RECURRENCE,
    Column.PURPOSE,
    Column.ORGANISATIONS,
    Column.PARTICIPANTS,
    Column.EFFECTS,
)
"""The table of projects whose cells come broken over lines."""

_NUMBER = re.compile(r"(?:no\.?|番号|通番|連番|項番|#)(?![a-z])")
_WORDS: tuple[tuple[Column, str], ...] = (
    (Column.DATES, r"年月日|(?:実施|開催)(?:日|期)|期日|日時|日程|時期|期間"),
    (Column.RECURRENCE, r"区分"),
    (Column.TITLE, r"名称|事業名|行事名|催し名|タイトル"),
    (Column.DEPARTMENT, r"担当|所管|主管|部署|所属|課名"),
    (Column.ORGANISER, r"主催(?:者|団体)?"),
    (Column.PURPOSE, r"目的|内容|概要"),
    (Column.ORGANISATIONS, r"団体|相手|協働先|パートナー"),
    (Column.PARTICIPANTS, r"(?:延べ)?(?:参加|来場|動員)?(?:人数|者数)"),
    (Column.EFFECTS, r"効果|反響|成果|評価"),
)
_ANY_WORD = re.compile("|".join(f"(?P<{column}>{words})" for column, words in _WORDS))


@dataclass(frozen=True, slots=True)
class TableHead:
    """The columns of a table in their order; `unknown` are heads that name none of ours."""

    columns: tuple[Column, ...]
    unknown: tuple[str, ...] = ()


def read_head_cells(cells: list[str]) -> TableHead | None:
    """The head that `cells` are, or None when they are no head: it has a number, a title and one more column.

    In a cell of several words (``協働事業の名称 (担当課)``) the first one decides.
    """
    columns = [_column_of(comparable(cell)) for cell in cells]
    if not _is_head(columns):
        return None
    unknown = tuple(
        cell.strip()
        for cell, column in zip(cells, columns, strict=True)
        if column is Column.OTHER and cell.strip()
    )
    return TableHead(_without_repeats(columns), unknown)


def read_head_text(text: str) -> TableHead | None:
    """The head printed as running words (``№ 実施年月日 協働事業の名称 …``), or None.

    A word after 、 ・ or ( belongs to the column before it: ``実施年月日、参加人数`` and ``名称 (担当課)`` are one.
    """
    compact = comparable(text)
    if not _NUMBER.match(compact):
        return None
    columns = [Column.NUMBER]
    for match in _ANY_WORD.finditer(compact):
        column = Column(str(match.lastgroup))
        if column not in columns and compact[match.start() - 1] not in "、・(,":
            columns.append(column)
    return TableHead(tuple(columns)) if _is_head(columns) else None


def _column_of(compact: str) -> Column:
    if _NUMBER.match(compact):
        return Column.NUMBER
    match = _ANY_WORD.search(compact)
    return Column(str(match.lastgroup)) if match else Column.OTHER


def _is_head(columns: list[Column]) -> bool:
    known = {column for column in columns if column is not Column.OTHER}
    return len(known) >= 3 and {Column.NUMBER, Column.TITLE} <= known and columns[0] is Column.NUMBER


def _without_repeats(columns: list[Column]) -> tuple[Column, ...]:
    """The columns with a second one of a kind turned to OTHER, so that no cell overwrites another."""
    seen: set[Column] = set()
    result = []
    for column in columns:
        result.append(Column.OTHER if column in seen else column)
        seen.add(column)
    return tuple(result)
