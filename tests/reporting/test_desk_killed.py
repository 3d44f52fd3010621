"""A process that dies in the middle leaves every answer as it was; two processes on one field lose nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from own_process import run, start

DJANGO = """
import django
django.setup()
"""
PREPARE = (
    DJANGO
    + """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from reporting.desk import Desk, of
from mitodoke.domain.approval import Action
desk = Desk()
mine = of(desk.open(), desk.flowers)
desk.fill(mine)
desk.act(mine, Action.SUBMIT, desk.reporter)
"""
)
ACT = (
    DJANGO
    + """
import sys, time
from django.contrib.auth.models import User
from mitodoke.domain.approval import Action
from mitodoke.reporting.models import Assignment, HistoryEvent
from mitodoke.reporting.services import act_on_answer, save_field
from reporting.desk import Clock
mine = Assignment.objects.get(department__name="花課")
other = Assignment.objects.get(department__name="みどり課")
def hang(*_, **__):
    print("halfway", flush=True)
    time.sleep(60)
"""
)
HANG_IN_APPROVAL = """
from mitodoke.reporting.services import flow
flow.HistoryEvent.objects.bulk_create = hang
act_on_answer(assignment=mine, action=Action.APPROVE, by=User.objects.get(username="花課長"), clock=Clock())
"""
HANG_IN_SAVING = """
from mitodoke.reporting.services import answers
answers.store_doubts = hang
save_field(assignment=other, field="rating.step", value="3", revision=0,
           by=User.objects.get(username="緑担当"), clock=Clock())
"""
APPROVE = """
print(act_on_answer(assignment=mine, action=Action.APPROVE, by=User.objects.get(username="花課長"), clock=Clock()).state)
"""
TYPE = """
sys.stdin.readline()
saved = save_field(assignment=other, field="rating.reason", value=sys.argv[1], revision=0,
                   by=User.objects.get(username="緑担当"), clock=Clock())
print(saved.fields[0].outcome)
"""


def _rows(home: Path) -> list[list[tuple[object, ...]]]:
    with sqlite3.connect(home / "mitodoke.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = ("assignment", "answerfield", "historyevent", "entrydoubt")
        return [connection.execute(f"SELECT * FROM reporting_{one} ORDER BY id").fetchall() for one in tables]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    run(PREPARE, folder)
    return folder


def test_a_killed_act_leaves_every_answer_as_it_was(home: Path) -> None:
    before = _rows(home)
    assert len(before[2]) > 3
    for code in (HANG_IN_APPROVAL, HANG_IN_SAVING):
        process = start(ACT + code, home)
        assert process.stdout is not None
        assert process.stdout.readline() == "halfway\n"
        process.kill()
        process.communicate(timeout=300)
        assert process.returncode == -9
        assert _rows(home) == before
    assert run(ACT + APPROVE, home) == "approved\n"


def test_two_processes_on_one_field_lose_nothing(home: Path) -> None:
    writers = [start(ACT + TYPE, home, text) for text in ("甲の文", "乙の文")]
    told = sorted(process.communicate("go\n", timeout=600)[0].strip() for process in writers)
    assert told == ["conflict", "saved"]
    _, fields, events, _ = _rows(home)
    kept = {text for row in fields for text in row if text in ("甲の文", "乙の文")}
    trail = {text for row in events for text in row if text in ("甲の文", "乙の文")}
    assert len(kept) == 1
    assert trail == {"甲の文", "乙の文"}, "what was not stored is in the history"
