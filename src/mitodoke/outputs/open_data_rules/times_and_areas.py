"""Checks of what joins a table with others: how it writes days and years, and which codes of areas it uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mitodoke.domain.municipality import is_municipality_code
from mitodoke.outputs.open_data.prefectures import PREFECTURES
from mitodoke.outputs.open_data_rules.column_words import Content, content, time_form
from mitodoke.outputs.open_data_rules.grid import CellKind, Column, Grid
from mitodoke.outputs.open_data_rules.hits import Hit

_WITHOUT_WESTERN_YEAR = frozenset({"和暦", "年を略した日付"})
_CODE_NAME = re.compile(r"地方公共団体コード|市区?町村コード|団体コード|municipality_code", re.IGNORECASE)
_PREFECTURE_NAME = re.compile(r"(?:.*_)?都道府県(?:名)?\Z|prefecture\Z", re.IGNORECASE)
_PLACE_NAME = re.compile(r"(?:市区?町村|自治体|地方公共団体)名?\Z|municipality\Z", re.IGNORECASE)
_FIVE_DIGITS = re.compile(r"[0-9]{5}\Z")
_NAMES = frozenset(PREFECTURES.values())


def times_are_uniform(grid: Grid) -> Iterator[Hit]:
    """L3-05: days and years have a western year, and one way of writing in a column."""
    for column in grid.columns:
        if content(column) is not Content.TIMES:
            continue
        forms = [
            (row, cell, time_form(cell.text)) for row, cell in column.cells if cell.kind is not CellKind.DATE
        ]
        usual = Counter(form for _, _, form in forms if form).most_common(1)
        for row, cell, form in forms:
            if form in _WITHOUT_WESTERN_YEAR:
                wrong = f"の「{cell.text.strip()}」に西暦の年がない"
                todo = "西暦（2025-03-31の形）で書くか、西暦を併記してください"
            elif usual and form not in {usual[0][0], None}:
                wrong = f"の「{cell.text.strip()}」の書き方が同じ列のほかの値と違う"
                todo = "1つの列では同じ書き方にそろえてください"
            else:
                continue
            yield Hit(
                rule="L3-05", place=grid.place(row, column.index), wrong=wrong, todo=todo, shown=cell.text,
                column=column.name,
            )  # fmt: skip


def areas_are_official(grid: Grid) -> Iterator[Hit]:
    """L3-06: codes have their digits (with the check digit where there are six), prefectures their full names."""
    coded = False
    for column in grid.columns:
        if _CODE_NAME.search(column.name):
            coded = True
            yield from _codes(grid, column)
        elif _PREFECTURE_NAME.match(column.name):
            yield from _prefectures(grid, column)
    for column in grid.columns:
        if not coded and column.cells and _PLACE_NAME.search(column.name):
            yield Hit(
                rule="L3-06", place=grid.place(grid.header, column.index), wrong="に地域の名称だけがありコードがない",
                todo="全国地方公共団体コードの列を加えてください", column=column.name, advice=True,
            )  # fmt: skip


def _codes(grid: Grid, column: Column) -> Iterator[Hit]:
    for row, cell in column.cells:
        code = cell.text.strip()
        if is_municipality_code(code) or (_FIVE_DIGITS.match(code) and code[:2] in PREFECTURES):
            continue
        six = len(code) == 6 and code.isascii() and code.isdigit()
        wrong = (
            f"の団体コード「{code[:20]}」の{'検査数字が合わない' if six else '桁数が足りないか数字でない'}"
        )
        yield Hit(
            rule="L3-06", place=grid.place(row, column.index), wrong=wrong, shown=code, column=column.name,
            todo="先頭の0を含む6桁（最後は検査数字）か5桁の公式のコードを、文字列として入れてください",
        )  # fmt: skip


def _prefectures(grid: Grid, column: Column) -> Iterator[Hit]:
    for row, cell in column.cells:
        if cell.text.strip() not in _NAMES:
            yield Hit(
                rule="L3-06", place=grid.place(row, column.index), shown=cell.text, column=column.name,
                wrong=f"の「{cell.text.strip()[:20]}」が都道府県の正式な名称でない",
                todo="「都」「道」「府」「県」まで書いた正式な名称にしてください",
            )  # fmt: skip
