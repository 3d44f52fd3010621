"""A city's logo: whatever picture is sent is drawn anew as a small PNG, so that nothing but its dots is kept."""

from __future__ import annotations

import base64
import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from mitodoke.outputs.reports.settings import ReportSettings

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes of a picture that is sent."""
LARGEST_SIDE = 6000
"""Dots of a side of a picture that is sent: 36 million dots are opened at most."""
SMALLEST_SIDE = 32
"""Dots of the shorter side: less gives no logo in print."""
_FORMATS = ("PNG", "JPEG")
_KEPT = (1900, 520)
"""Dots of what is kept at most: 80 by 22 mm, the room on a cover, with 600 dots an inch."""


class LogoError(ValueError):
    """A picture that is no logo; its text is one Japanese sentence that says why and what to do."""


def clean_logo(data: bytes) -> bytes:
    """The picture `data` (PNG or JPEG, told by its content) as a PNG of at most 1900 by 520 dots; LogoError.

    Only the dots are taken over: places, comments and whatever else hides in a picture file stay behind. The same
    picture gives the same bytes.
    """
    if len(data) > LARGEST_FILE:
        raise LogoError(
            f"ロゴの画像が大きすぎます。{LARGEST_FILE // 1024 // 1024} MB 以下の画像を選んでください。"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                _check_size(*picture.size)
                return _redrawn(picture)
    except LogoError:
        raise
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as problem:
        raise LogoError(
            "ロゴは PNG か JPEG の画像として読めません。画像のファイルを確かめて、選び直してください。"
        ) from problem


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LARGEST_SIDE:
        raise LogoError(
            f"ロゴの画像（{width}×{height} 画素）が大きすぎます。一辺 {LARGEST_SIDE} 画素以下にしてください。"
        )
    if min(width, height) < SMALLEST_SIDE:
        raise LogoError(
            f"ロゴの画像（{width}×{height} 画素）が小さすぎて印刷に使えません。"
            f"短い辺が {SMALLEST_SIDE} 画素以上の画像を選んでください。"
        )


def _redrawn(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    drawn.thumbnail(_KEPT, Image.Resampling.LANCZOS)
    blank = Image.new(drawn.mode, drawn.size)
    blank.paste(drawn)
    stored = io.BytesIO()
    blank.save(stored, "PNG", optimize=True)
    return stored.getvalue()


def logo_size(png: bytes) -> tuple[int, int]:
    """Width and height of a logo in dots."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        return picture.size


def logo_svg(settings: ReportSettings) -> str:
    """The logo as the SVG that the template sets; empty for none. A PNG is carried inside of it."""
    if settings.logo_svg is not None:
        return settings.logo_svg.decode(errors="replace")
    if settings.logo_png is None:
        return ""
    width, height = logo_size(settings.logo_png)
    data = base64.b64encode(settings.logo_png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )
