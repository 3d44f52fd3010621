"""Searches an index: hits in a stable order, page by page, with facets, marks, and advice where nothing is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from mitodoke.publishing.search.advise import advise
from mitodoke.publishing.search.combination import count_facets, failed_filters
from mitodoke.publishing.search.mark import excerpts, mark
from mitodoke.publishing.search.open_index import SearchIndex
from mitodoke.publishing.search.query import SearchQuery, parse_query
from mitodoke.publishing.search.record import SearchRecord
from mitodoke.publishing.search.result import Facets, Hit, SearchFilters, SearchResult

ALL = SearchFilters()
PAGE_SIZE = 20


def search(
    index: SearchIndex, query: str, filters: SearchFilters = ALL, offset: int = 0, limit: int = PAGE_SIZE
) -> SearchResult:
    """The hits `offset` to `offset + limit` of the records that hold all words of `query` and pass `filters`.

    First records whose whole title is the query, then those with all words in the title, then the others; among
    equals in the order of the index (kind, newest year, document order). A query without a word finds nothing.
    ValueError for a negative offset or limit.
    """
    if offset < 0 or limit < 0:
        raise ValueError(f"not a page of hits: {offset}, {limit}")
    parsed = parse_query(query)
    if not parsed.words:
        return SearchResult(query=parsed, total=0, offset=offset, hits=(), facets=Facets())
    found = _in_city(index, index.find(parsed.folded), filters.city)
    combination_of = index.combination_of
    counted = Counter(map(combination_of.__getitem__, found))
    passing = {number for number in counted if not failed_filters(index.combinations[number], filters)}
    if len(passing) < len(counted):
        found = [number for number in found if combination_of[number] in passing]
    facets = count_facets({index.combinations[one]: count for one, count in counted.items()}, filters)
    city = city_number(index, filters.city)

    def passes(number: int) -> bool:
        return combination_of[number] in passing and city in (None, index.city_of[number])

    shown = islice(_ordered(index, parsed, found, passes), offset, offset + limit)
    return SearchResult(
        query=parsed,
        total=len(found),
        offset=offset,
        hits=tuple(_hit(record, parsed.folded) for record in index.records(shown)),
        facets=facets,
        advice=() if found else advise(index, parsed, filters.city),
    )


def city_number(index: SearchIndex, city: str | None) -> int | None:
    """The number by which the index knows a city: None for all cities, -1 for one of which it holds nothing."""
    if city is None:
        return None
    return index.cities.index(city) if city in index.cities else -1


def _in_city(index: SearchIndex, numbers: list[int], city: str | None) -> list[int]:
    wanted = city_number(index, city)
    if wanted is None or index.cities == [city]:
        return numbers
    city_of = index.city_of
    return [number for number in numbers if city_of[number] == wanted]


def _ordered(
    index: SearchIndex, query: SearchQuery, found: list[int], passes: Callable[[int], bool]
) -> Iterator[int]:
    """`found` in the order to show, made only as far as it is asked for."""
    shown: set[int] = set()
    for number in chain(index.titled(query.name), index.find_in_titles(query.folded)):
        if number not in shown and passes(number):
            shown.add(number)
            yield number
    yield from (number for number in found if number not in shown)


def _hit(record: SearchRecord, words: Sequence[str]) -> Hit:
    return Hit(record=record, title=mark(record.title, words), excerpts=excerpts(record.fields, words))
