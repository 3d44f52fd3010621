"""Names of organisations that are spelled alike: offered to the reader, never taken for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.audit.checks.legal_forms import bare_organisation
from mitodoke.audit.checks.near_names import near_pairs

_SHORTEST = 8
"""Shorter names are too often different for a letter to be a slip (as in the check of spellings)."""
AT_MOST = 20
"""How many similar names one name has at most, for the pages' sake."""


class Likeness(StrEnum):
    """In what two names are alike."""

    DRESS = "dress"
    LETTER = "letter"
    ADDITION = "addition"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {
            Likeness.DRESS: "法人の種類・空白・記号の書き方だけが違います",
            Likeness.LETTER: "一字だけ違います",
            Likeness.ADDITION: "後ろに言葉が付いています",
        }[self]


@dataclass(frozen=True, slots=True)
class Similar:
    """Another name and what makes it similar."""

    name: str
    likeness: Likeness


def similar_names(names: Iterable[str]) -> Mapping[str, tuple[Similar, ...]]:
    """For every name of `names` that has any its similar ones, at most `AT_MOST`."""
    by_bare: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        by_bare[bare_organisation(name)].append(name)
    found: dict[str, dict[str, Likeness]] = defaultdict(dict)

    def pair(ones: list[str], others: list[str], likeness: Likeness) -> None:
        for one in ones[:AT_MOST]:
            for other in others[:AT_MOST]:
                if one != other:
                    found[one].setdefault(other, likeness)
                    found[other].setdefault(one, likeness)

    for spellings in by_bare.values():
        for at, one in enumerate(spellings):
            near = spellings[max(0, at - AT_MOST) : at + AT_MOST + 1]
            found[one] |= {other: Likeness.DRESS for other in near if other != one}
    for one, other in near_pairs(by_bare, shortest=_SHORTEST):
        pair(by_bare[one], by_bare[other], Likeness.LETTER)
    for bare, spellings in by_bare.items():
        for name in spellings:
            head = bare_organisation(name.split(maxsplit=1)[0]) if name.split() else bare
            if head != bare and len(head) >= _SHORTEST and head in by_bare:
                pair([name], by_bare[head], Likeness.ADDITION)
    return {
        name: tuple(Similar(other, likeness) for other, likeness in list(others.items())[:AT_MOST])
        for name, others in found.items()
        if others
    }
