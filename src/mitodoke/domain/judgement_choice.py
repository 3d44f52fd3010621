"""Which rule judges the indicators of a plan: chosen by the city, and adapted in its numbers and words where it likes.

The rule is kept whole, so that an edition that was made with it never depends on what rules the system knows later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.judgement import Band, JudgementRule
from mitodoke.domain.judgement_rules import RULES
from mitodoke.domain.plan_text import needed_text, tidy_text

OWN = "own"
"""The name of a rule that a city adapted."""
LONGEST_PLAN = 30
"""How many years a plan may last."""
PLAN_YEARS = range(1989, 2201)
"""The fiscal years that a plan may begin in."""
LONGEST_RANK = 20
"""How many characters a rank may have: it stands in the columns of tables."""
LARGEST_SHARE = Fraction(10)
"""No threshold lies further from 0 than 1,000 %."""
_MOST_PLACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementChoice:
    """The rule of a plan (None: its indicators are not judged) that lasts `years` years from the fiscal year `first_year`."""

    rule: JudgementRule | None
    first_year: int
    years: int

    @property
    def label(self) -> str:
        """For people: the rule with its version and the years."""
        if self.rule is None:
            return "判定しない"
        return f"{self.rule.label}（{self.rule.version}版、計画は{FiscalYear(self.first_year).label}から{self.years}年）"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedBand:
    """A band as a person wants it; `percent` None for the one that takes all that is left."""

    rank: str
    label: str
    percent: Decimal | None


def known_rule(name: str, version: str) -> JudgementRule | None:
    """A rule of the list by name and version, or None."""
    return next((rule for rule in RULES if (rule.name, rule.version) == (name, version)), None)


def adapted(rule: JudgementRule, typed: Sequence[TypedBand], *, version: str) -> JudgementRule:
    """`rule` with the numbers and words of `typed`, one for each of its bands; unchanged where they are its own.

    An adapted rule is named after the city's choice and says what it was made from. ActionDenied for words that are
    missing, and for bands that nothing could ever reach.
    """
    if len(typed) != len(rule.bands):
        raise ActionDenied("区分の数が規則と合いません。画面を開き直してください。")
    bands = tuple(_band(*pair) for pair in zip(rule.bands, typed, strict=True))
    if bands == rule.bands:
        return rule
    if refusal := bands_refusal(bands, tuple(rank for _, rank in rule.states)):
        raise ActionDenied(refusal)
    if rule.name == OWN:
        return replace(rule, bands=bands, version=version)
    return replace(
        rule,
        name=OWN,
        version=version,
        label=f"市の規則（{rule.label}をもとに変更）",
        source=f"市が区分の言葉または数を変えた規則です。もとの規則：{rule.source}",
        bands=bands,
    )


def _band(band: Band, typed: TypedBand) -> Band:
    rank = needed_text(typed.rank, "区分", single_line=True)
    label = tidy_text(typed.label, f"「{rank[:LONGEST_RANK]}」の意味", single_line=True) or ""
    if len(rank) > LONGEST_RANK:
        raise ActionDenied(f"区分の名前は{LONGEST_RANK}字までです（{len(rank)}字あります）。")
    if band.at_least is None:
        return replace(band, rank=rank, label=label)
    if typed.percent is None:
        raise ActionDenied(f"「{rank}」の境目を百分率の数で入力してください。")
    share = Fraction(typed.percent) / 100
    if abs(share) > LARGEST_SHARE or 10**_MOST_PLACES * share != int(10**_MOST_PLACES * share):
        raise ActionDenied(f"「{rank}」の境目は、-1000から1000までの百分率で、小数第2位までにしてください。")
    return replace(band, rank=rank, label=label, at_least=share)


def bands_refusal(bands: Sequence[Band], state_ranks: Sequence[str] = ()) -> str | None:
    """Why these bands contradict each other, as a Japanese sentence, or None."""
    ranks = [band.rank for band in bands]
    for rank in ranks:
        if ranks.count(rank) > 1 or rank in state_ranks:
            return f"区分「{rank}」が二つあります。別の名前にしてください。"
    for above, below in pairwise(bands):
        if above.yardstick is not below.yardstick or above.at_least is None or below.at_least is None:
            continue
        narrower = above.at_least == below.at_least and above.exclusive and not below.exclusive
        if not (below.at_least < above.at_least or narrower):
            return (
                f"「{below.rank}」の境目が「{above.rank}」以上のため、「{below.rank}」に当てはまるものがなくなります。"
                "上の区分から順に、境目を小さくしてください。"
            )
    return None


def judgement_refusal(choice: JudgementChoice, from_year: int | None = None) -> str | None:
    """Why a plan cannot be judged so (from the fiscal year `from_year` on), as a Japanese sentence, or None."""
    if choice.rule is None:
        return None
    if choice.first_year not in PLAN_YEARS:
        return f"計画の最初の年度は、西暦{PLAN_YEARS.start}年から{PLAN_YEARS.stop - 1}年までの年度で入力してください。"
    if not 1 <= choice.years <= LONGEST_PLAN:
        return f"計画の年数は1年から{LONGEST_PLAN}年までで入力してください。"
    last = choice.first_year + choice.years - 1
    if from_year is not None and not choice.first_year <= from_year <= last:
        start, first, end = (FiscalYear(year).label for year in (from_year, choice.first_year, last))
        return (
            f"使い始める年度（{start}）が、計画の期間（{first}から{end}まで）の外にあります。"
            "どちらかを直してください。"
        )
    steps = 0 if choice.rule.path is None else len(choice.rule.path.shares)
    if choice.years < steps:
        return (
            f"この規則は{steps}年かけて100％に進む計画のものです。計画の年数（{choice.years}年）では最後まで進みません。"
            "年数を確かめるか、別の規則を選んでください。"
        )
    return None
