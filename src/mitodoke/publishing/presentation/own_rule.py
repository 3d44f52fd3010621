"""The rule of a calculated progress in the language of the page: in Japanese as it is, elsewhere built from its parts.

Outside Japanese it goes without the names of levels, which nothing could mark as Japanese.
"""

from __future__ import annotations

from mitodoke.domain.combining import Combining
from mitodoke.domain.roll_up import Carried
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.pledge_rules import rounding_words_of, rule_words

_COMBINED = {
    Combining.MEAN: "担当部署の評価の単純平均（{rounding}）",
    Combining.LOWEST: "担当部署の評価のうち最も低いもの（{rounding}）",
    Combining.LEAD: "主担当（先頭に記載された部署）の評価（{rounding}）",
}
_AVERAGED = {
    (Carried.EXACT, False): "すぐ下の階層の項目の丸める前の値の単純平均（{rounding}）",
    (Carried.ROUNDED, False): "すぐ下の階層の項目の丸めた後の値の単純平均（{rounding}）",
    (Carried.EXACT, True): "下にある、評価を受ける項目すべての丸める前の値の単純平均（{rounding}）",
    (Carried.ROUNDED, True): "下にある、評価を受ける項目すべての丸めた後の値の単純平均（{rounding}）",
}
ALL = "すべての"
"""How a rule says that it averages the rated items and not those of the next level."""


def rule_and_coverage(rule: str) -> tuple[str, str]:
    """The rule of a calculated progress, and the sentence that tells what it covers."""
    own, _, coverage = rule.rpartition("。")
    return own, coverage


def own_rule_words(rule: str) -> str:
    """The rule with what it covers."""
    if language() == JAPANESE:
        return rule_words(rule)
    own, coverage = rule_and_coverage(rule)
    return f"{own_words(own)}. {rule_words(coverage)}"


def own_words(rule: str) -> str:
    """The rule without what it covers."""
    if language() == JAPANESE:
        return rule_words(rule)
    end = rule.rpartition("（")[2]
    rounding, _, zero = end.removesuffix("）").partition("、")
    told = rounding_words_of(rounding)
    if told is None:
        return rule_words(rule)
    words = tr(_template(rule), rounding=told)
    states = zero.removesuffix("は0％とする")
    if zero:
        words = tr(
            "{rule}。{states}は0％とする",
            rule=words,
            states=tr("、").join(tr(state) for state in states.split("・")),
        )
    return words


def combining_of(rule: str) -> Combining | None:
    """How a rule combines the ratings of several departments; None for the rule of an item that averages others."""
    head = rule.rpartition("（")[0]
    return next((one for one in Combining if head.endswith(f"の{one.label}")), None)


def _template(rule: str) -> str:
    combining = combining_of(rule)
    averaged = rule.partition("＝")[2]
    for carried in Carried:
        if averaged.startswith(carried.label):
            return _AVERAGED[carried, averaged.startswith(carried.label + ALL)]
    return _COMBINED[combining or Combining.MEAN]
