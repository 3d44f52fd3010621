"""The blocks of a report on a sheet to print, row after row."""

from __future__ import annotations

import io
from collections.abc import Sequence

from mitodoke.domain.paragraphs import columns
from mitodoke.outputs.reports.blocks import (
    Align,
    Bars,
    Block,
    Bullets,
    Card,
    Cell,
    Column,
    Gauge,
    Heading,
    Labelled,
    Paragraph,
    Row,
    Section,
    Table,
    TextStyle,
)
from mitodoke.outputs.reports.logo import logo_size
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import printable
from mitodoke.outputs.xlsx_book import Book, CellFormat, Sheet
from mitodoke.outputs.xlsx_grid import Grid

_LINE_HEIGHT = 13.5
_MOST_LINES = 29
"""A row of a sheet is at most 409 points high."""
_HEADING_LINE = 20.0
_DOTS_PER_MM, _POINTS_PER_MM = 96 / 25.4, 72 / 25.4
"""As a sheet shows pictures and measures rows."""
_DOTS_PER_CHARACTER = 7
"""Of the width of a column, about."""


def make_formats(book: Book, settings: ReportSettings) -> dict[str, CellFormat]:
    """The formats of the cells, by name."""
    text = {
        "font_name": "BIZ UDPGothic",
        "font_size": 9,
        "text_wrap": True,
        "valign": "top",
        "num_format": "@",
    }
    cell = {**text, "border": 1, "border_color": "#787878"}
    head = {**cell, "bold": True, "bg_color": settings.tint, "align": "center"}
    kinds: dict[str, dict[str, object]] = {
        "text": text,
        "note": {**text, "font_size": 8, "font_color": "#505050"},
        "label": {**text, "bold": True},
        "title": {**text, "font_size": 20, "bold": True, "align": "center"},
        "centred": {**text, "font_size": 12, "align": "center"},
        "heading1": {**text, "font_size": 14, "bold": True, "bottom": 2, "font_color": settings.primary},
        "heading2": {
            **text,
            "font_size": 12,
            "bold": True,
            "bg_color": settings.primary,
            "font_color": "#ffffff",
        },
        "heading3": {**text, "font_size": 11, "bold": True, "bg_color": settings.tint},
        "heading4": {**text, "font_size": 10, "bold": True},
        "head": head,
        "start": cell,
        "center": {**cell, "align": "center"},
        "end": {**cell, "align": "right"},
    }
    for align in Align:
        name = str(align)
        kinds[f"{name} underlined"] = {**kinds[name], "underline": 1}
        kinds[f"{name} emphasised"] = {**kinds[name], "bold": True, "bg_color": settings.tint}
    return {name: book.add_format(kind) for name, kind in kinds.items()}


def tables_of(section: Section) -> tuple[Table, ...]:
    """Every table of a section, those in cards and those that stand for a chart too."""
    found: list[Table] = []
    for block in section.blocks:
        inner = block.blocks if isinstance(block, Card) else (block,)
        for one in inner:
            if isinstance(one, Table):
                found.append(one)
            elif isinstance(one, Bars):
                found.append(_bars_table(one))
    return tuple(found)


def _bars_table(bars: Bars) -> Table:
    rows = tuple(Row(cells=(Cell(text=bar.label), Cell(text=bar.figure))) for bar in bars.bars)
    heads = (Column(header="項目", weight=4), Column(header="進捗状況", align=Align.END))
    return Table(caption=bars.caption, columns=heads, rows=rows)


def split_lines(text: str, width: int) -> list[str]:
    """`text` in lines that fit into `width` half-width columns, as a spreadsheet would wrap them."""
    lines: list[str] = []
    for line in text.split("\n"):
        start, taken = 0, 0
        for at, character in enumerate(line):
            size = columns(character)
            if taken + size > width and at > start:
                lines.append(line[start:at])
                start, taken = at, 0
            taken += size
        lines.append(line[start:])
    return lines


class SheetWriter:
    """Writes blocks into a sheet from the top down."""

    def __init__(self, sheet: Sheet, grid: Grid, formats: dict[str, CellFormat]) -> None:
        self._sheet, self._grid, self._formats = sheet, grid, formats
        self._row = 0
        self._last = len(grid.widths) - 1

    def write(self, section: Section) -> None:
        """All blocks of a section; the header of its only table is repeated on every page."""
        alone = len(tables_of(section)) == 1
        for block in section.blocks:
            self._block(block, repeat_header=alone)

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self._row += rows

    def line(self, text: str, kind: str) -> None:
        """A text across the whole sheet, in as many rows as it needs."""
        room = self._grid.width(0, self._last) - 2
        height = _HEADING_LINE if kind.startswith(("heading", "title", "centred")) else _LINE_HEIGHT
        room = room // 2 if kind == "title" else room * 3 // 4 if height == _HEADING_LINE else room
        lines = split_lines(printable(text), room)
        most = _MOST_LINES * 2 // 3 if height == _HEADING_LINE else _MOST_LINES
        for start in range(0, len(lines), most):
            part = lines[start : start + most]
            self._put(0, self._last, "\n".join(part) if len(lines) > most else printable(text), kind)
            self._sheet.set_row(self._row, height * len(part) + 3)
            self._row += 1

    def picture(self, png: bytes, words: str, room: tuple[int, int], *, centred: bool) -> None:
        """A picture in a row of its own, within `room` (width and height in mm), with the words that tell what it shows."""
        width, height = logo_size(png)
        scale = min(room[0] * _DOTS_PER_MM / width, room[1] * _DOTS_PER_MM / height)
        across = self._grid.width(0, self._last) * _DOTS_PER_CHARACTER
        self._sheet.set_row(self._row, room[1] * _POINTS_PER_MM + 3)
        self._sheet.insert_image(
            self._row,
            0,
            "logo.png",
            {
                "image_data": io.BytesIO(png),
                "x_scale": scale,
                "y_scale": scale,
                "x_offset": max(0, int(across - width * scale) // 2) if centred else 0,
                "description": printable(words),
            },
        )
        self._row += 1

    def _block(self, block: Block, *, repeat_header: bool) -> None:
        match block:
            case Heading(level=level, text=text):
                if self._row:
                    self.skip()
                self.line(text, f"heading{level}")
            case Paragraph(text=text, style=style):
                self.line(text, "note" if style is TextStyle.NOTE else "text")
            case Bullets(texts=texts):
                for text in texts:
                    self.line(f"・{text}", "text")
            case Labelled(label=label, text=text):
                self.line(f"{label}：{text}", "text")
            case Gauge():
                self.line(f"{block.label}　{block.figure}", "label")
                if block.note:
                    self.line(block.note, "note")
            case Bars():
                self._table(_bars_table(block), repeat_header=repeat_header)
            case Table():
                self._table(block, repeat_header=repeat_header)
            case Card():
                self._card(block)

    def _card(self, card: Card) -> None:
        self._block(card.heading, repeat_header=False)
        if card.mark:
            self.line(card.mark, "label")
        for ring in card.rings:
            self.line(f"{ring.label}　{ring.figure}" if ring.label else ring.figure, "note")
        for block in card.blocks:
            self._block(block, repeat_header=False)

    def _table(self, table: Table, *, repeat_header: bool) -> None:
        if table.caption:
            self.line(table.caption, "label")
        spans = self._grid.spans(table)
        if repeat_header:
            self._sheet.repeat_rows(self._row)
        heads = tuple(Cell(text=column.header) for column in table.columns)
        self._rows(heads, ["head"] * len(heads), spans)
        for row in table.rows:
            self._table_row(row, table, spans)
        self.skip()

    def _table_row(self, row: Row, table: Table, spans: Sequence[tuple[int, int]]) -> None:
        kinds = []
        for cell, column in zip(row.cells, table.columns, strict=True):
            mark = " emphasised" if row.emphasised else " underlined" if cell and cell.underlined else ""
            kinds.append(f"{column.align}{mark}")
        self._rows(row.cells, kinds, spans)

    def _rows(
        self, cells: Sequence[Cell | None], kinds: Sequence[str], spans: Sequence[tuple[int, int]]
    ) -> None:
        """A row of a table; where a text is higher than a row can be, as many rows as it takes."""
        texts = [printable(cell.text) if cell else "" for cell in cells]
        lines = [
            split_lines(text, self._grid.width(*span) - 2) for text, span in zip(texts, spans, strict=True)
        ]
        highest = max(len(part) for part in lines)
        for start in range(0, highest, _MOST_LINES):
            for text, whole, kind, span in zip(texts, lines, kinds, spans, strict=True):
                part = "\n".join(whole[start : start + _MOST_LINES]) if highest > _MOST_LINES else text
                self._put(*span, part, kind)
            self._sheet.set_row(self._row, _LINE_HEIGHT * min(highest - start, _MOST_LINES) + 4)
            self._row += 1

    def _put(self, first: int, last: int, text: str, kind: str) -> None:
        """A text into a cell, or into cells merged into one; never as a formula."""
        shape = self._formats[kind]
        if last > first:
            self._sheet.merge_range(self._row, first, self._row, last, "", shape)
        self._sheet.write_string(self._row, first, text, shape)
