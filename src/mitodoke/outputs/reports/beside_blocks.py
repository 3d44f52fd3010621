"""Opinions of outside evaluators with the city's answers, and money, after the item that they belong to."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from mitodoke.domain.amount import AmountKind
from mitodoke.domain.beside import ItemAmount, OutsideOpinion
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.reports.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Labelled,
    Paragraph,
    Simple,
    Table,
    TextStyle,
    row,
)
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.wording import flowing, number, one_line, year_words

_OPINIONS = "外部評価の意見と市の回答"


def beside_blocks(tree: EditionTree, item: PlanItem) -> list[Simple]:
    """What stands beside an item; nothing where there is none, so that such reports keep their bytes."""
    opinions, amounts = tree.opinions(item.item_id), tree.amounts(item.item_id)
    blocks: list[Simple] = []
    if opinions:
        blocks += [Paragraph(text=f"■{_OPINIONS}", style=TextStyle.LABEL), *_opinions(opinions)]
    if amounts:
        blocks += _amounts(amounts)
    return blocks


def whole_opinions(tree: EditionTree) -> list[Block]:
    """The opinions on the plan as a whole under a heading of their own; nothing where there are none."""
    opinions = tree.opinions(None)
    return [Heading(level=1, text=_OPINIONS), *_opinions(opinions)] if opinions else []


def _opinions(opinions: Sequence[OutsideOpinion]) -> list[Simple]:
    blocks: list[Simple] = []
    for one in opinions:
        written, answered = (
            format_date(datetime.date.fromisoformat(day)) for day in (one.written_on, one.answered_on)
        )
        blocks += [
            Labelled(label=f"意見（{one_line(one.evaluator)}、{written}）", text=flowing(one.text)),
            Labelled(label=f"市の回答（{one_line(one.department)}、{answered}）", text=flowing(one.answer)),
        ]
    return blocks


def _amounts(amounts: Sequence[ItemAmount]) -> list[Simple]:
    kinds = [kind for kind in AmountKind if any(one.kind is kind for one in amounts)]
    known = {(one.fiscal_year, one.kind): one for one in amounts}
    rows = []
    notes: list[Simple] = []
    for year in sorted({one.fiscal_year for one in amounts}):
        found = [known.get((year, kind)) for kind in kinds]
        texts = ("記載なし" if one is None else f"{number(one.yen)}円" for one in found)
        rows.append(row(year_words(year), *texts))
        for one in found:
            told = [] if one is None else [one_line(text) for text in (one.note, one.source) if text]
            if one is not None and told:
                text = f"{year_words(year)}の{one.kind.label}：{'、'.join(told)}"
                notes.append(Paragraph(text=text, style=TextStyle.NOTE))
    columns = (
        Column(header="年度", weight=10),
        *(Column(header=kind.label, weight=14, align=Align.END) for kind in kinds),
    )
    return [Table(caption="予算・決算", columns=columns, rows=tuple(rows)), *notes]
