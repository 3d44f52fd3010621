"""How a message lists many places without growing without end."""

from __future__ import annotations

from collections.abc import Sequence

from mitodoke.domain.place import LineRange, Place, locate, place_words

_SHOWN = 12


def listed_places(places: Sequence[Place]) -> str:
    """The first lines of up to twelve places for people: ``12・34・56行目ほか3か所``; pages and cells in words."""
    starts = [locate(place)[0] for place in places]
    lines = [start.first for start in starts if isinstance(start, LineRange)]
    if len(lines) == len(starts):
        words = [str(line) for line in dict.fromkeys(lines)]
        end = "行目"
    else:
        words = list(dict.fromkeys(place_words(place) for place in places))
        end = ""
    more = f"ほか{len(words) - _SHOWN}か所" if len(words) > _SHOWN else ""
    return "・".join(words[:_SHOWN]) + end + more


def listed(words: Sequence[str]) -> str:
    """Up to twelve words for people, each in 「」: ``「甲」「乙」ほか3件``."""
    more = f"ほか{len(words) - _SHOWN}件" if len(words) > _SHOWN else ""
    return "".join(f"「{word}」" for word in words[:_SHOWN]) + more
