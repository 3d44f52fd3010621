"""The file that an edition was read from: its pages as pictures, its sheets as cells."""

from __future__ import annotations

from functools import lru_cache

from mitodoke.documents.queries import Original, original_data, original_of
from mitodoke.domain.edition import Edition
from mitodoke.domain.place import PageBox
from mitodoke.publishing.queries import document_of
from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.placed_lines import FileKind
from mitodoke.sources.read_excel.open_book import open_book
from mitodoke.sources.read_excel.sheet import Sheet
from mitodoke.sources.read_pdf.page_image import page_image, page_sizes

SCALE = 1.5
"""Dots a point (1/72 inch) of the pictures: 108 dots an inch, at which the smallest print of a report can be read."""


def original_of_edition(edition: Edition) -> Original | None:
    """The file that a published edition was read from; None where it was not kept."""
    document = document_of(edition)
    return original_of(document) if document is not None else None


def has_pages(original: Original | None) -> bool:
    """Whether the file has pages that can be shown."""
    return original is not None and original.kind is FileKind.PDF


def has_sheets(original: Original | None) -> bool:
    """Whether the file has sheets that can be shown."""
    return original is not None and original.kind is FileKind.XLSX


@lru_cache(maxsize=32)
def sizes_of_pages(original: Original) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points, as it is shown."""
    return page_sizes(original_data(original.sha256), original.name)


@lru_cache(maxsize=64)
def picture_of_page(original: Original, page: int, boxes: tuple[PageBox, ...] = ()) -> bytes:
    """Page `page` as PNG, with `boxes` marked; ValueError for a page that there is not."""
    return page_image(original_data(original.sha256), page, boxes, SCALE, original.name)


@lru_cache(maxsize=4)
def sheets_of(original: Original) -> tuple[Sheet, ...]:
    """The sheets of a workbook that are shown, in their order."""
    book = open_book(OfficeArchive(original_data(original.sha256), original.name))
    return tuple(sheet for sheet in book.sheets if not sheet.hidden)
