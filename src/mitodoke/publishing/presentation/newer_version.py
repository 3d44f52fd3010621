"""What the pages of an older version say at their top: that a newer one is public, and where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.corrections import correction_anchor
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.shelf import EditionRow, Shelf, edition_label

_WORDS = {
    ChangeKind.CORRECTION: "この版は訂正前のものです。訂正した新しい版を公表しています。",
    ChangeKind.UPDATE: "この版は更新前のものです。更新した新しい版を公表しています。",
    None: "この版のあとに、新しい版を公表しています。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewerVersion:
    """The newest version of the same document in `words`; `corrections` lists what changed, None after an update."""

    words: str
    newest: Link
    corrections: str | None


ReasonsOf = Callable[[int], ChangeReasons | None]
"""Finds by the id of an edition why it differs from the version before it."""


def newer_version(shelf: Shelf, row: EditionRow, reasons_of: ReasonsOf) -> NewerVersion | None:
    """What is newer than `row`; None where it is the newest version of its year."""
    newer = [
        one
        for one in shelf.of_kind(DocumentKind(row.kind))
        if one.fiscal_year == row.fiscal_year and one.version > row.version
    ]
    if not newer:
        return None
    kind = _kind(newer, reasons_of)
    newest = shelf.addresses(newer[0])
    place = f"{shelf.city.page('corrections')}#{correction_anchor(newest)}"
    return NewerVersion(
        words=tr(_WORDS[kind]),
        newest=Link(edition_label(newer[0]), newest.home),
        corrections=None if kind is ChangeKind.UPDATE else place,
    )


def _kind(newer: Sequence[EditionRow], reasons_of: ReasonsOf) -> ChangeKind | None:
    """A correction where any of the later versions is one; None where that was not told of all."""
    told = [reasons_of(one.edition_id) for one in newer]
    kinds = {reasons.kind if reasons else None for reasons in told}
    if ChangeKind.CORRECTION in kinds:
        return ChangeKind.CORRECTION
    return None if None in kinds else ChangeKind.UPDATE
