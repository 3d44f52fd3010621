"""How the charts write SVG: coordinates as whole hundredths of a unit, one frame, one way to write a label.

A coordinate is an int in hundredths, so that geometry is exact after one rounding and is written with at most two
decimals. Colours stand as attributes for a drawing that is used on its own, and are overruled by classes in charts.css.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from mitodoke.outputs.charts import palette
from mitodoke.outputs.charts.label_text import clean, shorten, width, xml

UNIT = 100
WIDTH = 340 * UNIT
"""The width of every wide chart: at 320 px of screen its letters are still about 12 px high."""
TEXT = 13 * UNIT
SMALL = 12 * UNIT

_NO_IDENTIFIER = re.compile(r"[^A-Za-z0-9_-]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FONTS = (
    "'Hiragino Sans','Noto Sans JP','Noto Sans CJK JP','BIZ UDPGothic','Yu Gothic Medium',Meiryo,sans-serif"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartHead:
    """What names a chart: `name` is unique on its page (its ids are made from it), the others are read out."""

    name: str
    title: str
    description: str


@lru_cache(maxsize=1 << 15)
def written(hundredths: int) -> str:
    """A coordinate as it is written: at most two decimals, no exponent, no negative zero."""
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{rest // 10}" if rest % 10 == 0 else f"{sign}{whole}.{rest:02d}"


def part_of(length: int, share: Fraction) -> int:
    """`share` of `length`, rounded half up to a whole hundredth."""
    return (2 * length * share.numerator + share.denominator) // (2 * share.denominator)


def percent_of(length: int, percent: Decimal | Fraction | int) -> int:
    """The part of `length` that `percent` fills; outside 0 to 100 it ends where the axis ends."""
    if percent <= 0:
        return 0
    if percent >= 100:
        return length
    over, under = percent.as_integer_ratio()
    return (2 * length * over + 100 * under) // (200 * under)


def identifier(name: str) -> str:
    """`name` as the beginning of an id: other characters than ASCII letters, digits, - and _ become their code."""
    return "c" + _NO_IDENTIFIER.sub(lambda found: f"_{ord(found[0]):x}_", name)


def link(href: str, words: str, inside: str, kind: str = "") -> str:
    """`inside` as a link named `words`; ValueError for an address that is neither relative nor http(s)."""
    address = "".join(clean(href).split())  # browsers ignore breaks inside an address
    if _SCHEME.match(address) and not address.lower().startswith(("http:", "https:")):
        raise ValueError(f"a link in a chart must be relative or begin with http(s): {address[:40]!r}")
    named = xml(words)
    classes = f"chart-link {kind}".strip()
    return (
        f'<a class="{classes}" href="{xml(address)}" aria-label="{named}"><title>{named}</title>{inside}</a>'
    )


def label(
    x: int, y: int, text: str, room: int, *, size: int = TEXT, anchor: str = "start", more: str = ""
) -> str:
    """A text with its baseline at `y`; what does not fit into `room` is cut with … and whole in its title.

    `more` are further attributes, already written.
    """
    whole = clean(text)
    short = shorten(whole, size, room)
    title = "" if short == whole else f"<title>{xml(whole)}</title>"
    attributes = f' font-size="{written(size)}"' if size != TEXT else ""
    if anchor != "start":
        attributes += f' text-anchor="{anchor}"'
    return f'<text x="{written(x)}" y="{written(y)}"{attributes}{more}>{title}{xml(short)}</text>'


def label_width(text: str, size: int = TEXT) -> int:
    """The width that `label` reserves for the whole `text`."""
    return width(clean(text), size)


def frame(
    head: ChartHead,
    body: str,
    *,
    kind: str,
    height: int,
    wide: int = WIDTH,
    linked: bool = False,
    standalone: bool = False,
) -> str:
    """The whole SVG: role, title, description, view box, then `body`.

    With links inside the role is ``group``: the children of an ``img`` are hidden from assistive technology, so
    that its links could be focused but not named. `standalone` adds what a file of its own needs.
    """
    base = identifier(head.name)
    role = "group" if linked else "img"
    box = f"{written(wide)} {written(height)}"
    alone, ground = "", ""
    if standalone:
        alone = (
            f' xmlns="http://www.w3.org/2000/svg" width="{written(wide)}" height="{written(height)}"'
            f' font-family="{_FONTS}"'
        )
        ground = f'<rect class="chart-ground" width="100%" height="100%" fill="{palette.PAPER}"/>'
    return (
        f'<svg{alone} class="chart chart-{kind}" role="{role}" aria-labelledby="{base}-title {base}-desc"'
        f' viewBox="0 0 {box}" font-size="13" letter-spacing="0" fill="{palette.INK}">'
        f'<title id="{base}-title">{xml(head.title)}</title><desc id="{base}-desc">{xml(head.description)}</desc>'
        f"{ground}{body}</svg>"
    )
