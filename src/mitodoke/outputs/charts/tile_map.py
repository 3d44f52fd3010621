"""The map of all pledges: a tile each, grouped, with its number and one of five classes of percentages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.outputs.charts import palette
from mitodoke.outputs.charts.legend import Entry, legend
from mitodoke.outputs.charts.svg_writing import (
    SMALL,
    UNIT,
    WIDTH,
    ChartHead,
    frame,
    label,
    link,
    written,
)

CLASS_BOUNDS = (20, 40, 60, 80)
"""The second to the fifth class begin at these percentages."""
_ACROSS = 5
_GAP = 5 * UNIT
_WIDE = 64 * UNIT
_HIGH = 50 * UNIT
_HEADING = 26 * UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One pledge: `code` and `number` stand on the tile, `words` name it whole (title and link)."""

    code: str
    number: str
    words: str
    percent: Decimal | Fraction | None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TileGroup:
    """Tiles under a heading."""

    heading: str
    tiles: tuple[Tile, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """Groups in the order given; `class_words` name the five classes from the lowest, `unknown` the absence of one."""

    head: ChartHead
    groups: tuple[TileGroup, ...]
    class_words: tuple[str, str, str, str, str]
    unknown: str


def percent_class(percent: Decimal | Fraction) -> int:
    """The class of a percentage, 1 to 5; a bound belongs to the class that it begins."""
    return 1 + sum(percent >= bound for bound in CLASS_BOUNDS)


def tile_map(chart: TileMap, *, standalone: bool = False) -> str:
    """The groups from top to bottom, then the legend."""
    parts, y = [], 0
    for group in chart.groups:
        heading = label(0, y + 17 * UNIT, group.heading, WIDTH, more=' font-weight="700"')
        parts.append(heading if group.href is None else link(group.href, group.heading, heading))
        y += _HEADING
        for number, tile in enumerate(group.tiles):
            row, column = divmod(number, _ACROSS)
            parts.append(_tile(tile, column * (_WIDE + _GAP), y + row * (_HIGH + _GAP)))
        y += -(-len(group.tiles) // _ACROSS) * (_HIGH + _GAP) + 6 * UNIT
    entries = [Entry(_swatch(number), words) for number, words in enumerate(chart.class_words, start=1)]
    if any(tile.percent is None for group in chart.groups for tile in group.tiles):
        entries.append(Entry(_swatch(0), chart.unknown))
    below, height = legend(entries, y + 6 * UNIT)
    links = [
        address for group in chart.groups for address in (group.href, *(tile.href for tile in group.tiles))
    ]
    linked = any(address is not None for address in links)
    return frame(
        chart.head, "".join(parts) + below, kind="tiles", height=height, linked=linked, standalone=standalone
    )


def _tile(tile: Tile, x: int, y: int) -> str:
    rank = 0 if tile.percent is None else percent_class(tile.percent)
    ink = palette.CLASS_INKS[rank - 1] if rank else palette.SOFT
    middle = _WIDE // 2
    words = label(middle, 15 * UNIT, tile.code, _WIDE - 2 * UNIT, size=SMALL, anchor="middle")
    bold = ' font-weight="700"'
    words += label(middle, 32 * UNIT, tile.number, _WIDE - 2 * UNIT, anchor="middle", more=bold)
    inside = f'<g class="chart-tile-ink" fill="{ink}" stroke="none">{words}</g>{_steps(rank, ink)}'
    drawn = (
        f'<g class="chart-class-{rank}" transform="translate({written(x)} {written(y)})">'
        f"{_ground(rank, written(_WIDE - UNIT), written(_HIGH - UNIT))}{inside}</g>"
    )
    return f"<g>{drawn}</g>" if tile.href is None else link(tile.href, tile.words, drawn)


def _ground(rank: int, wide: str, high: str) -> str:
    fill = palette.CLASS_FILLS[rank - 1] if rank else palette.PAPER
    dashes = "" if rank else ' stroke-dasharray="3 3"'
    return (
        f'<rect class="chart-tile" x="0.5" y="0.5" width="{wide}" height="{high}" rx="4" fill="{fill}"'
        f' stroke="{palette.AXIS}"{dashes}/>'
    )


def _steps(rank: int, ink: str) -> str:
    """Five small boxes at the foot of a tile, as many of them full as its class says; none for the unknown."""
    if not rank:
        return ""
    full = "".join(f"M{8 + 10 * step} 39h8v5h-8z" for step in range(rank))
    rest = "".join(f"M{8.5 + 10 * step:.1f} 39.5h7v4h-7z" for step in range(rank, 5))
    outline = f'<path class="chart-step" d="{rest}" fill="none" stroke="{ink}"/>' if rest else ""
    return f'<path class="chart-step-full" d="{full}" fill="{ink}"/>{outline}'


def _swatch(rank: int) -> str:
    """A small tile with its rank as a number."""
    ink = palette.CLASS_INKS[rank - 1] if rank else palette.SOFT
    number = "" if not rank else str(rank)
    digit = f'<text class="chart-tile-ink" x="7" y="10.5" font-size="12" text-anchor="middle" fill="{ink}">{number}</text>'
    return f'<g class="chart-class-{rank}">{_ground(rank, "13", "12")}{digit if number else ""}</g>'
