"""Spellings of one name, collected with where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mitodoke.audit.checks.check import Doubt
from mitodoke.audit.checks.listing import listed_places
from mitodoke.domain.place import Place


@dataclass(slots=True)
class Spelling:
    """A name as printed, with whose it is and where it stands."""

    printed: str
    subjects: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name is printed."""

    printed: str
    subject: str
    place: Place


def spellings_of(mentions: Iterable[Mention]) -> dict[str, Spelling]:
    """Every printed form with all its places, in the order of the document."""
    found: dict[str, Spelling] = {}
    for mention in mentions:
        spelling = found.setdefault(mention.printed, Spelling(mention.printed))
        spelling.subjects.append(mention.subject)
        spelling.places.append(mention.place)
    return found


def differing(spellings: list[Spelling], what: str, why: str) -> Iterator[Doubt]:
    """One doubt about a group of spellings of one `what`, at the rarest; nothing for fewer than two."""
    if len(spellings) < 2:
        return
    ordered = sorted(spellings, key=lambda spelling: (-len(spelling.places), spelling.printed))
    usual, rare = ordered[0], ordered[-1]
    counted = "、".join(f"「{s.printed}」（{listed_places(s.places)}）" for s in ordered)
    yield Doubt(
        subject=rare.subjects[0],
        field=what,
        place=rare.places[0],
        printed=rare.printed,
        expected=usual.printed if len(usual.places) > len(rare.places) else "",
        message=f"{why}：{counted}。同じものなら書き方をそろえてください。",
    )
