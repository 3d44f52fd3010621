"""The rules of percentages in the language of the page: the audit names them in Japanese, built from few parts."""

from __future__ import annotations

import re

from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.printed import printed

_LEVEL = re.compile(r"(\w+)＝(丸める前の|丸めた後の|)(\w+)の(単純平均|件数による加重平均)（([^（）]+)）")
_ROUNDING = re.compile(r"(四捨五入|切り捨て|切り上げ|偶数丸め)(?:して|て|で)(?:整数に|小数第(\d+)位まで)")
_ROUNDING_BEFORE = re.compile(r"(?:整数|小数第(?P<place>\d+)位)に(?P<mode>\w+)")
"""How editions that were frozen earlier name a rounding."""
_COVERAGE = re.compile(r"(\d+)件中(\d+)件を評価(?:（(.+)）)?")
_LEFT_OUT = re.compile(r"(\D+)(\d+)件")
_AS_ZERO = "0％とした"
_WHOLE = {"全体": "市長公約全体"}
"""全体 alone has several meanings on the site."""
_SEVERAL = re.compile(r"評価からの集計（(\d+)通りの規則が一致する値だけを示す）")


def rule_words(rule: str) -> str:
    """`rule` for a page: its words as they are in Japanese, translated elsewhere, else marked as Japanese."""
    if language() == JAPANESE:
        # The audit's own words are printable; anything else came out of a file and must not act on what follows.
        return rule if rule.isprintable() else printed(rule)
    whole = tr(rule)
    if whole != rule:
        return whole
    sentences = [_sentence(sentence) for sentence in rule.split("。") if sentence]
    known = [sentence for sentence in sentences if sentence is not None]
    return ". ".join(known) if sentences and len(known) == len(sentences) else printed(rule)


def without_coverage(rule: str) -> str:
    """`rule` as the audit names it, without the sentence that tells what one figure covers."""
    return "。".join(part for part in rule.split("。") if part and not _COVERAGE.fullmatch(part))


def without_subject(kind: str, words: str) -> str:
    """The words of a rule without the ``ビジョン＝`` that they begin with, where `kind` stands before them."""
    return words.removeprefix(f"{kind}＝").removeprefix(f"{kind} = ")


def _sentence(text: str) -> str | None:
    """One sentence in the language of the page; None where it is not one of the known."""
    translated = tr(text)
    if translated != text:
        return translated
    if match := _SEVERAL.fullmatch(text):
        return tr("評価からの集計（{rules}通りの規則が一致する値だけを示す）", rules=match[1])
    if match := _COVERAGE.fullmatch(text):
        return _coverage(match)
    levels = [_level(part) for part in text.split("／")]
    known = [level for level in levels if level is not None]
    return "; ".join(known) if len(known) == len(levels) else None


def _coverage(match: re.Match[str]) -> str | None:
    counted = tr("{of}件中{counted}件を評価", of=match[1], counted=match[2])
    if match[3] is None:
        return counted
    told = match[3].split("、")
    parts = [_LEFT_OUT.fullmatch(part.removeprefix(_AS_ZERO)) for part in told]
    states = [(tr(part[1]), part[1], part[2]) for part in parts if part]
    if len(states) < len(parts) or any(state == written for state, written, _ in states):
        return None
    rest = tr("、").join(
        tr(
            "0％とした{state}{count}件" if part.startswith(_AS_ZERO) else "{state}{count}件",
            state=state,
            count=count,
        )
        for part, (state, _, count) in zip(told, states, strict=True)
    )
    return tr("{counted}（{rest}）", counted=counted, rest=rest)


def _level(text: str) -> str | None:
    match = _LEVEL.fullmatch(text)
    rounding = rounding_words_of(match[5]) if match else None
    if match is None or rounding is None:
        return None
    level, carried, below, weighting, _ = match.groups()
    return tr(
        "{level}＝{carried}{below}の{weighting}（{rounding}）",
        level=tr(_WHOLE.get(level, level)),
        carried=tr(carried),
        below=tr(below),
        weighting=tr(weighting),
        rounding=rounding,
    )


def rounding_words_of(text: str) -> str | None:
    """A rounding as the audit names it, in the language of the page; None where it is not one of the known."""
    if text == "丸めない":
        return tr(text)
    if match := _ROUNDING.fullmatch(text):
        mode, decimals = match.groups()
    elif match := _ROUNDING_BEFORE.fullmatch(text):
        mode, decimals = match["mode"], match["place"]
    else:
        return None
    place = tr("整数") if decimals is None else tr("小数第{count}位", count=int(decimals))
    return tr("{place}まで{mode}", place=place, mode=tr(mode))
