"""The codes of items (G1, 1-1, S1, S1-1), with the true numbers of measures where the print repeats some."""

from __future__ import annotations

from collections import Counter

from mitodoke.domain.outline import ItemKind
from mitodoke.sources.formats.strategy.doubts import measure_number
from mitodoke.sources.formats.strategy.drafts import ItemDraft


def item_codes(drafts: list[ItemDraft]) -> dict[int, str]:
    """The code of each draft by its ``id()``; misnumbered measures get their doubt.

    Goals are counted, directions keep their printed code (``2-3``; where only a number is printed, their goal's
    comes before it), measures have their true number, and projects count within their measure.
    """
    codes = _measure_codes([draft for draft in drafts if draft.kind is ItemKind.MEASURE])
    counts: Counter[str] = Counter()
    goal = "G0"
    for draft in drafts:
        if draft.kind is ItemKind.BASIC_GOAL:
            counts["goals"] += 1
            codes[id(draft)] = goal = f"G{counts['goals']}"
        elif draft.kind is ItemKind.BASIC_DIRECTION:
            counts[goal] += 1
            codes[id(draft)] = draft.code or f"{goal[1:]}-{draft.number or counts[goal]}"
        elif draft.kind is ItemKind.PROJECT:
            measure = codes[id(draft.parent)]
            counts[measure] += 1
            codes[id(draft)] = f"{measure}-{counts[measure]}"
    return codes


def _measure_codes(measures: list[ItemDraft]) -> dict[int, str]:
    printed = [measure.number for measure in measures]
    anew = any(
        starts_again(printed, [id(_above(measure, levels)) for measure in measures]) for levels in (1, 2)
    )
    codes: dict[int, str] = {}
    seen: set[int] = set()
    for measure, number in zip(measures, true_numbers(printed), strict=True):
        codes[id(measure)] = f"S{number}"
        if measure.number is None:
            continue
        if measure.number != number and not anew:
            line = measure.heading_line or 1
            repeated = measure.number in seen
            measure.doubts.append(measure_number(line, measure.number, number, repeated=repeated))
        seen.add(measure.number)
    return codes


def _above(draft: ItemDraft, levels: int) -> ItemDraft | None:
    above: ItemDraft | None = draft
    for _ in range(levels):
        above = above.parent if above is not None else None
    return above


def true_numbers(printed: list[int | None]) -> list[int]:
    """The number of each measure in order, always rising.

    A printed number is believed where it goes on from the one before. A higher one (a measure was taken out, so
    a number is missing) is believed only where the next printed numbers go on rising from it; any other is a
    misprint or begins a new count under another heading, and the measure gets the next number.
    """
    result: list[int] = []
    last = 0
    for index, number in enumerate(printed):
        following = printed[index + 1] if index + 1 < len(printed) else None
        believed = number is not None and (
            number == last + 1 or (number > last and (following is None or following > number))
        )
        last = number if believed and number is not None else last + 1
        result.append(last)
    return result


def starts_again(printed: list[int | None], parents: list[int]) -> bool:
    """Whether the print counts anew under each parent: every parent's first printed number is 1, and there are several."""
    firsts: dict[int, int | None] = {}
    for number, parent in zip(printed, parents, strict=True):
        firsts.setdefault(parent, number)
    return len(firsts) > 1 and all(number == 1 for number in firsts.values())
