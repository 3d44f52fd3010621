"""The small city of the tests with accounts that can sign in, and clients for its people."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client

from mitodoke.departments.models import Department
from mitodoke.domain.role import Role
from reporting.desk import Desk


def people(desk: Desk) -> dict[str, User]:
    """Someone of every role, and someone of none, by the role's name."""
    return {
        "planner": desk.planner,
        "reporter": desk.reporter,
        "head": desk.head,
        "reader": desk.reader,
        "evaluator": desk.person("外部", Role.EVALUATOR),
        "administrator": desk.person("管理", Role.ADMINISTRATOR),
        "other_reporter": desk.green_reporter,
        "nobody": User.objects.create_user("新人"),
    }


def signed_in(person: User) -> Client:
    """A browser in which `person` is signed in."""
    client = Client()
    client.force_login(person)
    return client


def two_hats(desk: Desk, person: User, role: Role, department: Department | None = None) -> None:
    """Give a person another role."""
    desk.person(person.username, role, department)


def body(response: object) -> str:
    """The page as text."""
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]
