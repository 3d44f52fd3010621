"""The plan with levels of a city's own (総合計画) on the city's first page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.own_percentage import own_overall_percentage
from mitodoke.publishing.presentation.own_plan import own_counts
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.percentage_record import Percentage
from mitodoke.publishing.presentation.pledge_charts import bars
from mitodoke.publishing.presentation.pledge_entry import plan_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlanCard:
    """総合計画 on the first page; `as_of` is the ISO date that the figures are told for, `top` the highest level."""

    edition: str
    as_of: str | None
    address: str
    overall: Percentage | None
    chart: Markup
    top: str
    items: tuple[Link, ...]
    counts: tuple[tuple[str, int], ...]


def own_plan_card(index: EditionIndex, addresses: EditionAddresses, edition: str) -> OwnPlanCard:
    """The plan of one edition in short."""
    roots = tuple(plan_entry(item, index, addresses, depth=0) for item in index.roots)
    overall = own_overall_percentage(index, addresses)
    return OwnPlanCard(
        edition=edition,
        as_of=index.document.as_of,
        address=addresses.home,
        overall=overall,
        chart=bars(roots, "plan", tr("項目ごとの進捗状況")) if overall else Markup(""),
        top=index.level_word(index.edition.content.levels[0].kind),
        items=tuple(item_link(item, index, addresses) for item in index.roots),
        counts=own_counts(index),
    )
