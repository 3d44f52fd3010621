"""Textures that tell the parts of a whole apart without colour, each in the colour of a tone."""

from __future__ import annotations

from enum import StrEnum

from mitodoke.outputs.charts import palette


class Tone(StrEnum):
    """The colour of a part; it only repeats what texture and words already tell."""

    KEY = "key"
    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"
    NEUTRAL = "neutral"

    @property
    def colour(self) -> str:
        """On white, for a chart that stands alone."""
        return {
            Tone.KEY: palette.LINE,
            Tone.GOOD: "#115a36",
            Tone.DOUBT: "#6e5600",
            Tone.BAD: "#a90000",
            Tone.NEUTRAL: "#595959",
        }[self]


_LINES = ' fill="none" stroke="currentColor" stroke-width="{}"/>'
_SHAPES = (
    '<rect width="8" height="8" fill="currentColor"/>',
    '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6"' + _LINES.format(3),
    '<circle cx="4" cy="4" r="2.2" fill="currentColor"/>',
    '<path d="M0 2H8M0 6H8"' + _LINES.format("1.6"),
    '<path d="M0 0 8 8M8 0 0 8"' + _LINES.format("1.6"),
    '<path d="M2 0V8M6 0V8"' + _LINES.format("1.6"),
    '<path d="M-2 6 2 10M0 0 8 8M6-2 10 2"' + _LINES.format("1.2"),
    "",
)
COUNT = len(_SHAPES)
"""How many textures there are; a ninth part begins again with the first."""


def texture_url(base: str, number: int) -> str:
    """What fill or stroke refers to, for part `number` (from 0) of the chart with the ids of `base`."""
    return f"url(#{base}-t{number})"


def texture(base: str, number: int, tone: Tone) -> str:
    """The definition of the texture of part `number`."""
    return (
        f'<pattern id="{base}-t{number}" class="chart-tone-{tone}" color="{tone.colour}" width="8" height="8"'
        f' patternUnits="userSpaceOnUse"><rect class="chart-ground" width="8" height="8" fill="{palette.PAPER}"/>'
        f"{_SHAPES[number % COUNT]}</pattern>"
    )


def swatch(base: str, number: int, tone: Tone) -> str:
    """The texture as a legend shows it, in a square of 12 units."""
    return (
        f'<rect class="chart-part chart-tone-{tone}" color="{tone.colour}" x="0.5" y="0.5" width="13" height="11"'
        f' fill="{texture_url(base, number)}" stroke="currentColor"/>'
    )
