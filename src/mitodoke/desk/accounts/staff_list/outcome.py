"""What a list of people comes to: new accounts, new roles, rows that change nothing, and cells that cannot be taken."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from django.contrib.auth.models import User

from mitodoke.departments.models import Department
from mitodoke.departments.person_name import person_name
from mitodoke.domain.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A cell for which a row is not taken: where it is, what stands there, and what to do."""

    place: str
    typed: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRole:
    """A role that would begin; no department is the whole city."""

    role: Role
    department: Department | None

    def __str__(self) -> str:
        return f"{self.department.name}の{self.role.label}" if self.department else self.role.label


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """A person with the roles that would begin; without `account` the account would be made as well."""

    username: str
    family_name: str
    given_name: str
    email: str
    roles: tuple[NewRole, ...]
    account: User | None = None

    @property
    def name(self) -> str:
        """How the person is called."""
        return (
            f"{self.family_name} {self.given_name}".strip()
            if self.account is None
            else person_name(self.account)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that a list would do from the day `valid_from` on, and what it would not.

    `unchanged` are sentences with the number of their row; `notes` tell what of an accepted row is left out;
    `missing` are departments that do not exist.
    """

    valid_from: datetime.date
    accounts: tuple[PersonChange, ...]
    people: tuple[PersonChange, ...]
    unchanged: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    problems: tuple[RowProblem, ...]
    rows_refused: int
    missing: tuple[str, ...]

    @property
    def everybody(self) -> tuple[PersonChange, ...]:
        """The new people, then those who get a role."""
        return (*self.accounts, *self.people)

    @property
    def role_count(self) -> int:
        """How many roles would begin."""
        return sum(len(one.roles) for one in self.everybody)

    @property
    def seen(self) -> str:
        """A fingerprint of what would be stored: what was looked at is told from what has changed since."""
        told = [
            (
                (one.username, one.family_name, one.given_name, one.email, one.account and one.account.pk),
                [(role.role.value, role.department and role.department.pk) for role in one.roles],
            )
            for one in self.everybody
        ]
        return hashlib.sha256(repr((self.valid_from.isoformat(), told)).encode()).hexdigest()
