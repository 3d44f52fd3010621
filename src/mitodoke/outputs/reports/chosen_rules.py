"""The rules that the plan chose for its percentages and ranks, for the front of a report."""

from __future__ import annotations

from mitodoke.domain.judge_indicator import JudgedPlan, judge_indicator, judged_by
from mitodoke.domain.judgement import count_ranks
from mitodoke.outputs.reports.blocks import (
    Align,
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Table,
    TextStyle,
    row,
)
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.rule_lines import condition, roll_up_lines
from mitodoke.outputs.reports.wording import number

_NO_RANKS = "この計画では、指標に区分を付けていません。"


def roll_up_blocks(tree: EditionTree) -> list[Block]:
    """How the percentages are calculated; nothing where the plan did not choose, or its document prints them."""
    lines = roll_up_lines(tree.edition.content)
    if not lines or not tree.calculates:
        return []
    return [
        Heading(level=1, text="評価の集計のしかた"),
        Paragraph(
            text="進捗状況は、担当部署の10段階評価（1段階を10％とします）から、次のとおり計算しています。"
        ),
        Bullets(texts=lines),
    ]


def judgement_blocks(tree: EditionTree) -> list[Block]:
    """The rule that the plan chose for its indicators, with how many got which rank; nothing where it did not choose."""
    choice = tree.edition.content.judgement
    if choice is None:
        return []
    plan = judged_by(choice)
    heading = Heading(level=1, text="指標の判定のしかた")
    if plan is None:
        return [heading, Paragraph(text=_NO_RANKS)]
    return [heading, Paragraph(text=f"{choice.label}によります。{plan.rule.source}"), *_ranks(tree, plan)]


def _ranks(tree: EditionTree, plan: JudgedPlan) -> list[Block]:
    indicators = tree.edition.content.indicators
    counts = count_ranks((judge_indicator(one, plan) for one in indicators), plan.rule)
    known = dict(counts.ranks)
    told = [(band.rank, band.label, condition(band)) for band in (*plan.rule.bands, *plan.rule.yearly_bands)]
    told += [(rank, "", f"数値によらない状態「{state.label}」") for state, rank in plan.rule.states]
    table = Table(
        caption=f"判定の区分（{number(counts.total)}指標のうち{number(counts.judged)}指標を判定）",
        columns=(
            Column(header="区分", weight=12),
            Column(header="意味", weight=18),
            Column(header="条件（上から順に見ます）", weight=28),
            Column(header="指標の数", weight=8, align=Align.END),
        ),
        rows=tuple(row(rank, label, words, number(known.get(rank, 0))) for rank, label, words in told),
    )
    notes = [f"判定していないもの：{why}　{number(count)}指標" for why, count in counts.not_judged]
    return [table, *(Paragraph(text=note, style=TextStyle.NOTE) for note in notes)]
