"""Suggestions while typing: titles, names and terms that begin with the typed text, then those that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from mitodoke.publishing.search.fold import fold
from mitodoke.publishing.search.mark import mark
from mitodoke.publishing.search.open_index import SearchIndex
from mitodoke.publishing.search.query import MAX_LENGTH
from mitodoke.publishing.search.record import RecordKind
from mitodoke.publishing.search.result import Suggestion

MOST_LOOKED_AT = 20_000
"""Records looked at for one suggestion, so that a typed character stays cheap in a large index."""


def suggest(index: SearchIndex, text: str, limit: int = 8, city: str | None = None) -> tuple[Suggestion, ...]:
    """At most `limit` titles for what is typed so far, each once; none for a text without a character to search.

    Titles that begin with it come first, by their characters, then titles that hold it, in the
    order of the index. Findings and superseded versions are not suggested.
    """
    folded = fold(text[:MAX_LENGTH])
    if not folded or limit <= 0:
        return ()
    wanted = None
    if city is not None:
        if city not in index.cities:
            return ()
        wanted = index.cities.index(city)
    found: dict[str, Suggestion] = {}
    for number in _candidates(index, folded):
        combination = index.combinations[index.combination_of[number]]
        if not combination.newest or combination.kind is RecordKind.FINDING:
            continue
        if wanted is not None and index.city_of[number] != wanted:
            continue
        title = index.record(number).title
        if (key := fold(title)) not in found:
            found[key] = Suggestion(kind=combination.kind, text=title, pieces=mark(title, [folded]))
            if len(found) == limit:
                break
    return tuple(found.values())


def _candidates(index: SearchIndex, folded: str) -> Iterator[int]:
    beginning = islice(index.beginning(folded), MOST_LOOKED_AT)
    return chain(beginning, islice(index.find_in_titles([folded]), MOST_LOOKED_AT))
