"""What a percentage covers, in words: how many of its parts count, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.rating import RatingState
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.own_rule import rule_and_coverage
from mitodoke.publishing.presentation.pledge_rules import rule_words

LOST = "原文から失われています"
NOT_PRINTED = "公表値の記載がありません"
_LOST_RATINGS = "施策の評価は原文から失われています（0ではありません）"
_NOT_RATED = "評価がないため計算していません（0ではありません）"
_NO_RULE = "評価からの計算方法を決めていないため、計算していません（0ではありません）"
_NO_RATINGS = "施策の評価がありません（0ではありません）"
_NO_ANSWER = "施策の評価はまだ回答されていません（0ではありません）"
PROGRESS = "progress"


def absence(subject: str, figure: str, index: EditionIndex) -> str:
    """Why no figure is shown: the layout has a place for it whose print is lost, or there is no such place."""
    if index.calculates:
        return tr(_NOT_RATED)
    if index.made_here:
        return not_calculated(index)
    return tr(LOST if _has_place(subject, figure, index) else NOT_PRINTED)


def not_calculated(index: EditionIndex) -> str:
    """Why a document that was made at the desk has no percentages."""
    return tr(_NO_RULE if index.edition.content.ratings else _NOT_RATED)


def no_ratings(index: EditionIndex) -> str:
    """Why a pledge has no ratings, in few words."""
    if index.edition.content.ratings:
        return tr("評価の回答なし")
    return tr("評価なし" if index.made_here else "評価は原文にない")


def coverage(item: PlanItem, index: EditionIndex) -> str:
    """What the percentage of `item` covers, as a sentence."""
    if index.calculates:
        return _calculated(item, index)
    if item.kind is ItemKind.VISION and not index.made_here:
        return printed_coverage(index.children(item), index)
    measures = rated_measures(item, index)
    ratings = index.counted_ratings(measures)
    if not measures:
        return tr("施策なし")
    if not ratings:
        reason = _NO_RATINGS if index.made_here else _LOST_RATINGS
        if index.edition.content.ratings:
            reason = _NO_ANSWER
        return tr("施策{count}件。{reason}", count=len(measures), reason=tr(reason))
    states = Counter(rating.state for rating in ratings)
    parts = [
        tr("{state}{count}件", state=tr(state.label), count=states[state])
        for state in RatingState
        if states[state]
    ]
    silent = len(measures) - len({rating.item_id for rating in ratings})
    if silent > 0:
        parts.append(tr("回答なし{count}件", count=silent))
    return tr(
        "施策{count}件（評価{ratings}件）のうち{parts}",
        count=len(measures),
        ratings=len(ratings),
        parts=tr("、").join(parts),
    )


def scope(item: PlanItem, index: EditionIndex) -> str:
    """What the percentage of `item` covers, in few words for a column of a table."""
    if index.calculates:
        return _calculated(item, index)
    children = index.children(item)
    if item.kind is ItemKind.VISION and not index.made_here:
        printed = sum(1 for child in children if child.printed_progress is not None)
        return tr("公約{count}件中{printed}件", count=len(children), printed=printed)
    measures = rated_measures(item, index)
    ratings = index.counted_ratings(measures)
    if not ratings:
        return tr("施策{count}件（{reason}）", count=len(measures), reason=no_ratings(index))
    rated = {rating.item_id for rating in ratings if rating.state is RatingState.RATED}
    return tr("施策{count}件中{rated}件", count=len(measures), rated=len(rated))


def _calculated(item: PlanItem, index: EditionIndex) -> str:
    """What a progress covers that the plan's own rule calculated; nothing where the item has none."""
    figure = index.figure(item.item_id, PROGRESS)
    return "" if figure is None else rule_words(rule_and_coverage(figure.rule)[1])


def rated_measures(item: PlanItem, index: EditionIndex) -> tuple[PlanItem, ...]:
    """The measures whose ratings make up the percentage of an item."""
    if item.kind is ItemKind.VISION:
        return tuple(one for one in index.descendants(item) if one.kind is ItemKind.MEASURE)
    return index.children(item) if item.kind is ItemKind.PLEDGE else (item,)


def printed_coverage(items: Sequence[PlanItem], index: EditionIndex) -> str:
    """How many of `items` have a printed percentage, and why the others have none."""
    if not items:
        return tr("対象なし")
    printed = sum(1 for item in items if item.printed_progress is not None)
    absent = Counter(
        _has_place(item.item_id, PROGRESS, index) for item in items if item.printed_progress is None
    )
    parts = [tr("公表値あり{count}件", count=printed)]
    if absent[True]:
        parts.append(tr("原文で失われたもの{count}件", count=absent[True]))
    if absent[False]:
        parts.append(tr("記載なし{count}件", count=absent[False]))
    return tr(
        "{kind}{count}件のうち{parts}",
        kind=tr(items[0].kind.label, count=len(items)),
        count=len(items),
        parts=tr("、").join(parts),
    )


def _has_place(subject: str, figure: str, index: EditionIndex) -> bool:
    return index.stated(subject, figure) is not None or index.figure(subject, figure) is not None
