"""A first password: random, told once, and easy to read from paper."""

from __future__ import annotations

import secrets

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None of them is taken for another one."""


def random_password() -> str:
    """16 signs in groups of four, 79 bits: ``abcd-efgh-jkmn-pqrs``."""
    signs = [secrets.choice(_SIGNS) for _ in range(16)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, 16, 4))
