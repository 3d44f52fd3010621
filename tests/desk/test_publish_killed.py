"""Killed at many points, publishing leaves a whole edition or none; a preview makes nobody wait."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from own_process import run, start

POINTS = 14

DJANGO = """
import datetime, sys, time
import django
django.setup()
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.publishing import models, queries
from mitodoke.publishing.services import publish_edition
from mitodoke.publishing.release_services import withdraw_edition
from mitodoke.publishing.search.for_site import for_site
from mitodoke.reporting.services import import_reading
from reporting.sample import CODE, plan_reading, with_title
TODAY = datetime.date(2026, 5, 1)
def publish(title, **options):
    key = import_reading(reading=with_title(plan_reading(), "01-1", title), by="試験").document
    return publish_edition(document=key, by="試験", today=TODAY, acknowledgement="試験",
                           reasons=ChangeReasons(kind=ChangeKind.UPDATE, rest="試験"), **options)
"""
PREPARE = (
    DJANGO
    + """
from django.core.management import call_command
call_command("migrate", verbosity=0)
publish("一つ目")
for_site()
"""
)
# Each statement sent to the database is a point; at the one that is asked for the process tells so and hangs.
AT_A_POINT = (
    DJANGO
    + """
from django.db import connection
point, seen = int(sys.argv[1]), 0
def count(execute, sql, params, many, context):
    global seen
    result = execute(sql, params, many, context)
    if not sql.startswith(("SELECT", "PRAGMA")):
        seen += 1
        if seen == point:
            print("halfway", flush=True)
            time.sleep(60)
    return result
"""
)
PUBLISH = (
    AT_A_POINT
    + """
from mitodoke.documents.queries import current_documents
key = import_reading(reading=with_title(plan_reading(), "01-1", "二つ目"), by="試験").document
with connection.execute_wrapper(count):
    publish_edition(document=key, by="試験", today=TODAY, acknowledgement="試験",
                    reasons=ChangeReasons(kind=ChangeKind.UPDATE, rest=None, by_subject=(("01-1", "試験"),)))
print("done", flush=True)
"""
)
WITHDRAW = (
    AT_A_POINT
    + """
with connection.execute_wrapper(count):
    withdraw_edition(edition_id=models.Edition.objects.get(version=1).pk, reason="理由", announced_by="企画課", by="試験")
print("done", flush=True)
"""
)
BUILD_INDEX = """
from mitodoke.publishing.search import build_index
def hang(*_):
    print("halfway", flush=True)
    time.sleep(60)
"""
PREVIEW = (
    DJANGO
    + """
from mitodoke.desk.draft_edition import as_if_published
from mitodoke.documents.queries import current_document
import_reading(reading=with_title(plan_reading(), "01-1", "案の題名"), by="試験")
document = current_document("mayoral_pledges-999997-2025")
with as_if_published(document=document, today=TODAY) as draft:
    assert draft.is_new and [row.version for row in queries.editions_of(CODE)] == [2, 1]
    print("halfway", flush=True)
    time.sleep(60)
"""
)
LOOK = (
    DJANGO
    + """
from mitodoke.publishing.search.search import search
for row in queries.editions_of(CODE):
    assert queries.load_edition(row.code, row.kind, row.fiscal_year, row.version) is not None
    assert queries.change_reasons_of(row.edition_id) is not None or row.version == 1
print(len(queries.editions_of(CODE)), search(for_site(), "つ目").total > 0)
"""
)
STORED = ("edition", "releasedecision", "changestatement", "changereason", "withdrawal")


def _rows(home: Path) -> list[list[tuple[object, ...]]]:
    with sqlite3.connect(home / "mitodoke.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [
            connection.execute(f"SELECT * FROM publishing_{one} ORDER BY id").fetchall() for one in STORED
        ]


def _killed_or_done(code: str, home: Path, point: int) -> bool:
    """Start, wait for the point, kill; whether the work was done before that many points came."""
    process = start(code, home, str(point))
    assert process.stdout is not None
    told = process.stdout.readline()
    assert told in ("halfway\n", "done\n"), process.communicate()[1]
    process.kill()
    process.communicate(timeout=300)
    return told == "done\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    run(PREPARE, folder)
    return folder


@pytest.mark.parametrize(("code", "counts"), [(PUBLISH, [2, 2, 1, 1, 0]), (WITHDRAW, [1, 1, 0, 0, 1])])
def test_killed_at_every_point_nothing_is_half_done(home: Path, code: str, counts: list[int]) -> None:
    before = _rows(home)
    points = 0
    for point in range(1, POINTS):
        if _killed_or_done(code, home, point):
            break
        points += 1
        assert _rows(home) == before, point
    else:
        pytest.fail("more points than are tried")
    assert points >= 2
    after = _rows(home)
    assert [len(rows) for rows in after] == counts
    assert after[0][0] == before[0][0], "no edition changes"
    shown = 2 if code == PUBLISH else 0
    assert run(LOOK, home).split()[0] == str(shown)


def test_killed_while_the_index_is_built_the_next_start_builds_it(home: Path) -> None:
    code = (
        DJANGO
        + BUILD_INDEX
        + 'publish("二つ目")\nfrom mitodoke.publishing.search import build_index\nbuild_index._fill = hang\nfor_site()\n'
    )
    process = start(code, home)
    assert process.stdout is not None
    assert process.stdout.readline() == "halfway\n"
    process.kill()
    process.communicate(timeout=300)
    assert run(LOOK, home) == "2 True\n"


def test_a_preview_makes_no_writer_wait_and_leaves_nothing_when_killed(home: Path) -> None:
    before = _rows(home)
    process = start(PREVIEW, home)
    assert process.stdout is not None
    assert process.stdout.readline() == "halfway\n"
    started = time.monotonic()
    with sqlite3.connect(home / "mitodoke.sqlite3", timeout=0) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("CREATE TABLE written_meanwhile (id INTEGER)")
    assert time.monotonic() - started < 1
    process.kill()
    process.communicate(timeout=300)
    assert _rows(home) == before
    assert run(LOOK, home) == "1 True\n"
