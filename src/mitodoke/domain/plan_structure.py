"""The levels of a plan as data: a city names them and says how deep its plan goes, without any code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.outline import OUTLINES, OWN_LEVELS, ItemKind
from mitodoke.domain.own_levels import OwnLevel

LONGEST_NAME = 40
"""How many characters the name of a level may have."""
DEEPEST = len(OWN_LEVELS)
"""How many levels a plan may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a plan.

    `key` stays when the level is renamed. `kind` is what documents of a fixed outline call an item of this level,
    None for a level of the city's own. The titles of a level with `fixed_wording` are promises: once the plan is
    decided nobody changes them. Departments rate the items of levels that are `rated`; where none is, those of
    the lowest one.
    """

    key: str
    name: str
    kind: ItemKind | None = None
    fixed_wording: bool = False
    rated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStructure:
    """The levels of a plan from the top down; an item hangs under an item of the level above."""

    levels: tuple[Level, ...]

    def depth(self, key: str) -> int:
        """How many levels lie above `key`; ValueError for a key that no level has."""
        return [level.key for level in self.levels].index(key)

    def level(self, key: str) -> Level:
        """The level of this key; ValueError for a key that no level has."""
        return self.levels[self.depth(key)]

    def below(self, key: str | None) -> Level | None:
        """The level under `key` (None: the top level), or None where the plan ends."""
        at = 0 if key is None else self.depth(key) + 1
        return self.levels[at] if at < len(self.levels) else None


def structure_refusal(structure: PlanStructure) -> str | None:
    """Why a plan cannot have these levels, as a Japanese sentence, or None."""
    names = [level.name for level in structure.levels]
    if not names:
        return "計画には階層が一つ以上必要です。上の階層から順に名前を付けてください。"
    if len(names) > DEEPEST:
        return f"階層は{DEEPEST}つまでです（{len(names)}あります）。階層を減らしてください。"
    for name in names:
        if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or "\n" in name:
            return f"階層の名前は、前後に空白のない{LONGEST_NAME}字以内の一行にしてください。"
        if names.count(name) > 1:
            return f"階層の名前「{name}」が二つあります。別の名前にしてください。"
    keys = [level.key for level in structure.levels]
    if len(set(keys)) < len(keys) or "" in keys:
        return "階層の記号が重なっているか、空です。階層ごとに別の記号を付けてください。"
    return None


def named_levels(*names: str) -> PlanStructure:
    """A structure of a city's own levels, from the top down."""
    return PlanStructure(
        levels=tuple(Level(key=f"level{number}", name=name) for number, name in enumerate(names, start=1))
    )


def document_structure(kind: DocumentKind) -> PlanStructure:
    """The levels that documents of `kind` have; the wording of 公約 is fixed."""
    return PlanStructure(
        levels=tuple(
            Level(key=one.value, name=one.label, kind=one, fixed_wording=one is ItemKind.PLEDGE)
            for one in OUTLINES[kind]
        )
    )


def own_structure(levels: Sequence[OwnLevel]) -> PlanStructure:
    """The structure of a plan whose document names its `levels` itself."""
    return PlanStructure(
        levels=tuple(
            Level(key=f"level{number}", name=one.name, rated=one.rated)
            for number, one in enumerate(levels, start=1)
        )
    )


def own_levels(structure: PlanStructure) -> tuple[OwnLevel, ...]:
    """The levels as a document of a plan of the city's own names them."""
    return tuple(
        OwnLevel(kind=kind, name=level.name, rated=level.rated)
        for kind, level in zip(OWN_LEVELS, structure.levels, strict=False)
    )


def fits_documents(structure: PlanStructure, kind: DocumentKind) -> bool:
    """Whether a document of `kind` can hold a plan of this structure; the names of the levels are free.

    A 総合計画 has up to `DEEPEST` levels, none of which belongs to another kind of document.
    """
    kinds = tuple(level.kind for level in structure.levels)
    if kind is DocumentKind.COMPREHENSIVE_PLAN:
        return 1 <= len(kinds) <= DEEPEST and not any(kinds)
    return kinds == OUTLINES[kind]


def kinds_in(structure: PlanStructure, kind: DocumentKind) -> dict[str, ItemKind]:
    """What a document of `kind`, which the structure fits, calls the items of each level (by its key)."""
    return dict(zip((level.key for level in structure.levels), OUTLINES[kind], strict=False))
