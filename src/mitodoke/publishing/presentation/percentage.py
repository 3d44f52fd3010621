"""A percentage with what must stand beside it: the rule, the rounding, the coverage, the recomputation.

A document prints it; where the plan's own rule calculates it because no document does, `own_percentage` tells it.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from mitodoke.domain.figure import Figure
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.place import Place
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.coverage import (
    PROGRESS,
    absence,
    coverage,
    not_calculated,
    printed_coverage,
    rated_measures,
    scope,
)
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.own_percentage import own_item_percentage, own_overall_percentage
from mitodoke.publishing.presentation.own_rule import rule_and_coverage
from mitodoke.publishing.presentation.page import SourceLink, source_link
from mitodoke.publishing.presentation.percentage_record import Percentage, Recomputation
from mitodoke.publishing.presentation.pledge_rules import rule_words

_WHOLE = "document"
_OVERALL = "progress.overall"
_DECIMALS = 4
_UNKNOWN_RULE = "文書の数値からは確かめられません"
_RATINGS_NEEDED = "施策ごとの評価の平均。評価がないため、計算方法と端数処理は確かめられません"


def recomputation(figure: Figure | None, index: EditionIndex) -> Recomputation | None:
    """`figure` in words; the rule is named by its label where the rules tried know it."""
    if figure is None:
        return None
    trial = index.trials.get(figure.rule)
    verdict = {
        True: tr("一致"),
        False: tr("不一致"),
        None: tr("照合できません") if figure.printed is not None else tr("公表値なし"),
    }[figure.agrees]
    same = figure.calculated_exact == figure.calculated
    return Recomputation(
        calculated=_as_number(figure.calculated),
        exact=None if same else _cut(_as_number(figure.calculated_exact)),
        rule=trial.label if trial else figure.rule,
        verdict=verdict,
        agrees=figure.agrees,
    )


def _cut(number: str | None) -> str | None:
    """A number of many decimals, cut (not rounded) and marked as cut."""
    whole, point, decimals = (number or "").partition(".")
    return f"{whole}{point}{decimals[:_DECIMALS]}…" if len(decimals) > _DECIMALS else number


def item_percentage(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> Percentage:
    """The progress printed at a vision, pledge or measure, or calculated by the plan's own rule."""
    own = own_item_percentage(item, index, addresses) if index.calculates else None
    if own is not None:
        return own
    found = recomputation(index.figure(item.item_id, PROGRESS), index)
    return _percentage(
        subject=tr("{kind}{code}の進捗状況", kind=tr(item.kind.label), code=item.code),
        printed=item.printed_progress,
        absence=absence(item.item_id, PROGRESS, index),
        rule=rule_of(item, index),
        coverage=coverage(item, index),
        scope=scope(item, index),
        found=found,
        source=source_link(_place(item.item_id, PROGRESS, index) or item.place, addresses),
        calculated=index.from_ratings,
    )


def overall_percentage(index: EditionIndex, addresses: EditionAddresses) -> Percentage | None:
    """The progress printed (or calculated) for the whole; None where the document has no place for one."""
    if index.calculates:
        return own_overall_percentage(index, addresses)
    stated = index.stated(_WHOLE, _OVERALL)
    found = recomputation(index.figure(_WHOLE, _OVERALL), index)
    if stated is None and found is None:
        return None
    return _percentage(
        subject=tr("全体の進捗状況"),
        printed=stated.value if stated else None,
        absence=absence(_WHOLE, _OVERALL, index),
        rule=found.rule if found and found.rule else _UNKNOWN_RULE,
        coverage=printed_coverage(index.roots, index),
        scope="",
        found=found,
        source=source_link(_place(_WHOLE, _OVERALL, index), addresses),
    )


def _percentage(
    *,
    subject: str,
    printed: Decimal | None,
    absence: str,
    rule: str,
    coverage: str,
    scope: str,
    found: Recomputation | None,
    source: SourceLink | None,
    calculated: bool = False,
) -> Percentage:
    return Percentage(
        subject=subject,
        number=None if printed is None else show_number(printed),
        percent=printed,
        absence=absence,
        rule=rule_words(rule),
        coverage=coverage,
        scope=scope,
        recomputation=found,
        checked_by=rule_words(found.rule) if found and found.rule != rule else "",
        source=source,
        calculated=calculated,
    )


def _place(subject: str, figure: str, index: EditionIndex) -> Place | None:
    """Where the document states a figure, or would state it."""
    stated, found = index.stated(subject, figure), index.figure(subject, figure)
    return (stated.place if stated else None) or (found.place if found else None)


def rule_of(item: PlanItem, index: EditionIndex) -> str:
    """The rule of a percentage in the words of the audit; that of a pledge can only be told from its ratings."""
    if index.calculates and (figure := index.figure(item.item_id, PROGRESS)) is not None:
        return rule_and_coverage(figure.rule)[0]
    if index.made_here:
        return not_calculated(index)
    if item.kind is ItemKind.PLEDGE and not index.ratings_of(
        measure.item_id for measure in rated_measures(item, index)
    ):
        return _RATINGS_NEEDED
    found = recomputation(index.figure(item.item_id, PROGRESS), index)
    return found.rule if found and found.rule else _UNKNOWN_RULE


def _as_number(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return show_number(Decimal(text))
    except InvalidOperation:
        return text
