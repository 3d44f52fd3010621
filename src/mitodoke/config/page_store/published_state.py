"""What is published, in a few microseconds a request: pages kept for another state are out of date.

SQLite counts the commits of all other connections, in this process and in others (``PRAGMA data_version``). Only when
that count has moved, or the clock has come to the next release, is the published state itself read, since most
commits are the desk's and publish nothing. Every thread has a connection of its own, on which nothing is ever written.
"""

from __future__ import annotations

import datetime
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

STATE = """
    SELECT (SELECT count(*) FROM publishing_edition),
           (SELECT max(id) FROM publishing_edition),
           (SELECT group_concat(code || char(31) || name, char(30))
              FROM (SELECT code, name FROM departments_municipality ORDER BY code)),
           (SELECT max(id) FROM publishing_reportlook),
           (SELECT max(id) FROM publishing_reporttexts),
           (SELECT max(id) FROM publishing_withdrawal),
           (SELECT count(*) FROM publishing_releasedecision AS last WHERE last.release_at <= :now AND last.id =
              (SELECT max(id) FROM publishing_releasedecision WHERE edition_id = last.edition_id))
"""
"""Whatever a public page is drawn from must be told here.

Editions never change and keep the document they were made from, so their number and the newest one tell everything
with the number of those whose release has come, and of the withdrawn. The reasons of changes are added with their
edition. A test follows the pages and names the tables they read.
"""

NEXT_RELEASE = """
    SELECT min(last.release_at) FROM publishing_releasedecision AS last WHERE last.release_at > :now AND last.id =
      (SELECT max(id) FROM publishing_releasedecision WHERE edition_id = last.edition_id)
"""
"""The moment at which the state moves by itself; moments are texts in UTC, whose order is that of time."""

COVERED = frozenset(
    {
        "publishing_edition",
        "departments_municipality",
        "documents_sourcedocument",
        "documents_sourcetext",
        "documents_sourcefile",
        "publishing_citylogo",
        "publishing_reportlook",
        "publishing_reporttexts",
        "publishing_releasedecision",
        "publishing_withdrawal",
        "publishing_changestatement",
        "publishing_changereason",
    }
)
"""The tables that `STATE` answers for: what an edition names of documents, and a look of logos, is added with it and never changes."""

_NEVER = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)


class PublishedState:
    """The published state of the database in the file `database`, at the moment that `clock` tells (the system's by default)."""

    def __init__(self, database: Path, clock: Callable[[], datetime.datetime] | None = None) -> None:
        self._clock = clock
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
        moment = self._clock() if self._clock is not None else timezone.now()
        # A clock that was set back is asked again, as one that has come to the next release.
        if version != mine.version or not mine.read_at <= moment < mine.next_release:
            # Read after the count: a commit between the two is seen now and asked for once more, never missed.
            now = {"now": f"{moment.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S.%f}"}
            mine.state = mine.connection.execute(STATE, now).fetchone()
            (told,) = mine.connection.execute(NEXT_RELEASE, now).fetchone()
            following = datetime.datetime.fromisoformat(f"{told}+00:00") if told else _NEVER
            mine.read_at, mine.next_release, mine.version = moment, following, version
        state: tuple[object, ...] = mine.state
        return state

    def _open(self) -> sqlite3.Connection:
        # Not mode=ro, which cannot read a database in WAL mode before someone else has opened it.
        connection = sqlite3.connect(self._address, uri=True, timeout=1, isolation_level=None)
        connection.execute("PRAGMA query_only=ON")
        return connection
