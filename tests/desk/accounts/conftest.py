"""For every test of accounts: passwords hashed by the quickest way, and a clock that stands still."""

from __future__ import annotations

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def quick_hashes(settings) -> None:  # type: ignore[no-untyped-def]
    """Hash quickly: what is tried here is not the strength of the hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time stand still, so that no step of 30 seconds passes in the middle of a test."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
