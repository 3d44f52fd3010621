"""Normal forms of Japanese text, for comparing only: what is stored and shown stays as printed."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_JAPANESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef々〆「」『』【】（）・、。！？]"
_SPACE_IN_JAPANESE = re.compile(rf"(?<={_JAPANESE})[ \t\u3000]+(?={_JAPANESE})")

DASHES = "-‐‑‒–—―−－ー─━~〜～"
"""Characters that cities type for "not given"."""

MISSING = re.compile(r"[-‐‑‒–—―−－ー─━・…‥]+\Z")
"""A cell that holds nothing but dashes or dots: the value is not given."""


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


def comparable(text: str) -> str:
    """The form in which two spellings of one thing are equal: NFKC, no white space, lower case."""
    return without_space(fold_width(text)).lower()


def join_lines(lines: list[str]) -> str:
    """Lines that were broken for layout only, put together: a space only between two Latin words."""
    text = ""
    for line in lines:
        piece = line.strip()
        if (
            text
            and piece
            and text[-1].isascii()
            and piece[0].isascii()
            and (text[-1].isalnum() and piece[0].isalnum())
        ):
            text += " "
        text += piece
    return text


def close_gaps(text: str) -> str:
    """`text` without the spaces that layout left between Japanese characters; spaces beside Latin stay."""
    return _SPACE_IN_JAPANESE.sub("", text)
