"""The chart of one indicator: what is drawn, where, and what happens without this or that value."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mitodoke.outputs.charts.kpi_chart import kpi_chart
from mitodoke.outputs.charts.kpi_parts import KpiChart, KpiPoint, KpiWords
from mitodoke.outputs.charts.svg_writing import ChartHead
from outputs.charts.drawn import by_class, texts

WORDS = KpiWords(
    baseline="基準値",
    actual="実績値",
    approximate="見込み",
    target="目標値",
    original_target="当初目標値",
    absent="未公表",
    path="目標までの直線",
)


def point(year: int, value: str | None, **more: str | bool) -> KpiPoint:
    """A point whose number is its value as text."""
    number = "" if value is None else value
    return KpiPoint(year=year, value=None if value is None else Decimal(value), number=number, **more)  # type: ignore[arg-type]


FULL = KpiChart(
    head=ChartHead(name="k", title="題", description="説明"),
    year_labels={year: f"R{year - 2018}" for year in range(2019, 2027)},
    words=WORDS,
    baseline=point(2019, "94"),
    actuals=(
        point(2020, "102"),
        point(2021, None, absent="調査なし"),
        point(2022, "0", note="※1"),
        point(2023, "118"),
        point(2024, "126", approximate=True),
    ),
    target=point(2026, "130"),
    original_target=point(2026, "200"),
    unit="人",
)


def drawn(chart: KpiChart) -> str:
    """The chart, which is there."""
    svg = kpi_chart(chart)
    assert svg is not None
    return svg


def test_everything_is_drawn_by_its_own_shape() -> None:
    svg = drawn(FULL)
    counts = {
        "chart-baseline": 2,
        "chart-point": 4,
        "chart-point-hollow": 2,
        "chart-missing": 2,
        "chart-target": 2,
        "chart-original": 2,
        "chart-target-path": 2,
        "chart-original-path": 1,
    }
    assert {kind: len(by_class(svg, kind)) for kind in counts} == counts, "each once more in the legend"
    assert {"94", "102", "0※1", "118", "126", "130", "200", "調査なし"} <= set(texts(svg))
    assert {"基準値 94", "実績値", "見込み", "目標値 130", "当初目標値 200", "調査なし (R3)"} <= set(
        texts(svg)
    )
    (line,) = by_class(svg, "chart-line")
    assert (line.get("d") or "").count("M") == 1, "one point before the gap has no line"


def test_the_path_is_straight_from_baseline_to_target() -> None:
    path = by_class(drawn(FULL), "chart-target-path")[0]
    assert (path.get("d") or "").count("L") == 1
    assert path.get("stroke-dasharray")
    stepwise = replace(FULL, targets_between=(point(2022, "110"), point(2024, None)))
    assert (by_class(drawn(stepwise), "chart-target-path")[0].get("d") or "").count("L") == 2


def test_an_original_target_that_did_not_change_is_not_shown_twice() -> None:
    svg = drawn(replace(FULL, original_target=point(2026, "130.0")))
    assert by_class(svg, "chart-original") == []
    assert not [text for text in texts(svg) if "当初" in text]


@pytest.mark.parametrize(
    "chart",
    [
        replace(FULL, actuals=()),
        replace(FULL, baseline=None, actuals=()),
        replace(FULL, target=None, original_target=None),
        replace(FULL, baseline=None, target=None, original_target=None, actuals=(point(2020, "5"),)),
        replace(FULL, target=point(2026, "94"), original_target=None),
        replace(FULL, year_labels={}),
        replace(FULL, actuals=tuple(point(2020, "94") for _ in range(3))),
    ],
    ids=[
        "no actuals",
        "targets only",
        "no targets",
        "one point",
        "target is baseline",
        "no years",
        "same year",
    ],
)
def test_it_is_drawn_from_what_there_is(chart: KpiChart) -> None:
    assert by_class(drawn(chart), "chart-grid")


def test_without_any_number_there_is_nothing_to_draw() -> None:
    empty = replace(FULL, baseline=None, target=None, original_target=None)
    assert kpi_chart(replace(empty, actuals=())) is None
    assert kpi_chart(replace(empty, actuals=(point(2021, None, absent="調査なし"),))) is None


def test_a_point_keeps_its_place_in_order() -> None:
    svg = drawn(replace(FULL, actuals=(point(2023, "118"), point(2020, "102"))))
    (line,) = by_class(svg, "chart-line")
    first, second = ((line.get("d") or "")[1:]).split("L")
    assert Decimal(first.split()[0]) < Decimal(second.split()[0]), "years from left to right"
    assert Decimal(first.split()[1]) > Decimal(second.split()[1]), "larger values higher"


def test_a_negative_value_gets_a_zero_line() -> None:
    svg = drawn(replace(FULL, baseline=point(2019, "-820"), original_target=None))
    assert len(by_class(svg, "chart-zero")) == 1
    assert "0" in texts(svg)


def test_a_number_is_never_cut_in_the_drawing() -> None:
    number = "1234567890123456789012345678901234567890"
    svg = drawn(replace(FULL, target=point(2026, number), original_target=None, actuals=()))
    assert not [text for text in texts(svg) if text.startswith("12") and text.endswith("…")]
