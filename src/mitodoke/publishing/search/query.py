"""What a reader types, as words that must all occur."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mitodoke.publishing.search.fold import fold

MAX_LENGTH = 200
"""Characters of a query that are searched for."""

MAX_WORDS = 10
"""Words of a query that are searched for."""

QUOTES = '"”“＂'
SPACES = "".join(chr(point) for point in range(0x3001) if chr(point).isspace())
"""What separates words; spelled out because other languages count other characters as white space."""

_WORD = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|([^{SPACES}{QUOTES}]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWord:
    """One word as typed and in its folded form."""

    typed: str
    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """The words of a query, each once; `shortened` when it was longer than what is searched for."""

    words: tuple[SearchWord, ...]
    shortened: bool

    @property
    def folded(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(word.folded for word in self.words)

    @property
    def name(self) -> str:
        """The query as one name, to be compared with whole titles."""
        return "".join(self.folded)


def parse_query(text: str) -> SearchQuery:
    """The words of `text`, separated by white space of any width; quotation marks keep one together.

    A word of which the folded form keeps nothing (a lone middle dot, controls) is no word. Nothing in `text` is
    an operator.
    """
    words: dict[str, SearchWord] = {}
    for match in _WORD.finditer(text[:MAX_LENGTH]):
        typed = match[1] if match[1] is not None else match[2]
        if folded := fold(typed):
            words.setdefault(folded, SearchWord(typed=typed, folded=folded))
    kept = tuple(words.values())[:MAX_WORDS]
    return SearchQuery(words=kept, shortened=len(text) > MAX_LENGTH or len(words) > len(kept))
