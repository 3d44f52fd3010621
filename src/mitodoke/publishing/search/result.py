"""What a search answers, ready for a view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.search.query import SearchQuery
from mitodoke.publishing.search.record import RecordKind, SearchRecord

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """What is asked for beside the words: nothing named asks for all; of one kind any value will do.

    `city` is a municipality's code. `superseded` also searches the versions that a later one replaced.
    """

    city: str | None = None
    kinds: tuple[RecordKind, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    years: tuple[int | None, ...] = ()
    departments: tuple[str, ...] = ()
    forms: tuple[CollaborationForm, ...] = ()
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an original text; `hit` where a word of the query stands."""

    text: str
    hit: bool


Marked = tuple[Piece, ...]
"""A text with its hits marked; the pieces together are the text, of an excerpt with `…` at a cut end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A part of one field; `label` says which."""

    label: str
    pieces: Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One record found: its title with the hits marked, and excerpts of the fields in which words stand."""

    record: SearchRecord
    title: Marked
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class FacetValue(Generic[Value]):
    """One value that a filter can take: `count` hits have it, all other filters applied."""

    value: Value
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The values that occur among the hits; each kind of value counts the hits that the other filters leave.

    So choosing a value gives as many hits as stand beside it. A record with two departments counts at both.
    """

    kinds: tuple[FacetValue[RecordKind], ...] = ()
    documents: tuple[FacetValue[DocumentKind], ...] = ()
    years: tuple[FacetValue[int | None], ...] = ()
    departments: tuple[FacetValue[str], ...] = ()
    forms: tuple[FacetValue[CollaborationForm], ...] = ()


class AdviceKind(StrEnum):
    """Why other words are proposed."""

    FILTERS = "filters"
    LOOK_ALIKE = "look_alike"
    FEWER_WORDS = "fewer_words"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Other words that do find something, proposed only where the query finds nothing.

    `total` is the number of hits they have in the same city without other filters.
    """

    kind: AdviceKind
    query: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """One page of the hits; `total` counts all of them, `offset` the ones before this page."""

    query: SearchQuery
    total: int
    offset: int
    hits: tuple[Hit, ...]
    facets: Facets
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A title, name or term that the typed text begins or occurs in."""

    kind: RecordKind
    text: str
    pieces: Marked
