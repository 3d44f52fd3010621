"""What tests read out of a report that is built but not set yet: its texts and its cards."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.outputs.reports.blocks import (
    Bars,
    Block,
    Bullets,
    Card,
    Gauge,
    Heading,
    Labelled,
    Paragraph,
    Report,
    Table,
)
from mitodoke.outputs.reports.settings import ReportSettings

PLAIN = ReportSettings()


def texts(report: Report) -> list[str]:
    """Every text of a report in its order."""
    return [text for section in report.sections for block in section.blocks for text in block_texts(block)]


def block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield text
        case Bullets(texts=several):
            yield from several
        case Labelled(label=label, text=text):
            yield f"{label}：{text}"
        case Gauge():
            yield from (block.label, block.figure, block.note)
        case Bars():
            yield from (part for bar in block.bars for part in (bar.label, bar.figure))
        case Table():
            yield from (cell.text for row in block.rows for cell in row.cells if cell)
        case Card():
            yield from (block.heading.text, block.mark)
            yield from (part for ring in block.rings for part in (ring.label, ring.figure))
            yield from (text for inner in block.blocks for text in block_texts(inner))


def find_card(report: Report, title: str) -> Card:
    cards = (block for section in report.sections for block in section.blocks if isinstance(block, Card))
    return next(card for card in cards if title in card.heading.text)
