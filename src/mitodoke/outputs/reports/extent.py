"""How much room blocks take, estimated from their text, so that what fits on a page is not torn apart."""

from __future__ import annotations

from mitodoke.outputs.reports.blocks import (
    Bars,
    Bullets,
    Card,
    Gauge,
    Labelled,
    Paragraph,
    Row,
    Simple,
    Table,
)
from mitodoke.outputs.reports.wording import lines_taken

TEXT_WIDTH = 84
"""Half-width columns of running text on an upright page."""
TABLE_WIDTH = {False: 104, True: 176}
"""Half-width columns of a table over the whole width, upright and landscape (smaller letters)."""
MOST_LINES = {False: 30, True: 26}
"""Three quarters of a page of a table: what is estimated to be longer may be broken, so that nothing is cut off."""
MOST_LINES_OF_CARD = {False: 24, True: 18}


def column_widths(table: Table, *, landscape: bool) -> list[int]:
    """The half-width columns that fit into each column of a table."""
    weights = sum(column.weight for column in table.columns)
    return [TABLE_WIDTH[landscape] * column.weight // weights for column in table.columns]


def row_may_break(row: Row, table: Table, *, landscape: bool) -> bool:
    """Whether a row is so long that it has to be broken over pages."""
    widths = column_widths(table, landscape=landscape)
    return any(
        lines_taken(cell.text, width) > MOST_LINES[landscape]
        for cell, width in zip(row.cells, widths, strict=True)
        if cell is not None
    )


def table_may_break(table: Table, *, landscape: bool) -> bool:
    """Whether a whole table is so long that cells which cover several rows have to be broken too."""
    return _table_lines(table, landscape=landscape) > MOST_LINES[landscape]


def card_may_break(card: Card, *, landscape: bool) -> bool:
    """Whether a card is so long that it has to be broken over pages."""
    lines = lines_taken(card.heading.text, TEXT_WIDTH // 2)
    lines += sum(2 + lines_taken(ring.figure, TEXT_WIDTH // 4) for ring in card.rings)
    return lines + sum(map(_lines, card.blocks)) > MOST_LINES_OF_CARD[landscape]


def _lines(block: Simple) -> int:
    match block:
        case Paragraph(text=text) | Labelled(text=text):
            return lines_taken(text, TEXT_WIDTH - 10)
        case Bullets(texts=texts):
            return sum(lines_taken(text, TEXT_WIDTH - 10) for text in texts)
        case Table():
            return _table_lines(block, landscape=False)
        case Gauge():
            return 3
        case Bars(bars=bars):
            return 2 * len(bars)


def _table_lines(table: Table, *, landscape: bool) -> int:
    widths = column_widths(table, landscape=landscape)
    texts = [[cell.text if cell else "" for cell in row.cells] for row in table.rows]
    texts.append([column.header for column in table.columns])
    return 2 + sum(
        max((lines_taken(text, width) for text, width in zip(row, widths, strict=True)), default=1)
        for row in texts
    )
