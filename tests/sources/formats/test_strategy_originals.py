"""The strategy layout against the published chapter: every field that a careful reader wrote down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.domain.indicator import Accumulation, Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.place import parse_place
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text

pytestmark = pytest.mark.originals


def squeezed(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


@pytest.fixture(scope="module")
def reading(original: Callable[[str], Path]) -> Reading:
    return extract(read_text(original("strategy-fy2020-2024-revised.txt")))


@pytest.fixture(scope="module")
def answers(expected: Callable[[str], Any]) -> Any:
    return expected("strategy-goals-1-2.json")


def children(reading: Reading, parent: PlanItem | None, kind: ItemKind) -> list[PlanItem]:
    parent_id = parent.item_id if parent else None
    return [item for item in reading.content.items if item.parent_id == parent_id and item.kind is kind]


def indicators(reading: Reading, item: PlanItem) -> list[Indicator]:
    return [one for one in reading.content.indicators if one.item_id == item.item_id]


def test_counts(reading: Reading) -> None:
    kinds = Counter(item.kind for item in reading.content.items)
    assert kinds == {
        ItemKind.BASIC_GOAL: 4,
        ItemKind.BASIC_DIRECTION: 16,
        ItemKind.MEASURE: 19,
        ItemKind.PROJECT: 75,
    }
    levels = Counter(one.level for one in reading.content.indicators)
    assert levels == {IndicatorLevel.KPI: 94, IndicatorLevel.NUMERICAL_TARGET: 10}
    cumulative = [one for one in reading.content.indicators if one.accumulation is Accumulation.CUMULATIVE]
    assert Counter(one.level for one in cumulative)[IndicatorLevel.KPI] == 32
    assert len(reading.content.glossary) == 20
    assert reading.unaccounted == ()


def test_lost_headings(reading: Reading) -> None:
    lost = [item for item in reading.content.items if item.title is None]
    assert len(lost) == 7
    assert all(item.kind is ItemKind.PROJECT for item in lost)
    assert all(item.departments is None and item.flags is None and item.sdgs is None for item in lost)
    found = [finding.subject for finding in reading.findings if finding.check == "lost_heading"]
    assert found == [item.item_id for item in lost]


def test_document(reading: Reading, answers: Any) -> None:
    document = reading.content.document
    assert document.municipality is not None
    assert squeezed(document.title) == squeezed(re.sub("（.*", "", answers["title"]))
    assert document.period_start == f"{answers['period']['start_fiscal_year']}-04-01"
    assert document.period_end == f"{answers['period']['end_fiscal_year'] + 1}-03-31"
    assert document.fiscal_year == answers["years"]["actual"]
    assert document.as_of == f"{answers['years']['actual'] + 1}-03-31"


def test_stated_counts(reading: Reading, answers: Any) -> None:
    stated = {figure.figure: figure.value for figure in reading.content.stated}
    claims = answers["revision_claims"]
    names = {
        "new_measure": "new_measures",
        "new_project": "new_projects",
        "content_changed": "content_changed",
        "ended": "ended",
        "target_changed": "numeric_targets_changed",
        "kpi_changed": "kpi_changed",
    }
    for figure, claim in names.items():
        assert stated[f"count.revisions.{figure}"] == claims[claim]
    assert stated["count.basic_goals"] == 4
    assert stated["count.measures"] == 19


def test_glossary(reading: Reading, answers: Any) -> None:
    for found, wanted in zip(reading.content.glossary, answers["glossary"], strict=False):
        assert found.number == wanted["term_no"]
        assert squeezed(found.term) == squeezed(wanted["term"])
        assert squeezed(found.definition) == squeezed(wanted["definition"])
        assert parse_place(found.place).last == wanted["src_lines"][-1]
    assert [term.number for term in reading.content.glossary] == list(range(1, 21))
    assert all(term.definition for term in reading.content.glossary)


def test_goals(reading: Reading, answers: Any) -> None:
    goals = children(reading, None, ItemKind.BASIC_GOAL)
    for goal, wanted in zip(goals, answers["goals"], strict=False):
        assert goal.code == f"G{wanted['no']}"
        assert squeezed(goal.title) == squeezed(wanted["title"])
        assert parse_place(goal.place).first == wanted["heading_line"]
        situation, _, direction = (goal.summary or "").partition("\n\n")
        assert squeezed(situation) == squeezed(wanted["situation"])
        assert squeezed(direction) == squeezed(wanted["basic_direction"])
        found = indicators(reading, goal)
        assert len(found) == len(wanted["numeric_targets"])
        for indicator, target in zip(found, wanted["numeric_targets"], strict=True):
            check_indicator(indicator, target)
            assert indicator.changed is target["changed"]


def test_directions_measures_and_projects(reading: Reading, answers: Any) -> None:
    goals = children(reading, None, ItemKind.BASIC_GOAL)
    compared = 0
    for goal, wanted_goal in zip(goals, answers["goals"], strict=False):
        directions = children(reading, goal, ItemKind.BASIC_DIRECTION)
        assert len(directions) == len(wanted_goal["directions"])
        for direction, wanted_direction in zip(directions, wanted_goal["directions"], strict=True):
            assert direction.code == wanted_direction["code"]
            assert squeezed(direction.title) == squeezed(wanted_direction["title"])
            assert parse_place(direction.place).first == wanted_direction["heading_line"]
            measures = children(reading, direction, ItemKind.MEASURE)
            assert len(measures) == len(wanted_direction["measures"])
            for measure, wanted_measure in zip(measures, wanted_direction["measures"], strict=True):
                check_measure(measure, wanted_measure)
                projects = children(reading, measure, ItemKind.PROJECT)
                assert len(projects) == len(wanted_measure["projects"])
                for project, wanted in zip(projects, wanted_measure["projects"], strict=True):
                    check_project(project, wanted)
                    found = indicators(reading, project)
                    assert len(found) == len(wanted["kpis"])
                    for indicator, kpi in zip(found, wanted["kpis"], strict=True):
                        check_indicator(indicator, kpi)
                        compared += 1
    assert compared == 43


def check_measure(measure: PlanItem, wanted: dict[str, Any]) -> None:
    assert measure.code == f"S{wanted['no']}"
    assert squeezed(measure.title) == squeezed(wanted["title"])
    assert ("new_measure" in (measure.flags or ())) is wanted["is_new"]
    assert squeezed(measure.summary) == squeezed(wanted["summary"])
    assert list(map(squeezed, measure.audience)) == list(map(squeezed, wanted["targets_audience"]))
    assert list(map(squeezed, measure.outcomes)) == list(map(squeezed, wanted["outcomes"]))
    assert parse_place(measure.place).first == wanted["heading_line"]


def check_project(project: PlanItem, wanted: dict[str, Any]) -> None:
    assert project.code == re.sub(r"S0*", "S", wanted["key"])
    assert squeezed(project.title) == squeezed(wanted["title"])
    assert [squeezed(name) for name in project.departments or ()] == list(
        map(squeezed, wanted["departments"])
    )
    assert [flag.label for flag in project.flags or ()] == wanted["flags"]
    assert (project.title is None) is wanted.get("heading_lost", False)
    assert squeezed(project.summary) == squeezed(wanted["description"])
    assert list(project.sdgs or ()) == wanted["sdgs"]
    assert parse_place(project.place).first == (wanted["heading_line"] or wanted["description_lines"][0])


def check_indicator(indicator: Indicator, wanted: dict[str, Any]) -> None:
    assert squeezed(indicator.name) == squeezed(wanted["name"])
    assert squeezed(indicator.unit) == squeezed(wanted["unit"])
    assert squeezed(indicator.note) == squeezed(wanted["note"])
    assert parse_place(indicator.place).first == wanted["src_line"]
    total = wanted["actual_cumulative"] or wanted["target_cumulative"]
    assert (indicator.accumulation is Accumulation.CUMULATIVE) is total
    for role in ValueRole:
        value = indicator.value(role)
        assert value is not None
        check_value(value, role.value, wanted)


def check_value(value: IndicatorValue, role: str, wanted: dict[str, Any]) -> None:
    number = wanted[f"{role}_value"]
    assert value.quantity.value == (None if number is None else Decimal(str(number)))
    assert squeezed(value.quantity.printed) == squeezed(wanted[f"{role}_raw"])
    assert value.fiscal_year == wanted[f"{role}_year"]
    assert value.quantity.cumulative is wanted.get(f"{role}_cumulative", False)
