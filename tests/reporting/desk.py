"""A desk to try things at: the sample city's plan and register, people in every role, and a clock."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import User

from mitodoke.departments.models import Department, Membership, Municipality
from mitodoke.departments.services import register_departments
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.approval import Action
from mitodoke.domain.edition import Reading
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.role import Role
from mitodoke.reporting.models import AnswerField, Assignment, ReportingRound
from mitodoke.reporting.services import (
    SavedAnswer,
    act_on_answer,
    import_reading,
    open_desk_round,
    save_field,
)
from reporting.sample import CODE, plan_reading, register_reading

JAPAN = datetime.timezone(datetime.timedelta(hours=9))
APRIL = datetime.date(2026, 4, 1)
DUE = datetime.date(2026, 4, 30)
PLAN_ASKS = (Ask.RATINGS, Ask.ACTIVITIES, Ask.KPI_ACTUALS)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime.datetime = datetime.datetime(2026, 4, 2, 8, 30, tzinfo=JAPAN)

    def __call__(self) -> datetime.datetime:
        """The moment it shows."""
        return self.now

    def move(self, **by: int) -> None:
        """Let time pass."""
        self.now += datetime.timedelta(**by)


@dataclass
class Desk:
    """The city with its people: a planner, and a reporter and a head of each department; everyone by name."""

    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        reading = plan_reading()
        import_reading(reading=with_kpi_on_the_measure(reading), by="試験")
        self.city = Municipality.objects.get()
        self.document = _document("mayoral_pledges-999997-2025")
        self.flowers, self.green = register_departments(
            municipality=self.city, names=["花課", "みどり課"], by="試験"
        )
        self.planner = self.person("企画", Role.PLANNER)
        self.second_planner = self.person("企画二", Role.PLANNER)
        self.reporter = self.person("花担当", Role.REPORTER, self.flowers)
        self.head = self.person("花課長", Role.HEAD, self.flowers)
        self.green_reporter = self.person("緑担当", Role.REPORTER, self.green)
        self.green_head = self.person("緑課長", Role.HEAD, self.green)
        self.reader = self.person("監査", Role.READER)

    def person(self, name: str, role: Role, department: Department | None = None) -> User:
        """Someone who holds a role since long ago."""
        person, _ = User.objects.get_or_create(username=name)
        Membership.objects.create(
            person=person,
            role=role,
            municipality=self.city,
            department=department,
            valid_from=datetime.date(2020, 4, 1),
            recorded_by="試験",
            recorded_at=self.clock(),
        )
        return person

    def open(self, **more: Any) -> ReportingRound:
        """The round of the plan, with its own document as last year's."""
        values: dict[str, Any] = {
            "plan": self.document.plan,
            "previous": self.document,
            "fiscal_year": 2025,
            "opened_on": APRIL,
            "due_on": DUE,
            "asks": PLAN_ASKS,
            "by": self.planner,
            "clock": self.clock,
        }
        return open_desk_round(**(values | more))

    def open_register(self, **more: Any) -> ReportingRound:
        """The round of next year's register after the sample's."""
        import_reading(reading=register_reading(2024), by="試験")
        import_reading(reading=replace_entries(register_reading(2025)), by="試験")
        values: dict[str, Any] = {
            "plan": None,
            "register": _document("collaboration_register-999997-2025"),
            "previous": _document("collaboration_register-999997-2024"),
            "asks": (Ask.COLLABORATION_ENTRIES, Ask.PATRONAGE),
        }
        return self.open(**(values | more))

    def save(
        self, assignment: Assignment, field: str, value: str | None, by: User | None = None
    ) -> SavedAnswer:
        """Save over whatever stands."""
        row = AnswerField.objects.filter(assignment=assignment, name=field).first()
        return save_field(
            assignment=assignment,
            field=field,
            value=value,
            revision=row.revision if row else 0,
            by=by or self.reporter,
            clock=self.clock,
        )

    def fill(self, assignment: Assignment, by: User | None = None) -> None:
        """Answer everything that is asked of the measure, without a doubt."""
        self.save(assignment, "rating.step", "7", by)
        self.save(assignment, "activity.1", "苗を令和7年6月1日に配りました。", by)
        if assignment.is_lead:
            self.save(assignment, "kpi.K1.value", "9か所", by)
            self.save(assignment, "kpi.K1.certainty", "estimate", by)

    def act(self, assignment: Assignment, action: Action, by: User, reason: str | None = None) -> Assignment:
        """One act on one answer."""
        return act_on_answer(assignment=assignment, action=action, reason=reason, by=by, clock=self.clock)

    def confirm(self, assignment: Assignment, by: User | None = None, head: User | None = None) -> Assignment:
        """The whole way from a filled draft to 確定."""
        self.act(assignment, Action.SUBMIT, by or self.reporter)
        self.act(assignment, Action.APPROVE, head or self.head)
        self.act(assignment, Action.CHECK, self.planner)
        return self.act(assignment, Action.CONFIRM, self.planner)


def of(reporting_round: ReportingRound, department: Department) -> Assignment:
    """The only request of the round to the department."""
    return reporting_round.assignments.get(department=department)


def with_kpi_on_the_measure(reading: Reading) -> Reading:
    """The sample with its indicator on the measure that departments answer for."""
    [indicator] = reading.content.indicators
    moved: Indicator = replace(indicator, item_id="01-1-1")
    return replace(reading, content=replace(reading.content, indicators=(moved,)))


def replace_entries(reading: Reading) -> Reading:
    """A register that is begun and has no entries yet."""
    return replace(reading, content=replace(reading.content, entries=()))


def _document(key: str) -> SourceDocument:
    found = current_document(key)
    assert found is not None, key
    return found


__all__ = ["APRIL", "CODE", "DUE", "PLAN_ASKS", "Clock", "Desk", "of"]
