"""Text as CP932 (Windows' Shift_JIS): what it cannot carry is replaced, and every replacement is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

GETA = "〓"
"""What stands for a character that CP932 has no likeness of: the printers' mark for a missing sort (U+3013)."""

_LIKENESS = {
    "〜": "～",
    "−": "－",
    "–": "－",
    "—": "―",
    "⸺": "―",
    "‖": "∥",
    "¢": "￠",
    "£": "￡",
    "¬": "￢",
    "¥": "￥",
    "•": "・",
    "➢": "・",
    "➤": "・",
    "▶": "・",
}
"""The same sign at another place of Unicode, or a bullet for a bullet. Letters and Chinese characters are never
swapped for similar ones: 𠮷 and 吉 are different names."""

_CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)
_SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_NO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_UNSAFE = frozenset("\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3")
"""What Python's codec maps to single bytes that other programs read differently."""


def carried(character: str) -> bool:
    """Whether CP932 holds the character and gives the same one back."""
    if character in _UNSAFE:
        return False
    try:
        return character.encode("cp932").decode("cp932") == character
    except UnicodeError:
        return False


def replacements(text: str) -> Iterator[tuple[str, str]]:
    """Each character of `text` that CP932 cannot carry (with its combining marks), and what stands instead."""
    for cluster in _CLUSTER.findall(text):
        instead = _instead(cluster)
        if instead != cluster:
            yield cluster, instead


def as_cp932(text: str) -> str:
    """`text` with every character that CP932 cannot carry replaced."""
    if text.isascii():
        return text
    return "".join(_instead(cluster) for cluster in _CLUSTER.findall(text))


def _instead(cluster: str) -> str:
    if len(cluster) == 1 and carried(cluster):
        return cluster
    if cluster in _NO_WIDTH:
        return ""
    composed = unicodedata.normalize("NFC", _SELECTORS.sub("", cluster))
    return "".join(_one(character) for character in composed)


def _one(character: str) -> str:
    if carried(character):
        return character
    likeness = _LIKENESS.get(character)
    if likeness is not None:
        return likeness
    folded = unicodedata.normalize("NFKC", character)
    if unicodedata.decomposition(character).startswith("<super>"):
        folded = "^" + folded  # m² as m^2: 10² must not read as 102
    if folded != character and all(carried(part) for part in folded):
        return folded
    letter = unicodedata.normalize("NFD", character)[0]
    return letter if letter.isascii() and letter.isalpha() else GETA
