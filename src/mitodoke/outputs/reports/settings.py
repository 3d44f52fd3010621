"""What a city sets for its reports: name, colours, cover, logo, and the texts of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text against its background."""


class ReportSettingsError(ValueError):
    """A setting that no report can be made with; its text is one Japanese sentence."""


class FontChoice(StrEnum):
    """Which typeface reports are set in; what it lacks is taken from Noto Sans CJK JP in either case."""

    PREFER_BIZ_UD = "prefer_biz_ud"
    NOTO = "noto"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """The settings of a city's reports; the defaults take from the edition what the city has not set.

    `city_name` and `publisher` stand on the cover (None: those of the document), `cover_title` replaces the title of
    the report, `introduction` and `method` are the city's own texts (はじめに, 数値化の方法; paragraphs on lines of
    their own; None: a text made from the figures of the edition). `primary` and `tint` are colours as ``#rrggbb``:
    white text must be readable on the first, black on the second. `logo_png` is the logo as PNG (`logo.clean_logo`
    makes one of what somebody sends), `logo_svg` as SVG, which comes first where both are set; `logo_words` is what it
    shows. `departments` limits the sheets of the departments to those named (none named: all). `draft` marks every
    page as 案 and leaves the data out of the file: such an edition is not published.
    """

    city_name: str | None = None
    publisher: str | None = None
    cover_title: str | None = None
    introduction: str | None = None
    method: str | None = None
    primary: str = "#1d4f7c"
    tint: str = "#e8eff6"
    logo_svg: bytes | None = None
    logo_png: bytes | None = None
    logo_words: str = "市章"
    font: FontChoice = FontChoice.PREFER_BIZ_UD
    departments: tuple[str, ...] = ()
    draft: bool = False

    def __post_init__(self) -> None:
        for name, colour, text, kind, better in (
            ("見出しの色", self.primary, "#ffffff", "白い", "濃い"),
            ("表の見出しの色", self.tint, "#000000", "黒い", "薄い"),
        ):
            if not _COLOUR.match(colour):
                raise ReportSettingsError(f"{name}の指定 {colour!r} は #1d4f7c のような6桁で書いてください。")
            if contrast(colour, text) < _LEAST_CONTRAST:
                raise ReportSettingsError(
                    f"{name} {colour} では、重ねる{kind}文字が読めません。もっと{better}色を選び、"
                    "コントラスト比を4.5以上にしてください。"
                )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
