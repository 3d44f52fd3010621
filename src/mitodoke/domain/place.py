"""Where in a source a fact stands: the text form used in every table, and its parsed forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Place = str
"""``L120`` or ``L120-L134`` in a text; ``p3`` or ``p3@36,100,560,142`` in a PDF; ``Sheet1!B4:D9`` in a workbook.

The box of a page is x0, y0, x1, y1 in whole points (1/72 inch) from the top left corner of the page as it is shown
(turned pages are turned first), rounded outwards. A sheet's name with anything but letters, digits and ``_`` stands
in ``'…'``, a quote in it twice, as in formulas. A fact that spans pages or sheets has its places joined by ``+`` in
their order: ``p3@36,700,560,790+p4@36,60,560,102``.
"""

# At most nine digits: no text has more lines, and a hostile number must not reach int().
_LINES = re.compile(r"L([1-9]\d{0,8})(?:-L([1-9]\d{0,8}))?\Z", re.ASCII)
_PAGE = re.compile(r"p([1-9]\d{0,5})(?:@(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6}))?\Z", re.ASCII)
_CELLS = re.compile(
    r"(?:(?P<plain>\w{1,31})|'(?P<quoted>(?:[^']|''){1,62})')!"
    r"(?P<c0>[A-Z]{1,3})(?P<r0>[1-9]\d{0,6})(?::(?P<c1>[A-Z]{1,3})(?P<r1>[1-9]\d{0,6}))?\Z"
)
_PLAIN_SHEET = re.compile(r"\w{1,31}\Z")
# A + between places, not one inside a quoted sheet name.
_BETWEEN = re.compile(r"\+(?=(?:[^']*'[^']*')*[^']*\Z)")


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines of a text, counted from 1, both ends included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise ValueError(f"not a range of lines: {self.first}-{self.last}")


@dataclass(frozen=True, slots=True)
class PageBox:
    """A box on a page (counted from 1): left, top, right, bottom in points from the top left; None is the whole page."""

    page: int
    box: tuple[int, int, int, int] | None = None

    def __post_init__(self) -> None:
        if self.page < 1 or (self.box and not (self.box[0] <= self.box[2] and self.box[1] <= self.box[3])):
            raise ValueError(f"not a box on a page: {self}")

    @property
    def place(self) -> Place:
        """The text form."""
        return f"p{self.page}" + (f"@{','.join(map(str, self.box))}" if self.box else "")


@dataclass(frozen=True, slots=True)
class CellRange:
    """Cells of a sheet: columns and rows counted from 1, both ends included."""

    sheet: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int

    def __post_init__(self) -> None:
        ordered = 1 <= self.first_column <= self.last_column and 1 <= self.first_row <= self.last_row
        if not ordered or not self.sheet:
            raise ValueError(f"not a range of cells: {self}")

    @property
    def place(self) -> Place:
        """The text form."""
        sheet = self.sheet if _PLAIN_SHEET.match(self.sheet) else "'" + self.sheet.replace("'", "''") + "'"
        first = f"{column_letters(self.first_column)}{self.first_row}"
        last = f"{column_letters(self.last_column)}{self.last_row}"
        return f"{sheet}!{first}" if first == last else f"{sheet}!{first}:{last}"


def line_place(first: int, last: int | None = None) -> Place:
    """The place of lines `first` to `last` (counted from 1); one line when `last` is left out."""
    span = LineRange(first, first if last is None else last)
    return f"L{span.first}" if span.first == span.last else f"L{span.first}-L{span.last}"


def parse_place(place: Place) -> LineRange:
    """Read a place in a text back; raises ValueError for anything that is no such place."""
    match = _LINES.match(place)
    if match is None:
        raise ValueError(f"not a place: {place!r}")
    first = int(match[1])
    return LineRange(first, int(match[2]) if match[2] else first)


def parse_page_boxes(place: Place) -> tuple[PageBox, ...]:
    """Read a place in a PDF back, a box a page; raises ValueError for anything else."""
    return tuple(_page_box(part) for part in _BETWEEN.split(place))


def parse_cell_ranges(place: Place) -> tuple[CellRange, ...]:
    """Read a place in a workbook back, a range a sheet; raises ValueError for anything else."""
    return tuple(_cell_range(part) for part in _BETWEEN.split(place))


def locate(place: Place) -> tuple[LineRange | PageBox | CellRange, ...]:
    """Read any place back; raises ValueError for what is none."""
    for parse in (lambda text: (parse_place(text),), parse_page_boxes, parse_cell_ranges):
        try:
            return tuple(parse(place))
        except ValueError:
            continue
    raise ValueError(f"not a place: {place!r}")


def place_words(place: Place) -> str:
    """A place for people: ``120行目``, ``120～134行目``, ``3ページ``, ``3～4ページ``, ``シート「Sheet1」B4:D9``."""
    found = locate(place)
    first, last = found[0], found[-1]
    if isinstance(first, LineRange):
        return f"{first.first}行目" if first.first == first.last else f"{first.first}～{first.last}行目"
    if isinstance(first, PageBox) and isinstance(last, PageBox):
        return f"{first.page}ページ" if first.page == last.page else f"{first.page}～{last.page}ページ"
    return "、".join(
        f"シート「{one.sheet}」{one.place.rpartition('!')[2]}" for one in found if isinstance(one, CellRange)
    )


def joined_places(places: Iterable[Place]) -> Place | None:
    """Places of one source as one: boxes of a page and cells of a sheet united; None for no place.

    Raises ValueError where they are not all lines, all pages, or all cells.
    """
    unions: dict[object, LineRange | PageBox | CellRange] = {}
    for place in places:
        for one in locate(place):
            key = one.page if isinstance(one, PageBox) else one.sheet if isinstance(one, CellRange) else None
            unions[key] = _united(unions[key], one) if key in unions else one
    if len({type(one) for one in unions.values()}) > 1:
        raise ValueError("places of different kinds cannot be one")
    parts = [
        line_place(one.first, one.last) if isinstance(one, LineRange) else one.place
        for one in unions.values()
    ]
    return "+".join(parts) or None


def _united(
    one: LineRange | PageBox | CellRange, other: LineRange | PageBox | CellRange
) -> LineRange | PageBox | CellRange:
    match one, other:
        case PageBox(box=None), PageBox():
            return one
        case PageBox(), PageBox(box=None):
            return other
        case PageBox(page=page, box=(a, b, c, d)), PageBox(box=(e, f, g, h)):
            return PageBox(page, (min(a, e), min(b, f), max(c, g), max(d, h)))
        case CellRange(), CellRange():
            return CellRange(
                one.sheet,
                min(one.first_column, other.first_column),
                min(one.first_row, other.first_row),
                max(one.last_column, other.last_column),
                max(one.last_row, other.last_row),
            )
        case LineRange(), LineRange():
            return LineRange(min(one.first, other.first), max(one.last, other.last))
    raise ValueError("places of different kinds cannot be one")


def column_letters(number: int) -> str:
    """The letters of a column counted from 1: ``A``, ``Z``, ``AA``."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, counted from 1, that bears `letters`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _page_box(text: str) -> PageBox:
    match = _PAGE.match(text)
    if match is None:
        raise ValueError(f"not a place: {text!r}")
    if match[2] is None:
        return PageBox(int(match[1]))
    return PageBox(int(match[1]), (int(match[2]), int(match[3]), int(match[4]), int(match[5])))


def _cell_range(text: str) -> CellRange:
    match = _CELLS.match(text)
    if match is None:
        raise ValueError(f"not a place: {text!r}")
    sheet = match["plain"] or match["quoted"].replace("''", "'")
    column, row = column_number(match["c0"]), int(match["r0"])
    if match["c1"] is None:
        return CellRange(sheet, column, row, column, row)
    return CellRange(sheet, column, row, column_number(match["c1"]), int(match["r1"]))
