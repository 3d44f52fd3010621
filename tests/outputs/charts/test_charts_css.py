"""The colours of charts.css read on their grounds, light and dark, and are those of a chart that stands alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mitodoke.outputs.charts import palette
from mitodoke.outputs.charts.textures import Tone
from mitodoke.outputs.reports.settings import contrast

STATIC = Path(__file__).parents[3] / "src/mitodoke/publishing/static/publishing"
CSS = (STATIC / "charts.css").read_text(encoding="utf-8")
SITE = (STATIC / "site.css").read_text(encoding="utf-8")
_DECLARED = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\Z")


def _block(text: str, beginning: str) -> dict[str, str]:
    """The custom properties of the block that begins so."""
    return dict(_DECLARED.findall(text[text.index(beginning) :].partition("}")[0]))


def _dark(text: str, beginning: str) -> dict[str, str]:
    return _block(text[text.index("@media (prefers-color-scheme: dark)") :], beginning)


LIGHT = _block(SITE, ":root {") | _block(CSS, ".chart {")
DARK = LIGHT | _dark(SITE, ":root {") | _dark(CSS, ".chart {")
PRINT = LIGHT | _block(CSS[CSS.index("@media print") :], ".chart {")
THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT}


def _colour(theme: dict[str, str], name: str) -> str:
    value = theme[name].strip()
    while value.startswith("var("):
        value = theme[value[4:-1]].strip()
    assert _COLOUR.match(value), (name, value)
    return value if len(value) == 7 else "#" + "".join(one * 2 for one in value[1:])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["--chart-ink", "--chart-soft"])
def test_text_reads_on_the_ground(theme: str, name: str) -> None:
    for ground in ("--chart-ground", "--paper-soft"):
        assert contrast(_colour(THEMES[theme], name), _colour(THEMES[theme], ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("number", range(1, 6))
def test_text_reads_on_its_tile(theme: str, number: int) -> None:
    of = THEMES[theme]
    tile = _colour(of, f"--chart-class-{number}")
    assert contrast(_colour(of, f"--chart-on-class-{number}"), tile) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "name", ["axis", "line", "target", "soft", "ink", "key", "good", "doubt", "bad", "neutral"]
)
def test_shapes_are_seen_on_the_ground(theme: str, name: str) -> None:
    of = THEMES[theme]
    for ground in ("--chart-ground", "--paper-soft"):
        assert contrast(_colour(of, f"--chart-{name}"), _colour(of, ground)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_filled_is_seen_on_its_track(theme: str) -> None:
    of = THEMES[theme]
    assert contrast(_colour(of, "--chart-line"), _colour(of, "--chart-track")) >= 3


def test_a_chart_that_stands_alone_has_the_colours_of_the_light_page() -> None:
    alone = {
        "ground": palette.PAPER,
        "ink": palette.INK,
        "soft": palette.SOFT,
        "grid": palette.GRID,
        "axis": palette.AXIS,
        "track": palette.TRACK,
        "line": palette.LINE,
        "target": palette.TARGET,
    }
    alone |= {str(tone): tone.colour for tone in Tone}
    alone |= {f"class-{number}": colour for number, colour in enumerate(palette.CLASS_FILLS, start=1)}
    alone |= {f"on-class-{number}": colour for number, colour in enumerate(palette.CLASS_INKS, start=1)}
    full = {name: colour if len(colour) == 7 else _full(colour) for name, colour in alone.items()}
    assert full == {name: _colour(LIGHT, f"--chart-{name}") for name in alone}


def _full(colour: str) -> str:
    return "#" + "".join(one * 2 for one in colour[1:])


def test_every_colour_has_a_forced_one() -> None:
    forced = _block(CSS[CSS.index("@media (forced-colors: active)") :], ".chart {")
    assert set(forced) == set(_block(CSS, ".chart {"))
    assert set(forced.values()) <= {"Canvas", "CanvasText", "GrayText", "Highlight", "LinkText"}


def test_every_class_of_a_chart_is_known_to_the_stylesheet() -> None:
    package = Path(palette.__file__).parent
    used = {
        name
        for path in package.glob("*.py")
        for found in re.findall(r'class="([^"]+)"', path.read_text(encoding="utf-8"))
        for name in found.split()
        if name.startswith("chart-") and "{" not in name
    }
    plain = {"chart-legend", "chart-part", "chart-number"}
    assert sorted(name for name in used - plain if f".{name}" not in CSS) == []
    assert len(used) > 20
