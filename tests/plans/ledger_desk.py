"""A city with people in every role and plans of its own, to try the ledger at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User

from mitodoke.departments.models import Department
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.plan_change import AddIndicator, AddItem, Change
from mitodoke.domain.plan_content import PlanContent, PlannedItem, PlannedValue
from mitodoke.domain.plan_structure import PlanStructure, named_levels
from mitodoke.domain.role import Role
from mitodoke.plans.models import PlanLedger, PlanVersion
from mitodoke.plans.queries import ledger_state
from mitodoke.plans.services import begin_revision, create_ledger, decide_revision, edit_plan
from reporting.desk import APRIL, Desk

OWN_LEVELS = named_levels("政策", "施策", "事務事業")


class LedgerDesk(Desk):
    """The desk of the sample city with an administrator and an evaluator."""

    def __post_init__(self) -> None:
        Desk.__post_init__(self)
        self.administrator = self.person("管理", Role.ADMINISTRATOR)
        self.evaluator = self.person("評価", Role.EVALUATOR)

    def create(self, structure: PlanStructure = OWN_LEVELS, **more: Any) -> PlanLedger:
        """A plan that is begun and empty."""
        values: dict[str, Any] = {
            "municipality": self.city,
            "title": "第2次花咲市総合計画",
            "structure": structure,
            "reason": "計画期間が終わるため",
            "decider": "市議会",
            "decided_on": APRIL,
            "by": self.planner,
            "clock": self.clock,
        }
        return create_ledger(**(values | more))

    def edit(self, ledger: PlanLedger, *changes: Change, by: User | None = None, **more: Any) -> PlanVersion:
        """Change the draft as it stands."""
        return edit_plan(
            ledger=ledger,
            changes=changes,
            seen=ledger_state(ledger=ledger).version.number,
            by=by or self.planner,
            clock=self.clock,
            **more,
        )

    def decide(self, ledger: PlanLedger) -> None:
        """Put the draft in force."""
        seen = ledger_state(ledger=ledger).version.number
        decide_revision(ledger=ledger, seen=seen, by=self.planner, clock=self.clock)

    def begin(self, ledger: PlanLedger, reason: str = "中間年のため") -> Any:
        """Start a 見直し."""
        return begin_revision(
            ledger=ledger,
            reason=reason,
            decider="市長",
            decided_on=APRIL,
            by=self.planner,
            clock=self.clock,
        )

    def decided(self, **more: Any) -> PlanLedger:
        """A plan in force: 政策 1 > 施策 1-1 > 事務事業 1-1-1 (花課) and 1-1-2 (みどり課), each level with an indicator."""
        ledger = self.create(**more)
        self.edit(ledger, AddItem(parent_id=None, code="1", title="花のまち"))
        top = item(ledger, "1").item_id
        self.edit(ledger, AddItem(parent_id=top, code="1-1", title="花壇をふやす"))
        middle = item(ledger, "1-1").item_id
        self.edit(
            ledger,
            AddItem(parent_id=middle, code="1-1-1", title="苗を配る", departments=("花課",)),
            AddItem(parent_id=middle, code="1-1-2", title="木を植える", departments=("みどり課",)),
        )
        self.edit(
            ledger,
            *(
                AddIndicator(
                    item_id=item(ledger, code).item_id,
                    level=level,
                    name=name,
                    unit="か所",
                    baseline=PlannedValue(fiscal_year=2020, printed="5か所"),
                    targets=(PlannedValue(fiscal_year=2029, printed="12か所"),),
                )
                for code, level, name in (
                    ("1", IndicatorLevel.NUMERICAL_TARGET, "花壇の数"),
                    ("1-1-1", IndicatorLevel.KPI, "配った所"),
                )
            ),
        )
        self.decide(ledger)
        return ledger

    def department(self, name: str) -> Department:
        """The lasting department of this name."""
        return Department.objects.get(municipality=self.city, name=name, valid_to__isnull=True)


def content(ledger: PlanLedger) -> PlanContent:
    """What people work on."""
    return ledger_state(ledger=ledger).content


def item(ledger: PlanLedger, code: str) -> PlannedItem:
    """The item of this code."""
    [found] = [one for one in content(ledger).items if one.code == code]
    return found


def codes(ledger: PlanLedger) -> list[str]:
    """The codes in the order in which the plan is read."""
    return [one.code for one in content(ledger).items]


def titles(items: Sequence[PlannedItem]) -> list[str | None]:
    """The titles."""
    return [one.title for one in items]
