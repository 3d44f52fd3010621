"""The key that signs sessions: given by the environment, or made once and kept in a file only its owner reads."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FILE_NAME = "secret-key"


def read_or_make_secret_key(home: Path) -> str:
    """The key kept in `home`; the first call makes the folder and the key (mode 600).

    Two processes that start at once agree on one key: it is written aside and linked into place, which fails
    for the second. ImproperlyConfigured with one sentence when `home` cannot be written.
    """
    target = home / FILE_NAME
    try:
        if not target.exists():
            home.mkdir(parents=True, exist_ok=True)
            _make(target)
        key = target.read_text(encoding="ascii").strip()
    except OSError as problem:
        raise ImproperlyConfigured(
            f"{home} に秘密鍵を保存できません（{problem.strerror}）。"
            "書き込めるフォルダーを MITODOKE_HOME で指定するか、MITODOKE_SECRET_KEY を設定してください。"
        ) from problem
    if not key:
        raise ImproperlyConfigured(f"{target} が空です。削除すると、次の起動で作り直します。")
    return key


def _make(target: Path) -> None:
    aside = target.with_name(f"{FILE_NAME}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(aside, target)
    finally:
        aside.unlink()
