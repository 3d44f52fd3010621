"""An index opened for reading, by any number of threads: which records hold the words, and the records themselves."""

from __future__ import annotations

import os
import sqlite3
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from mitodoke.publishing.search.combination import Combination
from mitodoke.publishing.search.record import SearchRecord
from mitodoke.publishing.search.tokens import phrase

_decode = msgspec.json.Decoder(SearchRecord).decode


class SearchIndex:
    """The index file at `path`; sqlite3.OperationalError where there is none.

    A record's number counts from 1 in the order of the index. `combination_of` and `city_of` hold, at a record's
    number, its place in `combinations` and `cities`. The file is never written again, so that nothing is locked;
    every thread reads by a connection of its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        parts = dict(self._connection.execute("SELECT name, content FROM part"))
        self.combinations = msgspec.json.decode(parts["combinations"], type=list[Combination])
        self.cities = msgspec.json.decode(parts["cities"], type=list[str])
        self.combination_of = _numbers(parts["combination_numbers"])
        self.city_of = _numbers(parts["city_numbers"])

    @property
    def _connection(self) -> sqlite3.Connection:
        # SQLite forbids carrying a connection over into a forked process.
        owner: int | None = getattr(self._local, "process", None)
        if owner != os.getpid():
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            self._local.connection = sqlite3.connect(address, uri=True, isolation_level=None)
            self._local.process = os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection

    def find(self, words: Sequence[str]) -> list[int]:
        """The numbers of the records that hold every one of the folded `words`, ascending; none for no words."""
        return list(self._find(words, ""))

    def find_in_titles(self, words: Sequence[str]) -> Iterator[int]:
        """The numbers of the records that hold every one of the folded `words` in their title, ascending."""
        return self._find(words, "title : ")

    def _find(self, words: Sequence[str], column: str) -> Iterator[int]:
        pairs = [column + phrase(word) for word in words if len(word) > 1]
        letters = [column + phrase(word) for word in words if len(word) == 1]
        found = [
            self._match(table, query) for table, query in (("pair", pairs), ("letter", letters)) if query
        ]
        if len(found) == 2:
            return iter(sorted(set(found[0]).intersection(found[1])))
        return found[0] if found else iter(())

    def titled(self, folded: str) -> list[int]:
        """The numbers of the records whose whole title is `folded`, ascending."""
        rows = self._connection.execute("SELECT id FROM title WHERE folded = ? ORDER BY id", (folded,))
        return [number for (number,) in rows]

    def beginning(self, folded: str) -> Iterator[int]:
        """The numbers of the records whose title begins with `folded`, by title."""
        rows = self._connection.execute(
            "SELECT id FROM title WHERE folded >= ? AND folded < ?", (folded, folded + "\U0010ffff")
        )
        return (number for (number,) in rows)

    def record(self, number: int) -> SearchRecord:
        """One record."""
        row = self._connection.execute("SELECT content FROM record WHERE id = ?", (number,)).fetchone()
        return _decode(row[0])

    def records(self, numbers: Iterable[int]) -> list[SearchRecord]:
        """Records in the order asked for."""
        return [self.record(number) for number in numbers]

    def _match(self, table: str, queries: list[str]) -> Iterator[int]:
        query = " AND ".join(queries)
        # A table's name is no parameter; it is one of two constants.
        rows = self._connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (query,))  # noqa: S608 - see above
        return chain.from_iterable(rows)


def _numbers(content: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(content)
    return numbers
