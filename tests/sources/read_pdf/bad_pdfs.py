"""PDF files that nothing can be read from, or only in part, made by other libraries."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import reportlab
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

GOTHIC = "HeiseiKakuGo-W5"


def canvas(out: io.BytesIO, **options: object) -> Canvas:
    """A reportlab canvas that can write Japanese."""
    if GOTHIC not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(GOTHIC))
    return Canvas(out, **options)


def encrypted() -> bytes:
    """A PDF that needs a password."""
    out = io.BytesIO()
    page = canvas(out, encrypt=StandardEncryption("hanasaki", canPrint=0))
    page.drawString(72, 700, "secret")
    page.save()
    return out.getvalue()


def truncated(whole: bytes) -> bytes:
    """The first part of a PDF, as a broken transfer leaves it."""
    return whole[: len(whole) // 3]


def picture_only(pages: int = 1) -> bytes:
    """A scan: a picture a page and no letters."""
    out = io.BytesIO()
    pictures = [Image.new("L", (600, 800), 200 + i % 50) for i in range(pages)]
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def blank_pages(count: int) -> bytes:
    """A PDF of `count` empty pages; none at all for 0."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for _ in range(count):
            document.new_page(595, 842).close()
        document.save(out)
    return out.getvalue()


def without_unicode(text: str = "Report of the pledges of the city and what became of them") -> bytes:
    """A PDF whose embedded font does not tell which characters its letters are."""
    name = "NoMapping"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, Path(reportlab.__path__[0]) / "fonts" / "Vera.ttf"))
    out = io.BytesIO()
    page = Canvas(out, pageCompression=0)
    page.setFont(name, 12)
    for line in range(20):
        page.drawString(72, 760 - 20 * line, text)
    page.save()
    # The same length, so that no offset in the file moves.
    return (
        out.getvalue().replace(b"/ToUnicode", b"/NoUnicode").replace(b"/WinAnsiEncoding", b"/NoEncoding12345")
    )


def pages_of(lines: list[list[str]], *, size: float = 10.0) -> bytes:
    """Pages of plain lines by reportlab, one below the other, in Japanese type."""
    out = io.BytesIO()
    page = canvas(out, pagesize=(595, 842))
    for texts in lines:
        page.setFont(GOTHIC, size)
        for number, text in enumerate(texts):
            page.drawString(60, 780 - number * size * 1.6, text)
        page.showPage()
    page.save()
    return out.getvalue()
