"""Evidence (根拠資料) of an answer: a link or a file, with what it shows and whether the public may see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LARGEST = 10 * 1024 * 1024
"""Bytes of a file that is kept."""


class EvidenceKind(StrEnum):
    """What kinds of files are taken, known by their content; each is only ever given out to be saved."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    XLSX = "xlsx"
    DOCX = "docx"
    TEXT = "text"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            EvidenceKind.PDF: "PDF",
            EvidenceKind.PNG: "画像（PNG）",
            EvidenceKind.JPEG: "画像（JPEG）",
            EvidenceKind.XLSX: "Excel",
            EvidenceKind.DOCX: "Word",
            EvidenceKind.TEXT: "テキスト・CSV",
        }[self]

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How names of such files end; the first is given to a name that ends otherwise."""
        return {
            EvidenceKind.PDF: (".pdf",),
            EvidenceKind.PNG: (".png",),
            EvidenceKind.JPEG: (".jpg", ".jpeg"),
            EvidenceKind.XLSX: (".xlsx",),
            EvidenceKind.DOCX: (".docx",),
            EvidenceKind.TEXT: (".txt", ".csv", ".tsv"),
        }[self]

    @property
    def media_type(self) -> str:
        """The type it is given out as."""
        office = "application/vnd.openxmlformats-officedocument."
        return {
            EvidenceKind.PDF: "application/pdf",
            EvidenceKind.PNG: "image/png",
            EvidenceKind.JPEG: "image/jpeg",
            EvidenceKind.XLSX: f"{office}spreadsheetml.sheet",
            EvidenceKind.DOCX: f"{office}wordprocessingml.document",
            EvidenceKind.TEXT: "application/octet-stream",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLink:
    """A web address that an answer names as evidence; `number` is that of its field."""

    number: int
    address: str
    caption: str | None
    is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePiece:
    """One piece of evidence of a confirmed answer, as an edition may carry it.

    `subject` is the id of the item or of the collaboration entry. Exactly one of `address` (a link) and `sha256`
    (a file, with `file_name`, `kind` and `size` in bytes) is not None. Only a piece that `is_public` may be told
    to the public at all.
    """

    subject: str
    department: str
    fiscal_year: int
    caption: str | None
    is_public: bool
    address: str | None = None
    file_name: str | None = None
    kind: EvidenceKind | None = None
    size: int | None = None
    sha256: str | None = None

    def __post_init__(self) -> None:
        if (self.address is None) == (self.sha256 is None):
            raise ValueError("a piece of evidence is either a link or a file")
