"""The rules that a plan chooses for its figures, and from when a choice counts.

A choice counts for documents of a fiscal year and later, or for whatever edition is made next. Editions keep the rules
that they were made with.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.combining import Combining
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.judgement_choice import JudgementChoice
from mitodoke.domain.roll_up_choice import RollUpChoice

COMBINING = "複数の部署の評価のまとめ方"
"""What history calls the rule for items that several departments rate."""
RULE_YEARS = range(1989, 2201)
"""The fiscal years that a choice may begin with."""


class RuleKind(StrEnum):
    """What is chosen."""

    ROLL_UP = "roll_up"
    JUDGEMENT = "judgement"

    @property
    def label(self) -> str:
        """What history calls it."""
        return {RuleKind.ROLL_UP: "評価の集計のしかた", RuleKind.JUDGEMENT: "指標の判定のしかた"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRules:
    """The rules by which the figures of a plan are made; None: nothing was chosen."""

    combining: Combining = Combining.MEAN
    roll_up: RollUpChoice | None = None
    judgement: JudgementChoice | None = None


def from_words(from_year: int | None) -> str:
    """From when a choice counts, for people."""
    return "次に作る版から" if from_year is None else f"{FiscalYear(from_year).label}の文書から"


def year_refusal(from_year: int | None) -> str | None:
    """Why a choice cannot begin with this fiscal year, as a Japanese sentence, or None."""
    if from_year is None or from_year in RULE_YEARS:
        return None
    return f"使い始める年度は、西暦{RULE_YEARS.start}年から{RULE_YEARS.stop - 1}年までの年度にしてください。"
