"""Keeps an uploaded workbook between seeing its differences and storing them: in a file, for its sender, for a while.

The file lies in the folder of the database under a random name that only the sender's session knows, with the round,
the department and the name it came with. It is readable by the server's account alone, is given out for `KEPT_FOR`
and deleted when somebody uploads after that.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

KEPT_FOR = 2 * 60 * 60
"""Seconds after which an uploaded workbook is gone."""
MOST_KEPT = 5
"""Workbooks of one session that are kept at a time; the oldest goes first."""

_IN_SESSION = "kept_workbooks"
_TOKEN = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 200

Now = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWorkbook:
    """A workbook that was uploaded: `name` is the file's name as it came."""

    token: str
    name: str
    data: bytes


def keep_workbook(
    *, session: SessionBase, round_id: int, department_id: int, name: str, data: bytes, now: Now = time.time
) -> str:
    """Keep `data` for this session and place; the token that finds it again. Sweeps away what is too old."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder, now())
    token = secrets.token_hex(16)
    target = _file(token)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.utime(target, (now(), now()))
    known = [*session.get(_IN_SESSION, []), [token, round_id, department_id, name[-_LONGEST_NAME:]]]
    for gone, *_ in known[:-MOST_KEPT]:
        _file(gone).unlink(missing_ok=True)
    session[_IN_SESSION] = known[-MOST_KEPT:]
    return token


def kept_workbook(
    *, session: SessionBase, round_id: int, department_id: int, token: str, now: Now = time.time
) -> KeptWorkbook | None:
    """The workbook that this session uploaded for the place under `token`; None when it is not (any more) there."""
    for known, its_round, its_department, name in session.get(_IN_SESSION, []):
        if (known, its_round, its_department) != (token, round_id, department_id):
            continue
        try:
            if _file(known).stat().st_mtime < now() - KEPT_FOR:
                return None
            return KeptWorkbook(token=token, name=name, data=_file(known).read_bytes())
        except FileNotFoundError:
            return None
    return None


def _sweep(folder: Path, now: float) -> None:
    """Delete what nobody came back for."""
    for one in folder.iterdir():
        try:
            if _TOKEN.fullmatch(one.stem) and one.stat().st_mtime < now - KEPT_FOR:
                one.unlink()
        except FileNotFoundError:
            continue  # Another process swept it away first.


def _folder() -> Path:
    return Path(settings.HOME) / "uploads"


def _file(token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise ValueError("a token is made here")
    return _folder() / f"{token}.xlsx"
