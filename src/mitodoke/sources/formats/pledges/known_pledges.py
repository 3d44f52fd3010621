"""What the body already tells about the pledges; with it the summary table is read by number, not by form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from mitodoke.domain.japanese_text import comparable, join_lines
from mitodoke.sources.formats.pledges.body_text import PledgeText

_SHORTEST = 4

_comparable = lru_cache(maxsize=8)(comparable)
"""One line is compared several times in a row."""


class KnownPledges:
    """Titles of the body by number, in the form in which two spellings are equal."""

    def __init__(self, pledges: Iterable[PledgeText]) -> None:
        self._titles: dict[tuple[int, int], str] = {}
        self._by_title: dict[str, tuple[int, int]] = {}
        for pledge in pledges:
            title = comparable(join_lines([line.text for line in pledge.title]))
            self._titles.setdefault(pledge.code.key, title)
            self._by_title.setdefault(title, pledge.code.key)

    def has(self, vision: int, pledge: int) -> bool:
        """Whether the body has this pledge."""
        return (vision, pledge) in self._titles

    def is_title(self, text: str, vision: int, pledge: int) -> bool:
        """Whether `text` is the title of this pledge."""
        title = self._titles.get((vision, pledge))
        return bool(title) and _comparable(text) == title

    def begins_title(self, text: str, vision: int, pledge: int) -> bool:
        """Whether the title of this pledge begins with `text` (a row broken over lines), or is it."""
        title = self._titles.get((vision, pledge))
        words = _comparable(text)
        return (
            bool(title) and len(words) >= min(_SHORTEST, len(title or "")) and (title or "").startswith(words)
        )

    def find(self, text: str) -> tuple[int, int] | None:
        """The pledge whose title `text` is."""
        return self._by_title.get(_comparable(text)) if text else None
