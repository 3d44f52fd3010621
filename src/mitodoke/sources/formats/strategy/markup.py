"""Reads HTML inside a cell or line into texts and table rows, tolerant of anything unclosed.

The parser of the standard library takes quadratic time on unclosed declarations and tags and raises on some
(Python 3.11), so a cell of a megabyte could stop a reading; the few tags that occur need no more than this.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from mitodoke.sources.formats.strategy.cleaning import clean

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|ul|ol|li|table|thead|tbody|tfoot|tr|td|th|caption|h[1-6])\b[^<>]*>", re.I
)
_TABLE_TAG = re.compile(r"<(?:table|tr|td|th)\b", re.IGNORECASE)
_TEXT_BLOCKS = frozenset(("p", "div", "ul", "ol", "li", "caption", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text (`cells` is None) or a table row; `first` and `last` count the line breaks before it, `item` a list item."""

    first: int
    last: int
    text: str
    cells: tuple[str, ...] | None = None
    item: bool = False


def has_blocks(text: str) -> bool:
    """Whether `text` holds paragraphs, lists or tables in HTML."""
    return "<" in text and _BLOCK_TAG.search(text) is not None


def has_table(text: str) -> bool:
    """Whether `text` holds an HTML table or a part of one."""
    return "<" in text and _TABLE_TAG.search(text) is not None


def without_blocks(text: str) -> str:
    """`text` with block tags replaced by line breaks, for a cell that is one value in paragraphs."""
    if not has_blocks(text):
        return text
    return re.sub(r"\n{2,}", "\n", _BLOCK_TAG.sub("\n", text)).strip()


@dataclass
class _Reader:
    found: list[Fragment] = field(default_factory=list)
    offset: int = 0
    text: list[str] = field(default_factory=list)
    text_first: int = 0
    item: bool = False
    row: list[str] | None = None
    row_first: int = 0
    cell: list[str] | None = None

    def add(self, text: str) -> None:
        """Take in the characters between two tags."""
        if self.cell is not None:
            self.cell.append(html.unescape(text))
        elif text.strip():
            if not self.text:
                self.text_first = self.offset + text[: len(text) - len(text.lstrip())].count("\n")
            self.text.append(html.unescape(text))
        self.offset += text.count("\n")

    def end_text(self) -> None:
        """A block begins or ends: what was gathered is one text."""
        if self.cell is not None:
            self.cell.append("\n")
            return
        joined = clean("".join(self.text))
        if joined:
            last = self.text_first + "".join(self.text).strip().count("\n")
            self.found.append(Fragment(self.text_first, last, joined, item=self.item))
        self.text = []

    def end_cell(self) -> None:
        """A cell begins or ends."""
        if self.cell is not None and self.row is not None:
            self.row.append(clean("".join(self.cell)))
        self.cell = None

    def end_row(self) -> None:
        """A row begins or ends."""
        self.end_cell()
        if self.row is not None and any(self.row):
            self.found.append(Fragment(self.row_first, self.offset, "", tuple(self.row)))
        self.row = None

    def tag(self, name: str, *, closes: bool) -> None:
        """Take in one tag; unknown tags mean nothing."""
        if name == "br":
            self.add("\n")
            self.offset -= 1
        elif name in _TEXT_BLOCKS:
            self.end_text()
            if name in ("li", "ul", "ol") and self.cell is None:
                self.item = name == "li" and not closes
        elif name in ("td", "th"):
            self.end_cell()
            if not closes:
                if self.row is None:
                    self.end_text()
                    self.row, self.row_first = [], self.offset
                self.cell = []
        elif name in ("tr", "table", "thead", "tbody", "tfoot"):
            self.end_row()
            self.end_text()
            if name == "tr" and not closes:
                self.row, self.row_first = [], self.offset


def read_fragments(text: str) -> list[Fragment]:
    """The texts and table rows of `text` in their order; unclosed elements end at the end. Never raises."""
    reader = _Reader()
    position = 0
    for tag in _TAG.finditer(text):
        reader.add(text[position : tag.start()])
        reader.tag(tag["name"].lower(), closes=bool(tag["close"]))
        reader.offset += tag[0].count("\n")
        position = tag.end()
    reader.add(text[position:])
    reader.end_row()
    reader.end_text()
    return reader.found
