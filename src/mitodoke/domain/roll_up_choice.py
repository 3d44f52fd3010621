"""How a plan rolls its ratings up (評価の集計のしかた): the plan's own choice, level by level, as data.

Items of a rated level get their value from the ratings of their departments (`combining` says how); an item above
averages either the items directly under it or all rated items below it, exact or as they are printed. Every value is
rounded once, as its own level prints it. A plan that chose nothing averages the exact values directly below and
prints one decimal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.outline import ItemKind
from mitodoke.domain.rating import RatingState
from mitodoke.domain.roll_up import Carried, Level, LevelRule, rounding_label
from mitodoke.domain.rounding import RoundingMode, RoundingRule

MOST_DECIMALS = 3
"""A percentage of a mean of ten steps says nothing beyond."""
STATES_WITHOUT_STEP: tuple[RatingState, ...] = tuple(
    state for state in RatingState if state is not RatingState.RATED
)
"""The states that may leave the denominator; what nobody answered always does."""


class Averaged(StrEnum):
    """Which values below an item enter its mean."""

    BELOW = "below"
    RATED = "rated"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {Averaged.BELOW: "直下の項目", Averaged.RATED: "下にある、評価を受ける項目のすべて"}[self]


DEFAULT_ROUNDING = RoundingRule(RoundingMode.HALF_UP, 1)
"""How the percentages of a plan are printed that did not choose: one decimal, 四捨五入."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChoice:
    """How the items of one level (`kind` None: the plan as a whole) get their percentage.

    For a rated level only `rounding` counts.
    """

    kind: ItemKind | None
    averages: Averaged = Averaged.BELOW
    carried: Carried = Carried.EXACT
    rounding: RoundingRule = DEFAULT_ROUNDING


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUpChoice:
    """The rule of a whole plan: a choice for each level, and the states that leave every denominator.

    A state that is not listed counts as 0 %. A level without a choice takes the usual one.
    """

    levels: tuple[LevelChoice, ...] = ()
    left_out: tuple[RatingState, ...] = STATES_WITHOUT_STEP

    def level(self, kind: ItemKind | None) -> LevelChoice:
        """The choice for a level."""
        return next((one for one in self.levels if one.kind is kind), LevelChoice(kind=kind))

    def rule(self, kind: ItemKind | None, *, rated: bool) -> LevelRule:
        """The choice for a level as a rule that takes a mean; its words and levels serve no display."""
        one = self.level(kind)
        return LevelRule(
            level=Level.MEASURE if rated else Level.PLEDGE,
            averages=Level.RATING if rated else Level.MEASURE,
            carried=Carried.EXACT if rated else one.carried,
            left_out=frozenset(self.left_out),
            rounding=one.rounding,
        )

    @property
    def as_zero(self) -> tuple[RatingState, ...]:
        """The states that count as 0 %."""
        return tuple(state for state in STATES_WITHOUT_STEP if state not in self.left_out)


def rolled_kinds(kinds: Sequence[ItemKind], rated: frozenset[ItemKind]) -> tuple[ItemKind, ...]:
    """The levels that have a percentage, from the top down: the rated ones and all above the lowest of them."""
    lowest = max((place for place, kind in enumerate(kinds) if kind in rated), default=-1)
    return tuple(kinds[: lowest + 1])


def has_two_ways(kind: ItemKind | None, kinds: Sequence[ItemKind], rated: frozenset[ItemKind]) -> bool:
    """Whether for a level the items directly below are not the rated items below anyway."""
    rolled = rolled_kinds(kinds, rated)
    below = rolled if kind is None else rolled[rolled.index(kind) + 1 :]
    return kind not in rated and bool(below) and below[0] not in rated


def averaged_words(
    choice: RollUpChoice,
    kind: ItemKind | None,
    *,
    names: Mapping[ItemKind, str],
    kinds: Sequence[ItemKind],
    rated: frozenset[ItemKind],
) -> str:
    """What a level above the ratings averages, for people: ``丸める前の施策の単純平均``."""
    one = choice.level(kind)
    rolled = rolled_kinds(kinds, rated)
    below = rolled if kind is None else rolled[rolled.index(kind) + 1 :]
    averaged = names[below[0]]
    if one.averages is Averaged.RATED:
        averaged = "すべての" + "・".join(names[below_it] for below_it in below if below_it in rated)
    return f"{one.carried.label}{averaged}の単純平均"


def choice_lines(
    choice: RollUpChoice,
    *,
    names: Mapping[ItemKind, str],
    kinds: Sequence[ItemKind],
    rated: frozenset[ItemKind],
) -> tuple[str, ...]:
    """The whole choice for people, a line for each level from the top down, the states last."""
    lines = []
    for kind in (None, *rolled_kinds(kinds, rated)):
        name = "全体" if kind is None else names[kind]
        averaged = (
            "担当部署の評価"
            if kind in rated
            else averaged_words(choice, kind, names=names, kinds=kinds, rated=rated)
        )
        lines.append(f"{name}＝{averaged}（{rounding_label(choice.level(kind).rounding)}）")
    for words, states in (
        ("平均に入れない状態", choice.left_out),
        ("0％として平均に入れる状態", choice.as_zero),
    ):
        if states:
            lines.append(f"{words}：{'、'.join(state.label for state in states)}")
    return tuple(lines)


def roll_up_refusal(
    choice: RollUpChoice, kinds: Sequence[ItemKind], rated: frozenset[ItemKind]
) -> str | None:
    """Why a plan of these levels cannot have this rule, as a Japanese sentence, or None."""
    wanted = {*rolled_kinds(kinds, rated), None}
    chosen = [one.kind for one in choice.levels]
    if len(chosen) != len(set(chosen)) or set(chosen) != wanted:
        return "計算のしかたは、評価から値を計算する階層のすべてについて、一つずつ選んでください。"
    for one in choice.levels:
        if not 0 <= one.rounding.decimals <= MOST_DECIMALS:
            return f"端数の桁は、整数から小数第{MOST_DECIMALS}位までの中から選んでください。"
        if one.averages is Averaged.RATED and not has_two_ways(one.kind, kinds, rated):
            return "評価を受ける階層と、そのすぐ上の階層では、平均するものを選べません。画面を開き直してください。"
    if RatingState.RATED in choice.left_out or len(choice.left_out) != len(set(choice.left_out)):
        return "平均に入れない状態は、画面に示した中から選んでください。"
    return None
