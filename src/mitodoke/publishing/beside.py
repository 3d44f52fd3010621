"""Gathers what stands beside the facts of a document when its edition is made (see `domain.beside`).

Opinions, 検証 and own fields are those of the document's fiscal year, money that up to it, so that an earlier year's
edition does not change because of a later one; a document without a year takes those of every year. Notes to the
wording of promises always stand there. What is about an item that the document does not have is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.beside import DatedNote, PublicEvidence
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.evidence import EvidencePiece
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.queries import (
    ledger_state,
    only_ledger,
    public_amounts,
    public_files,
    public_opinions,
    public_values,
    public_verifications,
    wording_notes,
    writing_ledger,
)
from mitodoke.reporting.adopted_evidence import evidence_lines
from mitodoke.reporting.adoption import adopted_evidence


class _AboutItem(Protocol):
    @property
    def item_id(self) -> str | None: ...


_Record = TypeVar("_Record", bound=_AboutItem)


def with_what_stands_beside(
    content: DocumentContent, *, document: SourceDocument, lines: Sequence[str]
) -> DocumentContent:
    """`content` of `document`, whose text is `lines`, with everything that is to be published beside it.

    The same database gives the same records in the same order. A dozen queries, whatever the size of the plan.
    """
    found = replace(content, evidence=tuple(_evidence(content, document, lines)))
    ledger = writing_ledger(document=document)
    items = {item.item_id for item in content.items}
    if ledger is None:
        ledger = only_ledger(document=document)
        items = set() if ledger is None else _same_items(content, ledger)
    if ledger is None or not items:
        return found
    year = content.document.fiscal_year
    places = {item.item_id: place for place, item in enumerate(content.items)}

    def of_items(records: Iterable[_Record]) -> tuple[_Record, ...]:
        kept = (one for one in records if one.item_id is None or one.item_id in items)
        return tuple(sorted(kept, key=lambda one: -1 if one.item_id is None else places[one.item_id]))

    return replace(
        found,
        opinions=of_items(public_opinions(ledger=ledger, fiscal_year=year)),
        amounts=of_items(public_amounts(ledger=ledger, until=year)),
        verifications=of_items(public_verifications(ledger=ledger, fiscal_year=year)),
        own_values=of_items(public_values(ledger=ledger, fiscal_year=year)),
        own_files=of_items(public_files(ledger=ledger, fiscal_year=year)),
        wording_notes=of_items(
            DatedNote(item_id=item_id, noted_on=note.noted_on.isoformat(), text=note.text)
            for item_id, notes in wording_notes(ledger=ledger).items()
            for note in notes
        ),
    )


def _same_items(content: DocumentContent, ledger: PlanLedger) -> set[str]:
    """The items that a ledger which did not write the document has under the same id, number and title."""
    plan = ledger_state(ledger=ledger).in_force
    if plan is None:
        return set()
    known = {(item.item_id, item.code, item.title) for item in plan.items}
    return {item.item_id for item in content.items if (item.item_id, item.code, item.title) in known}


def _evidence(
    content: DocumentContent, document: SourceDocument, lines: Sequence[str]
) -> Iterator[PublicEvidence]:
    """The released evidence of answers that are in the document: its text names every such piece."""
    if not any("根拠資料" in line for line in lines):
        return
    told = frozenset(lines)
    known = {item.item_id for item in content.items} | {entry.entry_id for entry in content.entries}
    for piece in dict.fromkeys(adopted_evidence(document)):
        if piece.is_public and piece.subject in known and told.issuperset(evidence_lines([piece])):
            yield _public(piece)


def _public(piece: EvidencePiece) -> PublicEvidence:
    return PublicEvidence(
        subject=piece.subject,
        department=piece.department,
        fiscal_year=piece.fiscal_year,
        caption=piece.caption,
        address=piece.address,
        file_name=piece.file_name,
        kind=piece.kind,
        size=piece.size,
        file_sha256=piece.sha256,
    )
