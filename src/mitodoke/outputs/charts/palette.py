"""The colours of a chart that stands alone, on white; charts.css has the same for light pages and others for dark."""

from __future__ import annotations

PAPER = "#fff"
INK = "#1a1a1a"
SOFT = "#4d4d4d"
GRID = "#ccc"
AXIS = "#767676"
TRACK = "#e6e6e6"
LINE = "#3460fb"
TARGET = "#a83c00"
BASELINE = "#1a1a1a"

CLASS_FILLS = ("#f5f8ff", "#c5d7fb", "#9db7f9", "#3460fb", "#00118f")
"""Of the five classes of percentages, from the lowest."""
CLASS_INKS = ("#1a1a1a", "#1a1a1a", "#1a1a1a", "#fff", "#fff")
"""The text on each of them."""
HALO = f' stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
"""Attributes of a text that may lie on lines: an edge of the paper's colour, drawn below the letters."""
