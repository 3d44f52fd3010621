"""What filters ask about a record, as one value that many records share: facets are counted by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.search.record import RecordKind, SearchRecord
from mitodoke.publishing.search.result import Facets, FacetValue, SearchFilters

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Combination:
    """The values of one record in every filter but the city."""

    kind: RecordKind
    documents: tuple[DocumentKind, ...]
    years: tuple[int | None, ...]
    departments: tuple[str, ...]
    form: CollaborationForm | None
    newest: bool


def combination_of(record: SearchRecord) -> Combination:
    """The values of `record`."""
    return Combination(
        record.kind, record.documents, record.years, record.departments, record.form, record.newest
    )


_READERS: dict[str, Callable[[Combination], Sequence[Any]]] = {
    "kinds": lambda one: (one.kind,),
    "documents": lambda one: one.documents,
    "years": lambda one: one.years,
    "departments": lambda one: one.departments,
    "forms": lambda one: () if one.form is None else (one.form,),
}
"""For each filter the values a record has in it."""


def failed_filters(one: Combination, filters: SearchFilters) -> list[str]:
    """The filters that a record with these values does not pass."""
    failed = [] if one.newest or filters.superseded else ["superseded"]
    for name, read in _READERS.items():
        chosen = getattr(filters, name)
        if chosen and not any(value in chosen for value in read(one)):
            failed.append(name)
    return failed


def count_facets(counted: Mapping[Combination, int], filters: SearchFilters) -> Facets:
    """The facets of hits of which `counted` tells how many there are of each combination, before filters.

    What fails one filter only is still counted as a value of that filter: choosing it would bring it in.
    """
    counts: dict[str, dict[Any, int]] = {name: dict.fromkeys(getattr(filters, name), 0) for name in _READERS}
    for one, count in counted.items():
        failed = failed_filters(one, filters)
        if len(failed) > 1:
            continue
        for name in failed or _READERS:
            if name in counts:
                values = counts[name]
                for value in _READERS[name](one):
                    values[value] = values.get(value, 0) + count
    return Facets(
        kinds=_facet(counts["kinds"], filters.kinds, list(RecordKind).index),
        documents=_facet(counts["documents"], filters.documents, list(DocumentKind).index),
        years=_facet(counts["years"], filters.years, lambda year: -(year or 0)),
        departments=_facet(counts["departments"], filters.departments, str),
        forms=_facet(counts["forms"], filters.forms, list(CollaborationForm).index),
    )


def _facet(
    counts: Mapping[Value, int], chosen: Sequence[Value], order: Callable[[Value], Any]
) -> tuple[FacetValue[Value], ...]:
    return tuple(FacetValue(value, counts[value], value in chosen) for value in sorted(counts, key=order))
