"""Formulas as MathML Core with the same words as a line of text: readable without scripts and by screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mitodoke.domain.roll_up import rounding_label
from mitodoke.domain.rounding import RoundingRule
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.pledge_rules import rounding_words_of

_OPERATORS = frozenset("＝−×÷＋Σ()")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the method: `drawn` for the eye, `text` the same on one line."""

    drawn: Markup
    text: str


def quotient(result: str, above: Sequence[str], below: Sequence[str]) -> Formula:
    """`result` = `above` ÷ `below`; the terms are words of the page (already translated) and signs between them."""
    text = f"{result} ＝ {_in_line(above)} ÷ {_in_line(below)}"
    drawn = Markup(
        '<math display="block" alttext="{}"><mrow><mtext>{}</mtext><mo>=</mo><mfrac>{}{}</mfrac></mrow></math>'
    ).format(text, result, _row(above), _row(below))
    return Formula(drawn=drawn, text=text)


def rate_formulas() -> tuple[tuple[str, Formula], ...]:
    """The rates of an indicator: what a rate is called and its formula, in the words of the page."""
    baseline, actual, target = tr("基準値"), tr("実績値"), tr("目標値")
    pace = tr("予定に対する進捗率・達成率")
    return (
        (
            tr("進捗率"),
            quotient(tr("進捗率"), (actual, "−", baseline), (target, "−", baseline)),
        ),
        (tr("達成率"), quotient(tr("達成率"), (actual,), (target,))),
        (pace, quotient(pace, (tr("進捗率または達成率"),), (tr("その時点までに進む予定の割合"),))),
    )


def mean_formula() -> Formula:
    """The mean of a roll-up."""
    weight, value = tr("重み"), tr("値")
    return quotient(tr("平均"), ("Σ", "(", weight, "×", value, ")"), ("Σ", weight))


def rounding_words(rule: RoundingRule) -> str:
    """A rounding in the language of the page: 四捨五入して小数第1位まで."""
    told = rounding_label(rule)
    return told if language() == JAPANESE else rounding_words_of(told) or told


def _in_line(terms: Sequence[str]) -> str:
    line = " ".join(terms).replace("( ", "(").replace(" )", ")")
    return f"({line})" if len(terms) > 1 and terms[0] != "Σ" else line


def _row(terms: Sequence[str]) -> Markup:
    parts = [
        (Markup("<mo>{}</mo>") if term in _OPERATORS else Markup("<mtext>{}</mtext>")).format(term)
        for term in terms
    ]
    return Markup("<mrow>{}</mrow>").format(Markup("").join(parts))
