"""Percentages of visions and of the whole, recomputed by the roll-up rules that the search found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mitodoke.audit.figures.kind import AuditContext, FigureKind, figure_beside, figure_from_means
from mitodoke.audit.printed_percentages import WHOLE
from mitodoke.audit.rule_search import RuleSearch
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.roll_up import LevelRule

_NOT_ALL_PRINTED = "平均する割合の一部が文書にないため、計算できない"
_NO_WHOLE = "全体の割合が文書にないため、全体の計算方法は定まらない"
_NO_RULE = "どの規則でも公表値のすべては再現できない"


def _covers(context: AuditContext, stated: StatedFigure) -> bool:
    of_vision = stated.figure == "progress" and context.kinds.get(stated.subject) is ItemKind.VISION
    return of_vision or stated.figure == "progress.overall"


def _recompute(context: AuditContext, stated: Sequence[StatedFigure]) -> Iterator[Figure]:
    return (_figure(context.search, figure) for figure in stated)


def _figure(search: RuleSearch, stated: StatedFigure) -> Figure:
    places = [i for i in search.candidates if stated.subject in search.results[i]]
    if not places:
        lost_whole = stated.subject == WHOLE and stated.value is None
        return figure_beside(stated, rule=_NO_WHOLE if lost_whole else _NOT_ALL_PRINTED)
    means = [search.results[i][stated.subject] for i in places]
    rules = {_rule(search, i, stated.subject).label for i in places}
    return figure_from_means(stated, means, _rule_words(search, rules))


def _rule(search: RuleSearch, place: int, subject: str) -> LevelRule:
    chain = search.chains[place]
    return chain.whole if subject == WHOLE and chain.whole is not None else chain.vision


def _rule_words(search: RuleSearch, rules: set[str]) -> str:
    """The rule where there is one; else how many there are, or that none reproduces everything."""
    if len(rules) == 1:
        return rules.pop()
    if not search.fitting and search.trials:
        return f"{_NO_RULE}（試した{len(search.trials)}通り）"
    return f"規則は1つに決まらない（あり得る{len(rules)}通りが一致する値だけを示す）"


KIND = FigureKind(name="percentages", covers=_covers, recompute=_recompute)
