"""The donut of a rating as SVG: how much of it is filled, drawn from the top, clockwise."""

from __future__ import annotations

import math
from decimal import Decimal

_CENTRE = 18
_RADIUS = 13
_WIDTH = 7


def ring_svg(share: Decimal, colour: str, rest: str = "#d5dae0") -> str:
    """A donut of which `share` (0 to 100) is filled with `colour`; the rest is grey with a thin outline."""
    around = 2 * math.pi * _RADIUS
    filled = around * float(share) / 100
    circle = f'<circle cx="{_CENTRE}" cy="{_CENTRE}" r="{_RADIUS}" fill="none"'
    arc = (
        f'{circle} stroke="{colour}" stroke-width="{_WIDTH}" stroke-dasharray="{filled:.2f} {around:.2f}" '
        f'transform="rotate(-90 {_CENTRE} {_CENTRE})"/>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">'
        f'{circle} stroke="{rest}" stroke-width="{_WIDTH}"/>{arc if share else ""}</svg>'
    )
