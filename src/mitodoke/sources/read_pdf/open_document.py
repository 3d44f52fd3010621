"""Opens a PDF within limits; what cannot be read is refused with one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2
import pypdfium2.raw as pdfium

from mitodoke.sources.read_pdf.frame import Sheet
from mitodoke.sources.read_text import MAX_BYTES, UnreadableFileError

MAX_PAGES = 1_000
"""No report of a city is longer; a longer file is refused before its pages are looked at."""
_LARGEST_SIDE = 14_400.0
_NO_PDF = b"no PDF"
_ONE_AT_A_TIME = RLock()
"""PDFium keeps state that all documents share: two threads in it at once end the process."""


@contextmanager
def open_document(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The document in `data`; UnreadableFileError with one sentence for what is damaged, locked, empty or too long."""
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(
            f"{name} は {len(data) / 1024 / 1024:.0f} MB あり、上限の {MAX_BYTES // 1024 // 1024} MB を超えています。"
            "文書を分けて指定してください。"
        )
    with _ONE_AT_A_TIME:
        yield from _opened(data, name)


def _opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise UnreadableFileError(_refusal(name, _reason(data))) from problem
    try:
        pages = len(document)
        if pages == 0:
            raise UnreadableFileError(
                f"{name} は壊れているか、ページがありません。作り直したPDFを指定してください。"
            )
        if pages > MAX_PAGES:
            raise UnreadableFileError(
                f"{name} は {pages:,} ページあり、上限の {MAX_PAGES:,} ページを超えています。文書を分けて指定してください。"
            )
        yield document
    finally:
        document.close()


def _reason(data: bytes) -> int | None:
    """Why PDFium does not open `data`.

    It sets no reason for a document without pages, and the one of an earlier file stands: so a file that is no PDF is
    tried first, whose reason is then the one that stands.
    """
    reason = None
    for attempt in (_NO_PDF, data):
        try:
            pypdfium2.PdfDocument(attempt).close()
        except pypdfium2.PdfiumError as problem:
            reason = problem.err_code
    return reason


def _refusal(name: str, reason: int | None) -> str:
    match reason:
        case pdfium.FPDF_ERR_PASSWORD:
            return f"{name} はパスワードで保護されたPDFです。保護を解いて保存したPDFを指定してください。"
        case pdfium.FPDF_ERR_SECURITY:
            return (
                f"{name} は読み取れない方式で保護されたPDFです。保護を解いて保存したPDFを指定してください。"
            )
        case _:
            return f"{name} はPDFとして読めません（途中で切れているか、壊れているか、ページがありません）。元のファイルを確かめてください。"


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """The visible box of `page` and its turn; an impossible box is cut to what a page can be."""
    left, bottom, right, top = page.get_cropbox()
    left, right = sorted((left, right))
    bottom, top = sorted((bottom, top))
    right, top = min(right, left + _LARGEST_SIDE), min(top, bottom + _LARGEST_SIDE)
    return Sheet(left, bottom, right, top, page.get_rotation() % 360)
