"""What tests read out of a PDF: its texts in order, its structure, its attachments, where things stand."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pypdfium2

SPACES = re.compile(r"\s+")


STREAM = re.compile(rb"/Length (\d+)[^<>]*>>\s*stream\r?\n")


def wrong_stream_lengths(pdf: bytes) -> list[int]:
    """Where a stream does not end after the bytes that its /Length states."""
    ends = ((start.start(), start.end() + int(start[1])) for start in STREAM.finditer(pdf))
    return [
        start for start, end in ends if not pdf[end : end + 10].startswith((b"\nendstream", b"endstream"))
    ]


def squeezed(text: str) -> str:
    """`text` without white space, which a page sets as it pleases."""
    return SPACES.sub("", text)


def all_text(pdf: bytes) -> str:
    """The text of all pages in reading order, without white space, running lines and page numbers."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        _, height = page.get_size()
        found.append(page.get_textpage().get_text_bounded(bottom=48, top=height - 42))
    return squeezed("".join(found))


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The files inside."""
    document = pypdfium2.PdfDocument(pdf)
    files = (document.get_attachment(number) for number in range(document.count_attachments()))
    return {file.get_name(): bytes(file.get_data()) for file in files}


@dataclass(frozen=True)
class Element:
    """An element of the structure: its type, its alternative text, its depth."""

    kind: str
    alt: str
    depth: int


def structure(pdf: bytes) -> list[Element]:
    """The structure elements of the whole document in their order."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [element for child in document.structure_tree for element in _walk(child, 0)]


def _walk(element: dict[str, Any], depth: int) -> Iterator[Element]:
    yield Element(element["type"], element.get("alt_text") or "", depth)
    for child in element.get("children", ()):
        yield from _walk(child, depth + 1)


def language(pdf: bytes) -> str:
    """The language of the catalogue."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        value = document.doc.catalog.get("Lang", b"")
        return value.decode() if isinstance(value, bytes) else str(value)


def outside_page(pdf: bytes) -> list[tuple[int, str]]:
    """Texts that reach out of their page or into its edge (5 mm)."""
    edge = 14.0
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        width, height = page.get_size()
        texts = page.get_textpage()
        for at in range(texts.count_rects()):
            left, bottom, right, top = texts.get_rect(at)
            if left < edge or bottom < edge or right > width - edge or top > height - edge:
                found.append((number, texts.get_text_bounded(left, bottom, right, top)))
    return found


def overlapping(pdf: bytes) -> list[tuple[int, str]]:
    """Neighbouring characters of one line whose drawn shapes lie over each other."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        texts = page.get_textpage()
        before: tuple[str, tuple[float, float, float, float]] | None = None
        for at in range(texts.count_chars()):
            character = texts.get_text_range(at, 1)
            box = texts.get_charbox(at)
            if before and character.strip() and before[0].strip():
                left, bottom, _, top = box
                _, low, end, high = before[1]
                same_line = min(top, high) - max(bottom, low) > 0 and left > before[1][0]
                if same_line and end - left > 1.2:
                    found.append((number, before[0] + character))
            before = (character, box)
    return found


def last_lines(pdf: bytes) -> list[tuple[str, float, bool]]:
    """For each page the last line above the page number: its text, its size, whether it is bold throughout."""
    found = []
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            chars = [c for c in page.chars if c["bottom"] < page.height - 48 and c["text"].strip()]
            if not chars:
                continue
            lowest = max(chars, key=lambda c: c["bottom"])
            line = [c for c in chars if abs(c["bottom"] - lowest["bottom"]) < 3]
            bold = all("Bold" in c["fontname"] for c in line)
            found.append(("".join(c["text"] for c in line), max(c["size"] for c in line), bold))
    return found


def bare(text: str) -> str:
    """`text` without brackets, and without hyphens, which a reader loses at the end of a line."""
    return re.sub("[-\x02\ufffe（）()]", "", squeezed(text))


def in_order(texts: list[str], whole: str) -> list[str]:
    """The texts that do not stand in `whole` after the one before them; an empty list means all do."""
    missing, position = [], 0
    for text in texts:
        wanted = squeezed(text)
        at = whole.find(wanted, position)
        if at < 0:
            missing.append(text)
        else:
            position = at + len(wanted)
    return missing
