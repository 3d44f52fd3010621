"""The list of collaboration projects of all years or of one edition: chosen, paged, counted, added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.outputs.charts.stacked_counts import CountClass, StackedCounts, stacked_counts
from mitodoke.outputs.charts.svg_writing import ChartHead
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import Pager, Slice, slice_page
from mitodoke.publishing.presentation.register import (
    FormCount,
    ParticipantTotal,
    Sums,
    form_counts,
    show_total,
    sums_of,
)
from mitodoke.publishing.presentation.register_facets import (
    FACETS,
    PAGE_SIZE,
    Facet,
    facet_choices,
    facet_entries,
    facet_label,
)
from mitodoke.publishing.presentation.register_filter import (
    Choice,
    RegisterFilter,
    department_choices,
    form_choices,
    matching,
    read_filter,
    recurrence_choices,
    year_choices,
)
from mitodoke.publishing.presentation.register_index import Listed, Registers, RegistersIndex, counted
from mitodoke.publishing.presentation.register_rows import EntryRow, listed_rows

CHARTS = 6
"""How many years are drawn; the table beside the charts has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the address of the list chooses; `content` where the label is a document's word."""

    facet: str
    label: str
    content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChart:
    """The forms of one year, drawn."""

    label: str
    drawing: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterList:
    """One page of the list at `base`; the form of filters leads to `home`. Counts and charts stand on its first page."""

    base: str
    home: str
    chosen: Chosen | None
    wanted: RegisterFilter
    filtered: bool
    years: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    recurrences: tuple[Choice, ...]
    departments: tuple[Choice, ...]
    facets: tuple[Facet, ...]
    rows: tuple[EntryRow, ...]
    slice: Slice
    pager: Pager | None
    total: ParticipantTotal
    counts: tuple[FormCount, ...]
    charts: tuple[FormChart, ...]


def register_list(
    registers: Registers,
    home: str,
    parameters: Mapping[str, str],
    *,
    one_edition: bool = False,
    facet: str = "",
    key: str = "",
    page: int = 1,
) -> RegisterList:
    """The entries that are `key` in `facet`, and what `parameters` ask for besides.

    NoSuchPageError for a choice without entries, BadParameterError for a parameter or page that makes no sense.
    """
    index = registers.index
    indexes = index.indexes
    among = facet_entries(index, facet, key) if facet else None
    wanted = read_filter(parameters, indexes)
    found = matching(wanted, indexes, among)
    base = f"{home}{facet}/{key}/" if facet else home
    part = slice_page(len(found), PAGE_SIZE, page)
    chosen = _chosen(registers, facet, key)
    whole = page == 1 and not facet and not wanted.query()
    marked = replace(wanted, **_by_address(registers, facet, key))
    return RegisterList(
        base=base,
        home=home,
        chosen=chosen,
        wanted=marked,
        filtered=bool(wanted.query()),
        years=year_choices(marked, indexes) if not one_edition else (),
        forms=form_choices(marked, indexes),
        recurrences=recurrence_choices(marked, indexes),
        departments=department_choices(marked, indexes),
        facets=facet_choices(registers, home, one_edition=one_edition, facet=facet, key=key),
        rows=listed_rows(found[part.start : part.stop], registers),
        slice=part,
        pager=part.pager(base, wanted.query()),
        total=_total(registers.index, facet, key, None if wanted == RegisterFilter() else found),
        counts=form_counts(list(zip(indexes, registers.addresses, strict=True))) if whole else (),
        charts=form_charts(registers) if whole else (),
    )


def _total(index: RegistersIndex, facet: str, key: str, found: Sequence[Listed] | None) -> ParticipantTotal:
    """The total over `found`, or over everything that the address chooses, which is added up once."""
    sums, same = _address_sums(index, facet, key) if found is None else _sums(found, index)
    return show_total(sums, same_titles=same)


@lru_cache(maxsize=512)
def _address_sums(index: RegistersIndex, facet: str, key: str) -> tuple[Sums, int]:
    return _sums(facet_entries(index, facet, key) if facet else index.listed, index)


def _sums(found: Sequence[Listed], index: RegistersIndex) -> tuple[Sums, int]:
    return sums_of(one.told for one in found), counted(found, index)


def _chosen(registers: Registers, facet: str, key: str) -> Chosen | None:
    if not facet:
        return None
    label, content = facet_label(registers.index, facet, key)
    return Chosen(facet=tr(FACETS[facet]), label=label, content=content)


def _by_address(registers: Registers, facet: str, key: str) -> dict[str, str]:
    """What the address chooses, as the form of filters would say it."""
    if facet == "department":
        return {"department": registers.index.departments_by_key.get(key, "")}
    return {facet: key} if facet else {}


def form_charts(registers: Registers) -> tuple[FormChart, ...]:
    """One bar of 100 % for each of the newest years.

    A form that a year's register does not have is left out: that the document has no such list is not a count of 0.
    """
    index = registers.index
    charts = []
    for at, one in enumerate(index.indexes[:CHARTS]):
        found = Counter(listed.entry.form for listed in index.of_year[at])
        if not found:
            continue
        year = one.document.fiscal_year
        classes = tuple(
            CountClass(
                label=tr(form.label),
                count=found[form],
                number=tr("{number}件", number=show_number(found[form]), count=found[form]),
            )
            for form in CollaborationForm
            if found[form]
        )
        told = tr("、").join(f"{part.label} {part.number}" for part in classes)
        head = ChartHead(
            name=f"forms-{year_segment(year)}",
            title=tr("{year}の協働の形態ごとの件数", year=show_fiscal_year(year)),
            description=told,
        )
        drawing = stacked_counts(StackedCounts(head=head, classes=classes, percent_sign=tr("％")))
        charts.append(
            FormChart(label=show_fiscal_year(year), drawing=Markup(drawing))  # noqa: S704 - it escapes its words
        )
    return tuple(charts)
