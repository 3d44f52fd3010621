"""A city that grows around the same addresses: every list of the desk gets longer, by the services that people use."""

from __future__ import annotations

import datetime
from dataclasses import replace

from mitodoke.departments.services import delegate, register_departments
from mitodoke.desk.accounts.invitations import make_invitation
from mitodoke.desk.accounts.words import InvitationWay
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.own_field import FieldControl, FieldRule
from mitodoke.domain.plan_change import AddIndicator, AddItem, Change
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.domain.role import Role
from mitodoke.plans.models import PlanItem, PlanLedger
from mitodoke.plans.queries import ledger_state
from mitodoke.plans.services import (
    begin_revision,
    decide_revision,
    define_field,
    edit_plan,
    observe,
    record_amount,
    record_value,
    verify_item,
    write_opinion,
)
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.models import Assignment, ReportingRound
from mitodoke.reporting.services import add_evidence, assign_item, import_reading
from reporting.desk import APRIL, Desk
from reporting.sample import plan_reading

MEASURE = "01-1-1"


class GrowingCity:
    """The sample city with an open round and its plan at the desk, and somebody who holds every role of it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.survey = ReportingRound.objects.get()
        self.ledger = PlanLedger.objects.get()
        self.mine = Assignment.objects.get(department=desk.flowers)
        self.grown = 0
        self.everybody = desk.planner
        for role in (Role.ADMINISTRATOR, Role.READER, Role.EVALUATOR):
            desk.person("企画", role)
        for role in (Role.REPORTER, Role.HEAD):
            desk.person("企画", role, desk.flowers)

        self._publish(desk.document.key)
        self.pledge = self._decided(AddItem(parent_id="01", code="01-9", title="育つ公約"))

    def grow(self) -> None:
        """One more of everything."""
        self.grown += 1
        number = self.grown
        self._department(number)
        self._documents(number)
        item_id = self._revision(number)
        self._beside_the_plan(number, item_id)
        self._answer(number)

    def _department(self, number: int) -> None:
        desk = self.desk
        [office] = register_departments(municipality=desk.city, names=[f"第{number}課"], by="試験")
        reporter = desk.person(f"担当{number}", Role.REPORTER, office)
        head = desk.person(f"課長{number}", Role.HEAD, office)
        desk.person(f"外部{number}", Role.EVALUATOR)
        assigned = assign_item(
            reporting_round=self.survey,
            item=PlanItem.objects.get(plan=self.survey.plan, key=MEASURE),
            department=office,
            by=desk.planner,
            clock=desk.clock,
        )
        desk.fill(assigned, by=reporter)
        delegate(
            absent=head,
            deputy=reporter,
            valid_from=datetime.date(2060, 4, 1),
            valid_to=datetime.date(2060, 4, 3),
            reason="出張",
            by=desk.planner,
        )
        make_invitation(
            person=reporter,
            municipality=desk.city,
            way=InvitationWay.LETTER,
            by=desk.planner,
            now=datetime.datetime.now(datetime.UTC),
        )

    def _documents(self, number: int) -> None:
        reading = plan_reading()
        document = replace(
            reading.content.document,
            document=f"mayoral_pledges-999997-{1990 + number}",
            fiscal_year=1990 + number,
        )
        other = replace(reading, content=replace(reading.content, document=document))
        import_reading(reading=other, by="試験")
        self._publish(document.document)

    def _publish(self, key: str) -> None:
        publish_edition(document=key, by="試験", today=APRIL, fictional=True, acknowledgement="試験")

    def _revision(self, number: int) -> str:
        """A 見直し that adds a measure with an indicator; its id."""
        code = f"{self.pledge.code}-{number}"
        measure = AddItem(parent_id=self.pledge.item_id, code=code, title="施策", departments=("花課",))
        added = self._decided(measure)
        self._decided(
            AddIndicator(item_id=added.item_id, level=IndicatorLevel.KPI, name=f"指標{number}", unit="件")
        )
        return added.item_id

    def _decided(self, change: Change) -> PlannedItem:
        """The plan after a 見直し of one change: the last item of it."""
        desk, ledger = self.desk, self.ledger
        begin_revision(
            ledger=ledger,
            reason="見直し",
            decider="市長",
            decided_on=APRIL,
            by=desk.planner,
            clock=desk.clock,
        )
        seen = ledger_state(ledger=ledger).version.number
        edit_plan(ledger=ledger, changes=[change], seen=seen, by=desk.planner, clock=desk.clock)
        seen = ledger_state(ledger=ledger).version.number
        decide_revision(ledger=ledger, seen=seen, by=desk.planner, clock=desk.clock)
        return ledger_state(ledger=ledger).content.items[-1]

    def _beside_the_plan(self, number: int, item_id: str) -> None:
        desk, ledger = self.desk, self.ledger
        rule = FieldRule(label=f"欄{number}", control=FieldControl.TEXT)
        field = define_field(ledger=ledger, level="measure", rule=rule, by=desk.planner, clock=desk.clock)
        for item in (MEASURE, item_id):
            record_value(
                ledger=ledger,
                item_id=item,
                key=field.key,
                value="値",
                seen=0,
                by=desk.planner,
                clock=desk.clock,
            )
            record_amount(
                ledger=ledger, item_id=item, fiscal_year=2000 + number, kind=AmountKind.BUDGET, amount="100",
                seen=0, by=desk.planner, clock=desk.clock,
            )  # fmt: skip
            verify_item(
                ledger=ledger, item_id=item, fiscal_year=2000 + number, decision=VerificationDecision.CONTINUE,
                reason="続けるため", next_steps="つづき", by=desk.planner, clock=desk.clock,
            )  # fmt: skip
            observe(
                ledger=ledger, item_id=item, observed_on=APRIL, observation="見た", decision="続ける",
                by=desk.planner, clock=desk.clock,
            )  # fmt: skip
            write_opinion(
                ledger=ledger, item_id=item, fiscal_year=2025, evaluator="委員会", text="意見", written_on=APRIL,
                by=desk.planner, clock=desk.clock,
            )  # fmt: skip

    def _answer(self, number: int) -> None:
        desk = self.desk
        desk.save(self.mine, "activity.1", f"苗を{number}回配りました。")
        desk.save(self.mine, f"activity.{number + 1}", f"木を{number}本植えました。")
        add_evidence(
            assignment=self.mine, name=f"{number}.txt", data=f"{number}".encode(), caption=f"{number}",
            by=desk.reporter, clock=desk.clock,
        )  # fmt: skip
