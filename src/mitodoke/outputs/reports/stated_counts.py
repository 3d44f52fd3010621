"""The table of what a plan's document counts in its own words, beside what was counted in this edition."""

from __future__ import annotations

from mitodoke.domain.figure import COUNT_NAMES
from mitodoke.outputs.reports.blocks import Align, Block, Column, Heading, Table, row
from mitodoke.outputs.reports.edition_tree import WHOLE, EditionTree
from mitodoke.outputs.reports.wording import number, one_line

HEADING = "公表された件数"
_VERDICTS = {True: "一致", False: "不一致", None: "照合できません"}


def stated_counts(tree: EditionTree) -> list[Block]:
    """A heading and a row for each number that the document states of its own outline; nothing where it states none."""
    rows = []
    for stated in tree.edition.content.stated:
        if stated.subject != WHOLE or stated.figure not in COUNT_NAMES or stated.value is None:
            continue
        figure = tree.figure(WHOLE, stated.figure)
        rows.append(
            row(
                COUNT_NAMES[stated.figure],
                one_line(stated.printed),
                number(stated.value),
                (figure.calculated if figure else None) or "－",
                _VERDICTS[figure.agrees if figure else None],
            )
        )
    if not rows:
        return []
    columns = (
        Column(header="項目", weight=18),
        Column(header="原文の記載", weight=18),
        Column(header="公表された数", weight=12, align=Align.END),
        Column(header="この版の数", weight=12, align=Align.END),
        Column(header="照合", weight=12),
    )
    return [Heading(level=1, text=HEADING), Table(caption="", columns=columns, rows=tuple(rows))]
