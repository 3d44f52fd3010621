"""One visit of one person to one page of the desk: who it is, with which roles, and what the address is about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User

from mitodoke.departments.models import Department, Municipality
from mitodoke.departments.person_name import person_name
from mitodoke.desk.permissions import Access, Reach
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.role import RIGHTS, Grant, Right, grants_for
from mitodoke.plans.models import PlanLedger
from mitodoke.reporting.models import Assignment, ReportingRound, RoundLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A person at the desk; what the address names is loaded, the rest is None."""

    person: User
    today: datetime.date
    grants: tuple[Grant, ...]
    municipality: Municipality | None = None
    reporting_round: ReportingRound | None = None
    department: Department | None = None
    assignment: Assignment | None = None
    document: SourceDocument | None = None
    ledger: PlanLedger | None = None
    link: RoundLink | None = None
    """The mailed link that the person works by instead of signing in; then `grants` reach no further than it does."""

    @property
    def codes(self) -> frozenset[str]:
        """The municipality of the address; where it names none, all in which the person has a role."""
        if self.municipality is not None:
            return frozenset({self.municipality.code})
        return frozenset(grant.municipality for grant in self.grants)

    @property
    def name(self) -> str:
        """How the person is called."""
        return person_name(self.person)

    @property
    def city(self) -> Municipality:
        """The municipality that the address names; only for pages of one."""
        assert self.municipality is not None
        return self.municipality

    @property
    def survey(self) -> ReportingRound:
        """The round that the address names; only for pages of one."""
        assert self.reporting_round is not None
        return self.reporting_round

    @property
    def office(self) -> Department:
        """The department that the address names; only for pages of one."""
        assert self.department is not None
        return self.department

    @property
    def answer(self) -> Assignment:
        """The request that the address names; only for pages of one."""
        assert self.assignment is not None
        return self.assignment

    @property
    def paper(self) -> SourceDocument:
        """The document that the address names; only for pages of one."""
        assert self.document is not None
        return self.document

    @property
    def plan(self) -> PlanLedger:
        """The ledger of the plan that the address names; only for pages of one."""
        assert self.ledger is not None
        return self.ledger

    def may(self, right: Right, *, department: int | None = None) -> bool:
        """Whether the person has `right` in the city of the address, for all of it or for a department."""
        if self.municipality is None:
            return False
        code = self.municipality.code
        return bool(grants_for(self.grants, right, municipality=code, department=department))

    def opens(self, access: Access) -> bool:
        """Whether the table lets this person in."""
        if access.reach in (Reach.ANYONE, Reach.SIGNED_IN):
            return True
        if access.reach is Reach.SOMEWHERE:
            return any(
                right in RIGHTS[grant.role]
                for grant in self.grants
                for right in access.rights
                if self.municipality is not None and grant.municipality == self.municipality.code
            )
        return any(self.may(right, department=self._place(access.reach)) for right in access.rights)

    def _place(self, reach: Reach) -> int | None:
        """The department that a right is asked for; None: the whole city."""
        if reach is Reach.ANSWER:
            return self.answer.department_id
        return self.office.pk if reach is Reach.DEPARTMENT else None

    def cities_with(self, right: Right, *, somewhere: bool = False) -> tuple[str, ...]:
        """The codes of municipalities for all of which (with `somewhere`: or in a department of which) `right` is held."""
        return tuple(
            dict.fromkeys(
                one.municipality
                for one in self.grants
                if (somewhere or one.department is None) and right in RIGHTS[one.role]
            )
        )

    def has(self, right: Right) -> bool:
        """Whether the person has `right` anywhere."""
        return any(right in RIGHTS[one.role] for one in self.grants)
