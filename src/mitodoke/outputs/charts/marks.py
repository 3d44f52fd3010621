"""The shapes of points: a kind of value is told by its shape first, and by its colour again."""

from __future__ import annotations

from mitodoke.outputs.charts import palette
from mitodoke.outputs.charts.svg_writing import UNIT, written


def actual(x: int, y: int, *, hollow: bool = False) -> str:
    """A disc; a ring where the value is approximate."""
    fill = palette.PAPER if hollow else palette.LINE
    kind = "chart-point-hollow" if hollow else "chart-point"
    return (
        f'<circle class="{kind}" cx="{written(x)}" cy="{written(y)}" r="4" fill="{fill}"'
        f' stroke="{palette.LINE}" stroke-width="2"/>'
    )


def baseline(x: int, y: int, *, hollow: bool = False) -> str:
    """A triangle."""
    kind = "chart-baseline-hollow" if hollow else "chart-baseline"
    return _shape(kind, x, y - 5 * UNIT, "l5 9h-10z", palette.BASELINE, hollow=hollow)


def target(x: int, y: int) -> str:
    """A diamond."""
    return _shape("chart-target", x, y - 6 * UNIT, "l6 6-6 6-6-6z", palette.TARGET)


def between(x: int, y: int) -> str:
    """A small diamond: the target of a year on the way."""
    return _shape("chart-target", x, y - 350, "l3.5 3.5-3.5 3.5-3.5-3.5z", palette.TARGET)


def original_target(x: int, y: int) -> str:
    """A hollow square: the target before it was revised."""
    return _shape("chart-original", x - 5 * UNIT, y - 5 * UNIT, "h10v10h-10z", palette.SOFT, hollow=True)


def cross(x: int, y: int) -> str:
    """A cross on the year of a missing value."""
    return (
        f'<path class="chart-missing" d="M{written(x - 350)} {written(y - 350)}l7 7m0-7-7 7" fill="none"'
        f' stroke="{palette.SOFT}" stroke-width="2"/>'
    )


def target_path() -> str:
    """A piece of the dashed path, as the legend shows it."""
    return (
        f'<path class="chart-target-path" d="M0 6H14" fill="none" stroke="{palette.TARGET}" stroke-width="2"'
        ' stroke-dasharray="6 4"/>'
    )


def _shape(kind: str, x: int, y: int, outline: str, colour: str, *, hollow: bool = False) -> str:
    """`outline` from its first point at (`x`, `y`)."""
    fill = palette.PAPER if hollow else colour
    return (
        f'<path class="{kind}" d="M{written(x)} {written(y)}{outline}" fill="{fill}"'
        f' stroke="{colour}" stroke-width="1.5"/>'
    )
