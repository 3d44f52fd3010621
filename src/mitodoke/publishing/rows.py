"""What the public site is told of municipalities, editions and withdrawn editions, without their contents."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.document import DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityRow:
    """A municipality of which something is published; `fictional` when its newest edition is."""

    code: str
    name: str
    fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """One published edition without its content.

    `published_on` is an ISO date, `sha256` the hash of the edition as it is published, `inputs_sha256` that of the
    facts and source lines it was made from.
    """

    code: str
    kind: DocumentKind
    fiscal_year: int | None
    version: int
    published_on: str
    title: str
    edition_id: int
    sha256: str
    inputs_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnRow:
    """A withdrawn edition and the notice in its place; both days are ISO dates in Japan."""

    code: str
    municipality: str
    fictional: bool
    kind: DocumentKind
    fiscal_year: int | None
    version: int
    title: str
    published_on: str
    withdrawn_on: str
    reason: str
    announced_by: str
    edition_id: int
