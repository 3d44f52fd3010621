"""KPIs as IATI results: order of elements, direction, measure, and nothing that is not there."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from mitodoke.domain.indicator import ValueRole
from mitodoke.outputs.open_data.iati import iati_results
from outputs.open_data.editions import EDITIONS, hostile_plan, pledges, strategy

ORDER = {
    "iati-activity": (
        "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status",
        "activity-date", "recipient-country", "result",
    ),
    "result": ("title", "indicator"),
    "indicator": ("title", "description", "baseline", "period"),
    "baseline": ("comment",),
    "period": ("period-start", "period-end", "target", "actual"),
    "target": ("comment",),
    "actual": ("comment",),
}  # fmt: skip
"""The standard is a sequence: its elements come in this order."""


def parsed(edition) -> ElementTree.Element:
    return ElementTree.fromstring(iati_results(edition).data)


def indicators() -> dict[str, ElementTree.Element]:
    return {i.findtext("title/narrative", ""): i for i in parsed(strategy()).iter("indicator")}


@pytest.mark.parametrize("name", EDITIONS)
def test_elements_come_in_the_order_of_the_standard(name: str) -> None:
    for element in parsed(EDITIONS[name]()).iter():
        if element.tag in ORDER:
            places = [ORDER[element.tag].index(child.tag) for child in element]
            assert places == sorted(places), element.tag


@pytest.mark.parametrize(
    ("name", "measure", "ascending", "adds_up"),
    [
        ("婚姻率", "2", "1", "0"),
        ("待機児童数", "1", "0", "1"),
        ("起業の件数", "1", "1", "0"),
        ("方針の策定", "5", None, "0"),
        ("人口", "1", None, "0"),
    ],
)
def test_measure_direction_and_aggregation(
    name: str, measure: str, ascending: str | None, adds_up: str
) -> None:
    indicator = indicators()[name]
    assert indicator.get("measure") == measure
    assert indicator.get("ascending") == ascending
    assert indicator.get("aggregation-status") == adds_up


def test_a_reported_zero_is_there_and_a_dash_is_left_out_and_told() -> None:
    actuals = [(p.find("period-end").get("iso-date"), p.find("actual").get("value"))  # type: ignore[union-attr]
               for p in indicators()["待機児童数"].iter("period") if p.find("actual") is not None]  # fmt: skip
    assert actuals == [("2025-03-31", "0")]
    told = [(v.indicator_id, v.role, v.reason) for v in iati_results(strategy()).left_out]
    assert told == [
        ("S1-1-1", ValueRole.ACTUAL, "値がありません（記載なし（－））。"),
        ("S1-1-2", ValueRole.TARGET, "年度が分かりません。"),
    ]


def test_several_targets_of_a_year_stand_in_one_period() -> None:
    period = indicators()["起業の件数"].findall("period")[-1]
    assert [t.get("value") for t in period.findall("target")] == ["230", "250"]
    assert period.find("period-start").get("iso-date") == "2026-04-01"  # type: ignore[union-attr]


def test_a_calendar_year_is_a_calendar_year() -> None:
    period = indicators()["方針の策定"].findall("period")[0]
    bounds = [period.find(tag).get("iso-date") for tag in ("period-start", "period-end")]  # type: ignore[union-attr]
    assert bounds == ["2025-01-01", "2025-12-31"]


def test_a_target_in_words_is_a_comment_without_a_value() -> None:
    target = next(indicators()["方針の策定"].iter("target"))
    assert target.get("value") is None
    assert target.findtext("comment/narrative") == "策定"


def test_expanded_units_and_baselines() -> None:
    baseline = indicators()["人口"].find("baseline")
    assert baseline is not None
    assert (baseline.get("year"), baseline.get("value")) == ("2018", "1995000")


def test_goals_are_outcomes_and_projects_outputs() -> None:
    results = {r.findtext("title/narrative"): r.get("type") for r in parsed(strategy()).iter("result")}
    assert results == {"しごとをつくる": "2", "起業を支える": "1"}


def test_a_plan_without_indicators_has_no_results() -> None:
    assert not list(parsed(pledges()).iter("result"))
    assert iati_results(pledges()).left_out == ()


def test_hostile_text_stays_text() -> None:
    root = parsed(hostile_plan())
    texts = {n.text for n in root.iter("narrative")}
    assert "<script>alert(1)</script>" in texts
    assert "]]>" in texts
    assert {e.tag for e in root.iter()} <= {"iati-activities", "narrative", *ORDER, *sum(ORDER.values(), ())}
