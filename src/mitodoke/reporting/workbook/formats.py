"""How the cells of a workbook look, and how high a row must be for its texts."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from typing import Any

from mitodoke.domain.answer_fields import FieldKind

DATE_FORMAT = '[$-411]ggge"年"m"月"d"日"'
_TO_FILL, _LOCKED, _HEAD = "#FFF8D6", "#F0F0F0", "#DCE6F2"
_LINE, _HIGHEST = 14, 400
"""Points of a line of 10 point text; a spreadsheet's rows end at 409."""


def row_height(texts: Iterable[tuple[str, int]]) -> int | None:
    """Points for a row with these texts in columns of these widths; None where one line will do.

    Such a row keeps no height of its own, so that it grows with what is typed. Others get room for
    their texts: programs do not agree on whether they make room for a text that came with the file.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return None if lines <= 1 else min(lines * _LINE + 4, _HIGHEST)


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(_columns(line) / width)) for line in text.split("\n"))


def _columns(text: str) -> int:
    """Columns of a text: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)


class CellFormats:
    """The cell formats of a workbook; cells to fill in are unlocked and coloured, and their heads say 【入力】."""

    def __init__(self, book: Any) -> None:
        plain = {"valign": "top", "text_wrap": True, "font_name": "BIZ UDPゴシック", "font_size": 10}
        boxed = {**plain, "border": 1, "border_color": "#999999"}
        fill = {**boxed, "bg_color": _TO_FILL, "locked": False}
        self.text = book.add_format(plain)
        self.title = book.add_format({**plain, "bold": True, "font_size": 14, "text_wrap": False})
        self.bold = book.add_format({**plain, "bold": True})
        self.sentence = book.add_format({**plain, "text_wrap": False})
        self.head = book.add_format({**boxed, "bold": True, "bg_color": _HEAD})
        self.head_to_fill = book.add_format({**boxed, "bold": True, "bg_color": _TO_FILL})
        self.locked = book.add_format({**boxed, "bg_color": _LOCKED, "num_format": "@"})
        self.locked_number = book.add_format({**boxed, "bg_color": _LOCKED})
        self.locked_date = book.add_format({**boxed, "bg_color": _LOCKED, "num_format": DATE_FORMAT})
        self.fill_text = book.add_format({**fill, "num_format": "@"})
        self.fill_number = book.add_format(fill)
        self.fill_date = book.add_format({**fill, "num_format": DATE_FORMAT})
        self.note = book.add_format({**boxed, "bold": True, "bg_color": "#FDE2E0"})

    def of(self, kind: FieldKind, *, editable: bool) -> Any:
        """The format of a cell of a field of `kind`."""
        if kind is FieldKind.DATES:
            return self.fill_date if editable else self.locked_date
        if kind in (FieldKind.WHOLE, FieldKind.QUANTITY):
            return self.fill_number if editable else self.locked_number
        return self.fill_text if editable else self.locked
