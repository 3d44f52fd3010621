"""The choices of a roll-up rule for a form, each with what it makes of an item of the plan itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mitodoke.desk.presentation.mean_words import mean_words, percent_words
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.own_roll_up import RollUp
from mitodoke.domain.roll_up import Carried, Mean
from mitodoke.domain.roll_up_choice import (
    MOST_DECIMALS,
    STATES_WITHOUT_STEP,
    Averaged,
    LevelChoice,
    RollUpChoice,
    has_two_ways,
)
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.plans.queries import PlanOutline

WHOLE = "whole"
"""The name of the plan as a whole among the levels of the form."""
_TELLING = 200
"""How many items of a level are looked through for one that tells its choices apart."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its value in the form, its words, and what it makes of the example."""

    value: str
    label: str
    explanation: str
    example: str
    picked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelOptions:
    """The choices of one level; `sources` are none for a rated level, whose values come from the ratings."""

    key: str
    name: str
    explanation: str
    sources: tuple[Option, ...]
    modes: tuple[Option, ...]
    decimals: tuple[Option, ...]


def level_options(
    outline: PlanOutline, content: DocumentContent, choice: RollUpChoice
) -> tuple[LevelOptions, ...]:
    """The levels from the whole down to the rated ones, calculated from `content`, which has ratings."""
    rolled = RollUp(content, choice)
    return tuple(_level(kind, outline, content, rolled) for kind in (None, *outline.rolled))


def state_options(content: DocumentContent, choice: RollUpChoice) -> tuple[Option, ...]:
    """For each state without a step, whether it leaves the means, and what the whole would be either way."""
    found = []
    for state in STATES_WITHOUT_STEP:
        others = tuple(one for one in choice.left_out if one is not state)
        out, zero = (
            RollUp(content, replace(choice, left_out=states)).mean_by(replace(choice, left_out=states), None)
            for states in ((*others, state), others)
        )
        found.append(
            Option(
                state.value,
                state.label,
                "",
                f"入れないとき、全体は{percent_words(out)}。0％として入れるとき、全体は{percent_words(zero)}",
                state in choice.left_out,
            )
        )
    return tuple(found)


def level_key(kind: ItemKind | None) -> str:
    """What a level is called in the form."""
    return WHOLE if kind is None else kind.value


def source_value(one: LevelChoice) -> str:
    """What a level averages, as one word of the form."""
    return f"{one.averages}.{one.carried}"


def _level(
    kind: ItemKind | None, outline: PlanOutline, content: DocumentContent, rolled: RollUp
) -> LevelOptions:
    now = rolled.choice.level(kind)
    item = _example(kind, content, rolled, now)
    subject = "全体" if kind is None else f"{outline.names[kind]}{item.code}" if item else ""

    def told(changed: LevelChoice) -> str:
        mean = _mean(rolled, item, kind, changed)
        return "" if mean is None else f"{subject}は {mean_words(mean)}"

    rated = kind in outline.rated
    return LevelOptions(
        key=level_key(kind),
        name="全体" if kind is None else outline.names[kind],
        explanation="担当部署の10段階評価から値を出します（1段階を10％とします）。"
        "複数の部署の評価を平均したときだけ、端数が出ます。"
        if rated
        else "",
        sources=()
        if rated
        else tuple(
            Option(
                source_value(one),
                label,
                explanation,
                told(one),
                (one.averages, one.carried) == (now.averages, now.carried),
            )
            for one, label, explanation in _sources(kind, outline, now)
        ),
        modes=tuple(
            Option(
                mode.value,
                mode.label,
                "",
                told(replace(now, rounding=RoundingRule(mode, now.rounding.decimals))),
                mode is now.rounding.mode,
            )
            for mode in RoundingMode
        ),
        decimals=tuple(
            Option(
                str(number),
                f"小数第{number}位まで" if number else "整数",
                "",
                told(replace(now, rounding=RoundingRule(now.rounding.mode, number))),
                number == now.rounding.decimals,
            )
            for number in range(MOST_DECIMALS + 1)
        ),
    )


def _sources(
    kind: ItemKind | None, outline: PlanOutline, now: LevelChoice
) -> Iterator[tuple[LevelChoice, str, str]]:
    """Every way to average for a level, with its words."""
    below = outline.rolled if kind is None else outline.rolled[outline.rolled.index(kind) + 1 :]
    name = outline.names[below[0]]
    rated = "・".join(outline.names[one] for one in below if one in outline.rated)
    for averages in Averaged:
        if averages is Averaged.RATED and not has_two_ways(kind, outline.kinds, outline.rated):
            continue
        for carried in Carried:
            way = replace(now, averages=averages, carried=carried)
            if averages is Averaged.BELOW:
                label = f"{name}の{carried.label}値を平均する"
                explanation = "どの項目も、その下の項目の数によらず、同じ重さになります。"
            else:
                label = f"下にある{rated}すべての{carried.label}値を平均する"
                explanation = f"{rated}の多い項目ほど、重くなります。"
            if carried is Carried.ROUNDED:
                explanation += "公表した値だけで、だれでも計算し直せます。"
            yield way, label, explanation


def _example(
    kind: ItemKind | None, content: DocumentContent, rolled: RollUp, now: LevelChoice
) -> PlanItem | None:
    """An item of the level whose choices differ, else one with a value, else the first; None for the whole."""
    items = [one for one in content.items if one.kind is kind][:_TELLING]
    with_value: PlanItem | None = None
    for item in items:
        values = set()
        for averages in Averaged:
            for mode in (RoundingMode.DOWN, RoundingMode.UP):
                way = replace(now, averages=averages, rounding=RoundingRule(mode, now.rounding.decimals))
                mean = _mean(rolled, item, kind, way)
                values.add(mean.rounded if mean else None)
        if None not in values:
            with_value = with_value or item
            if len(values) > 1:
                return item
    return with_value or next(iter(items), None)


def _mean(rolled: RollUp, item: PlanItem | None, kind: ItemKind | None, way: LevelChoice) -> Mean | None:
    """The mean of the example had its level the rule `way`; None where the level has no items."""
    if kind is not None and item is None:
        return None
    levels = (*(one for one in rolled.choice.levels if one.kind is not kind), way)
    return rolled.mean_by(replace(rolled.choice, levels=levels), item)
