"""The evidence of confirmed answers: as pieces that an edition may carry, and as lines of the document's text.

The text of a document can be read by the public, so that a piece which the department does not release is only
counted in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mitodoke.domain.evidence import EvidenceKind, EvidencePiece
from mitodoke.reporting.models import Evidence
from mitodoke.reporting.queries.evidence import evidence_by_assignment
from mitodoke.reporting.sheets import Sheet


def pieces_by_answer(sheets: Sequence[Sheet], fiscal_year: int) -> dict[int, tuple[EvidencePiece, ...]]:
    """The evidence of each answer by the number of its request: links, links of actual values, files; one query."""
    files = evidence_by_assignment([sheet.assignment.pk for sheet in sheets])
    return {
        sheet.assignment.pk: tuple(_pieces(sheet, files.get(sheet.assignment.pk, ()), fiscal_year))
        for sheet in sheets
    }


def evidence_lines(pieces: Iterable[EvidencePiece]) -> Iterator[str]:
    """What the document's text says of the evidence: every released piece, and how many are not released."""
    kept_back = 0
    for piece in pieces:
        if not piece.is_public:
            kept_back += 1
        elif piece.address is not None:
            yield (
                f"根拠資料：{piece.caption}（{piece.address}）"
                if piece.caption
                else f"根拠資料：{piece.address}"
            )
        else:
            yield f"根拠資料：{piece.caption}（ファイル「{piece.file_name}」、SHA-256 {piece.sha256}）"
    if kept_back:
        yield f"根拠資料（公開しないもの）：{kept_back}件"


def _pieces(sheet: Sheet, files: Iterable[Evidence], fiscal_year: int) -> Iterator[EvidencePiece]:
    item = sheet.assignment.item
    subject = item.key if item is not None else sheet.assignment.entry_key or ""
    department = sheet.assignment.department.name
    for link in sheet.answer.evidence:
        yield EvidencePiece(
            subject=subject,
            department=department,
            fiscal_year=fiscal_year,
            caption=link.caption,
            is_public=link.is_public,
            address=link.address,
        )
    for actual in sheet.answer.actuals:
        if actual.evidence is not None:
            yield EvidencePiece(
                subject=subject,
                department=department,
                fiscal_year=fiscal_year,
                caption=sheet.indicator_names.get(actual.indicator_id),
                is_public=actual.evidence_is_public,
                address=actual.evidence,
            )
    for file in files:
        yield EvidencePiece(
            subject=subject,
            department=department,
            fiscal_year=fiscal_year,
            caption=file.caption,
            is_public=file.is_public,
            file_name=file.name,
            kind=EvidenceKind(file.file.kind),
            size=file.file.size,
            sha256=file.file_id,
        )
