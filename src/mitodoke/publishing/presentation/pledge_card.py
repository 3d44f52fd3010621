"""The words on the picture that stands for an edition, a vision or a pledge."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import show_date, show_fiscal_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.item_link import numbered_title
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.own_percentage import own_overall_percentage
from mitodoke.publishing.presentation.percentage import item_percentage, overall_percentage
from mitodoke.publishing.presentation.percentage_record import Percentage

CARD_KINDS = frozenset({ItemKind.VISION, ItemKind.PLEDGE})
"""The items that have a picture: measures rarely have a figure of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """What a picture says; `figure` is the reason in words, and `unit` empty, where there is no number."""

    title: str
    figure: str
    unit: str
    meaning: str
    date: str
    coverage: str


def edition_card(index: EditionIndex, addresses: EditionAddresses) -> CardWords:
    """The overall percentage of the pledges, else how many records the document holds."""
    document, content = index.document, index.edition.content
    own = document.kind is DocumentKind.COMPREHENSIVE_PLAN
    overall = own_overall_percentage(index, addresses) if own else overall_percentage(index, addresses)
    if overall is not None:
        return _percentage(document.title, overall, index)
    items, indicators = len(content.items), len(content.indicators)
    if document.kind is DocumentKind.COLLABORATION_REGISTER:
        figure, meaning, coverage = len(content.entries), tr("協働事業の件数"), ""
    elif document.kind is DocumentKind.COMPREHENSIVE_STRATEGY:
        figure, meaning, coverage = (
            indicators,
            tr("指標（数値目標とKPI）の数"),
            tr("項目{count}件", count=items),
        )
    elif own:
        figure, meaning, coverage = items, tr("計画の項目の数"), tr("指標{count}件", count=indicators)
    else:
        figure, meaning, coverage = items, tr("ビジョン・公約・施策の数"), ""
    return CardWords(
        title=document.title,
        figure=show_number(figure),
        unit=tr("件"),
        meaning=meaning,
        date=_date(index),
        coverage=coverage,
    )


def item_card(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> CardWords:
    """The percentage of a vision or pledge with what it covers."""
    title = f"{tr(item.kind.label)}{numbered_title(item)}"
    return _percentage(title, item_percentage(item, index, addresses), index)


def _percentage(title: str, percentage: Percentage, index: EditionIndex) -> CardWords:
    known = percentage.number is not None
    return CardWords(
        title=title,
        figure=percentage.number or percentage.absence,
        unit=tr("％") if known else "",
        meaning=percentage.subject,
        date=_date(index),
        coverage=percentage.coverage,
    )


def _date(index: EditionIndex) -> str:
    """As of when the document tells; else its fiscal year."""
    as_of = index.document.as_of
    return tr("{date}現在", date=show_date(as_of)) if as_of else show_fiscal_year(index.document.fiscal_year)
