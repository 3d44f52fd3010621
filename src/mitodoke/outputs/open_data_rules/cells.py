"""Checks of the values: layout by spaces, several values in a cell, odd characters, numbers with units, choices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mitodoke.outputs.open_data_rules.column_words import (
    Content,
    content,
    fits_a_spreadsheet,
    is_as_printed,
    is_dressed_number,
    is_identifier,
    is_plain_number,
    is_symbol,
)
from mitodoke.outputs.open_data_rules.grid import CellKind, Column, Grid
from mitodoke.outputs.open_data_rules.hits import Hit

_JAPANESE = r"[\u3041-\u30ff\u4e00-\u9fff々]"
_SPACED_OUT = re.compile(rf"{_JAPANESE}(?:\u3000{_JAPANESE}){{1,30}}\Z|{_JAPANESE}(?: {_JAPANESE}){{2,30}}\Z")
_RUN_OF_SPACES = re.compile(r"[ \t\u3000\xa0]{2,}")
_NUMBERS = re.compile(
    r"[約延]?べ?[0-9]{1,12}[^0-9\s、，,;|/.:]{0,4}(?:\s*[、，;|／]\s*[約延]?べ?[0-9]{1,12}[^0-9\s、，,;|/.:]{0,4})+\Z"
)
_LISTED = re.compile(r"[^|;。]{1,30}(?:[|;][^|;。]{1,30})+\Z")
_DITTO = frozenset({"〃", "″", '"', "同上", "々", "同左", "仝", "↓"})
_OTHER = re.compile(r"その他\s*[（(：:].")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_MACHINE_DEPENDENT = re.compile(
    "[\u2460-\u24ff\u2150-\u218f\u3200-\u32ff\u3300-\u33ff\uff61-\uff9f\u2600-\u27bf\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\U0001f000-\U0001faff]"
)
_UNIT_IN_NAME = re.compile(
    r"[（(\[［【].+[）)\]］】]|率|割合|比|人|円|件|回|個|％|%|数|単位|㎡|km|kg|万|千|年|月|日|指数|度|順位"
)
_MAX_CHOICES = 20


def layout_by_spaces(grid: Grid) -> Iterator[Hit]:
    """L1-06: no spaces at the ends, in a row, or between every two characters; no line break in a cell."""
    for row in range(grid.last + 1):
        for i, cell in enumerate(grid.rows[row]):
            if cell.kind is not CellKind.TEXT:
                continue
            fault = _fault_of_spaces(cell.text)
            if fault:
                yield _hit(grid, "L1-06", (row, i), f"に{fault}がある", f"{fault}を取り除いてください")


def _fault_of_spaces(text: str) -> str | None:
    if "\n" in text or "\r" in text:
        return "改行"
    if text != text.strip():
        return "前後の空白"
    if _RUN_OF_SPACES.search(text):
        return "続く空白"
    return "1字ごとの空白" if len(text) < 64 and _SPACED_OUT.match(text) else None


def odd_characters(grid: Grid) -> Iterator[Hit]:
    """L1-08: private-use characters and U+FFFD are read by nobody; circled numbers and the like are advice."""
    for row in range(grid.last + 1):
        for i, cell in enumerate(grid.rows[row]):
            if cell.text.isascii():
                continue
            if unreadable := _UNREADABLE.search(cell.text):
                wrong = f"にほかの機械では読めない文字（U+{ord(unreadable[0]):04X}）がある"
                yield _hit(grid, "L1-08", (row, i), wrong, "ふつうの文字に置き換えてください")
            elif odd := _MACHINE_DEPENDENT.search(cell.text):
                wrong = f"に機種によって違って見える文字「{odd[0]}」がある"
                todo = "原文の表記を残す必要がなければ、ふつうの文字に置き換えてください"
                yield _hit(grid, "L1-08", (row, i), wrong, todo, advice=True)


def several_values(grid: Grid) -> Iterator[Hit]:
    """L1-07: one value a cell; lists of numbers are certain, lists of short words are advice."""
    for column in grid.columns:
        if is_as_printed(column.name):
            continue
        for row, cell in column.cells:
            if cell.kind is not CellKind.TEXT:
                continue
            if len(cell.text) <= 120 and _NUMBERS.match(unicodedata.normalize("NFKC", cell.text)):
                todo = "値ごとに行か列を分けてください"
                yield _hit(grid, "L1-07", (row, column.index), "に複数の数値が入っている", todo)
            elif len(cell.text) <= 200 and not is_identifier(column.name) and _LISTED.match(cell.text):
                todo = "1つのセルに1つの値なら問題ありませんが、並べたものなら行を分けてください"
                yield _hit(
                    grid, "L1-07", (row, column.index), "に区切り記号で並ぶ値がある", todo, advice=True
                )


def numbers_are_numbers(grid: Grid) -> Iterator[Hit]:
    """L2-01 and L3-03: a column of numbers holds numbers only; marks need an explanation."""
    for column in grid.columns:
        if content(column) is not Content.NUMBERS:
            continue
        typed = grid.sheet is not None
        for row, cell in column.cells:
            if cell.kind is not CellKind.TEXT:
                continue
            if is_dressed_number(cell.text):
                wrong = "の数値に単位・桁区切り・注記などが付いている"
                todo = "数値だけにし、単位や注記は別の列に書いてください"
                yield _hit(grid, "L2-01", (row, column.index), wrong, todo)
            elif typed and is_plain_number(cell.text) and fits_a_spreadsheet(cell.text):
                wrong = "の数値が文字列になっている"
                yield _hit(grid, "L2-01", (row, column.index), wrong, "数値として入力してください")
            elif is_symbol(cell.text):
                todo = "記号の意味を説明に書くか、空欄にして理由を別の列に書いてください"
                yield _hit(grid, "L3-03", (row, column.index), "の数値の列に記号がある", todo, advice=True)


def units_are_stated(grid: Grid) -> Iterator[Hit]:
    """L3-04: a Japanese column name tells the unit, or a column of units stands beside it; advice."""
    if any("単位" in column.name or column.name.casefold() == "unit" for column in grid.columns):
        return
    for column in grid.columns:
        name = column.name
        if not name or name.isascii() or _UNIT_IN_NAME.search(name) or is_identifier(name):
            continue
        if content(column) is Content.NUMBERS:
            yield Hit(
                rule="L3-04",
                place=grid.place(grid.header, column.index),
                wrong=f"の「{name}」の単位が分からない",
                todo="項目名か単位の列か定義に単位を書いてください",
                column=name,
                advice=True,
            )


def nothing_omitted(grid: Grid) -> Iterator[Hit]:
    """L2-02: every row says everything; no blank first cell below a filled one, no ditto marks."""
    for column in grid.columns:
        for row, cell in column.cells:
            if cell.text.strip() in _DITTO:
                wrong = f"が「{cell.text.strip()}」で省略されている"
                yield _hit(grid, "L2-02", (row, column.index), wrong, "上の行と同じ値を書いてください")
    if len(grid.columns) < 2 or not grid.columns[0].cells:
        return
    started = grid.columns[0].cells[0][0]
    for row in range(started + 1, grid.last + 1):
        cells = grid.rows[row]
        if grid.filled[row] > 1 and not cells[0].filled:
            todo = "上の行と同じ値でも省略せずに書いてください"
            yield _hit(grid, "L2-02", (row, 0), "が空欄で、上の行の値が省略されている", todo)


def choices_are_uniform(grid: Grid) -> Iterator[Hit]:
    """L2-04 and L2-05: a choice has one spelling, and the details of その他 stand elsewhere."""
    for column in grid.columns:
        distinct = _choices(column)
        if not distinct:
            continue
        spellings: dict[str, str] = {}
        for text, row in distinct.items():
            other = spellings.setdefault(
                unicodedata.normalize("NFKC", text).replace(" ", "").casefold(), text
            )
            if other != text:
                wrong = f"の「{text}」と「{other}」が違う書き方になっている"
                todo = "同じ意味なら1つの書き方にそろえてください"
                yield _hit(grid, "L2-04", (row, column.index), wrong, todo, advice=True)
            if _OTHER.match(text):
                wrong = "に「その他」の内訳が入っている"
                yield _hit(grid, "L2-05", (row, column.index), wrong, "内訳は別の列に書いてください")


def _choices(column: Column) -> dict[str, int]:
    """The distinct texts of a column of choices, each with its first row; empty for any other column."""
    if is_as_printed(column.name) or len(column.cells) < 4:
        return {}
    distinct: dict[str, int] = {}
    for row, cell in column.cells:
        if cell.kind is not CellKind.TEXT or len(cell.text) > 40:
            return {}
        distinct.setdefault(cell.text, row)
        if len(distinct) > _MAX_CHOICES:
            return {}
    return distinct if 2 * len(distinct) <= len(column.cells) else {}


def _hit(grid: Grid, rule: str, at: tuple[int, int], wrong: str, todo: str, *, advice: bool = False) -> Hit:
    row, column = at
    name = grid.names[column] if column < len(grid.names) else ""
    return Hit(
        rule=rule,
        place=grid.place(row, column),
        wrong=wrong,
        todo=todo,
        shown=grid.rows[row][column].text,
        column=name.strip(),
        advice=advice,
    )
