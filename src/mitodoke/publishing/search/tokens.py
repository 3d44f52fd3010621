"""Folded text as tokens of the index, and words as its queries: pairs of neighbouring characters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

TOKENIZER = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_{|}~'"
"""Every character is part of a token, only spaces separate: folded text has no spaces, quotes or controls."""

_BOUNDARY = "."
"""A token of one character stands after every text, so that no pair spans two texts; no query asks for one."""


def pair_tokens(texts: Iterable[str]) -> str:
    """The pairs of characters of folded texts in their order, for phrases."""
    pairs: list[str] = []
    for text in texts:
        pairs.extend(map("".join, pairwise(text)))
        pairs.append(_BOUNDARY)
    return " ".join(pairs)


def character_tokens(texts: Iterable[str]) -> str:
    """The characters of folded texts, each once."""
    return " ".join(dict.fromkeys("".join(texts)))


def phrase(word: str) -> str:
    """The query for a folded word of one character (in the table of characters) or more (in that of pairs)."""
    tokens = [word] if len(word) == 1 else [word[at : at + 2] for at in range(len(word) - 1)]
    return '"' + " ".join(tokens).replace('"', '""') + '"'
