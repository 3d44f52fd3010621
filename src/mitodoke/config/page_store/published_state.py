"""What is published, in a few microseconds a request: pages kept for another state are out of date.

SQLite counts the commits of all other connections, in this process and in others (``PRAGMA data_version``). Only when
that count has moved is the published state itself read, since most commits are the desk's and publish nothing. Every
thread has a connection of its own, on which nothing is ever written.
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

STATE = """
    SELECT (SELECT count(*) FROM publishing_edition),
           (SELECT max(id) FROM publishing_edition),
           (SELECT group_concat(code || char(31) || name, char(30))
              FROM (SELECT code, name FROM departments_municipality ORDER BY code))
"""
"""Whatever a public page is drawn from must be told here.

Editions never change and keep the document they were made from, so their number and the newest one tell everything.
A test follows the pages and names the tables they read.
"""

COVERED = frozenset(
    {
        "publishing_edition",
        "departments_municipality",
        "documents_sourcedocument",
        "documents_sourcetext",
        "documents_sourcefile",
    }
)
"""The tables that `STATE` answers for: what an edition names in the last three is added with it and never changes."""


class PublishedState:
    """The published state of the database in the file `database`."""

    def __init__(self, database: Path) -> None:
        self._address = f"{database.absolute().as_uri()}?mode=rw"
        self._of_thread = threading.local()

    def now(self) -> tuple[object, ...] | None:
        """A value that is equal as long as the same is published; None when the database cannot tell.

        None is then no reason to fail here: the page itself will say what is wrong, and is not kept.
        """
        try:
            return self._read()
        except sqlite3.Error:
            self.close()
            return None

    def close(self) -> None:
        """Close the connection of this thread; the next call opens another."""
        connection: sqlite3.Connection | None = self._of_thread.__dict__.pop("connection", None)
        if connection is not None:
            connection.close()

    def _read(self) -> tuple[object, ...]:
        mine = self._of_thread
        if not hasattr(mine, "connection"):
            mine.connection = self._open()
            mine.version = None
        (version,) = mine.connection.execute("PRAGMA data_version").fetchone()
        if version != mine.version:
            # Read after the count: a commit between the two is seen now and asked for once more, never missed.
            mine.state = mine.connection.execute(STATE).fetchone()
            mine.version = version
        state: tuple[object, ...] = mine.state
        return state

    def _open(self) -> sqlite3.Connection:
        # Not mode=ro, which cannot read a database in WAL mode before someone else has opened it.
        connection = sqlite3.connect(self._address, uri=True, timeout=1, isolation_level=None)
        connection.execute("PRAGMA query_only=ON")
        return connection
