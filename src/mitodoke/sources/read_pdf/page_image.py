"""A picture of a page with the place of a fact marked on it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

from mitodoke.domain.place import PageBox
from mitodoke.sources.read_pdf.open_document import open_document, sheet_of
from mitodoke.sources.read_text import read_bytes

MAX_PIXELS = 16_000_000
_FILL = (255, 214, 0, 70)
_EDGE = (176, 0, 32, 255)
_MARGIN = 3


def page_image(
    source: bytes | Path, page: int, boxes: Iterable[PageBox] = (), scale: float = 1.5, name: str = "PDF"
) -> bytes:
    """Page `page` (from 1) as PNG, 72 × `scale` dots an inch, with those of `boxes` that lie on it framed and tinted.

    A box of None marks the whole page. ValueError for a page that the document has not, or a picture of more than
    `MAX_PIXELS`; UnreadableFileError where the document cannot be opened.
    """
    data = source if isinstance(source, bytes) else read_bytes(source)
    with open_document(data, name if isinstance(source, bytes) else str(source)) as document:
        if not 1 <= page <= len(document):
            raise ValueError(f"page {page} of {len(document)}")
        opened = document[page - 1]
        width, height = sheet_of(opened).size
        if not scale > 0 or width * height * scale * scale > MAX_PIXELS:
            raise ValueError(f"a picture of {width * scale:.0f} × {height * scale:.0f} dots")
        picture = opened.render(scale=scale).to_pil().convert("RGBA")
    marks = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(marks)
    for one in boxes:
        if one.page == page:
            pen.rectangle(_corners(one, scale, picture.size), fill=_FILL, outline=_EDGE, width=2)
    out = io.BytesIO()
    Image.alpha_composite(picture, marks).convert("RGB").save(out, "PNG")
    return out.getvalue()


def page_sizes(data: bytes, name: str = "PDF") -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points (1/72 inch), as it is shown: turned pages are turned first."""
    with open_document(data, name) as document:
        return tuple(sheet_of(page).size for page in document)


def _corners(one: PageBox, scale: float, size: tuple[int, int]) -> tuple[float, float, float, float]:
    if one.box is None:
        return 0, 0, size[0] - 1, size[1] - 1
    x0, y0, x1, y1 = (side * scale for side in one.box)
    return (
        max(0.0, x0 - _MARGIN),
        max(0.0, y0 - _MARGIN),
        min(size[0] - 1.0, x1 + _MARGIN),
        min(size[1] - 1.0, y1 + _MARGIN),
    )
