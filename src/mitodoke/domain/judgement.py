"""Judgement of indicators (達成状況の判定): rules as data, and the rank they give with the numbers put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from mitodoke.domain.indicator import DesiredChange
from mitodoke.domain.progress import StepPath


class ResultState(StrEnum):
    """What is said of an indicator or project apart from a number."""

    DONE = "done"
    NOT_STARTED = "not_started"
    STOPPED = "stopped"
    CANNOT_BE_JUDGED = "cannot_be_judged"
    NOT_SURVEYED = "not_surveyed"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            ResultState.DONE: "事業完了",
            ResultState.NOT_STARTED: "未着手",
            ResultState.STOPPED: "中止",
            ResultState.CANNOT_BE_JUDGED: "評価困難",
            ResultState.NOT_SURVEYED: "本年度は調査なし",
        }[self]


class TargetKind(StrEnum):
    """Whether a target is that of the year or that of the plan's last year."""

    FINAL = "final"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedValues:
    """What is judged: the values of one indicator, of one unit.

    `elapsed` of `years` years of the plan are over; `cumulative` targets start from 0; `surveyed` values come
    from a questionnaire and carry its error; a `text_target` has no number.
    """

    baseline: Decimal | None = None
    actual: Decimal | None = None
    target: Decimal | None = None
    desired: DesiredChange | None = None
    cumulative: bool = False
    surveyed: bool = False
    target_kind: TargetKind = TargetKind.FINAL
    elapsed: int | None = None
    years: int | None = None
    state: ResultState | None = None
    text_target: str | None = None


class Yardstick(StrEnum):
    """The number that a rank is read from; every one of them grows when things get better."""

    PROGRESS = "progress"
    ACHIEVEMENT = "achievement"
    PACE_OF_PROGRESS = "pace_of_progress"
    PACE_OF_ACHIEVEMENT = "pace_of_achievement"
    ABOVE_TARGET = "above_target"
    ABOVE_BASELINE = "above_baseline"

    @property
    def label(self) -> str:
        """The Japanese name shown beside the formula."""
        return {
            Yardstick.PROGRESS: "進捗率",
            Yardstick.ACHIEVEMENT: "達成率",
            Yardstick.PACE_OF_PROGRESS: "予定に対する進捗率",
            Yardstick.PACE_OF_ACHIEVEMENT: "予定に対する達成率",
            Yardstick.ABOVE_TARGET: "目標値からの差",
            Yardstick.ABOVE_BASELINE: "基準値からの変化",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A rank: given when `yardstick` is at least `at_least` (1 is 100 %), or above it when `exclusive`.

    None as `at_least` takes all that is left, so it belongs to the last band.
    """

    rank: str
    label: str
    at_least: Fraction | None
    yardstick: Yardstick = Yardstick.PROGRESS
    exclusive: bool = False


class ToleranceKind(StrEnum):
    """What a tolerance is measured in: the value's own unit (points), or a share of the baseline."""

    POINTS = "points"
    OF_BASELINE = "of_baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """A change since the baseline smaller than `width` counts as no change; for questionnaires only if so said."""

    width: Fraction
    kind: ToleranceKind
    surveys_only: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRule:
    """A city's rule, as data; two editions with equal rules were judged alike.

    `bands` are tried in order, best first; `yearly_bands` stand for targets of the year where a rule has a
    table of their own. `path` is the way a pace is measured against (None: straight over the plan's years).
    `states` gives ranks to states apart from numbers; a state that is not listed is not judged.
    `without_baseline` and `below_baseline` name the yardstick to fall back on when there is no baseline, or when
    the target lies on the wrong side of it; None means that such an indicator is not judged. A value to keep
    counts as kept within `keep_within` of the target (a share of it).
    """

    name: str
    version: str
    label: str
    source: str
    bands: tuple[Band, ...]
    yearly_bands: tuple[Band, ...] = ()
    path: StepPath | None = None
    states: tuple[tuple[ResultState, str], ...] = ()
    tolerance: Tolerance | None = None
    without_baseline: Yardstick | None = None
    below_baseline: Yardstick | None = None
    keep_within: Fraction = field(default_factory=Fraction)

    def __post_init__(self) -> None:
        for bands in (self.bands, self.yearly_bands):
            if any(band.at_least is None for band in bands[:-1]):
                raise ValueError("only the last band takes all that is left")


class NotJudged(StrEnum):
    """Why an indicator has no rank although its values could be divided."""

    STATE = "state"
    TEXT_TARGET = "text_target"
    DIRECTION_UNKNOWN = "direction_unknown"
    NO_PERIOD = "no_period"
    NO_BAND = "no_band"

    @property
    def label(self) -> str:
        """The Japanese sentence shown to people instead of a rank."""
        return {
            NotJudged.STATE: "数値によらない状態のため判定していません",
            NotJudged.TEXT_TARGET: "目標が文章のため、数値では判定できません",
            NotJudged.DIRECTION_UNKNOWN: "増やす指標か減らす指標かが分からないため、判定できません",
            NotJudged.NO_PERIOD: "経過年数が分からないため、予定と比べられません",
            NotJudged.NO_BAND: "この値に当てはまる区分が規則にありません",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A rank with its proof: the rule, the number it was read from, and the formula with the numbers put in.

    `rank` and `label` are None when it cannot be judged; `why_not` then says why, in Japanese.
    """

    rule: str
    version: str
    rank: str | None
    label: str | None
    value: Fraction | None = None
    formula: str | None = None
    why_not: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCounts:
    """How many indicators got each rank; those not judged stand beside, outside the denominator."""

    ranks: tuple[tuple[str, int], ...]
    not_judged: tuple[tuple[str, int], ...]

    @property
    def judged(self) -> int:
        """The denominator: indicators with a rank."""
        return sum(count for _, count in self.ranks)

    @property
    def total(self) -> int:
        """All indicators, judged or not."""
        return self.judged + sum(count for _, count in self.not_judged)

    def share(self, rank: str) -> Fraction | None:
        """The share of `rank` among the judged; None when nothing was judged."""
        return Fraction(dict(self.ranks).get(rank, 0), self.judged) if self.judged else None


def count_ranks(judgements: Iterable[Judgement], rule: JudgementRule) -> RankCounts:
    """Counts the ranks of `rule` in its order (0 included) and the reasons for not judging; never averages them."""
    ranks: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for judgement in judgements:
        if judgement.rank is None:
            reasons[judgement.why_not or ""] += 1
        else:
            ranks[judgement.rank] += 1
    known = [band.rank for band in (*rule.bands, *rule.yearly_bands)] + [rank for _, rank in rule.states]
    order = dict.fromkeys([*known, *sorted(ranks)])
    return RankCounts(
        ranks=tuple((rank, ranks[rank]) for rank in order), not_judged=tuple(sorted(reasons.items()))
    )
