"""Tells a strategy chapter from other documents by the marks it shows."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import fold_width
from mitodoke.sources.formats.strategy.cleaning import clean, is_table_row, split_cells
from mitodoke.sources.formats.strategy.marks import Label, label_of, read_direction, read_goal, read_measure
from mitodoke.sources.formats.strategy.table_head import read_head
from mitodoke.sources.read_text import SourceText

_LOOKED_AT = 300
"""Characters of a line that are looked at; marks stand at its beginning."""
_LINES = 20_000
"""Lines that are looked at: no document goes on so long before it shows what it is."""
_WORDS = re.compile(
    r"施\s*策|目標|指標|課題|方向|概要|事業|総合戦略|ひと・しごと|[KＫ]\s*[PＰ]\s*[IＩ]|[\d)）][-－‐–]|[\d][ー−][\d]"
)
"""A line without any of these shows no mark."""


def _marks(line: str) -> set[str]:
    found: set[str] = set()
    start = clean(line[:_LOOKED_AT])
    if re.search("総合戦略|まち・ひと・しごと", start):
        found.add("title")
    if is_table_row(line):
        cells = tuple(clean(cell) for cell in split_cells(line[:_LOOKED_AT]))
        if read_head(cells) is not None:
            found.add("head")
        start = next((cell for cell in cells if cell), "")
    elif re.search("指標", start) and re.search("基準値|現状値|目標値", start):
        found.add("head")
    if read_measure(start) is not None:
        found.add("measure")
    if read_direction(start) is not None:
        found.add("direction")
    if read_goal(start) is not None:
        found.add("goal")
    label = label_of(start)
    if label is not None:
        if label[0] in (Label.SITUATION, Label.BASIC_DIRECTION, Label.NUMERICAL_TARGETS):
            found.add("goal")
        elif label[0] is Label.KPI or "重要業績評価指標" in fold_width(start):
            found.add("kpi")
        elif label[0] in (Label.SUMMARY, Label.PROJECTS):
            found.add("label")
    elif "重要業績評価指標" in start:
        found.add("kpi")
    return found


def recognise_strategy(text: SourceText) -> float:
    """The share of six marks that `text` shows.

    They are the title or the label of indicators, a measure, a direction, a goal, a measure's section label, and
    a table of indicators. Without a measure (or its label) or without such a table the share is 0.
    """
    found: set[str] = set()
    for line in text.lines[:_LINES]:
        if _WORDS.search(line, 0, _LOOKED_AT):
            found |= _marks(line)
        if len(found) == 7:
            break
    if not found & {"measure", "label"} or "head" not in found:
        return 0.0
    wanted = ({"title", "kpi"}, {"measure"}, {"direction"}, {"goal"}, {"label"}, {"head"})
    return sum(1 for options in wanted if options & found) / len(wanted)
