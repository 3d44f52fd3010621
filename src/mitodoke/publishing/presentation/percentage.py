"""A printed percentage with what must stand beside it: the rule, the rounding, the coverage, the recomputation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from markupsafe import Markup

from mitodoke.domain.figure import Figure
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.place import Place
from mitodoke.outputs.charts.donut import Donut, donut
from mitodoke.outputs.charts.svg_writing import ChartHead
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.coverage import (
    PROGRESS,
    absence,
    coverage,
    printed_coverage,
    rated_measures,
    scope,
)
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import SourceLink, source_link
from mitodoke.publishing.presentation.pledge_rules import rule_words

_WHOLE = "document"
_OVERALL = "progress.overall"
_DECIMALS = 4
_UNKNOWN_RULE = "文書の数値からは確かめられません"
_RATINGS_NEEDED = "施策ごとの評価の平均。評価がないため、計算方法と端数処理は確かめられません"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputation:
    """What a recomputation says of a printed figure; `rule` is named in the words of the audit."""

    calculated: str | None
    exact: str | None
    rule: str
    verdict: str
    agrees: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """One percentage for a page; `number` is None where the source lost it or prints none (`absence` says so).

    `percent` is the same number for charts. `coverage` tells what the figure covers in a sentence, `scope` the
    same in few words for a column of a table. `checked_by` names the rule of the recomputation where it is not
    the rule of the figure itself, and is empty otherwise. `calculated` marks a figure that no document prints.
    """

    subject: str
    number: str | None
    percent: Decimal | None
    absence: str
    rule: str
    coverage: str
    scope: str
    recomputation: Recomputation | None
    checked_by: str
    source: SourceLink | None
    calculated: bool = False

    @property
    def words(self) -> str:
        """The number with its sign, or why there is none."""
        return self.absence if self.number is None else tr("{number}％", number=self.number)

    def donut(self, name: str) -> Markup:
        """The figure as a donut whose ids begin with `name`; nothing where there is no figure."""
        if self.percent is None or self.number is None:
            return Markup("")
        head = ChartHead(
            name=name,
            title=tr("{subject} {number}％", subject=self.subject, number=self.number),
            description=tr("0から100％までの円グラフ。塗られた部分が{number}％です。", number=self.number),
        )
        drawn = donut(Donut(head=head, percent=self.percent, number=self.number, unit=tr("％")))
        return Markup(drawn)  # noqa: S704 - the chart escapes every text


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
    """The progress printed at a vision, pledge or measure."""
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
    )


def overall_percentage(index: EditionIndex, addresses: EditionAddresses) -> Percentage | None:
    """The progress printed for the whole; None where the document has no place for one."""
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
    )


def _place(subject: str, figure: str, index: EditionIndex) -> Place | None:
    """Where the document states a figure, or would state it."""
    stated, found = index.stated(subject, figure), index.figure(subject, figure)
    return (stated.place if stated else None) or (found.place if found else None)


def rule_of(item: PlanItem, index: EditionIndex) -> str:
    """The rule of a percentage in the words of the audit; that of a pledge can only be told from its ratings."""
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
