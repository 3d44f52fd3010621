"""Search: the documents' records, and a hundred times as many under other cities; building, searching, suggesting."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import Measured, median_ms
from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition
from mitodoke.publishing.search.build_index import write_index
from mitodoke.publishing.search.fold import fold
from mitodoke.publishing.search.gather import gather
from mitodoke.publishing.search.open_index import SearchIndex
from mitodoke.publishing.search.record import SearchRecord
from mitodoke.publishing.search.result import SearchFilters
from mitodoke.publishing.search.search import search
from mitodoke.publishing.search.static_index import static_index
from mitodoke.publishing.search.suggest import suggest
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text

FOLD = 100
RUNS = 9
LENGTHS = (1, 2, 3, 5, 8)
"""Lengths of the words searched for."""


def measure(files: list[Path], home: Path) -> list[Measured]:
    """Medians and 95th percentiles over many words, facets and marks included, after one search that loads tables.

    The words are the most frequent strings of each length in the documents, some rare ones, pairs of words, and one
    that finds nothing. The reference of a search is looking through every folded text once, without facets or marks.
    """
    editions = [_edition(path) for path in files]
    records = gather(editions)
    queries = _queries(records)
    results = []
    for times in (1, FOLD):
        grown = _grown(records, times)
        path = home / f"search-{times}.sqlite3"
        built = median_ms(lambda grown=grown, path=path: write_index(path, grown), 3 if times == 1 else 1)
        size = path.stat().st_size / 1_000_000
        name = f"{times} × ({len(grown):,} records)"
        folded = ["\n".join([fold(one.title), *(fold(field.text) for field in one.fields)]) for one in grown]
        reference = median_ms(lambda folded=folded: sum("市民" in text for text in folded), 3)
        index = SearchIndex(path)
        results.append(Measured(f"search index of {name}, {size:.1f} MB", built, "", 0, ""))
        aims = ("< 10 ms", "< 30 ms") if times == 1 else ("", "< 60 ms")
        city = SearchFilters(city=index.cities[0])
        hits = max(search(index, query, limit=0).total for query in queries)
        for label, action in (
            (f"search, up to {hits:,} hits", lambda query, index=index: search(index, query)),
            ("search in one city", lambda query, index=index, city=city: search(index, query, city)),
            ("suggest", lambda query, index=index: suggest(index, query)),
        ):
            median, late = _times(action, queries)
            told = f"look through all ({reference:.1f} ms)"
            results.append(Measured(f"{label}, {name}", median, told, median / reference, aims[0]))
            results.append(Measured(f"{label}, {name}, p95", late, told, late / reference, aims[1]))
    return [*results, _static(editions)]


def _static(editions: list[Edition]) -> Measured:
    taken = median_ms(lambda: static_index(editions, lambda record: record.key or ""), 3)
    files = static_index(editions, lambda record: record.key or "")
    size = sum(map(len, files.values())) / 1_000_000
    return Measured(f"search of the static form: {len(files)} files, {size:.1f} MB", taken, "", 0, "")


def _edition(path: Path) -> Edition:
    reading = extract(read_text(path))
    return Edition(content=reading.content, audit=audit_content(reading.content, reading.lines))


def _grown(records: Sequence[SearchRecord], times: int) -> list[SearchRecord]:
    """The records several times over in their order, each time of another city."""
    return [replace(one, city=f"{city:06}") for one in records for city in range(times)]


def _queries(records: Sequence[SearchRecord]) -> list[str]:
    held: dict[str, int] = {}
    for one in records:
        text = fold("".join([one.title, *(field.text for field in one.fields)]))
        for length in LENGTHS:
            for word in {text[at : at + length] for at in range(len(text) - length + 1)}:
                held[word] = held.get(word, 0) + 1
    queries = []
    for length in LENGTHS:
        words = sorted((word for word in held if len(word) == length), key=lambda word: (-held[word], word))
        queries += words[:10] + words[len(words) // 2 : len(words) // 2 + 3]
    frequent = [word for word in queries if len(word) == 2][:4]
    return [*queries, *(f"{one} {other}" for one in frequent for other in frequent if one < other), "龘龘龘"]


def _times(action: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds over all runs of all queries."""
    action(queries[0])
    times = []
    for _ in range(RUNS):
        for query in queries:
            started = time.perf_counter()
            action(query)
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
