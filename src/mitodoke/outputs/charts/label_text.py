"""Words inside a drawing: made harmless, measured, and shortened to the room they have."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape

_BREAKS = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Controls, marks that turn the direction of what follows, and codes that XML does not allow."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORTENED = "…"
_WIDE_LATIN = frozenset("MWmw@%&—…")
_NARROW_LATIN = frozenset("ijl.,:;'|!()[] ")


def clean(text: str) -> str:
    """`text` on one line, without controls and without marks that would turn its direction."""
    if text.isprintable() and "  " not in text:
        return text if text.isascii() else _UNWANTED.sub("", text)
    cleaned = _BREAKS.sub(" ", _UNWANTED.sub("", text))
    return cleaned if cleaned.isascii() else _SURROGATE.sub("\ufffd", cleaned)


def xml(text: str) -> str:
    """`text` cleaned and escaped, for content and for attributes in double quotes."""
    return escape(clean(text))


def width(text: str, size: int) -> int:
    """An upper estimate of the width of cleaned `text`, in the unit of `size` (both hundredths, as everywhere)."""
    return sum(map(_thousandths, text)) * size // 1000


@lru_cache(maxsize=8192)
def _thousandths(character: str) -> int:
    """The advance of one character in thousandths of the size of the font, on the safe side.

    The largest measured in bold BIZ UDPGothic, DejaVu Sans, Noto Sans CJK JP and Liberation Sans.
    """
    if character in _NARROW_LATIN:
        return 550
    if character in _WIDE_LATIN:
        return 1050
    if character.isascii():
        return 760 if character.isalnum() and not character.isupper() else 950
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 100
    if unicodedata.east_asian_width(character) == "H":
        return 640
    return 1050


def shorten(text: str, size: int, room: int) -> str:
    """Cleaned `text` if it fits into `room`, or as much of its beginning as fits followed by …."""
    if width(text, size) <= room:
        return text
    left = room * 1000 // size - _thousandths(_SHORTENED)
    kept = []
    for character in text:
        left -= _thousandths(character)
        if left < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + _SHORTENED
