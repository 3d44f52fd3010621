"""What a percentage of a figure covers, in numbers: how many parts it has, how many count, why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec

from mitodoke.domain.figure import Figure
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.own_levels import rated_kinds
from mitodoke.domain.rating import RatingState
from mitodoke.publishing.presentation.edition_index import EditionIndex

NOT_PRINTED = "not_printed"
NO_ANSWER = "no_answer"
PROGRESS = "progress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The parts behind a percentage: the items one level below, or the departments' ratings."""

    parts: Annotated[
        str,
        msgspec.Meta(description="何を数えたか：itemsは1つ下の項目、ratingsは施策の評価 / What is counted."),
    ]
    of: Annotated[int, msgspec.Meta(description="全体の数 / How many parts there are.")]
    with_number: Annotated[int, msgspec.Meta(description="数値のある数 / How many have a number.")]
    without_number: Annotated[
        dict[str, int],
        msgspec.Meta(
            description="数値のない数を理由ごとに（not_printed、no_answer、または評価の状態のコード）"
            " / How many have none, by reason: not_printed, no_answer, or a code of rating_state."
        ),
    ]


def coverage_of(figure: Figure, index: EditionIndex) -> Coverage | None:
    """The coverage of a percentage; None for counts, and where the edition does not hold the parts."""
    if figure.figure.partition(".")[0] != PROGRESS:
        return None
    item = index.items.get(figure.subject)
    if index.edition.content.levels or index.calculates:
        return _rated(_rated_items(item, index), index)
    if item is None:
        return _printed(index.roots) if figure.subject == "document" and index.roots else None
    children = index.children(item)
    if item.kind is ItemKind.VISION and children:
        return _printed(children)
    return _rated(children or (item,), index)


def _rated_items(item: PlanItem | None, index: EditionIndex) -> tuple[PlanItem, ...]:
    """The rated items of a plan with levels of its own: at and below `item`, or of the whole."""
    content = index.edition.content
    rated = rated_kinds(content.document.kind, content.levels)
    below = content.items if item is None else (item, *index.descendants(item))
    return tuple(one for one in below if one.kind in rated)


def _printed(items: Sequence[PlanItem]) -> Coverage:
    absent = sum(1 for item in items if item.printed_progress is None)
    return Coverage(
        parts="items",
        of=len(items),
        with_number=len(items) - absent,
        without_number={NOT_PRINTED: absent} if absent else {},
    )


def _rated(measures: Sequence[PlanItem], index: EditionIndex) -> Coverage | None:
    if not index.edition.content.ratings:
        return None
    ratings = index.counted_ratings(measures)
    silent = len(measures) - len({rating.item_id for rating in ratings})
    states = Counter(str(rating.state) for rating in ratings)
    rated = states.pop(str(RatingState.RATED), 0)
    reasons = dict(sorted(states.items())) | ({NO_ANSWER: silent} if silent else {})
    return Coverage(parts="ratings", of=len(ratings) + silent, with_number=rated, without_number=reasons)
