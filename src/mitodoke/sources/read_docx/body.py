"""The body of a Word document as lines: what a paragraph says, and the rows of tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitodoke.sources.office_archive import Element, attribute, local_name
from mitodoke.sources.placed_lines import BREAK
from mitodoke.sources.read_docx.numbering import ListMark, Numbering, child, value

_NOT_READ = frozenset({"del", "moveFrom", "rPr", "pPr", "rt", "instrText", "drawing", "pict", "object"})
"""Deleted text, properties, furigana, the code of fields, drawings."""
_BULLET = "・"
_MOST_COLUMNS = 500


@dataclass(slots=True)
class Body:
    """Lines, the entries of a table of contents, and whether something was met that is not read."""

    lines: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    automatic_numbers: bool = False
    text_boxes: bool = False


def read_body(element: Element, numbering: Numbering) -> Body:
    """The lines of the body `element`."""
    reader = _Reader(numbering)
    reader.blocks(element)
    return reader.body


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self.body = Body()

    def blocks(self, element: Element) -> None:
        """Every paragraph and table below `element`, in order; content controls are looked through."""
        for one in element:
            name = local_name(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self._table(one)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                self.blocks(one)

    def _paragraph(self, element: Element) -> None:
        field_code = child(element, "fldSimple")
        if field_code is not None and (attribute(field_code, "instr") or "").strip().startswith("TOC"):
            self.body.contents.append(self._text(element))
            return
        text = self._text(element)
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) if properties is not None else None
        if style in self._numbering.contents_styles:
            self.body.contents.append(text)
            return
        mark = self._mark(properties, style)
        if not text.strip():
            if self.body.lines and self.body.lines[-1]:
                self.body.lines.append("")
            return
        for number, line in enumerate(part for part in text.split("\n") if part.strip()):
            self.body.lines.append(f"{_BULLET}{line}" if mark is ListMark.BULLET and not number else line)

    def _mark(self, properties: Element | None, style: str | None) -> ListMark:
        numbers = child(properties, "numPr") if properties is not None else None
        list_id = value(child(numbers, "numId")) if numbers is not None else None
        mark = self._numbering.mark_of(style, list_id)
        self.body.automatic_numbers |= mark is ListMark.NUMBER
        return mark

    def _text(self, element: Element) -> str:
        """The text of a paragraph, line breaks as ``\\n``."""
        pieces: list[str] = []
        self._collect(element, pieces)
        return "".join(pieces)

    def _collect(self, element: Element, pieces: list[str]) -> None:
        for one in element:
            name = local_name(one)
            if name == "t":
                pieces.append(one.text or "")
            elif name in ("tab", "ptab"):
                pieces.append("\t")
            elif name in ("br", "cr"):
                pieces.append("\n")
            elif name == "noBreakHyphen":
                pieces.append("-")
            elif name == "AlternateContent":
                self.body.text_boxes |= any(local_name(part) == "txbxContent" for part in one.iter())
            elif name not in _NOT_READ:
                self._collect(one, pieces)
            elif name in ("drawing", "pict"):
                self.body.text_boxes |= any(local_name(part) == "txbxContent" for part in one.iter())

    def _table(self, element: Element) -> None:
        """A table, a row a line; a cell that goes on from above, or is covered, is empty."""
        if self.body.lines and self.body.lines[-1]:
            self.body.lines.append("")
        for row in element:
            if local_name(row) != "tr":
                continue
            cells: list[str] = []
            for cell in _cells(row):
                properties = child(cell, "tcPr")
                span = value(child(properties, "gridSpan")) if properties is not None else None
                merge = child(properties, "vMerge") if properties is not None else None
                goes_on = merge is not None and value(merge) != "restart"
                cells.append("" if goes_on else self._cell(cell))
                width = int(span) if span and span.isascii() and span.isdigit() and len(span) < 4 else 1
                cells.extend([""] * min(width - 1, _MOST_COLUMNS - len(cells)))
            if any(cells):
                filled = [text for text in cells if text]
                alone = len(filled) == 1 and bool(cells[0])
                self.body.lines += filled[0].split(BREAK) if alone else ["\t".join(cells)]
        self.body.lines.append("")

    def _cell(self, cell: Element) -> str:
        """The text of a cell; tables inside it are read as its lines."""
        texts: list[str] = []
        for one in cell.iter():
            if local_name(one) == "p":
                texts += self._text(one).replace("\t", " ").split("\n")
        return BREAK.join(text.strip() for text in texts if text.strip())


def _cells(row: Element) -> list[Element]:
    cells: list[Element] = []
    for one in row:
        if local_name(one) == "tc":
            cells.append(one)
        elif local_name(one) in ("sdt", "sdtContent"):
            cells += _cells(one)
    return cells
