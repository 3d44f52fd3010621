"""Read a PDF into placed lines: what its pages show, in reading order, tables as rows, running heads left out.

The letters and rules come from pdfium; how they make words, lines, tables and paragraphs is decided here by their
places alone, never by what a city writes. Text that recognition laid over a scan is read like any other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from mitodoke.domain.finding import Finding
from mitodoke.sources.placed_lines import FileKind, LeftOut, PlacedLines
from mitodoke.sources.read_pdf.box import Box, box_around
from mitodoke.sources.read_pdf.doubts import (
    page_without_text,
    turned_text,
    unclear_columns,
    unreadable_letters,
)
from mitodoke.sources.read_pdf.flow import flow
from mitodoke.sources.read_pdf.glyphs import Glyph, PageGlyphs, is_private, page_glyphs
from mitodoke.sources.read_pdf.grids import find_grids
from mitodoke.sources.read_pdf.open_document import open_document, sheet_of
from mitodoke.sources.read_pdf.page_parts import PagePart, page_parts
from mitodoke.sources.read_pdf.rules import page_rules
from mitodoke.sources.read_pdf.table import Table
from mitodoke.sources.read_text import UnreadableFileError

MAX_LETTERS = 5_000_000
MAX_LETTERS_OF_PAGE = 200_000
_UNREADABLE_SHARE = 0.1
TURNED = "turned_text"
SLANTED = "slanted_text"


@dataclass(slots=True)
class _Found:
    """What the pages gave so far."""

    pages: list[list[PagePart]]
    left_out: list[LeftOut]
    findings: list[Finding]
    letters: int = 0
    unreadable: int = 0
    pictures: int = 0


def read_pdf(data: bytes, name: str) -> PlacedLines:
    """The lines of the PDF `data`; UnreadableFileError with one sentence where nothing can be read from it."""
    found = _Found([], [], [])
    with open_document(data, name) as document:
        for index in range(len(document)):
            try:
                page = document[index]
            except pypdfium2.PdfiumError as problem:
                raise UnreadableFileError(
                    f"{name} の {index + 1} ページが壊れています。元のファイルを確かめてください。"
                ) from problem
            _read_page(page, index + 1, found, name)
            page.close()
    _refuse_unreadable(found, name)
    lines = flow(found.pages)
    return PlacedLines(
        kind=FileKind.PDF,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=lines.lines,
        places=lines.places,
        left_out=(*lines.left_out, *found.left_out),
        findings=tuple(found.findings),
    )


def _read_page(page: pypdfium2.PdfPage, number: int, found: _Found, name: str) -> None:
    sheet = sheet_of(page)
    glyphs = page_glyphs(page.raw, number, sheet)
    inked = sum(not one.is_space for one in glyphs.glyphs)
    found.letters += inked
    if inked > MAX_LETTERS_OF_PAGE or found.letters > MAX_LETTERS:
        raise UnreadableFileError(
            f"{name} は {number} ページまでに {found.letters:,} 文字あり、上限を超えています。文書を分けて指定してください。"
        )
    missing = glyphs.unreadable + sum(is_private(one.text) for one in glyphs.glyphs)
    found.unreadable += missing
    if glyphs.unreadable:
        found.findings.append(unreadable_letters(glyphs.unreadable, number))
    if not inked and not missing and _shows_picture(page):
        found.pictures += 1
        found.findings.append(page_without_text(number))
    parts = page_parts(glyphs, find_grids(page_rules(page.raw, sheet, glyphs.frame))) if inked else []
    found.pages.append(parts)
    for part in parts:
        if isinstance(part.part, Table) and part.part.unclear:
            place = glyphs.frame.place(part.part.box).place
            found.findings.append(unclear_columns(part.part.unclear, number, place))
    _set_aside(glyphs, found)


def _set_aside(glyphs: PageGlyphs, found: _Found) -> None:
    """Text that does not run with the page is left out with a reason, and doubted unless it is a watermark."""
    for letters, reason in ((glyphs.turned, TURNED), (glyphs.slanted, SLANTED)):
        inked = [one for one in letters if not one.is_space]
        if not inked:
            continue
        text, place = _in_order(letters), glyphs.frame.place(_around(inked)).place
        found.left_out.append(LeftOut(text, place, reason))
        if reason == TURNED:
            found.findings.append(turned_text(text, place))


def _in_order(letters: tuple[Glyph, ...]) -> str:
    return " ".join("".join(one.text for one in letters).split())


def _around(letters: list[Glyph]) -> Box:
    return box_around(*(one.box for one in letters))


def _shows_picture(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=5), None) is not None


def _refuse_unreadable(found: _Found, name: str) -> None:
    """UnreadableFileError where the file holds no text, or none that has characters."""
    if found.unreadable > _UNREADABLE_SHARE * (found.letters + found.unreadable):
        raise UnreadableFileError(
            f"{name} は {found.unreadable:,} 文字のフォントに文字コードの対応がなく、文字として読み取れません。"
            "元の文書からPDFを作り直してください。"
        )
    if found.letters:
        return
    if found.pictures:
        raise UnreadableFileError(
            f"{name} は画像だけのPDF（スキャン）で、文字の情報がありません。文字のあるPDFを元の文書から作り直してください。"
        )
    raise UnreadableFileError(f"{name} には文字がありません。本文のあるPDFを指定してください。")
