"""Recomputed counts of a strategy: its outline, the table of its review, KPIs that repeat a numeric target."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audit.checks.build import content, indicator
from audit.pledge_contents import stated
from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.indicator import Accumulation, Indicator, IndicatorLevel
from mitodoke.domain.outline import ItemKind, PlanItem, RevisionFlag


def item(item_id: str, parent: str | None, kind: ItemKind, **changes: Any) -> PlanItem:
    plain = PlanItem(item_id=item_id, parent_id=parent, kind=kind, code=item_id, title=item_id, place="L1")
    return replace(plain, **changes)


OUTLINE = (
    item("G1", None, ItemKind.BASIC_GOAL),
    item("1-1", "G1", ItemKind.BASIC_DIRECTION),
    item("S1", "1-1", ItemKind.MEASURE, flags=(RevisionFlag.NEW_MEASURE,)),
    item("S1-1", "S1", ItemKind.PROJECT, flags=(RevisionFlag.KPI_CHANGED, RevisionFlag.CONTENT_CHANGED)),
    item("S1-2", "S1", ItemKind.PROJECT, flags=(RevisionFlag.KPI_CHANGED,)),
    item("S1-3", "S1", ItemKind.PROJECT, flags=None, title=None),
    item("G2", None, ItemKind.BASIC_GOAL, flags=(RevisionFlag.TARGET_CHANGED,)),
)


def strategy(*figures: tuple[str, int], indicators: tuple[Indicator, ...] = ()) -> DocumentContent:
    plain = content(*OUTLINE, *indicators)
    return replace(plain, stated=tuple(stated("document", name, value) for name, value in figures))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("count.basic_goals", 2),
        ("count.basic_directions", 1),
        ("count.measures", 1),
        ("count.projects", 3),
        ("count.revisions.new_measure", 1),
        ("count.revisions.new_project", 0),
        ("count.revisions.kpi_changed", 2),
        ("count.revisions.content_changed", 1),
        ("count.revisions.target_changed", 1),
        ("count.revisions.ended", 0),
    ],
)
def test_counts_of_items_and_flags(name: str, found: int) -> None:
    (figure,) = audit_content(strategy((name, found))).figures
    assert (figure.calculated, figure.agrees) == (str(found), True)
    (wrong,) = audit_content(strategy((name, found + 1))).figures
    assert (wrong.calculated, wrong.agrees) == (str(found), False)


def test_lost_headings_may_hide_the_rest() -> None:
    audit = audit_content(strategy(("count.revisions.kpi_changed", 3)))
    (found,) = (f for f in audit.findings if f.check == "figure_disagrees")
    assert "KPI変更" in found.message
    assert "見出しが失われた項目が1件あり" in found.message
    assert (found.printed, found.expected) == ("3", "2")


def test_a_marked_numeric_target_counts_instead_of_its_goal() -> None:
    marked = tuple(
        indicator(
            name,
            "t:5件",
            item_id="G2",
            level=IndicatorLevel.NUMERICAL_TARGET,
            indicator_id=name,
            changed=True,
        )
        for name in ("創業件数", "就職者数")
    )
    (figure,) = audit_content(strategy(("count.revisions.target_changed", 2), indicators=marked)).figures
    assert (figure.calculated, figure.agrees) == ("2", True)


def target(name: str, values: str, **changes: Any) -> Indicator:
    plain = indicator(name, values, item_id="G1", level=IndicatorLevel.NUMERICAL_TARGET, indicator_id="G1-N1")
    return replace(plain, **changes)


def kpi(name: str, values: str, **changes: Any) -> Indicator:
    plain = indicator(name, values, item_id="S1-1", accumulation=Accumulation.CUMULATIVE)
    return replace(plain, **changes)


@pytest.mark.parametrize(
    ("numeric", "repeated", "expected"),
    [
        (
            target("創業件数※", "a:累計43件 t:累計125件"),
            kpi("創業件数（5年間累計）", "a:累計43件 t:累計120件"),
            [("repeated.actual", "43", "43", True), ("repeated.target", "125", "120", False)],
        ),
        (target("創業件数", "t:125件"), kpi("起業件数", "t:125件"), []),
        (target("創業件数", "t:125件"), kpi("創業件数", "t:125人"), []),
        (target("創業件数", "t:125件"), kpi("創業件数", "t2023:125件"), []),
        (target("創業件数", "t:125件"), kpi("創業件数", "t:125件", accumulation=None), []),
        (target("創業件数", "t:－"), kpi("創業件数", "t:125件"), []),
        (target("創業件数", "t:125件", item_id="G2"), kpi("創業件数", "t:125件"), []),
    ],
)
def test_a_numeric_target_equals_the_cumulative_kpi_of_its_name(
    numeric: Indicator, repeated: Indicator, expected: list[tuple[str, str, str, bool]]
) -> None:
    figures = audit_content(strategy(indicators=(numeric, repeated))).figures
    assert [(f.figure, f.printed, f.calculated, f.agrees) for f in figures] == expected
    assert all(f.subject == "G1-N1" for f in figures)
