"""The levels of a plan as a form shows them, and the structure that a filled form asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mitodoke.desk.presentation.plan_list import LEVELS, TypedLevel
from mitodoke.domain.plan_content import PlanContent
from mitodoke.domain.plan_structure import Level, PlanStructure


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """One row of the form; `items` counts what hangs at the level now."""

    number: int
    name: str
    rated: bool
    fixed: bool
    items: int
    is_of_documents: bool


def level_rows(content: PlanContent, typed: Mapping[str, str] | None) -> tuple[LevelRow, ...]:
    """The rows: the levels that are there and empty ones below; what was typed is laid over them."""
    counts = Counter(item.level for item in content.items)
    rows = []
    for number in range(1, max(LEVELS, len(content.structure.levels)) + 1):
        at = number - 1
        level = content.structure.levels[at] if at < len(content.structure.levels) else None
        rows.append(
            LevelRow(
                number=number,
                name=typed.get(f"level:{number}", "") if typed is not None else level.name if level else "",
                rated=f"rated:{number}" in typed if typed is not None else bool(level and level.rated),
                fixed=f"fixed:{number}" in typed
                if typed is not None
                else bool(level and level.fixed_wording),
                items=counts[level.key] if level else 0,
                is_of_documents=bool(level and level.kind),
            )
        )
    return tuple(rows)


def restructured(structure: PlanStructure, typed: Sequence[TypedLevel]) -> PlanStructure:
    """`structure` under the typed names; levels keep their keys from the top down, further ones are new."""
    used = {level.key for level in structure.levels}
    fresh = (f"level{n}" for n in range(1, 1000) if f"level{n}" not in used)
    levels = []
    for at, one in enumerate(typed):
        if at < len(structure.levels):
            old = structure.levels[at]
            fixed = old.fixed_wording if old.kind is not None else one.fixed
            rated = old.rated if old.kind is not None else one.rated
            levels.append(replace(old, name=one.name, fixed_wording=fixed, rated=rated))
        else:
            levels.append(Level(key=next(fresh), name=one.name, rated=one.rated, fixed_wording=one.fixed))
    return PlanStructure(levels=tuple(levels))
