"""The progress of a plan with levels of a city's own: calculated from the ratings, as no document prints it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from mitodoke.domain.combining import Combining
from mitodoke.domain.figure import Figure
from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.own_rule import combining_of, own_words, rule_and_coverage
from mitodoke.publishing.presentation.page import source_link
from mitodoke.publishing.presentation.percentage_record import Percentage
from mitodoke.publishing.presentation.pledge_rules import rule_words

PROGRESS, OVERALL = "progress", "progress.overall"
WHOLE = "document"
NO_RATING = "評価がないため計算していません（0ではありません）"
_NO_LEAD = "主担当の評価がないため計算していません（0ではありません）"


def own_item_percentage(
    item: PlanItem, index: EditionIndex, addresses: EditionAddresses
) -> Percentage | None:
    """The calculated progress of an item; None below the rated levels, and where nothing was rated yet."""
    subject = tr("{kind}{code}の進捗状況", kind=index.spoken_level(item.kind), code=item.code)
    return _shown(index.figure(item.item_id, PROGRESS), subject, addresses)


def own_overall_percentage(index: EditionIndex, addresses: EditionAddresses) -> Percentage | None:
    """The calculated progress of the whole plan; None where nothing was rated yet."""
    return _shown(index.figure(WHOLE, OVERALL), tr("全体の進捗状況"), addresses)


def own_rules(items: Iterable[PlanItem], index: EditionIndex) -> tuple[tuple[str, str], ...]:
    """How the progress of each level comes about, each level once, the whole first."""
    found: dict[str, tuple[str, str]] = {}
    whole = index.figure(WHOLE, OVERALL)
    if whole is not None:
        found[WHOLE] = (tr("全体"), own_words(rule_and_coverage(whole.rule)[0]))
    for item in items:
        figure = index.figure(item.item_id, PROGRESS)
        if figure is not None:
            rule = own_words(rule_and_coverage(figure.rule)[0])
            found.setdefault(f"{item.kind} {rule}", (index.level_word(item.kind), rule))
    return tuple(found.values())


def _shown(figure: Figure | None, subject: str, addresses: EditionAddresses) -> Percentage | None:
    if figure is None:
        return None
    rule, coverage = rule_and_coverage(figure.rule)
    value = None if figure.calculated is None else Decimal(figure.calculated)
    return Percentage(
        subject=subject,
        number=None if value is None else show_number(value),
        percent=value,
        absence=tr(_NO_LEAD if combining_of(rule) is Combining.LEAD else NO_RATING),
        rule=own_words(rule),
        coverage=rule_words(coverage),
        scope=rule_words(coverage),
        recomputation=None,
        checked_by="",
        source=source_link(figure.place, addresses),
        calculated=True,
    )
