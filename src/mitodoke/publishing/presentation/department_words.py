"""What a department answered about an item, in the words of the page."""

from __future__ import annotations

from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.coverage import no_ratings
from mitodoke.publishing.presentation.edition_index import EditionIndex


def answer_words(name: str, item: PlanItem, index: EditionIndex) -> str:
    """The step or state that the department called `name` gave `item`; that it gave none is not 0."""
    for rating in index.ratings_of([item.item_id]):
        if rating.department == name:
            return (
                tr("10段階の{step}", step=rating.step) if rating.step is not None else tr(rating.state.label)
            )
    return tr("回答なし") if index.edition.content.ratings else no_ratings(index)
