"""Whatever the input: well-formed, inside the view box, named, and without script, style or turned text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.outputs.charts.axis_ticks import Power
from mitodoke.outputs.charts.bar_chart import Bar, BarChart, bar_chart
from mitodoke.outputs.charts.donut import Donut, donut
from mitodoke.outputs.charts.history_line import HistoryLine, HistoryPoint, history_line
from mitodoke.outputs.charts.kpi_chart import kpi_chart
from mitodoke.outputs.charts.kpi_parts import KpiChart, KpiPoint, KpiWords
from mitodoke.outputs.charts.label_text import clean
from mitodoke.outputs.charts.stacked_counts import CountClass, StackedCounts, stacked_counts
from mitodoke.outputs.charts.svg_writing import ChartHead
from mitodoke.outputs.charts.textures import Tone
from mitodoke.outputs.charts.tile_map import Tile, TileGroup, TileMap, tile_map
from outputs.charts.drawn import outside, read, tag

HOSTILE = (
    "<script>alert(1)</script>",
    '"/><svg onload="x">',
    "]]>&#0;",
    "\u202e\u2066\x00\ud800",
    "長" * 500,
)
WORDS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=[]), max_size=40), st.sampled_from(HOSTILE)
)
PERCENT = st.none() | st.decimals(min_value=-200, max_value=300, places=2)
VALUE = st.none() | st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
    st.sampled_from([Decimal(0), Decimal("1E-12"), Decimal("-1E-12"), Decimal("1E15")]),
    st.integers(min_value=-5, max_value=5).map(Decimal),
)
HREF = st.none() | st.just("../pledges/01-1/")
HEAD = st.builds(ChartHead, name=WORDS, title=WORDS, description=WORDS)
POINT = st.builds(
    KpiPoint,
    year=st.integers(min_value=2015, max_value=2035),
    value=VALUE,
    number=WORDS,
    note=st.sampled_from(["", "※1"]),
    approximate=st.booleans(),
    absent=WORDS,
)
CHARTS: dict[Callable[..., str | None], st.SearchStrategy[Any]] = {
    donut: st.builds(Donut, head=HEAD, percent=PERCENT, number=WORDS, unit=WORDS),
    bar_chart: st.builds(
        BarChart,
        head=HEAD,
        unit=WORDS,
        bars=st.lists(st.builds(Bar, label=WORDS, number=WORDS, percent=PERCENT, href=HREF), max_size=5).map(
            tuple
        ),
    ),
    tile_map: st.builds(
        TileMap,
        head=HEAD,
        class_words=st.tuples(*[WORDS] * 5),
        unknown=WORDS,
        groups=st.lists(
            st.builds(
                TileGroup,
                heading=WORDS,
                href=HREF,
                tiles=st.lists(
                    st.builds(Tile, code=WORDS, number=WORDS, words=WORDS, percent=PERCENT, href=HREF),
                    max_size=7,
                ).map(tuple),
            ),
            max_size=2,
        ).map(tuple),
    ),
    stacked_counts: st.builds(
        StackedCounts,
        head=HEAD,
        percent_sign=WORDS,
        classes=st.lists(
            st.builds(
                CountClass,
                label=WORDS,
                count=st.integers(0, 10**6),
                number=WORDS,
                tone=st.sampled_from(Tone),
                mark=WORDS,
            ),
            max_size=10,
        ).map(tuple),
    ),
    history_line: st.builds(
        HistoryLine,
        head=HEAD,
        unit=WORDS,
        points=st.lists(st.builds(HistoryPoint, label=WORDS, percent=PERCENT, number=WORDS), max_size=12).map(
            tuple
        ),
    ),
    kpi_chart: st.builds(
        KpiChart,
        head=HEAD,
        year_labels=st.dictionaries(st.integers(2010, 2040), WORDS, max_size=12),
        words=st.builds(KpiWords, **dict.fromkeys(KpiWords.__slots__, WORDS)),
        baseline=st.none() | POINT,
        actuals=st.lists(POINT, max_size=10).map(tuple),
        target=st.none() | POINT,
        original_target=st.none() | POINT,
        targets_between=st.lists(POINT, max_size=3).map(tuple),
        unit=WORDS,
        powers=st.sampled_from([(), (Power(4, "万"), Power(8, "億"))]),
    ),
}


@pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
@given(data=st.data(), standalone=st.booleans())
def test_any_chart_holds(draw: Callable[..., str | None], data: st.DataObject, standalone: bool) -> None:
    chart = data.draw(CHARTS[draw])
    svg = draw(chart, standalone=standalone)
    if svg is None:
        return
    root = read(svg)
    assert outside(svg) == []
    assert {tag(one) for one in root.iter()}.isdisjoint({"script", "style", "foreignObject", "image"})
    attributes = [name for one in root.iter() for name in one.attrib]
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]
    assert clean(svg) == svg
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(set(ids)) == len(ids)
    assert (root.get("aria-labelledby") or "").split() == [root[0].get("id"), root[1].get("id")]
    assert (root[0].text or "") == clean(chart.head.title)
    linked = any(tag(one) == "a" for one in root.iter())
    assert root.get("role") == ("group" if linked else "img")
    assert root.tag.startswith("{") is standalone


@pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
@given(data=st.data())
def test_the_same_input_gives_the_same_drawing(draw: Callable[..., str | None], data: st.DataObject) -> None:
    chart = data.draw(CHARTS[draw])
    assert draw(chart) == draw(chart)
