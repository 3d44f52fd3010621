"""The progress of a plan with levels of a city's own: calculated from the ratings, as no document prints it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from mitodoke.domain.combining import Combining
from mitodoke.domain.figure import Figure
from mitodoke.domain.outline import PlanItem
from mitodoke.domain.own_roll_up import ROUNDING
from mitodoke.domain.roll_up import rounding_label
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import source_link
from mitodoke.publishing.presentation.percentage import Percentage
from mitodoke.publishing.presentation.pledge_rules import rule_words

PROGRESS, OVERALL = "progress", "progress.overall"
WHOLE = "document"
_COMBINED = {
    Combining.MEAN: "担当部署の評価の単純平均（小数第1位に四捨五入）",
    Combining.LOWEST: "担当部署の評価のうち最も低いもの（小数第1位に四捨五入）",
    Combining.LEAD: "主担当（先頭に記載された部署）の評価（小数第1位に四捨五入）",
}
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
        found[WHOLE] = (tr("全体"), _rule_words(_parts(whole)[0]))
    for item in items:
        figure = index.figure(item.item_id, PROGRESS)
        if figure is not None:
            rule = _rule_words(_parts(figure)[0])
            found.setdefault(f"{item.kind} {rule}", (index.level_word(item.kind), rule))
    return tuple(found.values())


def own_rule_words(rule: str) -> str:
    """The rule of a calculated progress with what it covers, in the language of the page."""
    if language() == JAPANESE:
        return rule_words(rule)
    own, _, coverage = rule.rpartition("。")
    return f"{_rule_words(own)}. {rule_words(coverage)}"


def _shown(figure: Figure | None, subject: str, addresses: EditionAddresses) -> Percentage | None:
    if figure is None:
        return None
    rule, coverage = _parts(figure)
    value = None if figure.calculated is None else Decimal(figure.calculated)
    return Percentage(
        subject=subject,
        number=None if value is None else show_number(value),
        percent=value,
        absence=tr(_NO_LEAD if _combining(rule) is Combining.LEAD else NO_RATING),
        rule=_rule_words(rule),
        coverage=rule_words(coverage),
        scope=rule_words(coverage),
        recomputation=None,
        checked_by="",
        source=source_link(figure.place, addresses),
        calculated=True,
    )


def _rule_words(rule: str) -> str:
    """The rule for a page; outside Japanese without the names of levels, which nothing could mark as Japanese."""
    if language() == JAPANESE:
        return rule_words(rule)
    if rule.partition("＝")[2].startswith("丸める前の"):
        return tr("下の階層の項目の丸める前の値の単純平均（小数第1位に四捨五入）")
    return tr(_COMBINED[_combining(rule)])


def _combining(rule: str) -> Combining:
    """How the ratings were combined, told from the rule of an item; the mean for an item that averages others."""
    ends = {one: f"の{one.label}（{rounding_label(ROUNDING)}）" for one in Combining}
    return next((one for one, end in ends.items() if rule.endswith(end)), Combining.MEAN)


def _parts(figure: Figure) -> tuple[str, str]:
    """The rule of a calculated progress, and the sentence that tells what it covers."""
    rule, _, coverage = figure.rule.rpartition("。")
    return rule, coverage
