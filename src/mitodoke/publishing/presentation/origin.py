"""Where the percentages of a table come from, in words for its caption."""

from __future__ import annotations

from collections.abc import Iterable

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.edition_index import EditionIndex

PRINTED, CALCULATED = "文書に書かれた公表値", "評価から計算した値"
EITHER = "文書に書かれた公表値または評価から計算した値"


def origin_words(indexes: Iterable[EditionIndex]) -> str:
    """What the percentages of the editions are: printed, calculated from ratings, or some of each."""
    found = {index.from_ratings for index in indexes}
    return tr(EITHER if len(found) > 1 else CALCULATED if True in found else PRINTED)
