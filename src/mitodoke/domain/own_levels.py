"""The levels of a plan as its document names them: what an item is called, and at which level it is rated.

Documents of a fixed outline (市長公約, 総合戦略) name their levels by their kind. A 総合計画 has as many levels as
its city gives it, under names of its own (政策 > 施策 > 事務事業): the names are facts of the document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.outline import OUTLINES, OWN_LEVELS, ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLevel:
    """One level of a plan of a city's own: which it is from the top, its name, and whether its items are rated."""

    kind: ItemKind
    name: str
    rated: bool = False


def kinds_of(document: DocumentKind, levels: Sequence[OwnLevel]) -> tuple[ItemKind, ...]:
    """The kinds of item that a document has, from the top down; `levels` are those that it names itself."""
    return tuple(one.kind for one in levels) if levels else OUTLINES[document]


def rated_kinds(document: DocumentKind, levels: Sequence[OwnLevel]) -> frozenset[ItemKind]:
    """The kinds of item that departments rate and report activities of: those marked as rated, else the lowest.

    None for a document without items.
    """
    marked = frozenset(one.kind for one in levels if one.rated)
    return marked or frozenset(kinds_of(document, levels)[-1:])


def level_names(levels: Sequence[OwnLevel]) -> Mapping[ItemKind, str]:
    """What an item of each kind is called: by the document's own name where it has one, else by its kind."""
    own = {one.kind: one.name for one in levels}
    return {kind: own.get(kind, kind.label) for kind in ItemKind}


def levels_refusal(levels: Sequence[OwnLevel]) -> str | None:
    """Why a document cannot have these levels, as an English phrase for the reader of a fault, or None."""
    if tuple(one.kind for one in levels) != OWN_LEVELS[: len(levels)]:
        return f"levels are counted from the top without a gap: {[one.kind.value for one in levels]}"
    if any(not one.name.strip() for one in levels):
        return "a level has a name"
    return None
