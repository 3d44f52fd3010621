"""Reads a workbook (xlsx) into lines with their places, sheet after sheet; the layouts for text read the lines.

What is read is what Excel shows: numbers and dates in their formats, the stored results of formulas, merged cells
once. Furigana, comments, drawings, page headers and print settings are no content. Hidden rows and columns are
read, and a finding says so; a hidden sheet is left out, line by line, with its reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from mitodoke.domain.place import Place
from mitodoke.sources.placed_lines import FileKind, LeftOut, PlacedLines
from mitodoke.sources.read_excel.doubts import check_book
from mitodoke.sources.read_excel.sheet import Book
from mitodoke.sources.read_excel.sheet_lines import sheet_lines
from mitodoke.sources.read_text import UnreadableFileError

HIDDEN_SHEET = "hidden_sheet"
"""Why the lines of a sheet are left out that nobody sees."""


def lines_of(book: Book, data: bytes, name: str, names: Mapping[str, str] | None = None) -> PlacedLines:
    """The lines of `book`, which was read from `data`; UnreadableFileError where it has no text to be seen.

    `names` gives for heads of columns that nobody knows the words of a known one (see `mapping`).
    """
    texts: list[str] = []
    places: list[Place | None] = []
    left_out: list[LeftOut] = []
    for sheet in book.sheets:
        lines = sheet_lines(sheet, dict(names) if names else None)
        if sheet.hidden:
            left_out += [
                LeftOut(text, place, HIDDEN_SHEET)
                for text, place in zip(lines.texts, lines.places, strict=True)
                if text.strip()
            ]
            continue
        if texts and texts[-1]:
            texts.append("")
            places.append(None)
        texts += lines.texts
        places += lines.places
    if not any(text.strip() for text in texts):
        raise UnreadableFileError(
            f"{name} の表示されているシートには文字がありません。内容のあるファイルを指定してください。"
        )
    return PlacedLines(
        kind=FileKind.XLSX,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(texts),
        places=tuple(places),
        left_out=tuple(left_out),
        findings=check_book(book),
    )
