"""Random codes: first passwords, recovery codes and the codes of invitations; easy to read from paper."""

from __future__ import annotations

import secrets
import unicodedata

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None of them is taken for another one."""


def random_password(groups: int = 4) -> str:
    """Signs in groups of four, by default 16 signs or 79 bits: ``abcd-efgh-jkmn-pqrs``."""
    signs = [secrets.choice(_SIGNS) for _ in range(4 * groups)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, len(signs), 4))


def read_code(typed: str) -> str:
    """A code as somebody typed it from paper, as it was made: small letters, groups of four; else an empty text."""
    folded = unicodedata.normalize("NFKC", typed[:80]).lower()
    signs = [one for one in folded if one not in "- 　\t"]
    if not signs or any(one not in _SIGNS for one in signs):
        return ""
    return "-".join("".join(signs[start : start + 4]) for start in range(0, len(signs), 4))
