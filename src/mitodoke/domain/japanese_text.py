"""Normal forms of Japanese text, for comparing only: what is stored and shown stays as printed."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
"""Characters without a form of their own: soft hyphen, zero width, direction, variation selectors, BOM."""

_JAPANESE = r"[\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff01-\uffef]"
_SPACE_IN_JAPANESE = re.compile(rf"(?<={_JAPANESE})[ \t\u3000]+(?={_JAPANESE})")

DASHES = "-‐‑‒–—―⁃−─━ー－﹘﹣ｰ⸺⸻~〜～"
"""Characters that cities type for "not given"."""

MISSING = re.compile(rf"[{re.escape(DASHES)}\s・･…‥/／＼]+\Z|\.{{2,}}\Z")
"""A cell that holds nothing but dashes, dots or the slash of an empty cell: the value is not given."""

_WAVES_AND_HYPHENS = str.maketrans("〜∼‐‑‒–—―−", "~~-------")


def is_missing_mark(text: str) -> bool:
    """Whether a cell is empty or says "not given" by a dash of any kind."""
    stripped = text.strip()
    return not stripped or MISSING.match(stripped) is not None


def without_space(text: str) -> str:
    """`text` without any white space (full-width included)."""
    return _SPACES.sub("", text)


def fold_width(text: str) -> str:
    """NFKC: full-width letters and digits become half-width, half-width kana full-width, ㈱ becomes (株)."""
    return unicodedata.normalize("NFKC", text)


def without_invisible(text: str) -> str:
    """`text` without characters that show nothing (zero width, direction marks, variation selectors)."""
    return _INVISIBLE.sub("", text)


def comparable(text: str) -> str:
    """The form in which two spellings of one thing are equal.

    NFKC, no white space, nothing invisible, lower case, one kind of wave dash and of hyphen (ー stays).
    """
    folded = without_space(fold_width(without_invisible(text))).lower().translate(_WAVES_AND_HYPHENS)
    return (
        folded if folded.isascii() else fold_width(folded)
    )  # lower case and lost spaces may leave loose accents


def join_lines(lines: list[str]) -> str:
    """Lines that were broken for layout only, put together: a space only between two Latin words."""
    pieces: list[str] = []
    for line in lines:
        piece = line.strip()
        if not piece:
            continue
        if pieces and _ends_word(pieces[-1][-1]) and _ends_word(piece[0]):
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)


def _ends_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def close_gaps(text: str) -> str:
    """`text` without the spaces that layout left between Japanese characters; spaces beside Latin stay."""
    return _SPACE_IN_JAPANESE.sub("", text)
