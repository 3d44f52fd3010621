"""What each chart shows: its numbers as given, its shapes in proportion, absence as words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mitodoke.outputs.charts.bar_chart import Bar, BarChart, bar_chart
from mitodoke.outputs.charts.donut import Donut, donut
from mitodoke.outputs.charts.history_line import HistoryLine, HistoryPoint, history_line
from mitodoke.outputs.charts.stacked_counts import CountClass, StackedCounts, stacked_counts
from mitodoke.outputs.charts.svg_writing import ChartHead
from mitodoke.outputs.charts.textures import COUNT
from mitodoke.outputs.charts.tile_map import Tile, TileGroup, TileMap, percent_class, tile_map
from outputs.charts.drawn import by_class, read, texts

HEAD = ChartHead(name="one", title="題", description="説明")
AROUND = Decimal("307.88")
"""2 pi 49."""


@pytest.mark.parametrize(
    ("percent", "number", "dash"),
    [
        (Decimal("41.2"), "41.2", "126.85 181.03"),
        (Decimal("-3"), "-3", None),
        (Decimal(0), "0", None),
        (Decimal(100), "100", ""),
        (Decimal("120.5"), "120.5", ""),
    ],
)
def test_a_donut_is_filled_up_to_its_percentage(percent: Decimal, number: str, dash: str | None) -> None:
    svg = donut(Donut(head=HEAD, percent=percent, number=number, unit="％"))
    assert texts(svg) == [f"{number}％"]
    arcs = by_class(svg, "chart-value")
    assert [one.get("stroke-dasharray") or "" for one in arcs] == ([] if dash is None else [dash])


def test_an_unknown_percentage_has_a_dashed_ring_and_its_words() -> None:
    svg = donut(Donut(head=HEAD, percent=None, number="—"))
    assert texts(svg) == ["—"]
    assert by_class(svg, "chart-track") == []
    assert all(one.get("stroke-dasharray") for one in by_class(svg, "chart-outline"))


def test_bars_are_in_proportion_and_absence_is_words() -> None:
    bars = (
        Bar(label="半分", number="50％", percent=Decimal(50), href="/a/"),
        Bar(label="超過", number="120％", percent=Decimal(120)),
        Bar(label="なし", number="印字なし", percent=None),
        Bar(label="零", number="0％", percent=Decimal(0)),
    )
    svg = bar_chart(BarChart(head=HEAD, bars=bars, unit="％"))
    filled = [Decimal(one.get("width") or "") for one in by_class(svg, "chart-value")]
    whole = Decimal(by_class(svg, "chart-track-bar")[0].get("width") or "")
    assert filled == [whole / 2, whole]
    assert len(by_class(svg, "chart-absent")) == 1
    assert texts(svg)[:5] == ["0", "25", "50", "75", "100％"]
    assert texts(svg)[5:] == ["半分", "50％", "超過", "120％", "なし", "印字なし", "零", "0％"]
    (link,) = by_class(svg, "chart-link")
    assert (link.get("href"), link.get("aria-label")) == ("/a/", "半分 50％")


def test_a_long_label_is_whole_in_its_title() -> None:
    name = "とても長い名前のビジョン" * 5
    svg = bar_chart(BarChart(head=HEAD, bars=(Bar(label=name, number="1％", percent=Decimal(1)),)))
    assert any(one.text == name for one in read(svg).iter("title"))
    assert [text for text in texts(svg) if text.endswith("…") and name.startswith(text[:-1])]


@pytest.mark.parametrize(
    ("percent", "rank"),
    [("-1", 1), ("0", 1), ("19.99", 1), ("20", 2), ("40", 3), ("60", 4), ("79.9", 4), ("80", 5), ("130", 5)],
)
def test_classes_of_percentages(percent: str, rank: int) -> None:
    assert percent_class(Decimal(percent)) == rank


def test_a_tile_tells_its_class_by_steps_too() -> None:
    tiles = (
        Tile(code="01-1", number="41.2％", words="公約01-1 全文", percent=Decimal("41.2"), href="/p/01-1/"),
        Tile(code="01-2", number="—", words="公約01-2", percent=None),
    )
    svg = tile_map(
        TileMap(
            head=HEAD,
            groups=(TileGroup(heading="ビジョン", tiles=tiles),),
            class_words=("一", "二", "三", "四", "五"),
            unknown="数値なし",
        )
    )
    (full,) = by_class(svg, "chart-step-full")
    assert (full.get("d") or "").count("M") == 3
    (rest,) = by_class(svg, "chart-step")
    assert (rest.get("d") or "").count("M") == 2
    assert [one.get("aria-label") for one in by_class(svg, "chart-link")] == ["公約01-1 全文"]
    shown = texts(svg)
    assert shown[:5] == ["ビジョン", "01-1", "41.2％", "01-2", "—"]
    assert shown[5:] == ["1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "数値なし"]


def test_counts_fill_the_bar_and_shares_add_up() -> None:
    classes = tuple(
        CountClass(label=name, count=count, number=f"{count}件")
        for name, count in (("達成", 1), ("順調", 1), ("遅れ", 1), ("中止", 0))
    )
    svg = stacked_counts(StackedCounts(head=HEAD, classes=classes, percent_sign="％"))
    parts = [one for one in by_class(svg, "chart-part") if one.get("y") == "1"]
    assert sum(Decimal(one.get("width") or "") for one in parts) == 338
    assert texts(svg)[1::2] == ["1件 (33.4％)", "1件 (33.3％)", "1件 (33.3％)", "0件 (0.0％)"]


def test_counts_of_nothing_have_no_shares() -> None:
    svg = stacked_counts(StackedCounts(head=HEAD, classes=(CountClass(label="達成", count=0, number="0件"),)))
    assert texts(svg) == ["達成", "0件"]
    assert len(by_class(svg, "chart-track-bar")) == 1


def test_neighbouring_classes_never_share_a_texture() -> None:
    assert COUNT >= 8


def test_a_history_is_interrupted_where_a_percentage_is_missing() -> None:
    points = tuple(
        HistoryPoint(
            label=f"R{n}",
            percent=None if n == 3 else Decimal(n * 10),
            number="印字なし" if n == 3 else f"{n * 10}",
        )
        for n in range(1, 6)
    )
    svg = history_line(HistoryLine(head=HEAD, points=points, unit="％"))
    assert svg is not None
    (line,) = by_class(svg, "chart-line")
    assert (line.get("d") or "").count("M") == 2
    assert {"10", "20", "印字なし", "40", "50", "R1", "R5"} <= set(texts(svg))
    assert history_line(HistoryLine(head=HEAD, points=points[2:3])) is None
    assert history_line(HistoryLine(head=HEAD, points=())) is None
