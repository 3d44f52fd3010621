"""The picture shown where a page is linked (Open Graph): a figure with what it is, its date and its coverage.

Set with typst from JSON, so that no text is read as markup; the same card gives the same bytes.
"""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import msgspec
import typst

from mitodoke.outputs.charts.label_text import clean, shorten, width
from mitodoke.outputs.reports.fonts import FontSet, find_fonts
from mitodoke.outputs.reports.glyphs import missing_glyphs
from mitodoke.outputs.reports.settings import FontChoice

SIZE = (1200, 630)
"""Width and height in pixels."""
_PPI = 72
_LINE = 1072
"""The width of a line in points, which are pixels here."""
_BLANK = "〓"
"""Printed in Japan for a character that the printer's case lacks."""
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_ROOMS = {
    "city": (34, 860),
    "title": (46, 2 * _LINE - 120),
    "figure": (36, _LINE - 240),
    "unit": (16, 200),
    "meaning": (32, _LINE),
    "date": (26, 620),
    "coverage": (28, _LINE),
    "site": (26, 430),
    "fictional": (30, 180),
}
"""The size of each text and the width it has, in points; two lines for the title, with room for a bad break."""
_FIGURE_SIZES = (150, 120, 96, 76, 60, 48, 36)


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialCard:
    """Every word on the card, in the language of its page.

    `figure` and `unit` are the number (41.2, ％), `meaning` says what it is, `coverage` how much of the whole it
    covers, `date` as of when. `fictional` marks a city that does not exist (架空), and is empty for a real one.
    `primary` is a colour as ``#rrggbb`` that reads on white.
    """

    city: str
    title: str
    figure: str
    meaning: str
    date: str
    coverage: str
    site: str
    unit: str = ""
    fictional: str = ""
    lang: str = "ja"
    primary: str = "#0017c1"


def social_card(card: SocialCard, font: FontChoice = FontChoice.PREFER_BIZ_UD) -> bytes:
    """`card` as PNG of 1200 by 630 pixels.

    A text too long for its place ends with …, a figure is set smaller first; a character that no font has becomes 〓.
    """
    fonts = find_fonts(font)
    shown = _shown(card, fonts)
    data = msgspec.to_builtins(shown)
    data["fonts"] = msgspec.to_builtins(fonts.families)
    data["figure_size"] = _figure_size(shown)
    with resources.as_file(resources.files("mitodoke.outputs") / "social_card.typ") as template:
        drawn = typst.compile(
            template,
            root=template.parent,
            font_paths=_loaded(font),
            ignore_system_fonts=True,
            sys_inputs={"card": msgspec.json.encode(data).decode()},
            format="png",
            ppi=_PPI,
            timestamp=_EPOCH,
        )
    if not isinstance(drawn, bytes):
        raise TypeError("a card has one page")
    return drawn


@cache
def _loaded(font: FontChoice) -> typst.Fonts:
    """The fonts as typst keeps them, loaded once in a process."""
    folders = [str(folder) for folder in find_fonts(font).folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def _shown(card: SocialCard, fonts: FontSet) -> SocialCard:
    """`card` with every text on one line, cut to its place, and a geta mark for what the fonts lack."""
    cleaned = {name: clean(getattr(card, name)).strip() for name in _ROOMS}
    lacking = missing_glyphs(cleaned.values(), fonts)
    geta = str.maketrans(dict.fromkeys(lacking, _BLANK))
    texts = {
        name: shorten(unicodedata.normalize("NFC", text).translate(geta), size, room)
        for (name, text), (size, room) in zip(cleaned.items(), _ROOMS.values(), strict=True)
    }
    return replace(card, **texts)


def _figure_size(card: SocialCard) -> int:
    """The largest size in points at which figure and unit fit into a line."""
    for size in _FIGURE_SIZES:
        if width(card.figure, size) + width(card.unit, size * 45 // 100) + 8 <= _LINE:
            return size
    return _FIGURE_SIZES[-1]
