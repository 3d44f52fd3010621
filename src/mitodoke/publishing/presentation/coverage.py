"""What a percentage covers, in words: how many of its parts count, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.rating import RatingState
from mitodoke.publishing.presentation.edition_index import EditionIndex

LOST = "原文から失われています"
NOT_PRINTED = "公表値の記載がありません"
_LOST_RATINGS = "施策の評価は原文から失われています（0ではありません）"
_NO_ANSWER = "施策の評価はまだ回答されていません（0ではありません）"
PROGRESS = "progress"


def absence(subject: str, figure: str, index: EditionIndex) -> str:
    """Why no figure is shown: the layout has a place for it whose print is lost, or there is no such place."""
    has_place = index.stated(subject, figure) is not None or index.figure(subject, figure) is not None
    return LOST if has_place else NOT_PRINTED


def coverage(item: PlanItem, index: EditionIndex) -> str:
    """What the percentage of `item` covers, as a sentence."""
    if item.kind is ItemKind.VISION:
        return printed_coverage(index.children(item), index)
    measures = rated_measures(item, index)
    ratings = index.ratings_of(measure.item_id for measure in measures)
    if not measures:
        return "施策なし"
    if not ratings:
        reason = _NO_ANSWER if index.edition.content.ratings else _LOST_RATINGS
        return f"施策{len(measures)}件。{reason}"
    states = Counter(rating.state for rating in ratings)
    parts = [f"{state.label}{states[state]}件" for state in RatingState if states[state]]
    silent = len(measures) - len({rating.item_id for rating in ratings})
    if silent > 0:
        parts.append(f"回答なし{silent}件")
    return f"施策{len(measures)}件（評価{len(ratings)}件）のうち{'、'.join(parts)}"


def scope(item: PlanItem, index: EditionIndex) -> str:
    """What the percentage of `item` covers, in few words for a column of a table."""
    children = index.children(item)
    if item.kind is ItemKind.VISION:
        printed = sum(1 for child in children if child.printed_progress is not None)
        return f"公約{len(children)}件中{printed}件"
    measures = rated_measures(item, index)
    ratings = index.ratings_of(measure.item_id for measure in measures)
    if not ratings:
        reason = "評価の回答なし" if index.edition.content.ratings else "評価は原文にない"
        return f"施策{len(measures)}件（{reason}）"
    rated = {rating.item_id for rating in ratings if rating.state is RatingState.RATED}
    return f"施策{len(measures)}件中{len(rated)}件"


def rated_measures(item: PlanItem, index: EditionIndex) -> tuple[PlanItem, ...]:
    """The measures whose ratings make up the percentage of a pledge or measure."""
    return index.children(item) if item.kind is ItemKind.PLEDGE else (item,)


def printed_coverage(items: Sequence[PlanItem], index: EditionIndex) -> str:
    """How many of `items` have a printed percentage, and why the others have none."""
    if not items:
        return "対象なし"
    printed = sum(1 for item in items if item.printed_progress is not None)
    absent = Counter(
        absence(item.item_id, PROGRESS, index) for item in items if item.printed_progress is None
    )
    parts = [f"公表値あり{printed}件"]
    if absent[LOST]:
        parts.append(f"原文で失われたもの{absent[LOST]}件")
    if absent[NOT_PRINTED]:
        parts.append(f"記載なし{absent[NOT_PRINTED]}件")
    return f"{items[0].kind.label}{len(items)}件のうち{'、'.join(parts)}"
