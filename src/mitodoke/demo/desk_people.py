"""People of the fictional cities for trying the desk: every role, and three departments; passwords are random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.models import Department, Municipality
from mitodoke.departments.services import (
    appoint_first_administrator,
    begin_membership,
    register_departments,
)
from mitodoke.desk.services import open_account
from mitodoke.documents.queries import current_documents
from mitodoke.domain.role import Role
from mitodoke.plans.models import PlanItem
from mitodoke.publishing import models as publishing

BY = "見本データ"
KEPT = "架空の市を試す利用者のため"
"""Why nobody is made to replace these passwords: who tries the desk signs in as one person after another."""
DEPARTMENTS = 3


def load_desk() -> Iterator[str]:
    """Accounts for every fictional city that has none; one line an account, the only time its password is told."""
    codes = set(publishing.Edition.objects.filter(fictional=True).values_list("municipality_id", flat=True))
    for city in Municipality.objects.filter(code__in=codes).order_by("code"):
        if User.objects.filter(username=f"kanri-{city.code}").exists():
            yield f"{city.name}の作業画面の利用者は、すでにあります（パスワードは表示できません）。"
            yield f"  忘れたときは作り直せます：mitodoke staff kanri-{city.code} --city {city.code} --rescue"
            continue
        yield f"{city.name}（架空）の作業画面の利用者。パスワードの表示は一度だけです。"
        yield from _people(city)


@transaction.atomic
def _people(city: Municipality) -> list[str]:
    lines = []
    today = timezone.localdate()

    def account(username: str, family_name: str) -> User:
        person, password = open_account(
            username=f"{username}-{city.code}", family_name=family_name, kept_because=KEPT, by=BY
        )
        lines.append(f"  {family_name}　利用者名 {person.username}　パスワード {password}")
        return person

    administrator = account("kanri", "管理者")
    appoint_first_administrator(person=administrator, municipality=city, by=BY)

    def appoint(person: User, role: Role, department: Department | None = None) -> None:
        begin_membership(
            person=person,
            role=role,
            municipality=city,
            department=department,
            valid_from=today,
            by=administrator,
        )

    appoint(account("kikaku", "企画担当"), Role.PLANNER)
    appoint(account("kansa", "閲覧・監査"), Role.READER)
    for number, department in enumerate(_departments(city), start=1):
        appoint(account(f"tanto{number}", f"{department.name}担当"), Role.REPORTER, department)
        appoint(account(f"kacho{number}", f"{department.name}長"), Role.HEAD, department)
    return lines


def _departments(city: Municipality) -> list[Department]:
    """The departments that the city's newest plans name most often."""
    documents = [one.pk for one in current_documents() if one.municipality_id == city.code]
    named: Counter[str] = Counter()
    for departments in PlanItem.objects.filter(plan__document__in=documents).values_list(
        "departments", flat=True
    ):
        named.update(departments or ())
    names = [name for name, _ in named.most_common(DEPARTMENTS)]
    return register_departments(municipality=city, names=names, by=BY)
