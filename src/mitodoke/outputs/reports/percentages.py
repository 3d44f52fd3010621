"""A printed percentage with what must stand beside it: what it covers, the rule, and the recomputation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from mitodoke.domain.figure import Figure
from mitodoke.domain.outline import ItemKind, PlanItem, Repeat
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import PERCENT_PER_STEP, Coverage
from mitodoke.outputs.reports.blocks import Bar, Bars, Gauge, Ring
from mitodoke.outputs.reports.edition_tree import PROGRESS, WHOLE, WHOLE_PROGRESS, EditionTree
from mitodoke.outputs.reports.item_names import item_title, numbered_kind
from mitodoke.outputs.reports.own_progress import own_figure, own_gauge, own_whole_gauge
from mitodoke.outputs.reports.wording import LOST, NOT_TOLD, one_line, percent, share_of, year_words

RATINGS_NOT_IN_SOURCE, NO_RATINGS = "評価は原文にありません", "評価がありません"
"""Instead of a donut where no department's rating is known; it does not mean 0."""

REPEAT_MARKS = {Repeat.NONE: "", Repeat.PARTIAL: "【一部再掲】", Repeat.FULL: "【再掲】"}


def item_gauge(tree: EditionTree, item: PlanItem) -> Gauge:
    """The progress printed at a vision or a pledge, with what it covers."""
    if tree.calculates and (own := own_gauge(tree, item)) is not None:
        return own
    notes = [coverage(tree, item), recomputation(tree, tree.figure(item.item_id, PROGRESS))]
    return Gauge(
        label="進捗状況",
        figure=figure_words(tree, item),
        share=share_of(item.printed_progress),
        note="　".join(note for note in notes if note),
    )


def whole_progress(tree: EditionTree) -> Decimal | None:
    """The percentage printed for the whole document, or calculated by the plan's own rule."""
    if tree.calculates:
        figure = tree.figure(WHOLE, WHOLE_PROGRESS)
        return None if figure is None or figure.calculated is None else Decimal(figure.calculated)
    stated = tree.stated(WHOLE, WHOLE_PROGRESS)
    return stated.value if stated else None


def has_whole_progress(tree: EditionTree) -> bool:
    """Whether the document has a place for a percentage of the whole."""
    return tree.stated(WHOLE, WHOLE_PROGRESS) is not None or tree.figure(WHOLE, WHOLE_PROGRESS) is not None


def whole_gauge(tree: EditionTree) -> Gauge:
    """The progress printed for the whole document, or calculated by the plan's own rule."""
    if tree.calculates and (own := own_whole_gauge(tree)) is not None:
        return own
    value = whole_progress(tree)
    return Gauge(
        label="全体の進捗状況",
        figure=percent(value),
        share=share_of(value),
        note=recomputation(tree, tree.figure(WHOLE, WHOLE_PROGRESS)),
    )


def figure_words(tree: EditionTree, item: PlanItem) -> str:
    """``95%``, or in words whether the print is lost or there is none."""
    if tree.calculates:
        return own_figure(tree, item) or NOT_TOLD
    if item.printed_progress is not None:
        return percent(item.printed_progress)
    has_place = tree.stated(item.item_id, PROGRESS) or tree.figure(item.item_id, PROGRESS)
    return LOST if has_place else NOT_TOLD


def coverage(tree: EditionTree, item: PlanItem) -> str:
    """What the percentage of `item` is taken from: how many items, and how many of them have a figure."""
    children = tree.children(item)
    if item.kind is ItemKind.PLEDGE:
        return rating_coverage(tree, children)
    if not children:
        return ""
    if tree.made_here:
        return rating_coverage(tree, [measure for child in children for measure in tree.children(child)])
    printed = sum(child.printed_progress is not None for child in children)
    return f"{children[0].kind.label}{len(children)}件のうち{printed}件の公表値"


def rating_coverage(tree: EditionTree, measures: Sequence[PlanItem]) -> str:
    """How many of `measures` are rated and what became of the others; says so where no rating is known."""
    ratings = tree.ratings(measures)
    if not measures:
        return ""
    if not ratings:
        return f"施策{len(measures)}件（{_no_ratings(tree)}）"
    by_measure: dict[str, list[Rating]] = {}
    for rating in ratings:
        by_measure.setdefault(rating.item_id, []).append(rating)
    states = Counter(
        RatingState.RATED if any(rating.step is not None for rating in given) else given[0].state
        for given in by_measure.values()
    )
    left_out = tuple(
        (state, states[state]) for state in RatingState if states[state] and state is not RatingState.RATED
    )
    told = Coverage(
        of=len(measures),
        counted=states[RatingState.RATED],
        left_out=left_out,
        missing=len(measures) - len(by_measure),
    )
    return f"施策{told.label}"


def _no_ratings(tree: EditionTree) -> str:
    return NO_RATINGS if tree.made_here else RATINGS_NOT_IN_SOURCE


def recomputation(tree: EditionTree, figure: Figure | None) -> str:
    """What calculating a printed figure again gave, with the rule; nothing where there was nothing to calculate."""
    if figure is None or figure.calculated is None:
        return ""
    verdict = {True: "公表値と一致", False: "公表値と不一致", None: "公表値なし"}[figure.agrees]
    return f"検算 {figure.calculated}（{verdict}、規則：{tree.rule_label(figure)}）"


def rating_rings(tree: EditionTree, measure: PlanItem) -> tuple[Ring, ...]:
    """A donut for each department's rating of a measure; words alone where it is not rated."""
    name = one_line(measure.title) or measure.code
    if measure.printed_progress is not None:
        figure = percent(measure.printed_progress)
        share = share_of(measure.printed_progress)
        return (Ring(label="進捗状況", figure=figure, share=share, description=f"{name}の進捗状況 {figure}"),)
    ratings = tree.ratings((measure,))
    if not ratings:
        return (Ring(label="", figure=_no_ratings(tree), share=None, description=""),)
    several = len({rating.fiscal_year for rating in ratings}) > 1
    return tuple(_ring(name, rating, with_year=several) for rating in ratings)


def _ring(name: str, rating: Rating, *, with_year: bool) -> Ring:
    label = rating.department + (f"（{year_words(rating.fiscal_year)}）" if with_year else "")
    if rating.step is None:
        reason = f"（{rating.reason}）" if rating.reason else ""
        return Ring(label=label, figure=f"{rating.state.label}{reason}", share=None, description="")
    return Ring(
        label=label,
        figure=f"10段階中{rating.step}",
        share=Decimal(rating.step * PERCENT_PER_STEP),
        description=f"{name}の評価（{rating.department}） 10段階中{rating.step}",
    )


def vision_bars(tree: EditionTree, caption: str) -> Bars | None:
    """The bar chart of the items at the top, the whole last; None where there are none."""
    bars = [
        Bar(
            label=f"{numbered_kind(item)}　{item_title(item)}",
            figure=figure_words(tree, item),
            share=share_of(tree.progress(item)),
        )
        for item in tree.roots
    ]
    if not bars:
        return None
    if has_whole_progress(tree):
        whole = whole_progress(tree)
        bars.append(Bar(label="全体", figure=percent(whole), share=share_of(whole)))
    told = "、".join(f"{bar.label} {bar.figure}" for bar in bars)
    return Bars(caption=caption, bars=tuple(bars), description=f"{caption}。{told}。")
