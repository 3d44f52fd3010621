"""The page of corrections: every version after the first, with what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.outputs.reports.comparison import Correction, compare_editions, with_reasons
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.audit import subject_link
from mitodoke.publishing.presentation.departments import Shelved
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import Link

LINES_SHOWN = 200
"""How many corrections of one version stand on the page; the comparison of both versions has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """One line of the 正誤 list; None where the record or line was not there, empty where nothing was told.

    `reason` is None where none was told.
    """

    subject: Link
    field: str
    before: str | None
    after: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedVersion:
    """A version that corrects the one before it; `errata` are the lists as files, `more` what is not shown.

    `kind` is the kind of change in words, and `reason` the reason of the version as a whole; None where not told.
    `has_reasons` tells whether any line has its reason.
    """

    anchor: str
    kind: str | None
    reason: str | None
    has_reasons: bool
    edition: Link
    before: Link
    published_on: str | None
    rows: tuple[CorrectionRow, ...]
    total: int
    comparison: str
    errata: tuple[Link, ...]

    @property
    def more(self) -> int:
        """How many corrections the page leaves to the comparison."""
        return self.total - len(self.rows)


def correction_anchor(after: EditionAddresses) -> str:
    """The place on the page of corrections that tells of the version at `after`."""
    return after.home.strip("/").replace("/", "-")


def corrected_version(
    before: Shelved,
    after: Shelved,
    *,
    comparison: str,
    errata: Sequence[Link] = (),
    reasons: ChangeReasons | None = None,
) -> CorrectedVersion:
    """What `after` corrects in `before`, two versions of one document, and the `reasons` that were told."""
    found = with_reasons(_corrections(before.index, after.index), reasons)
    return CorrectedVersion(
        anchor=correction_anchor(after.addresses),
        edition=Link(after.label, after.addresses.home),
        before=Link(before.label, before.addresses.home),
        published_on=after.index.edition.published_on,
        kind=tr(reasons.kind.label) if reasons else None,
        reason=reasons.rest if reasons and not found else None,
        has_reasons=any(one.reason for one in found),
        rows=tuple(_row(one, before, after) for one in found[:LINES_SHOWN]),
        total=len(found),
        comparison=comparison,
        errata=tuple(errata),
    )


def _row(one: Correction, before: Shelved, after: Shelved) -> CorrectionRow:
    home = after if _known(one.subject, after.index) else before
    if _known(one.subject, home.index):
        subject = subject_link(one.subject, home.index, home.addresses)
    else:
        subject = Link(one.name, after.addresses.home, content=True)
    return CorrectionRow(
        subject=subject, field=one.field, before=one.before, after=one.after, reason=one.reason
    )


def _known(subject: str, index: EditionIndex) -> bool:
    return subject in index.items or subject in index.entries or subject in index.indicators


@lru_cache(maxsize=32)
def _corrections(before: EditionIndex, after: EditionIndex) -> tuple[Correction, ...]:
    return compare_editions(before.edition, after.edition)
