"""What a roll-up rule would change: every figure of the plan's newest document that it gives otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from mitodoke.desk.presentation.mean_words import percent_words
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.own_levels import level_names
from mitodoke.domain.own_roll_up import RollUp, own_progress, prints_percentages
from mitodoke.domain.roll_up_choice import RollUpChoice
from mitodoke.domain.roll_up_plan import WHOLE

TOLD = 100
"""How many changed figures are listed; the rest is counted."""
NOT_CALCULATED = "計算していません"


class FigureChange(NamedTuple):
    """One figure before and after, in words; `covers` tells what it is taken from."""

    name: str
    before: str
    after: str
    covers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUpPreview:
    """The figures that change, and how many stay as they are.

    `is_printed` tells that the document prints its percentages itself: those stay in its editions, and `before` are they.
    """

    changes: tuple[FigureChange, ...]
    more: int
    unchanged: int
    is_printed: bool


def roll_up_preview(content: DocumentContent, choice: RollUpChoice) -> RollUpPreview | None:
    """`choice` against what counts now; None where the document has no ratings to calculate from."""
    if not content.ratings:
        return None
    before = _before(content)
    after = RollUp(content, choice).all()
    names = _names(content)
    rows = [
        FigureChange(
            names[subject],
            before.get(subject, NOT_CALCULATED),
            percent_words(progress.mean),
            progress.mean.coverage.label,
        )
        for subject, progress in sorted(after.items(), key=lambda pair: pair[0] != WHOLE)
    ]
    changes = [row for row in rows if row.before != row.after]
    return RollUpPreview(
        changes=tuple(changes[:TOLD]),
        more=max(len(changes) - TOLD, 0),
        unchanged=len(rows) - len(changes),
        is_printed=prints_percentages(content),
    )


def top_figures(content: DocumentContent) -> tuple[tuple[str, str, str], ...]:
    """Name, figure and coverage of the whole and the items at the top under the rules of today; nothing where none is calculated."""
    names = _names(content)
    top = {item.item_id for item in content.items if item.parent_id is None}
    return tuple(
        (names[subject], percent_words(one.mean), one.mean.coverage.label)
        for subject, one in sorted(own_progress(content).items(), key=lambda pair: pair[0] != WHOLE)
        if subject in top or subject == WHOLE
    )


def _before(content: DocumentContent) -> dict[str, str]:
    """The figures as the next edition would have them without the change."""
    if not prints_percentages(content):
        return {subject: percent_words(one.mean) for subject, one in own_progress(content).items()}
    printed = {
        one.item_id: f"{one.printed_progress:f}％"
        for one in content.items
        if one.printed_progress is not None
    }
    for figure in content.stated:
        if (figure.subject, figure.figure) == (WHOLE, "progress.overall") and figure.value is not None:
            printed[WHOLE] = f"{figure.value:f}％"
    return printed


def _names(content: DocumentContent) -> dict[str, str]:
    levels = level_names(content.levels)
    names = {one.item_id: f"{levels[one.kind]}{one.code} {one.title or ''}".rstrip() for one in content.items}
    return names | {WHOLE: "全体"}
