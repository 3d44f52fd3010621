"""What arrives from the forms of a plan's rules; whether it may be chosen, the services and the domain decide."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from django.http import QueryDict

from mitodoke.desk.plain_form import FiscalYearField, PlainForm
from mitodoke.desk.plan_forms import valid
from mitodoke.desk.presentation.judgement_options import NO_RULE, rule_value
from mitodoke.desk.presentation.plan_merge import plain_line
from mitodoke.desk.presentation.roll_up_options import level_key
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.judgement import JudgementRule
from mitodoke.domain.judgement_choice import JudgementChoice, TypedBand, adapted, known_rule
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.rating import RatingState
from mitodoke.domain.roll_up import Carried
from mitodoke.domain.roll_up_choice import STATES_WITHOUT_STEP, Averaged, LevelChoice, RollUpChoice
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.plans.queries import PlanOutline

T = TypeVar("T")
_PERCENT = re.compile(r"-?\d{1,4}(\.\d{1,4})?", re.ASCII)
_MINUS = str.maketrans({"−": "-", "－": "-", "▲": "-", "△": "-"})


class _FromForm(PlainForm):
    from_year = FiscalYearField(label="使い始める年度", required=False, max_length=40)


class _PeriodForm(PlainForm):
    first_year = FiscalYearField(label="計画の最初の年度", max_length=40)


def from_year_in(data: QueryDict) -> int | None:
    """The fiscal year that a choice begins with; None for the next edition. ActionDenied for anything unreadable."""
    year: int | None = valid(_FromForm(data))["from_year"]
    return year


def roll_up_in(data: QueryDict, outline: PlanOutline) -> RollUpChoice:
    """The roll-up rule that was picked; ActionDenied names the level where a choice is missing."""
    levels = tuple(_level(data, kind, outline) for kind in (None, *outline.rolled))
    sent = set(data.getlist("left_out"))
    if not sent <= {state.value for state in STATES_WITHOUT_STEP}:
        raise ActionDenied("平均に入れない状態を、画面に示した中から選び直してください。")
    return RollUpChoice(
        levels=levels, left_out=tuple(RatingState(one) for one in STATES_WITHOUT_STEP if one.value in sent)
    )


def _level(data: QueryDict, kind: ItemKind | None, outline: PlanOutline) -> LevelChoice:
    key = level_key(kind)
    name = "全体" if kind is None else outline.names[kind]
    averages, carried = Averaged.BELOW, Carried.EXACT
    if kind not in outline.rated:
        sources = {f"{one}.{way}": (one, way) for one in Averaged for way in Carried}
        averages, carried = _picked(data, f"source:{key}", sources, f"「{name}」で平均するもの")
    mode = _picked(data, f"mode:{key}", {one.value: one for one in RoundingMode}, f"「{name}」の端数の扱い")
    places = {str(number): number for number in range(10)}
    decimals = _picked(data, f"decimals:{key}", places, f"「{name}」の桁")
    return LevelChoice(kind=kind, averages=averages, carried=carried, rounding=RoundingRule(mode, decimals))


def judgement_in(data: QueryDict, stored: JudgementRule | None, version: str) -> JudgementChoice:
    """The judgement that was picked, with the numbers and words of its bands as typed; ActionDenied where unreadable.

    `stored` is the plan's own adapted rule, where it has one; `version` names a rule that is adapted now.
    """
    first_year = valid(_PeriodForm(data))["first_year"]
    years = fold_width(data.get("years", "")).strip()
    if not (years.isascii() and years.isdigit() and len(years) <= 3):
        raise ActionDenied("計画の年数を数字で入力してください。")
    rule = rule_in(data, stored)
    if rule is not None and data.get("bands_of") == rule_value(rule):
        typed = [_band(data, number, rule) for number in range(len(rule.bands))]
        rule = adapted(rule, typed, version=version)
    return JudgementChoice(rule=rule, first_year=first_year, years=int(years))


def digest(text: str) -> str:
    """What a preview showed, so that nothing else is saved after it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def rule_in(data: QueryDict, stored: JudgementRule | None) -> JudgementRule | None:
    """The rule that was picked as it is known, None for no judgement; ActionDenied for anything else."""
    sent = data.get("rule", "")
    if sent == NO_RULE:
        return None
    if stored is not None and sent == rule_value(stored):
        return stored
    rule = known_rule(*sent.partition("/")[::2])
    if rule is None:
        raise ActionDenied("判定の規則を一つ選んでください。")
    return rule


def _band(data: QueryDict, number: int, rule: JudgementRule) -> TypedBand:
    at = f"band:{number}:"
    rank = plain_line(data.get(f"{at}rank"))
    percent: Decimal | None = None
    if rule.bands[number].at_least is not None:
        typed = fold_width(data.get(f"{at}percent", "")).translate(_MINUS).strip().removesuffix("%")
        if not _PERCENT.fullmatch(typed):
            raise ActionDenied(
                f"「{rank[:20]}」の境目を百分率の数で入力してください（例：80）。「{typed[:20]}」は読めません。"
            )
        percent = Decimal(typed)
    return TypedBand(rank=rank, label=plain_line(data.get(f"{at}label")), percent=percent)


def _picked(data: QueryDict, name: str, choices: Mapping[str, T], label: str) -> T:
    sent = data.get(name, "")
    if sent not in choices:
        raise ActionDenied(f"{label}を一つ選んでください。")
    return choices[sent]
