"""Two people at the same fields: what each changed since both looked, and where they must decide.

Every field is told as text (lists one a line), so that any two versions can be compared and shown side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MINE, THEIRS = "mine", "theirs"
"""The two answers to a conflict."""
UNKNOWN = "\0"
"""What a person saw where that is not known: no field that is stored or typed can be like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """`changes` are the fields to store, `conflicts` those that a person must decide, `kept` others' changes that stay."""

    changes: Mapping[str, str]
    conflicts: frozenset[str]
    kept: frozenset[str]


def merge_fields(
    *, base: Mapping[str, str], now: Mapping[str, str], typed: Mapping[str, str], decided: Mapping[str, str]
) -> Merge:
    """What `typed` changes of `now`, both having begun as `base`.

    A field that only one of the two changed is no conflict. `decided` answers earlier conflicts: "mine" stores what
    was typed, "theirs" leaves what stands; a field asked about and not answered (anything else) stays a conflict.
    """
    changes: dict[str, str] = {}
    conflicts: set[str] = set()
    kept: set[str] = set()
    for name, text in typed.items():
        answer = decided.get(name)
        if answer == THEIRS:
            kept.add(name)
        elif text == now[name]:
            continue
        elif answer == MINE or (answer is None and now[name] == base[name]):
            changes[name] = text
        elif answer is None and text == base[name]:
            kept.add(name)
        else:
            conflicts.add(name)
    return Merge(changes=changes, conflicts=frozenset(conflicts), kept=frozenset(kept))


def plain_line(text: str | None) -> str:
    """A text of one line as a browser sends it back: without line breaks and space at the ends."""
    return (text or "").replace("\r", "").replace("\n", "").strip()


def plain_text(text: str | None) -> str:
    """A text of several lines as a browser sends it back: line feeds only, no space at the ends."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def plain_lines(lines: str) -> str:
    """A list, one a line: empty lines and doubles left out."""
    told = (line.strip() for line in plain_text(lines).split("\n"))
    return "\n".join(dict.fromkeys(line for line in told if line))
