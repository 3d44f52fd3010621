"""Reads a Word document (docx) into lines: paragraphs, headings, bullets, and tables a row a line.

Furigana, deleted text, notes in the margin, page headers and page numbers are no content. Word keeps no lines and
no pages, so that a place is the number of the line read (``L12``), as in a text.
"""

from __future__ import annotations

import hashlib

from mitodoke.domain.finding import Finding, Severity
from mitodoke.sources.office_archive import OfficeArchive, local_name
from mitodoke.sources.placed_lines import FileKind, LeftOut, PlacedLines
from mitodoke.sources.read_docx.body import Body, read_body
from mitodoke.sources.read_docx.numbering import read_numbering
from mitodoke.sources.read_text import MAX_LINES, UnreadableFileError

TABLE_OF_CONTENTS = "table_of_contents"


def lines_of(archive: OfficeArchive, part: str, data: bytes) -> PlacedLines:
    """The lines of the document whose main part is `part` of `archive`, which was read from `data`.

    UnreadableFileError with one sentence for what cannot be read.
    """
    if part not in archive.parts:
        raise archive.broken()
    tree = archive.tree(part)
    element = next((child for child in tree if local_name(child) == "body"), None)
    if element is None:
        raise archive.broken()
    body = read_body(element, read_numbering(archive, part))
    if not any(line.strip() for line in body.lines):
        raise UnreadableFileError(
            f"{archive.name} には文字がありません。本文のあるファイルを指定してください。"
        )
    if len(body.lines) > MAX_LINES:
        raise UnreadableFileError(
            f"{archive.name} は {len(body.lines):,} 行あり、上限の {MAX_LINES:,} 行を超えています。文書を分けてください。"
        )
    return PlacedLines(
        kind=FileKind.DOCX,
        name=archive.name,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(body.lines),
        places=tuple(None for _ in body.lines),
        left_out=tuple(LeftOut(text, None, TABLE_OF_CONTENTS) for text in body.contents),
        findings=_findings(archive, body),
    )


def _findings(archive: OfficeArchive, body: Body) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if body.automatic_numbers:
        found.append(
            _finding(
                "automatic_numbers",
                Severity.WARNING,
                "Word が自動で付けた番号は本文に保存されていないため、読めません。番号が必要な行は、番号を文字で入力して保存し直してください。",
            )
        )
    if body.text_boxes:
        found.append(
            _finding(
                "text_boxes_not_read",
                Severity.WARNING,
                "テキスト ボックスの中の文字は読み取りません。必要な内容は本文に移して保存し直してください。",
            )
        )
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in archive.parts):
        found.append(
            _finding(
                "document_macros",
                Severity.WARNING,
                "マクロを含むファイルです。マクロは実行せず、保存されている文字だけを読みました。",
            )
        )
    return tuple(found)


def _finding(check: str, severity: Severity, message: str) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        subject="document",
        field="file",
        place=None,
        printed="",
        expected="",
        message=message,
    )
