"""Where something stands in a file: the page as a picture with its box, the rows of the sheet, or the lines of the text."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mitodoke.desk.read_upload import Source, book_of
from mitodoke.domain.edition import Reading
from mitodoke.domain.place import CellRange, LineRange, PageBox, Place, column_letters, locate
from mitodoke.sources.placed_lines import FileKind
from mitodoke.sources.read_excel.sheet import Sheet
from mitodoke.sources.read_pdf.page_image import MAX_PIXELS, page_image, page_sizes
from mitodoke.sources.read_text import UnreadableFileError

SCALE = 1.5
"""Dots a point of the pictures, at which the smallest print of a report can be read."""
_AROUND = 4
"""Lines and rows shown before and after the place."""
_MOST_ROWS = 60
_MOST_COLUMNS = 40
_MOST_PAGES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShown:
    """A page: its size in points, the address of its picture, and boxes as left, top, width and height."""

    number: int
    width: float
    height: float
    picture: str
    boxes: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """A row of a sheet or a line of a text: its number, its cells with whether each is meant."""

    number: int
    cells: tuple[tuple[str, bool], ...]
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsShown:
    """Rows of a sheet under the letters of its columns, or lines of a text (no name, no letters)."""

    name: str
    letters: tuple[str, ...]
    rows: tuple[RowShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What of the file shows a place; `missing` says why nothing does."""

    pages: tuple[PageShown, ...] = ()
    tables: tuple[RowsShown, ...] = ()
    missing: str = ""


def excerpt(
    place: Place,
    *,
    reading: Reading,
    source: Source | None,
    kind: FileKind | None,
    picture: Callable[[int], str],
) -> Excerpt:
    """What to show for `place`. `source` is the file (None: not kept), `picture` the address of a page's picture."""
    try:
        found = locate(place)
    except ValueError:
        return Excerpt(missing="この場所の書き方は、このシステムのものではありません。")
    lines = [one for one in found if isinstance(one, LineRange)]
    if lines:
        rows = tuple(_lines(reading.lines, one) for one in lines if one.first <= len(reading.lines))
        return Excerpt(tables=rows) if rows else _MISSING
    if source is None:
        return _MISSING
    try:
        if kind is FileKind.PDF:
            return _pages([one for one in found if isinstance(one, PageBox)], source, picture)
        return _sheets([one for one in found if isinstance(one, CellRange)], source)
    except UnreadableFileError as problem:
        return Excerpt(missing=str(problem))


_MISSING = Excerpt(missing="元のファイルは保存されていないため、この場所は示せません。")


@lru_cache(maxsize=24)
def picture_of_page(source: Source, page: int) -> bytes:
    """Page `page` (from 1) of a PDF as PNG; ValueError for a page that there is not, or no PDF."""
    sizes = sizes_of_pages(source)
    if not 1 <= page <= len(sizes):
        raise ValueError(f"page {page} of {len(sizes)}")
    width, height = sizes[page - 1]
    scale = min(SCALE, math.sqrt(0.9 * MAX_PIXELS / max(1.0, width * height)))
    return page_image(source.load(), page, scale=scale, name=source.name)


@lru_cache(maxsize=8)
def sizes_of_pages(source: Source) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points; ValueError for what is no PDF."""
    data = source.load()
    if not data.startswith(b"%PDF-"):
        raise ValueError("no PDF")
    return page_sizes(data, source.name)


def _pages(found: Sequence[PageBox], source: Source, picture: Callable[[int], str]) -> Excerpt:
    sizes = sizes_of_pages(source)
    numbers = [number for number in sorted({one.page for one in found}) if number <= len(sizes)]
    return Excerpt(
        pages=tuple(
            PageShown(
                number=number,
                width=sizes[number - 1][0],
                height=sizes[number - 1][1],
                picture=picture(number),
                boxes=tuple(_box(one, sizes[number - 1]) for one in found if one.page == number),
            )
            for number in numbers[:_MOST_PAGES]
        ),
        missing="" if numbers else "この場所のページは、元のファイルにありません。",
    )


def _box(one: PageBox, size: tuple[float, float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = one.box or (0, 0, int(size[0]), int(size[1]))
    return left, top, right - left, bottom - top


def _sheets(found: Sequence[CellRange], source: Source) -> Excerpt:
    book = book_of(source)
    sheets = {} if book is None else {sheet.name: sheet for sheet in book.sheets}
    tables = tuple(_rows(sheets[one.sheet], one) for one in found if one.sheet in sheets)
    return Excerpt(tables=tables, missing="" if tables else "この場所のシートは、元のファイルにありません。")


def _rows(sheet: Sheet, meant: CellRange) -> RowsShown:
    last = min(meant.last_row, meant.first_row + _MOST_ROWS)
    numbers = [
        number
        for number in range(max(1, meant.first_row - _AROUND), last + _AROUND + 1)
        if sheet.rows.get(number)
    ]
    columns = [cell.first_column for number in numbers for cell in sheet.rows[number]]
    left = min([*columns, meant.first_column])
    right = min(max([*columns, meant.last_column]), left + _MOST_COLUMNS - 1)
    # A workbook laid out for the eye has many columns in which no cell begins: they are passed over.
    shown = [column for column in range(left, right + 1) if column in set(columns)] or [left]
    rows = []
    for number in numbers:
        texts = {cell.first_column: cell.text for cell in sheet.rows[number]}
        marked = meant.first_row <= number <= meant.last_row
        rows.append(
            RowShown(
                number=number,
                marked=marked,
                cells=tuple(
                    (texts.get(column, ""), marked and meant.first_column <= column <= meant.last_column)
                    for column in shown
                ),
            )
        )
    return RowsShown(
        name=sheet.name, letters=tuple(column_letters(column) for column in shown), rows=tuple(rows)
    )


def _lines(lines: Sequence[str], meant: LineRange) -> RowsShown:
    last = min(meant.last, meant.first + _MOST_ROWS)
    numbers = range(max(1, meant.first - _AROUND), min(len(lines), last + _AROUND) + 1)
    return RowsShown(
        name="",
        letters=(),
        rows=tuple(
            RowShown(
                number=number,
                cells=((lines[number - 1].replace("\u2028", "\n")[:2_000], True),),
                marked=meant.first <= number <= meant.last,
            )
            for number in numbers
        ),
    )
