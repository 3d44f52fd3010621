"""Generated strategies in every form of the layout are read back as they were written."""

from __future__ import annotations

import re

import pytest

from mitodoke.domain.indicator import Accumulation, Indicator
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import decode_text
from sources.formats.strategy_generator import write_strategy
from sources.formats.strategy_model import Goal, Kpi, Measure, Project


def squeezed(text: str | None) -> str | None:
    return None if text is None else re.sub(r"\s+", "", text)


class Checker:
    def __init__(self, seed: int) -> None:
        self.strategy = write_strategy(seed)
        self.reading = extract(decode_text(self.strategy.text.encode(), "generated"))
        self.items = list(self.reading.content.items)
        self.indicators: dict[str, list[Indicator]] = {}
        for indicator in self.reading.content.indicators:
            self.indicators.setdefault(indicator.item_id, []).append(indicator)

    def take(self, kind: ItemKind) -> PlanItem:
        assert self.items, f"no {kind} is left"
        item = self.items.pop(0)
        assert item.kind is kind, item
        return item

    def run(self) -> None:
        for goal in self.strategy.goals:
            self.goal(goal)
        assert self.items == []
        glossary = [(term.number, term.term, term.definition) for term in self.reading.content.glossary]
        assert glossary == self.strategy.glossary
        assert self.reading.unaccounted == (), [self.reading.lines[n - 1] for n in self.reading.unaccounted]

    def goal(self, goal: Goal) -> None:
        item = self.take(ItemKind.BASIC_GOAL)
        assert squeezed(item.title) == squeezed(goal.title)
        assert item.summary == "\n".join(goal.situation) + "\n\n" + "\n".join(goal.text)
        self.kpis(item, goal.targets)
        for direction in goal.directions:
            found = self.take(ItemKind.BASIC_DIRECTION)
            assert (found.code, squeezed(found.title)) == (direction.code, squeezed(direction.title))
            for measure in direction.measures:
                self.measure(measure)

    def measure(self, measure: Measure) -> None:
        item = self.take(ItemKind.MEASURE)
        assert (item.code, squeezed(item.title)) == (measure.code, squeezed(measure.title))
        assert item.flags == (("new_measure",) if measure.new else ())
        assert item.summary == "\n".join(measure.summary)
        assert item.audience == tuple(measure.audience)
        assert item.outcomes == tuple(measure.outcomes)
        for project in measure.projects:
            self.project(project)

    def project(self, project: Project) -> None:
        item = self.take(ItemKind.PROJECT)
        where = f"{item.item_id} {item.place}"
        assert squeezed(item.title) == squeezed(project.title), where
        departments = None if project.departments is None else tuple(project.departments)
        assert item.departments == departments, where
        assert (None if item.flags is None else set(item.flags)) == (
            None if project.flags is None else set(project.flags)
        ), where
        assert item.sdgs == (None if project.sdgs is None else tuple(project.sdgs)), where
        assert item.summary == "\n".join(project.description), where
        self.kpis(item, project.kpis)

    def kpis(self, item: PlanItem, kpis: list[Kpi]) -> None:
        found = self.indicators.get(item.item_id, [])
        where = f"{item.item_id} {item.place}"
        assert [one.name for one in found] == [kpi.name for kpi in kpis], where
        for one, kpi in zip(found, kpis, strict=True):
            assert one.note == kpi.note, where
            assert one.unit == kpi.unit, where
            assert (one.changed is True) is kpi.changed, where
            total = any(value.cumulative for value in kpi.values)
            assert (one.accumulation is Accumulation.CUMULATIVE) is total, where
            order = {"baseline": 0, "actual": 1, "target": 2}
            values = [
                (
                    v.role.value,
                    v.fiscal_year,
                    squeezed(v.quantity.printed),
                    v.quantity.value,
                    v.quantity.cumulative,
                )
                for v in sorted(one.values, key=lambda v: (order[v.role.value], v.fiscal_year))
            ]
            assert values == [
                (v.role, v.year, squeezed(v.printed), v.value, v.cumulative) for v in kpi.values
            ], where


@pytest.mark.parametrize("seed", range(120))
def test_a_generated_strategy_is_read_back(seed: int) -> None:
    Checker(seed).run()
