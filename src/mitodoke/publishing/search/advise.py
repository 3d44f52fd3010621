"""Other words for a query that finds nothing: only such as do find something, with how much."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.confusable_characters import confusables
from mitodoke.publishing.search.fold import fold
from mitodoke.publishing.search.open_index import SearchIndex
from mitodoke.publishing.search.query import SearchQuery, SearchWord
from mitodoke.publishing.search.result import Advice, AdviceKind

MOST = 5
"""Proposals for one query."""

MOST_TRIED = 60
"""Lookups for one query; keeps long queries cheap."""

SHORTEST_PART = 2
"""Characters that a proposed part of a word has at least."""


def advise(index: SearchIndex, query: SearchQuery, city: str | None) -> tuple[Advice, ...]:
    """What else could be searched for in `city` (everywhere where None); nothing where nothing would be found.

    In this order: the words as they are, where only other filters hide them; one character replaced by one that
    is easily mistaken for it; one of several words left out; the longest part of a single word.
    """
    return tuple(_Adviser(index, city).advise(query))


class _Adviser:
    def __init__(self, index: SearchIndex, city: str | None) -> None:
        self.index = index
        self.city = city
        self.tried = 0

    def advise(self, query: SearchQuery) -> list[Advice]:
        typed = " ".join(_quoted(word.typed) for word in query.words)
        if total := self._count(query.folded):
            return [Advice(kind=AdviceKind.FILTERS, query=typed, total=total)]
        found = list(self._first(AdviceKind.LOOK_ALIKE, self._look_alikes(query)))
        if not found and len(query.words) > 1:
            found = list(self._first(AdviceKind.FEWER_WORDS, self._fewer_words(query)))
        if not found and len(query.words) == 1:
            found = list(self._first(AdviceKind.PART, self._parts(query.words[0]), most=1))
        return sorted(found, key=lambda one: -one.total)

    def _first(
        self, kind: AdviceKind, proposals: Iterator[tuple[SearchWord, ...]], most: int = MOST
    ) -> Iterator[Advice]:
        for words in proposals:
            if self.tried >= MOST_TRIED or most == 0:
                return
            if total := self._count(tuple(word.folded for word in words)):
                yield Advice(kind=kind, query=" ".join(_quoted(word.typed) for word in words), total=total)
                most -= 1

    def _look_alikes(self, query: SearchQuery) -> Iterator[tuple[SearchWord, ...]]:
        table = confusables("shape", "shape3", "variant", "kana", "script")
        for place, word in enumerate(query.words):
            for _, other in table.replaced(word.typed):
                folded = fold(other)
                if folded and folded != word.folded:
                    changed = SearchWord(typed=other, folded=folded)
                    yield (*query.words[:place], changed, *query.words[place + 1 :])

    def _fewer_words(self, query: SearchQuery) -> Iterator[tuple[SearchWord, ...]]:
        for place in range(len(query.words)):
            yield (*query.words[:place], *query.words[place + 1 :])

    def _parts(self, word: SearchWord) -> Iterator[tuple[SearchWord, ...]]:
        """The parts of the word as typed, longest first, from the left."""
        for length in range(len(word.typed) - 1, SHORTEST_PART - 1, -1):
            for start in range(len(word.typed) - length + 1):
                part = word.typed[start : start + length]
                folded = fold(part)
                if len(folded) >= SHORTEST_PART:
                    yield (SearchWord(typed=part, folded=folded),)

    def _count(self, words: tuple[str, ...]) -> int:
        """How many records of the newest versions hold all `words`."""
        self.tried += 1
        found = self.index.find(words)
        combinations, combination_of = self.index.combinations, self.index.combination_of
        wanted = None
        if self.city is not None:
            wanted = self.index.cities.index(self.city) if self.city in self.index.cities else -1
        return sum(
            combinations[combination_of[number]].newest
            and (wanted is None or self.index.city_of[number] == wanted)
            for number in found
        )


def _quoted(word: str) -> str:
    """The word as it can be typed again: in quotation marks where it holds a space."""
    return f'"{word}"' if any(character.isspace() for character in word) else word
