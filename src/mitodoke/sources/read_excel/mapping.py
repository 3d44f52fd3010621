"""What a person says of columns whose heads nobody knows: a small file, head by head, and what is still unknown.

The file is TOML or JSON with one table ``columns``: the head as printed, and which of our columns it is::

    [columns]
    "催しもの" = "title"
    "めざす値（R6）" = "target"
    "整理番号" = "ignored"

Nothing is guessed: a head without an entry stays unknown, and a finding says so.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from mitodoke.domain.place import CellRange, Place, place_words
from mitodoke.sources.formats.collaboration_register.columns import Column, read_head_cells
from mitodoke.sources.formats.collaboration_register.numbering import fold_number
from mitodoke.sources.formats.pledge_table.head import Column as WideColumn
from mitodoke.sources.formats.pledge_table.head import read_wide_head
from mitodoke.sources.formats.pledge_table.rating_head import says_other_scale
from mitodoke.sources.formats.strategy.head_year import read_year
from mitodoke.sources.formats.strategy.table_head import read_head
from mitodoke.sources.read_excel.below_heads import unclear_ratings, under_heads
from mitodoke.sources.read_excel.sheet import Book, GridCell, Sheet
from mitodoke.sources.read_excel.side_by_side import in_reading_order
from mitodoke.sources.read_excel.table_heads import Slot, find_head, flat
from mitodoke.sources.read_text import UnreadableFileError, decode_text

IGNORED = "ignored"
_PLEDGES = re.compile(r"公約|マニフェスト")
_PERCENT = re.compile(r"[%％]|パーセント|百分率")
_WITH_YEAR = {"baseline": "基準値", "actual": "実績値", "target": "目標値"}
COLUMNS: dict[str, str] = {
    "number": "No.",
    "title": "事業の名称",
    "department": "担当課",
    "recurrence": "実施区分",
    "purpose": "目的、内容等",
    "organisations": "関係した団体等",
    "organiser": "主催者",
    "dates": "実施年月日",
    "participants": "参加人数",
    "effects": "取組の効果",
    "vision": "ビジョン",
    "pledge": "公約",
    "measure": "施策",
    "activities": "取組事業内容",
    "progress": "進捗状況",
    "rating": "評価（10段階）",
    "rating_reason": "評価の理由",
    "indicator": "指標名",
    "unit": "単位",
    "remark": "備考",
    **_WITH_YEAR,
    IGNORED: "",
}
"""Our columns by the names that a mapping uses, each with a head that the layouts know."""

_OF_PLEDGES: dict[WideColumn, str] = {
    WideColumn.PLEDGE_PROGRESS: "progress",
    WideColumn.VISION_PROGRESS: "progress",
    WideColumn.OTHER: "",
}
"""Columns of a pledge report in one table that go by another name here."""

SHOWN_ROWS = 5
_MOST_HEADS = 20
"""Different heads of a sheet whose cells are looked through for the scale of ratings: no sheet of a city has as many."""


def read_mapping(data: bytes, name: str) -> dict[str, str]:
    """The mapping in a file: head as printed → our column. UnreadableFileError with one sentence for a wrong one."""
    text = "\n".join(decode_text(data, name).lines)
    try:
        loaded = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        raise UnreadableFileError(
            f"{name} は列の対応表（TOML か JSON）として読めません（{problem}）。docs/round-trips.md の例に合わせて直してください。"
        ) from problem
    columns = loaded.get("columns") if isinstance(loaded, dict) else None
    if not isinstance(columns, dict) or not columns:
        raise UnreadableFileError(
            f"{name} に列の対応（columns）がありません。見出しの文字と列の名前の組を、columns の下に一つ以上書いてください。"
        )
    for head, column in columns.items():
        if column not in COLUMNS:
            raise UnreadableFileError(
                f"{name} の見出し「{head}」に対する列「{column}」は知らない名前です。使えるのは {'、'.join(COLUMNS)} です。"
            )
        if column == "rating" and says_other_scale(head):
            raise UnreadableFileError(f"{name} の{other_scale_refusal(head)}")
    return {flat(head): str(column) for head, column in columns.items()}


def other_scale_refusal(head: str) -> str:
    """Why a head that names another scale cannot be told to be a rating."""
    return (
        f"見出し「{head}」は10段階の評価ではないため、評価の列にはできません。"
        "使わない列とするか、10段階に直した表を取り込んでください。"
    )


def known_heads(mapping: Mapping[str, str]) -> dict[str, str]:
    """For each head of `mapping` the words by which the layouts know its column.

    The year of the head stays, and of a rating that it is in percent.
    """
    heads = {}
    for head, column in mapping.items():
        words = COLUMNS[column]
        year, is_calendar_year = read_year(head) if column in _WITH_YEAR else (None, False)
        if column == "rating":
            year, is_calendar_year = read_year(head)[0], False
            words = "評価（％）" if _PERCENT.search(head) else words
        heads[head] = f"{words}（{year}{'年' if is_calendar_year else '年度'}）" if year else words
    return heads


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadColumn:
    """A column of a table: its head as printed, and which of our columns it is; None where nobody knows."""

    head: str
    column: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmatchedTable:
    """A table with heads that nobody knows: where it stands, its columns, and its first rows for a preview."""

    sheet: str
    place: Place
    columns: tuple[HeadColumn, ...]
    rows: tuple[tuple[str, ...], ...]


class UnmatchedColumnsError(UnreadableFileError):
    """A register whose heads nobody knows at all; its text is one Japanese sentence, `tables` are what to ask."""

    def __init__(self, name: str, tables: tuple[UnmatchedTable, ...]) -> None:
        first = tables[0]
        heads = "、".join(column.head for column in first.columns)
        super().__init__(
            f"{name} の{place_words(first.place)}の見出し（{heads}）がどの列か分からないため読みません。"
            "見出しと列の対応表を --mapping で指定してください。"
        )
        self.tables = tables


def unknown_registers(tables: tuple[UnmatchedTable, ...]) -> tuple[UnmatchedTable, ...]:
    """Those of `tables` with numbered rows under heads none of which is known: a layout could only guess their columns."""
    return tuple(
        table
        for table in tables
        if all(column.column is None for column in table.columns)
        and table.rows
        and all(fold_number(row[0]) for row in table.rows[:2])
    )


def speaks_of_pledges(book: Book) -> bool:
    """Whether a sheet that is shown names the city's pledges (公約)."""
    texts = (
        cell.text for sheet in book.sheets if not sheet.hidden for row in sheet.rows.values() for cell in row
    )
    return any(_PLEDGES.search(text) for text in texts)


def tables_unmatched(book: Book, mapping: Mapping[str, str]) -> tuple[UnmatchedTable, ...]:
    """The tables of `book` in which `mapping` leaves heads unknown.

    Beside tables with a known head these are rows of short words above at least two full rows: what a person
    would call a table although nobody knows any of its heads. A head that comes again is told once.
    """
    found: list[UnmatchedTable] = []
    told: set[tuple[str, ...]] = set()
    for sheet in book.sheets:
        if sheet.hidden:
            continue
        for table in _tables(sheet, dict(mapping)):
            heads = tuple(column.head for column in table.columns)
            if heads not in told and any(column.column is None for column in table.columns):
                told.add(heads)
                found.append(table)
    return tuple(found)


def _tables(sheet: Sheet, mapping: dict[str, str]) -> list[UnmatchedTable]:
    names = known_heads(mapping)
    rows, _ = in_reading_order(sheet, names)
    tables: list[UnmatchedTable] = []
    unclear: dict[tuple[Slot, ...], frozenset[int]] = {}
    at = 0
    in_table = False
    while at < len(rows):
        head = find_head(rows[at : at + 4], names)
        if head is not None:
            below = rows[at + head.rows :]
            cells = sorted(
                (cell for row in rows[at : at + head.rows] for cell in row),
                key=lambda cell: cell.first_column,
            )
            plain = find_head(rows[at : at + 4]) or head
            if plain.slots not in unclear and len(unclear) < _MOST_HEADS:
                unclear[plain.slots] = unclear_ratings(plain, below)
            asked = unclear.get(plain.slots, frozenset())
            tables.append(_table(sheet, cells, plain.slots, below, mapping, asked))
            at, in_table = at + head.rows, True
            continue
        if not in_table and _looks_like_head(rows, at):
            slots = tuple(Slot(flat(one.text), one.first_column, one.last_column) for one in rows[at])
            tables.append(_table(sheet, rows[at], slots, rows[at + 1 :], mapping))
            in_table = True
        in_table = in_table and len(rows[at]) > 1
        at += 1
    return tables


def _looks_like_head(rows: list[list[GridCell]], at: int) -> bool:
    row = rows[at]
    if len(row) < 3 or any(len(cell.text) > 30 or cell.text.strip().isdigit() for cell in row):
        return False
    below = rows[at + 1 : at + 3]
    return len(below) == 2 and all(len(one) >= 3 for one in below)


def _table(
    sheet: Sheet,
    cells: list[GridCell],
    slots: tuple[Slot, ...],
    below: list[list[GridCell]],
    mapping: dict[str, str],
    unclear: frozenset[int] = frozenset(),
) -> UnmatchedTable:
    place = CellRange(
        sheet.name,
        min(cell.first_column for cell in cells),
        min(cell.first_row for cell in cells),
        max(cell.last_column for cell in cells),
        max(cell.last_row for cell in cells),
    ).place
    heads = [slot.text for slot in slots]
    known = [None if index in unclear else column for index, column in enumerate(_known(heads))]
    columns = tuple(
        HeadColumn(head=head, column=mapping.get(head, column))
        for head, column in zip(heads, known, strict=True)
        if head
    )
    begin = [slot.first for slot in slots if slot.text]
    rows = tuple(under_heads(row, begin) for row in below[:SHOWN_ROWS])
    return UnmatchedTable(sheet=sheet.name, place=place, columns=columns, rows=rows)


def _known(heads: list[str]) -> list[str | None]:
    """Which of our columns each head names by its own words."""
    pledges = read_wide_head(heads)
    if pledges is not None:
        return [_OF_PLEDGES.get(column, column.value) or None for column in pledges.columns]
    register = read_head_cells(heads)
    if register is not None:
        return [None if column is Column.OTHER else column.value for column in register.columns]
    indicators = read_head(tuple(heads))
    if indicators is None:
        return [None] * len(heads)
    named: dict[int, str] = {column.index: column.role.value for column in indicators.columns}
    named[indicators.name_index] = "indicator"
    for index, name in ((indicators.unit_index, "unit"), (indicators.remark_index, "remark")):
        if index is not None:
            named[index] = name
    return [named.get(index) for index in range(len(heads))]
