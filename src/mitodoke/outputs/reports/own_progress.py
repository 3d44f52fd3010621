"""The calculated progress of a plan with levels of a city's own, on a report: as gauges, bars and words."""

from __future__ import annotations

from decimal import Decimal

from mitodoke.domain.combining import Combining
from mitodoke.domain.figure import Figure
from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.reports.blocks import Bar, Bars, Gauge
from mitodoke.outputs.reports.edition_tree import PROGRESS, WHOLE, WHOLE_PROGRESS, EditionTree
from mitodoke.outputs.reports.item_names import item_title
from mitodoke.outputs.reports.wording import coverage_in, percent, share_of

NOT_RATED = "評価がないため計算していません（0ではありません）"
NO_LEAD = "主担当の評価がないため計算していません（0ではありません）"
LABEL = "進捗状況（評価から計算した値）"


def own_gauge(tree: EditionTree, item: PlanItem) -> Gauge | None:
    """The progress of an item with its rule and coverage; None where it has none of its own."""
    return _gauge(tree.figure(item.item_id, PROGRESS), LABEL)


def own_whole_gauge(tree: EditionTree) -> Gauge | None:
    """The progress of the whole plan; None where nothing was rated."""
    return _gauge(tree.figure(WHOLE, WHOLE_PROGRESS), f"全体の{LABEL}")


def own_figure(tree: EditionTree, item: PlanItem) -> str:
    """``65.0%`` or 評価なし for a column; nothing for an item that has no progress of its own."""
    figure = tree.figure(item.item_id, PROGRESS)
    if figure is None:
        return ""
    return "評価なし" if figure.calculated is None else _words(figure)


def own_coverage(tree: EditionTree, item: PlanItem) -> str:
    """What the progress of an item covers; nothing where it has none."""
    figure = tree.figure(item.item_id, PROGRESS)
    return "" if figure is None else coverage_in(figure.rule)


def own_bars(tree: EditionTree) -> Bars | None:
    """A bar for each item at the top, the whole last; None where nothing was rated."""
    whole = tree.figure(WHOLE, WHOLE_PROGRESS)
    if whole is None:
        return None
    bars = [
        Bar(
            label=f"{numbered_level(tree, item)}　{item_title(item)}",
            figure=_words(figure),
            share=_share(figure),
        )
        for item in tree.roots
        if (figure := tree.figure(item.item_id, PROGRESS)) is not None
    ]
    bars.append(Bar(label="全体", figure=_words(whole), share=_share(whole)))
    told = "、".join(f"{bar.label} {bar.figure}" for bar in bars)
    return Bars(caption=LABEL, bars=tuple(bars), description=f"{LABEL}。{told}。")


def numbered_level(tree: EditionTree, item: PlanItem) -> str:
    """The name of the item's level with its number: ``政策1``."""
    return f"{tree.level_name(item.kind)}{item.code}"


def _gauge(figure: Figure | None, label: str) -> Gauge | None:
    if figure is None:
        return None
    return Gauge(label=label, figure=_words(figure), share=_share(figure), note=figure.rule)


def _words(figure: Figure) -> str:
    if figure.calculated is not None:
        return percent(Decimal(figure.calculated))
    return NO_LEAD if Combining.LEAD.label in figure.rule else NOT_RATED


def _share(figure: Figure) -> Decimal | None:
    return None if figure.calculated is None else share_of(Decimal(figure.calculated))
