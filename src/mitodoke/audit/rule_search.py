"""Searches the roll-up rule of a pledge report: which chains of rules reproduce every percentage it prints.

The space: a vision is the mean of the printed percentages of its pledges, rounded down, half up, half even, up,
or not at all, at the decimals of the print; the whole is the mean of the rounded visions, of the exact visions,
or of all pledges, rounded in one of the four ways. A vision whose print is lost enters the whole with the value
of the rule under trial. Nothing is ever picked: where several chains fit, only what all of them give counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.audit.printed_percentages import WHOLE, PrintedPercentages
from mitodoke.domain.figure import RuleTrial
from mitodoke.domain.roll_up import Carried, Level, LevelRule, Mean, Part
from mitodoke.domain.rounding import RoundingMode, RoundingRule, exact_text

_TRIAL_PLACES = 4


@dataclass(frozen=True, slots=True)
class Chain:
    """A rule for the visions and, where the document prints an overall percentage, one for the whole."""

    vision: LevelRule
    whole: LevelRule | None

    @property
    def levels(self) -> tuple[LevelRule, ...]:
        """The rules from below."""
        return (self.vision,) if self.whole is None else (self.vision, self.whole)

    @property
    def name(self) -> str:
        """A short name that is the same for the same rule: ``vision=down/0;document=vision.rounded/down/1``."""
        return ";".join(_name(rule) for rule in self.levels)

    @property
    def label(self) -> str:
        """For people."""
        return "／".join(rule.label for rule in self.levels)


@dataclass(frozen=True, slots=True)
class RuleSearch:
    """All chains tried with what they give: per chain the value by subject (a vision's id, ``document``).

    `candidates` are the positions of the chains that may be the rule: those that fit; where none does, those
    whose rule for the visions reproduces every printed vision; where none does that either, all.
    """

    printed: PrintedPercentages
    chains: tuple[Chain, ...]
    results: tuple[dict[str, Mean], ...]
    trials: tuple[RuleTrial, ...]
    candidates: tuple[int, ...]

    @property
    def fitting(self) -> tuple[int, ...]:
        """Positions of the chains that reproduce everything."""
        return tuple(i for i, trial in enumerate(self.trials) if trial.fits)


def value_of(mean: Mean) -> Fraction | None:
    """What a rule prints: the rounded mean, the exact one where it does not round."""
    return mean.exact if mean.rounded is None else Fraction(mean.rounded)


def search_rules(printed: PrintedPercentages) -> RuleSearch:
    """Try every chain on `printed`; without any printed vision or overall percentage there is nothing to try."""
    if not any(vision.complete for vision in printed.visions):
        return RuleSearch(printed, (), (), (), ())
    facts = _facts(printed)
    chains = tuple(_chains(printed))
    visions = {chain.vision: _vision_means(chain.vision, printed) for chain in chains}
    results = tuple(_apply(chain, printed, visions[chain.vision]) for chain in chains)
    trials = tuple(_trial(chain, means, facts) for chain, means in zip(chains, results, strict=True) if facts)
    return RuleSearch(printed, chains, results, trials, _candidates(chains, results, trials, facts))


def trial_of(chain: Chain, printed: PrintedPercentages) -> RuleTrial | None:
    """How much of what is printed one chain reproduces; None where nothing is printed that it could be held against."""
    wanted = [(subject, value) for subject, value in _facts(printed) if subject != WHOLE or chain.whole]
    if not wanted:
        return None
    return _trial(chain, _apply(chain, printed, _vision_means(chain.vision, printed)), wanted)


def _facts(printed: PrintedPercentages) -> list[tuple[str, Decimal]]:
    """The printed percentages that a chain can be held against."""
    facts = [(v.item_id, v.printed) for v in printed.visions if v.printed is not None and v.complete]
    if printed.overall is not None and printed.complete:
        facts.append((WHOLE, printed.overall))
    return facts


def _candidates(
    chains: tuple[Chain, ...],
    results: tuple[dict[str, Mean], ...],
    trials: tuple[RuleTrial, ...],
    facts: list[tuple[str, Decimal]],
) -> tuple[int, ...]:
    if fitting := tuple(i for i, trial in enumerate(trials) if trial.fits):
        return fitting
    visions = [(subject, printed) for subject, printed in facts if subject != WHOLE]
    right = {
        chain.vision
        for chain, means in zip(chains, results, strict=True)
        if visions and all(value_of(means[subject]) == printed for subject, printed in visions)
    }
    return tuple(i for i, chain in enumerate(chains) if not right or chain.vision in right)


def _chains(printed: PrintedPercentages) -> Iterator[Chain]:
    roundings: list[RoundingRule | None] = [
        RoundingRule(mode, printed.vision_decimals) for mode in RoundingMode
    ]
    wholes = [RoundingRule(mode, printed.overall_decimals) for mode in RoundingMode]
    for rounding in [*roundings, None]:
        vision = LevelRule(level=Level.VISION, averages=Level.PLEDGE, rounding=rounding)
        if printed.overall is None or not printed.complete:
            yield Chain(vision, None)
            continue
        for averages, carried in (
            (Level.VISION, Carried.ROUNDED),
            (Level.VISION, Carried.EXACT),
            (Level.PLEDGE, Carried.EXACT),
        ):
            if rounding is None and carried is Carried.ROUNDED:
                continue  # the same rule as with the exact visions
            for whole in wholes:
                yield Chain(
                    vision,
                    LevelRule(level=Level.DOCUMENT, averages=averages, carried=carried, rounding=whole),
                )


def _vision_means(rule: LevelRule, printed: PrintedPercentages) -> dict[str, Mean]:
    """The mean of every vision whose pledges are all printed."""
    return {vision.item_id: rule.mean(vision.pledges) for vision in printed.visions if vision.complete}


def _apply(chain: Chain, printed: PrintedPercentages, visions: dict[str, Mean]) -> dict[str, Mean]:
    """The means of the visions, and of the whole where the chain has a rule for it and everything is printed."""
    if chain.whole is None:
        return visions
    if chain.whole.averages is Level.PLEDGE:
        parts = [part for vision in printed.visions for part in vision.pledges]
        if any(part.exact is None for part in parts):
            return visions
    else:
        parts = [_vision_part(v.printed, visions.get(v.item_id)) for v in printed.visions]
    return {**visions, WHOLE: chain.whole.mean(parts)}


def _vision_part(printed: Decimal | None, mean: Mean | None) -> Part:
    """A vision as part of the whole: rounded as printed where it is printed, else as the rule under trial says."""
    if mean is None:
        return Part(exact=None if printed is None else Fraction(printed), rounded=printed)
    rounded = mean.rounded if printed is None else printed
    return Part(exact=mean.exact, rounded=rounded)


def _trial(chain: Chain, means: dict[str, Mean], facts: list[tuple[str, Decimal]]) -> RuleTrial:
    failures = []
    for subject, printed in facts:
        calculated = value_of(means[subject]) if subject in means else None
        if calculated is None or calculated != printed:
            words = "計算できない" if calculated is None else exact_text(calculated, _TRIAL_PLACES)
            name = Level.DOCUMENT.label if subject == WHOLE else subject
            failures.append(f"{name}: {printed:f} ≠ {words}")
    return RuleTrial(
        rule=chain.name,
        label=chain.label,
        reproduces=len(facts) - len(failures),
        of=len(facts),
        failures=tuple(failures),
    )


def _name(rule: LevelRule) -> str:
    rounding = "exact" if rule.rounding is None else f"{rule.rounding.mode}/{rule.rounding.decimals}"
    source = "" if rule.level is Level.VISION else f"{rule.averages}.{rule.carried}/"
    return f"{rule.level}={source}{rounding}"
