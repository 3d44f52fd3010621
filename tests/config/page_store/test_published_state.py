"""The published state of a real database: what moves it, in this process, in another thread and in another process."""

from __future__ import annotations

import datetime
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.page_store.wsgi_calls import Site, ask, store_of
from mitodoke.config.page_store.published_state import PublishedState

TABLES = """
    PRAGMA journal_mode=WAL;
    CREATE TABLE publishing_edition (id INTEGER PRIMARY KEY AUTOINCREMENT, content TEXT);
    CREATE TABLE departments_municipality (code TEXT PRIMARY KEY, name TEXT);
    CREATE TABLE publishing_releasedecision (id INTEGER PRIMARY KEY, edition_id INTEGER, release_at TEXT);
    CREATE TABLE publishing_withdrawal (id INTEGER PRIMARY KEY, edition_id INTEGER);
    CREATE TABLE publishing_reportlook (id INTEGER PRIMARY KEY);
    CREATE TABLE publishing_reporttexts (id INTEGER PRIMARY KEY);
    CREATE TABLE desk (draft TEXT);
    INSERT INTO publishing_edition (content) VALUES ('one');
    INSERT INTO departments_municipality VALUES ('999997', '花咲市');
"""
PUBLISH = "INSERT INTO publishing_edition (content) VALUES ('next')"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "花 咲?#.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(TABLES)
    yield path
    connection.close()


def _here(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def _in_another_thread(path: Path, statement: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_here, path, statement).result()


def _in_another_process(path: Path, statement: str) -> None:
    script = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
    subprocess.run([sys.executable, "-c", script, str(path), statement], check=True)


@pytest.mark.parametrize("write", [_here, _in_another_thread, _in_another_process])
@pytest.mark.parametrize(
    ("statement", "moves"),
    [
        (PUBLISH, True),
        ("DELETE FROM publishing_edition", True),
        ("UPDATE departments_municipality SET name = '花咲町'", True),
        ("INSERT INTO departments_municipality VALUES ('999998', 'x')", True),
        ("INSERT INTO desk VALUES ('draft')", False),
        ("INSERT INTO publishing_withdrawal VALUES (1, 1)", True),
        ("INSERT INTO publishing_releasedecision VALUES (1, 1, '2026-01-01 00:00:00')", True),
        ("INSERT INTO publishing_releasedecision VALUES (1, 1, '9000-01-01 00:00:00')", False),
        ("INSERT INTO publishing_releasedecision VALUES (1, 1, NULL)", False),
    ],
)
def test_what_moves_the_state(
    database: Path, write: Callable[[Path, str], None], statement: str, moves: bool
) -> None:
    published = PublishedState(database)
    before = published.now()
    assert before is not None
    assert published.now() == before
    write(database, statement)
    assert (published.now() != before) is moves
    assert PublishedState(database).now() == published.now()


@pytest.mark.parametrize("write", [_here, _in_another_process])
def test_no_request_after_a_publication_gets_the_page_of_before(
    database: Path, write: Callable[[Path, str], None]
) -> None:
    site = Site(body=b"before" * 50)
    store = store_of(site, PublishedState(database).now)
    ask(store)
    write(database, "INSERT INTO desk VALUES ('draft')")
    assert ask(store).body == site.body
    assert len(site.asked) == 1
    write(database, PUBLISH)
    site.body = b"after" * 50
    with ThreadPoolExecutor(4) as pool:
        assert {got.body for got in pool.map(lambda _: ask(store), range(8))} == {site.body}
    assert len(site.asked) == 2


def test_an_uncommitted_publication_is_not_published_yet(database: Path) -> None:
    published = PublishedState(database)
    before = published.now()
    writer = sqlite3.connect(database)
    writer.execute(PUBLISH)
    assert published.now() == before
    writer.rollback()
    assert published.now() == before
    writer.execute(PUBLISH)
    writer.commit()
    assert published.now() != before
    writer.close()


def test_a_withdrawal_and_another_publication_are_not_taken_for_nothing(database: Path) -> None:
    published = PublishedState(database)
    before = published.now()
    _here(database, "DELETE FROM publishing_edition")
    _here(database, PUBLISH)
    assert published.now() != before


def test_without_a_database_the_state_is_unknown_and_none_is_made(tmp_path: Path) -> None:
    published = PublishedState(tmp_path / "none.sqlite3")
    assert published.now() is None
    assert list(tmp_path.iterdir()) == []
    _here(tmp_path / "none.sqlite3", "CREATE TABLE other (id)")
    assert published.now() is None
    connection = sqlite3.connect(tmp_path / "none.sqlite3")
    connection.executescript(TABLES)
    connection.close()
    assert published.now() is not None


def test_the_connection_never_writes(database: Path) -> None:
    published = PublishedState(database)
    published.now()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        published._of_thread.connection.execute(PUBLISH)
    published.close()
    assert published.now() is not None


def test_publishing_by_the_command_in_another_process_moves_the_state_and_importing_does_not(
    tmp_path: Path, documents: Path
) -> None:
    def mitodoke(*arguments: str) -> None:
        environment = os.environ | {"MITODOKE_HOME": str(tmp_path), "MITODOKE_SECRET_KEY": "x"}
        environment["DJANGO_SETTINGS_MODULE"] = "mitodoke.config.settings"
        command = [sys.executable, "-m", "mitodoke.cli.main", *arguments]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)

    city = ("--municipality", "花咲市", "--municipality-code", "999997")
    mitodoke("import", str(documents / "pledges-hanasaki-2025.txt"), "--commit", *city)
    published = PublishedState(tmp_path / "mitodoke.sqlite3")
    imported = published.now()
    assert imported is not None
    mitodoke("publish", "--acknowledge", "試験")
    first = published.now()
    assert first != imported
    mitodoke("publish", "--acknowledge", "試験")
    mitodoke("import", str(documents / "strategy-hanasaki.txt"), "--commit", *city)
    assert published.now() == first
    mitodoke("publish", "--acknowledge", "試験")
    assert published.now() != first


RELEASE = "INSERT INTO publishing_releasedecision (edition_id, release_at) VALUES (1, '{}')"
NOON = datetime.datetime(2026, 12, 1, 3, 0, tzinfo=datetime.UTC)
"""Twelve o'clock in Japan."""


@pytest.mark.parametrize("told", ["2026-12-01 03:00:00", "2026-12-01 03:00:00.000000"])
def test_the_state_moves_by_itself_at_the_moment_of_release(database: Path, told: str) -> None:
    moment = NOON - datetime.timedelta(days=1)
    published = PublishedState(database, lambda: moment)
    _here(database, RELEASE.format(told))
    before = published.now()
    for seconds, moves in (
        (-86_400, False),
        (-0.000_001, False),
        (0, True),
        (0.000_001, True),
        (86_400, True),
    ):
        moment = NOON + datetime.timedelta(seconds=seconds)
        assert (published.now() != before) is moves, seconds


def test_a_moved_release_counts_and_the_earlier_one_does_not(database: Path) -> None:
    moment = NOON - datetime.timedelta(days=2)
    published = PublishedState(database, lambda: moment)
    before = published.now()
    _here(database, RELEASE.format("2026-11-30 03:00:00"))
    _here(database, RELEASE.format("2026-12-01 03:00:00"))
    moment = NOON - datetime.timedelta(seconds=1)
    assert published.now() == before
    moment = NOON
    assert published.now() != before


def test_a_clock_that_is_set_back_takes_the_release_back(database: Path) -> None:
    moment = NOON - datetime.timedelta(seconds=1)
    published = PublishedState(database, lambda: moment)
    _here(database, RELEASE.format("2026-12-01 03:00:00"))
    before = published.now()
    moment = NOON
    assert published.now() != before
    moment = NOON - datetime.timedelta(seconds=1)
    assert published.now() == before
