"""Uploaded workbooks are kept for their sender alone, at one place, and for a while."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore

from mitodoke.desk.kept_workbooks import KEPT_FOR, MOST_KEPT, keep_workbook, kept_workbook

START = 1_800_000_000.0


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def keep(session: SessionStore, data: bytes = b"x", name: str = "a.xlsx", at: float = START) -> str:
    return keep_workbook(session=session, round_id=1, department_id=2, name=name, data=data, now=lambda: at)


def find(session: SessionStore, token: str, at: float = START, **other: int) -> Any:
    place = {"round_id": 1, "department_id": 2} | other
    return kept_workbook(session=session, token=token, now=lambda: at, **place)


def test_what_was_kept_is_found_again() -> None:
    session = SessionStore()
    token = keep(session, b"\x00data", "花課.xlsx")
    kept = find(session, token)
    assert (kept.token, kept.name, kept.data) == (token, "花課.xlsx", b"\x00data")
    assert session.modified


@pytest.mark.parametrize("other", [{"round_id": 3}, {"department_id": 3}])
def test_not_at_another_place(other: dict[str, int]) -> None:
    session = SessionStore()
    assert find(session, keep(session), **other) is None


def test_not_by_another_session_which_knows_the_token() -> None:
    assert find(SessionStore(), keep(SessionStore())) is None


@pytest.mark.parametrize("token", ["", "0" * 32, "../mitodoke", "x"])
def test_a_token_that_was_not_made_here_finds_nothing(token: str) -> None:
    session = SessionStore()
    keep(session)
    assert find(session, token) is None


def test_a_session_that_holds_a_path_reads_no_file() -> None:
    session = SessionStore()
    session["kept_workbooks"] = [["../secret", 1, 2, "a"]]
    with pytest.raises(ValueError, match="made here"):
        find(session, "../secret")


@pytest.mark.parametrize(("after", "there"), [(KEPT_FOR, True), (KEPT_FOR + 1, False)])
def test_it_is_there_for_a_while(after: int, there: bool) -> None:
    session = SessionStore()
    token = keep(session)
    assert (find(session, token, START + after) is not None) is there


def test_what_is_too_old_is_deleted_at_the_next_upload_and_other_files_stay(home: Path) -> None:
    old = keep(SessionStore())
    (home / "uploads" / "note.txt").write_text("x")
    new = keep(SessionStore(), at=START + KEPT_FOR + 1)
    names = {one.name for one in (home / "uploads").iterdir()}
    assert names == {f"{new}.xlsx", "note.txt"}
    assert old != new


def test_a_session_keeps_only_its_newest() -> None:
    session = SessionStore()
    tokens = [keep(session) for _ in range(MOST_KEPT + 1)]
    assert find(session, tokens[0]) is None
    assert all(find(session, one) is not None for one in tokens[1:])


def test_only_the_server_s_account_may_read_it(home: Path) -> None:
    token = keep(SessionStore())
    folder = home / "uploads"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / f"{token}.xlsx").stat().st_mode) == 0o600


def test_a_file_that_is_gone_is_gone(home: Path) -> None:
    session = SessionStore()
    token = keep(session)
    (home / "uploads" / f"{token}.xlsx").unlink()
    assert find(session, token) is None
