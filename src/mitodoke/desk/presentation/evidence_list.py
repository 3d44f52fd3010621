"""The files of evidence of an answer as a page lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from mitodoke.desk.presentation.words import show_moment
from mitodoke.domain.evidence import EvidenceKind
from mitodoke.reporting.models import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One file: `added` and `removed` tell who and when, `removed` is empty while the piece stands."""

    number: int
    name: str
    about: str
    caption: str
    is_public: bool
    address: str
    added: str
    removed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedEvidence:
    """What was typed about a new file that could not be taken."""

    caption: str = ""
    is_public: bool = False


def evidence_lines(pieces: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
    """The pieces of one answer, whose files are loaded without their bytes."""
    return tuple(
        EvidenceLine(
            number=one.pk,
            name=one.name,
            about=f"{EvidenceKind(one.file.kind).label}、{file_size(one.file.size)}",
            caption=one.caption,
            is_public=one.is_public,
            address=reverse(
                "desk:answer_evidence", kwargs={"assignment_id": one.assignment_id, "evidence_id": one.pk}
            ),
            added=f"{one.added_by}が{show_moment(one.added_at)}に加えました",
            removed=f"{one.removed_by}が{show_moment(one.removed_at)}に外しました" if one.removed_at else "",
        )
        for one in pieces
    )


def file_size(size: int) -> str:
    """A number of bytes as people read it, rounded up."""
    if size < 1024:
        return f"{size}バイト"
    if size < 1024 * 1024:
        return f"{-(-size // 1024):,} KB"
    tenths = -(-size * 10 // (1024 * 1024))
    return f"{tenths // 10:,}.{tenths % 10} MB"
