"""Checks of a table's shape: where it begins, what parts it, what stands outside, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.outputs.open_data_rules.column_words import time_form
from mitodoke.outputs.open_data_rules.grid import CellKind, Grid
from mitodoke.outputs.open_data_rules.hits import Hit

_NOTE = re.compile(r"\s*(?:※|[*＊]|[（(]?注[）)0-9０-９:：]|注記|備考|出典|資料[:：]|作成[:：])")
_MEANINGLESS = re.compile(
    r"(?:列|項目|column|col|field|unnamed:?|c|f|x|y)?[\s:_]*[0-9]{1,3}\Z|[A-Za-z]\Z|[^\w]+\Z", re.IGNORECASE
)
_TIME_HEADER = re.compile(
    r"(?:[0-9]{4}|(?:令和|平成|昭和|[RHS])(?:元|[0-9]{1,2}))(?:年度?)?(?:.{0,8})\Z|[0-9]{1,2}月\Z"
)


def first_row(grid: Grid) -> Iterator[Hit]:
    """L3-01: the column names stand in row 1."""
    if grid.last >= 0 and grid.header > 0:
        yield Hit(
            rule="L3-01",
            place=grid.place(0, 0),
            wrong="から項目名が始まっていない",
            todo=f"{grid.header + 1}行目より上の表題や空白行を消し、1行目を項目名にしてください",
            shown=grid.rows[0][0].text if grid.rows[0] else "",
        )


def blank_rows_and_columns(grid: Grid) -> Iterator[Hit]:
    """L1-03 and L1-02: no blank row or column inside the table, no second table below it."""
    for row in range(grid.header + 1, grid.last):
        if grid.filled[row]:
            continue
        below = row + 1
        if grid.filled[below] > 1 and _looks_like_header(grid, below):
            yield Hit(
                rule="L1-02",
                place=grid.place(below, 0),
                wrong="から別の表が始まっている",
                todo="表ごとに別のシートかファイルに分けてください",
            )
        yield Hit(
            rule="L1-03",
            place=grid.place(row, 0),
            wrong="の行が空白で表を分けている",
            todo="空白の行を消してください",
        )
    for column in grid.columns:
        if not column.name and not column.cells:
            yield Hit(
                rule="L1-03",
                place=grid.place(grid.header, column.index),
                wrong="の列が空白で表を分けている",
                todo="空白の列を消してください",
            )


def _looks_like_header(grid: Grid, row: int) -> bool:
    """Whether a row after a blank one has only words, and the row below it is no narrower."""
    return grid.is_words(row) and row < grid.last and grid.filled[row + 1] >= grid.filled[row]


def notes_outside(grid: Grid) -> Iterator[Hit]:
    """L1-04: no notes below the table, no values beside it."""
    named = len([name for name in grid.names if name.strip()])
    for row in range(grid.header + 1, grid.last + 1):
        cells = [(i, cell) for i, cell in enumerate(grid.rows[row]) if cell.filled]
        if len(cells) == 1 and named > 1 and _NOTE.match(cells[0][1].text):
            yield Hit(
                rule="L1-04",
                place=grid.place(row, cells[0][0]),
                wrong="に表の外の注がある",
                todo="注は列を設けて値ごとに書くか、データの説明に移してください",
                shown=cells[0][1].text,
            )


def column_names(grid: Grid) -> Iterator[Hit]:
    """L1-05 and L2-03: every column has a telling name of its own."""
    seen: dict[str, int] = {}
    for column in grid.columns:
        place = grid.place(grid.header, column.index)
        if not column.name:
            if column.cells:
                yield Hit(rule="L1-05", place=place, wrong="に項目名がない", todo="項目名を付けてください")
            continue
        if _MEANINGLESS.match(column.name):
            yield Hit(
                rule="L1-05",
                place=place,
                wrong=f"の項目名「{column.name}」から内容が分からない",
                todo="内容の分かる項目名に変えてください",
                shown=column.name,
                column=column.name,
            )
        if column.name in seen:
            yield Hit(
                rule="L2-03",
                place=place,
                wrong=f"の項目名「{column.name}」が{grid.place(grid.header, seen[column.name])}と同じである",
                todo="列ごとに違う項目名にしてください",
                shown=column.name,
                column=column.name,
            )
        seen.setdefault(column.name, column.index)


def header_in_two_rows(grid: Grid) -> Iterator[Hit]:
    """L2-03: the names are not spread over two rows (平成 above 30年, 人口 above 男 and 女)."""
    below = grid.header + 1
    if below > grid.last:
        return
    names, second = grid.rows[grid.header], grid.rows[below]
    spread = [
        i
        for i, cell in enumerate(second)
        if cell.kind is CellKind.TEXT and cell.filled and not (i < len(names) and names[i].filled)
    ]
    words = all(cell.kind in {CellKind.TEXT, CellKind.EMPTY} for cell in second)
    if spread and words and grid.filled[grid.header] > 1:
        yield Hit(
            rule="L2-03",
            place=grid.place(below, spread[0]),
            wrong="に見出しの2行目がある",
            todo="上下の見出しをつないだ1行の項目名にしてください",
            shown=second[spread[0]].text,
        )


def long_format(grid: Grid) -> Iterator[Hit]:
    """L3-09: years or months are values, not column names."""
    times = [c for c in grid.columns if c.name and (time_form(c.name) or _TIME_HEADER.match(c.name))]
    if len(times) >= 3:
        first = times[0]
        yield Hit(
            rule="L3-09",
            place=grid.place(grid.header, first.index),
            wrong=f"から右に年や月が項目名として{len(times)}列並んでいる",
            todo="年や月の列を1つ設け、1行に1つの値を縦に並べてください",
            shown=first.name,
        )


def ascii_names(grid: Grid) -> Iterator[Hit]:
    """L3-08: names for programs are in ASCII; advice, since national column names are Japanese."""
    for column in grid.columns:
        if column.name and not column.name.isascii():
            yield Hit(
                rule="L3-08",
                place=grid.place(grid.header, column.index),
                wrong="の項目名が英数字でない",
                todo="プログラムで使うデータであれば、英数字の項目名と対応表を用意してください",
                shown=column.name,
                advice=True,
            )
