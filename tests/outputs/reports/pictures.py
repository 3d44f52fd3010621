"""Pictures that are sent as a logo."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from mitodoke.outputs.reports.logo import clean_logo


def picture(width: int = 240, height: int = 120, *, mode: str = "RGBA", file_format: str = "PNG") -> bytes:
    """A disc on a clear or white ground."""
    image = Image.new(mode, (width, height))
    ImageDraw.Draw(image).ellipse((0, 0, min(width, height) - 1, min(width, height) - 1), fill="red")
    stored = io.BytesIO()
    image.save(stored, file_format)
    return stored.getvalue()


LOGO_PNG = clean_logo(picture())
