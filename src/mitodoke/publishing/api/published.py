"""Everything that is published, in one query: the editions of all cities, in a fixed order, and which are newest."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from django.db import connection

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import EditionState, state_at
from mitodoke.outputs.open_data.edition_name import CC_BY_4, PILLARS, UNKNOWN
from mitodoke.publishing import models
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.queries import load_edition
from mitodoke.publishing.visibility import now, with_decisions

LICENCE = CC_BY_4
"""The terms of everything the API gives."""

_COLUMNS = (
    "id",
    "municipality_id",
    "municipality__name",
    "kind",
    "fiscal_year",
    "version",
    "published_on",
    "title",
    "fictional",
    "sha256",
    "inputs_sha256",
)
_DECISIONS = ("decision", "release_at", "released_on", "released_sha256", "withdrawal_id")
_KIND_ORDER = {str(kind): number for number, kind in enumerate(DocumentKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One published edition without its content.

    `position` orders editions as they became public: microseconds of that moment, or the id of an edition from before
    these moments were kept. `newest_version` tells whether it is the last version of its city, kind and year, `newest` whether it is that of
    the newest year too. Two are equal when their content is: the hash names it.
    """

    sha256: str
    edition_id: int = field(compare=False)
    position: int = field(compare=False)
    city: str = field(compare=False)
    municipality: str = field(compare=False)
    kind: str = field(compare=False)
    fiscal_year: int | None = field(compare=False)
    version: int = field(compare=False)
    published_on: str = field(compare=False)
    title: str = field(compare=False)
    fictional: bool = field(compare=False)
    inputs_sha256: str = field(compare=False)
    newest_version: bool = field(default=True, compare=False)
    newest: bool = field(default=True, compare=False)

    @property
    def year(self) -> str:
        """The fiscal year as names and addresses say it."""
        return UNKNOWN if self.fiscal_year is None else str(self.fiscal_year)

    @property
    def name(self) -> str:
        """The name of `outputs.open_data.edition_name`."""
        return f"{self.kind}-{self.city}-{self.year}-v{self.version}"

    @property
    def path(self) -> str:
        """The permanent address of its page, below the address of the site."""
        return f"{self.city}/{PILLARS[DocumentKind(self.kind)]}/fy{self.year}/v{self.version}/"

    def load(self) -> Edition:
        """The edition itself; kept in memory once it was read."""
        return edition_index(self).edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Everything that is published; `fingerprint` changes whenever any of it does."""

    editions: tuple[Published, ...]
    fingerprint: str


def shelf() -> Shelf:
    """All editions that are public now: cities by code, kinds in their order, newest year and version first."""
    with connection.cursor() as cursor:
        cursor.execute(*_statement(connection.vendor))
        rows = cursor.fetchall()
    moment = now()
    return _shelf(tuple(found for row in rows if (found := _public(row, moment)) is not None))


@cache
def _statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The ORM's statement, written once: writing it anew takes several times as long as its answer."""
    rows = with_decisions(models.Edition.objects.order_by("id")).values_list(*_COLUMNS, *_DECISIONS)
    return rows.query.sql_with_params()


def _public(row: tuple[Any, ...], moment: datetime.datetime) -> tuple[Any, ...] | None:
    """The columns of an edition as it is published, its position at the end; None for one that is not public."""
    decision, told, released_on, released_sha256, withdrawal = row[len(_COLUMNS) :]
    release_at = _moment(told)
    state = state_at(
        moment, decided=decision is not None, release_at=release_at, withdrawn=withdrawal is not None
    )
    if state is not EditionState.PUBLIC:
        return None
    found = dict(zip(_COLUMNS, row, strict=False))
    found["published_on"] = released_on or found["published_on"]
    found["sha256"] = released_sha256 or found["sha256"]
    position = found["id"] if release_at is None else int(release_at.timestamp() * 1_000_000)
    return (*found.values(), position)


def _moment(told: datetime.datetime | str | None) -> datetime.datetime | None:
    """A moment as the database hands it out: SQLite as a text in UTC."""
    if isinstance(told, str):
        told = datetime.datetime.fromisoformat(told)
    if told is not None and told.tzinfo is None:
        told = told.replace(tzinfo=datetime.UTC)
    return told


@lru_cache(maxsize=8)
def _shelf(rows: tuple[tuple[Any, ...], ...]) -> Shelf:
    """The rows as editions, put in order once: the rows are the key, so that nothing can be out of date."""
    found = [
        Published(
            edition_id=key,
            position=position,
            city=city,
            municipality=name,
            kind=kind,
            fiscal_year=year,
            version=version,
            published_on=str(day),
            title=title,
            fictional=bool(fictional),
            sha256=sha256,
            inputs_sha256=inputs,
        )
        for key, city, name, kind, year, version, day, title, fictional, sha256, inputs, position in rows
    ]
    fingerprint = hashlib.sha256(repr(found).encode("utf-8", "backslashreplace")).hexdigest()
    return Shelf(editions=_marked(sorted(found, key=_order)), fingerprint=fingerprint)


def _order(one: Published) -> tuple[str, int, int, int]:
    year = -1 if one.fiscal_year is None else one.fiscal_year
    return one.city, _KIND_ORDER[one.kind], -year, -one.version


def _marked(editions: Sequence[Published]) -> tuple[Published, ...]:
    """In the order of `shelf` the first of a year is its newest version, the first of a kind the newest."""
    years: set[tuple[str, str, int | None]] = set()
    kinds: set[tuple[str, str]] = set()
    marked = []
    for one in editions:
        year, kind = (one.city, one.kind, one.fiscal_year), (one.city, one.kind)
        marked.append(replace(one, newest_version=year not in years, newest=kind not in kinds))
        years.add(year)
        kinds.add(kind)
    return tuple(marked)


def as_of(editions: Sequence[Published], newest: int) -> tuple[Published, ...]:
    """Those of `editions` that were public when the one at the position `newest` was the last to become so."""
    return _marked([one for one in editions if one.position <= newest])


def version_before(one: Published, editions: Iterable[Published]) -> Published | None:
    """The version of the same city, kind and year among `editions` that `one` came after; None for the first."""
    document = (one.city, one.kind, one.fiscal_year)
    earlier = [
        other
        for other in editions
        if (other.city, other.kind, other.fiscal_year) == document and other.version < one.version
    ]
    return max(earlier, key=lambda other: other.version, default=None)


def newest_position(editions: Iterable[Published]) -> int:
    """The position of the edition that became public last; 0 where there is none."""
    return max((one.position for one in editions), default=0)


@lru_cache(maxsize=128)
def edition_index(published: Published) -> EditionIndex:
    """The edition with everything that is looked up in it, built once."""
    edition = load_edition(
        published.city, DocumentKind(published.kind), published.fiscal_year, published.version
    )
    assert edition is not None, "a published edition is never deleted"
    return EditionIndex(edition)
