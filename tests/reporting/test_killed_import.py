"""A process that dies in the middle of an import leaves the database as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from own_process import run, start

PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
IMPORT = """
import django
django.setup()
from mitodoke.reporting.services import import_reading
from reporting.sample import plan_reading, register_reading
import_reading(reading=register_reading(), by="test")
"""
HANG = """
import sys, time
from mitodoke.collaborations import records
def hang(*_):
    print("halfway", flush=True)
    time.sleep(60)
records.store_records = hang
import_reading(reading=plan_reading(), by="test")
"""
GO_ON = """
print(import_reading(reading=plan_reading(), by="test").outcome)
"""


def _counts(database: Path) -> dict[str, int]:
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def test_a_killed_import_leaves_nothing_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    database = home / "mitodoke.sqlite3"
    run(PREPARE + IMPORT, home)
    before = _counts(database)
    assert before["documents_sourcedocument"] == 1
    process = start(IMPORT + HANG, home)
    assert process.stdout is not None
    assert process.stdout.readline() == "halfway\n"
    process.kill()
    assert process.wait(timeout=300) == -9
    assert _counts(database) == before
    assert run(IMPORT + GO_ON, home) == "new\n"
    assert _counts(database)["documents_sourcedocument"] == 2


def test_readers_go_on_while_an_import_is_in_the_middle(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    run(PREPARE + IMPORT, home)
    process = start(IMPORT + HANG, home)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "halfway\n"
        assert _counts(home / "mitodoke.sqlite3")["documents_sourcedocument"] == 1
    finally:
        process.kill()
        process.communicate(timeout=300)
    assert process.returncode == -9
