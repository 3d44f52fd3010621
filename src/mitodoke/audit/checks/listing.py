"""How a message lists many places without growing without end."""

from __future__ import annotations

from collections.abc import Sequence

from mitodoke.domain.place import Place, parse_place

_SHOWN = 12


def listed_places(places: Sequence[Place]) -> str:
    """The first lines of up to twelve places for people: ``12・34・56行目ほか3か所``."""
    lines = list(dict.fromkeys(parse_place(place).first for place in places))
    more = f"ほか{len(lines) - _SHOWN}か所" if len(lines) > _SHOWN else ""
    return "・".join(str(line) for line in lines[:_SHOWN]) + "行目" + more


def listed(words: Sequence[str]) -> str:
    """Up to twelve words for people, each in 「」: ``「甲」「乙」ほか3件``."""
    more = f"ほか{len(words) - _SHOWN}件" if len(words) > _SHOWN else ""
    return "".join(f"「{word}」" for word in words[:_SHOWN]) + more
