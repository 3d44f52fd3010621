"""The table 公表された件数 of our own reports, back into figures that the document states."""

from __future__ import annotations

from decimal import Decimal

from mitodoke.domain.figure import COUNT_NAMES, StatedFigure
from mitodoke.domain.place import line_place
from mitodoke.domain.printed_number import read_number
from mitodoke.sources.formats.own_reports.masked_text import MaskedText

_TITLE = "公表された件数"
_HEAD = ("項目", "原文の記載", "公表された数", "この版の数", "照合")
_FIGURES = {name: figure for figure, name in COUNT_NAMES.items()}


def take_stated_counts(masked: MaskedText, end: int) -> tuple[StatedFigure, ...]:
    """Take the table out of the lines before `end` (from 0); none where it is not there."""
    head = masked.find(lambda line: line == "\t".join(_HEAD))
    if head is None or head >= end:
        return ()
    masked.heading(head, "table_head")
    title = masked.find(lambda line: line == _TITLE)
    if title is not None and title < head:
        masked.heading(title, "stated_counts")
    found = []
    for index in range(head + 1, end):
        cells = [cell.strip() for cell in masked.lines[index].split("\t")]
        if len(cells) != len(_HEAD) or cells[0] not in _FIGURES:
            break
        count = read_number(cells[2])
        if count is None:
            continue
        found.append(
            StatedFigure(
                subject="document",
                figure=_FIGURES[cells[0]],
                printed=cells[1] or None,
                value=Decimal(count.value),
                place=line_place(index + 1),
            )
        )
        masked.lines[index] = ""
        masked.ledger.record(index + 1, index + 1, "stated_counts")
    return tuple(found)
