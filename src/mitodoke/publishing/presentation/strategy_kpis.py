"""The list of all indicators of a plan, chosen by one facet through its address, or by several in a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mitodoke.domain.indicator import Indicator
from mitodoke.domain.judge_indicator import JudgedPlan
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_classes import Distribution, progress_distribution
from mitodoke.publishing.presentation.indicator_table import IndicatorRow, indicator_row
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.judgement import (
    ShownJudgement,
    judged_edition,
    judgement_distribution,
    show_judgement,
)
from mitodoke.publishing.presentation.page import (
    BadParameterError,
    NoSuchPageError,
    Pager,
    Slice,
    page_address,
    slice_page,
)
from mitodoke.publishing.presentation.strategy import facet_address
from mitodoke.publishing.presentation.strategy_facets import (
    FACETS,
    FacetChoice,
    facet_choices,
    facet_label,
    keys_of,
)

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChoice:
    """A choice with the page that it leads to."""

    key: str
    label: str
    content: bool
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One facet with its choices."""

    name: str
    label: str
    choices: tuple[ShownChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRow:
    """An indicator of the list with its judgement, where there is a rule."""

    row: IndicatorRow
    judgement: ShownJudgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiList:
    """One page of the list; `chosen` names facet and choice of everything asked for."""

    base: str
    chosen: tuple[tuple[str, ShownChoice], ...]
    facets: tuple[Facet, ...]
    rows: tuple[KpiRow, ...]
    slice: Slice
    pager: Pager | None
    progress: Distribution
    judgement: Distribution | None
    plan: JudgedPlan | None
    total: int


def kpi_list(
    index: EditionIndex,
    addresses: EditionAddresses,
    *,
    facet: str = "",
    key: str = "",
    parameters: Mapping[str, str] | None = None,
    page: int = 1,
) -> KpiList:
    """The indicators that are `key` in `facet`, and what `parameters` ask for besides.

    NoSuchPageError for an address without indicators, BadParameterError for a parameter without any.
    """
    choices = facet_choices(index)
    if facet and key not in {choice.key for choice in choices.get(facet, ())}:
        raise NoSuchPageError(tr("この条件に当たる指標はありません。指標の一覧から選び直してください。"))
    asked = {name: value.strip() for name, value in (parameters or {}).items() if name in FACETS}
    asked = {name: value for name, value in asked.items() if value}
    for name, value in asked.items():
        if value not in {choice.key for choice in choices.get(name, ())}:
            raise BadParameterError(
                tr(
                    "「{facet}」に、指定された選択肢はありません。選び直してください。",
                    facet=str(facet_label(name, index)),
                )
            )
    wanted = [*asked.items(), *([(facet, key)] if facet else [])]
    everything = list(index.indicators.values())
    found = [
        one for one in everything if all(value in keys_of(one, index).get(name, ()) for name, value in wanted)
    ]
    part = slice_page(len(found), PAGE_SIZE, page)
    plan = judged_edition(index.edition.content)
    home = addresses.page("kpi")
    base = facet_address(addresses, facet, key) if facet else home
    shown = tuple(
        Facet(
            name=name,
            label=facet_label(name, index),
            choices=tuple(_choice(one, name, addresses, wanted) for one in offered),
        )
        for name, offered in choices.items()
    )
    return KpiList(
        base=base,
        chosen=tuple((one.label, choice) for one in shown for choice in one.choices if choice.chosen),
        facets=shown,
        rows=tuple(_row(one, index, addresses, plan) for one in found[part.start : part.stop]),
        slice=part,
        pager=part.pager(base, asked),
        progress=progress_distribution(found, "progress", f"{home}progress/" if not wanted else ""),
        judgement=judgement_distribution(found, plan, "judgement", f"{home}judgement/" if not wanted else "")
        if plan
        else None,
        plan=plan,
        total=len(everything),
    )


def kpi_addresses(index: EditionIndex, addresses: EditionAddresses) -> Iterator[str]:
    """Every page of the list: the whole and each choice of each facet."""
    yield from _pages(addresses.page("kpi"), len(index.indicators))
    for facet, choices in facet_choices(index).items():
        for choice in choices:
            yield from _pages(facet_address(addresses, facet, choice.key), choice.count)


def _pages(base: str, total: int) -> Iterator[str]:
    for number in range(1, max(1, -(-total // PAGE_SIZE)) + 1):
        yield page_address(base, number)


def _choice(
    choice: FacetChoice, facet: str, addresses: EditionAddresses, wanted: list[tuple[str, str]]
) -> ShownChoice:
    return ShownChoice(
        key=choice.key,
        label=choice.label,
        content=choice.content,
        count=choice.count,
        address=facet_address(addresses, facet, choice.key),
        chosen=(facet, choice.key) in wanted,
    )


def _row(
    indicator: Indicator, index: EditionIndex, addresses: EditionAddresses, plan: JudgedPlan | None
) -> KpiRow:
    row = indicator_row(indicator, index, addresses)
    item = index.items.get(indicator.item_id)
    if item is not None:
        row = replace(row, owner=item_link(item, index, addresses))
    return KpiRow(row=row, judgement=show_judgement(indicator, plan))
