"""Writes the index: a derived SQLite file that is made beside its place and then swapped in whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from array import array
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from mitodoke.domain.edition import Edition
from mitodoke.publishing.search.combination import Combination, combination_of
from mitodoke.publishing.search.fold import fold, fold_digest
from mitodoke.publishing.search.gather import gather
from mitodoke.publishing.search.record import SearchRecord
from mitodoke.publishing.search.tokens import TOKENIZER, character_tokens, pair_tokens

FORMAT = 2
"""Raised when the tables of the index or what goes into them change."""

_TABLES = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA page_size = 8192;
CREATE TABLE record (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE title (folded TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (folded, id)) WITHOUT ROWID;
CREATE TABLE part (name TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE VIRTUAL TABLE pair USING fts5 (title, body, content = '', columnsize = 0, tokenize = "{TOKENIZER}");
CREATE VIRTUAL TABLE letter USING fts5
  (title, body, content = '', columnsize = 0, detail = column, tokenize = "{TOKENIZER}");
"""


def stamp_of(hashes: Iterable[str]) -> str:
    """The name of the index over the editions with these sha256: 20 hexadecimal digits."""
    listed = "\n".join([str(FORMAT), fold_digest(), *sorted(hashes)])
    return hashlib.sha256(listed.encode()).hexdigest()[:20]


def build_index(path: Path, editions: Iterable[Edition]) -> None:
    """Write the index over `editions` to `path`, at once or not at all; an index that is there is replaced.

    Several processes may do so at the same time: each writes its own file, and the last one stays.
    """
    write_index(path, gather(editions))


def write_index(path: Path, records: Sequence[SearchRecord]) -> None:
    """Write the index over `records`, which stand in the order of `gather`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as connection:
            connection.executescript(_TABLES)
            connection.execute("BEGIN")
            _fill(connection, records)
            connection.execute("COMMIT")
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _fill(connection: sqlite3.Connection, records: Sequence[SearchRecord]) -> None:
    encode = msgspec.json.Encoder().encode
    combinations: dict[Combination, int] = {}
    cities: dict[str, int] = {}
    combination_numbers, city_numbers = array("I", [0]), array("I", [0])
    for number, record in enumerate(records, start=1):
        title = fold(record.title)
        texts = [fold(field.text) for field in record.fields]
        connection.execute("INSERT INTO record VALUES (?, ?)", (number, encode(record)))
        connection.execute("INSERT INTO title VALUES (?, ?)", (title, number))
        connection.execute(
            "INSERT INTO pair (rowid, title, body) VALUES (?, ?, ?)",
            (number, pair_tokens([title]), pair_tokens(texts)),
        )
        connection.execute(
            "INSERT INTO letter (rowid, title, body) VALUES (?, ?, ?)",
            (number, character_tokens([title]), character_tokens(texts)),
        )
        combination_numbers.append(combinations.setdefault(combination_of(record), len(combinations)))
        city_numbers.append(cities.setdefault(record.city, len(cities)))
    for name, content in (
        ("combinations", msgspec.json.encode(list(combinations))),
        ("cities", msgspec.json.encode(list(cities))),
        ("combination_numbers", combination_numbers.tobytes()),
        ("city_numbers", city_numbers.tobytes()),
    ):
        connection.execute("INSERT INTO part VALUES (?, ?)", (name, content))
    connection.execute("INSERT INTO pair (pair) VALUES ('optimize')")
    connection.execute("INSERT INTO letter (letter) VALUES ('optimize')")
