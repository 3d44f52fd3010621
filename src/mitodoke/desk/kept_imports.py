"""Keeps an uploaded document between looking at what it holds and storing it: in a folder outside every address.

One folder an upload in the folder of the database, under a random name made here: the bytes as they came, and beside
them whose city it is, what the file was called, who sent it, and what was said of its columns. It is written under
another name and then renamed, so that a process that dies leaves no half of an upload behind. Everybody who may take
in documents for the city finds it there; after `KEPT_FOR` it is gone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from django.conf import settings

from mitodoke.domain.action import ActionDenied

KEPT_FOR = 3 * 24 * 60 * 60
"""Seconds after which an upload that nobody stored is gone."""
MOST_KEPT = 20
"""Uploads of one city that are kept at a time."""

_TOKEN = re.compile(r"[0-9a-f]{32}")
_BEGUN = re.compile(r"\.[0-9a-f]{32}")
_LONGEST_NAME = 120
_DATA, _ABOUT = "document", "about.json"

Now = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptImport:
    """An upload: `columns` are the heads whose column a person told for it, `at` the seconds of the clock."""

    token: str
    code: str
    name: str
    sha256: str
    by: str
    at: float
    columns: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> bytes:
        """The bytes as they came; FileNotFoundError where the upload has just gone."""
        return (_folder() / self.token / _DATA).read_bytes()


def keep_import(*, code: str, name: str, data: bytes, by: str, now: Now = time.time) -> KeptImport:
    """Keep `data` for the city `code`; ActionDenied where too many are waiting or the disk takes no more."""
    folder = _folder()
    _sweep(folder, now())
    if len(kept_imports(code=code, now=now)) >= MOST_KEPT:
        raise ActionDenied(
            f"保存前の文書が{MOST_KEPT}件あります。取り込みの一覧で、不要なものを取りやめてから選び直してください。"
        )
    kept = KeptImport(
        token=secrets.token_hex(16),
        code=code,
        name=_short(name),
        sha256=hashlib.sha256(data).hexdigest(),
        by=by,
        at=now(),
    )
    begun = folder / f".{kept.token}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        begun.mkdir(mode=0o700)
        _write(begun / _DATA, data)
        _write(begun / _ABOUT, _about(kept))
        begun.rename(folder / kept.token)
    except OSError as problem:
        shutil.rmtree(begun, ignore_errors=True)
        raise ActionDenied(
            f"「{kept.name}」を受け取れません（{problem.strerror}）。サーバーの空き容量を確かめるよう管理者に依頼してください。"
        ) from problem
    return kept


def kept_import(*, code: str, token: str, now: Now = time.time) -> KeptImport | None:
    """The upload `token` of the city `code`; None when it is another city's, or not (any more) there."""
    if not _TOKEN.fullmatch(token):
        return None
    try:
        about = json.loads((_folder() / token / _ABOUT).read_bytes())
        kept = KeptImport(token=token, **about)
    except (FileNotFoundError, TypeError):
        # Gone, or kept by another version of the system, which told other things of an upload.
        return None
    return kept if kept.code == code and kept.at >= now() - KEPT_FOR else None


def kept_imports(*, code: str, now: Now = time.time) -> tuple[KeptImport, ...]:
    """The uploads of the city that wait to be looked at or stored, the newest first."""
    folder = _folder()
    names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    found = (kept_import(code=code, token=name, now=now) for name in names)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.at))


def tell_columns(kept: KeptImport, columns: Mapping[str, str]) -> KeptImport:
    """Note what a person said of the columns of this upload; the last word counts."""
    changed = replace(kept, columns=dict(columns))
    folder = _folder() / kept.token
    beside = folder / f"{_ABOUT}.{secrets.token_hex(4)}"
    _write(beside, _about(changed))
    beside.replace(folder / _ABOUT)
    return changed


def drop_import(kept: KeptImport) -> None:
    """Delete the upload; nothing happens when it is gone already."""
    shutil.rmtree(_folder() / kept.token, ignore_errors=True)


def _sweep(folder: Path, now: float) -> None:
    """Delete what nobody came back for, and what a process that died had begun."""
    for one in folder.iterdir() if folder.is_dir() else ():
        if not (_TOKEN.fullmatch(one.name) or _BEGUN.fullmatch(one.name)):
            continue
        try:
            if one.stat().st_mtime < now - KEPT_FOR:
                shutil.rmtree(one, ignore_errors=True)
        except FileNotFoundError:
            continue  # Another process swept it away first.


def _short(name: str) -> str:
    """The file's name without folders and what cannot be printed; its end tells the kind, so that stays."""
    plain = "".join(letter for letter in re.split(r"[/\\]", name)[-1] if letter.isprintable()).strip()
    return plain[-_LONGEST_NAME:] or "文書"


def _about(kept: KeptImport) -> bytes:
    told = {name: value for name, value in asdict(kept).items() if name != "token"}
    return json.dumps(told, ensure_ascii=False).encode()


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _folder() -> Path:
    return Path(settings.HOME) / "imports"
