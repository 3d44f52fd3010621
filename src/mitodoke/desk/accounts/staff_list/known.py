"""What the desk knows already of the people and departments that a list names; three queries for any list."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from mitodoke.departments.models import Department, Membership, Municipality
from mitodoke.departments.queries import people_known_in
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.role import Role


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account to which the city may give a role, and the roles it holds there, each with a sentence that says so."""

    person: User
    held: dict[tuple[Role, int | None], str]


@dataclass(frozen=True, slots=True)
class Known:
    """Accounts by their exact name and in small letters, and the departments that last, by their name."""

    accounts: dict[str, KnownAccount]
    strangers: frozenset[str]
    folded: dict[str, str | None]
    departments: dict[str, Department]

    @classmethod
    def of(cls, municipality: Municipality, usernames: Iterable[str], valid_from: datetime.date) -> Self:
        """What is known of these names; roles count that last on `valid_from` or end after it."""
        names = {one for one in usernames if one}
        found = (
            User.objects.annotate(
                folded=Lower("username"),
                is_ours=Exists(people_known_in([municipality.code]).filter(pk=OuterRef("pk"))),
            )
            .filter(Q(username__in=names) | Q(folded__in={one.lower() for one in names}))
            .order_by("username")
        )
        # The same people as the page for one person offers; of others it says no more than that the name is taken.
        ours = {one.pk: one for one in found if one.is_ours}
        held: dict[int, dict[tuple[Role, int | None], str]] = defaultdict(dict)
        rows = Membership.objects.filter(person__in=ours, municipality=municipality).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)
        )
        for row in rows:
            until = f"（{format_date(row.valid_to)}まで）" if row.valid_to else ""
            held[row.person_id][Role(row.role), row.department_id] = f"すでに登録されています{until}。"
        folded: dict[str, str | None] = {}
        for one in found:
            folded[one.username.casefold()] = one.username if one.pk in ours else None
        return cls(
            accounts={one.username: KnownAccount(one, held[one.pk]) for one in ours.values()},
            strangers=frozenset(one.username for one in found if one.pk not in ours),
            folded=folded,
            departments=_departments(municipality),
        )

    def account(self, username: str) -> KnownAccount | None:
        """The account of exactly this name that may be given a role of the city."""
        return self.accounts.get(username)

    def taken(self, username: str) -> str:
        """Why no account of this name can be made; empty where the name is free."""
        if username in self.strangers:
            return f"「{username}」という利用者はすでにいます。別の利用者名にしてください。"
        if username.casefold() not in self.folded:
            return ""
        other = self.folded[username.casefold()]
        if other is None:
            return "大文字・小文字だけが違う利用者がすでにいます。別の利用者名にしてください。"
        return (
            f"大文字・小文字だけが違う「{other}」という利用者がいます。"
            "同じ人のときは利用者名を合わせ、違う人のときは別の利用者名にしてください。"
        )


def _departments(municipality: Municipality) -> dict[str, Department]:
    """The departments that last, by their name; by its comparable form too where only one has that."""
    lasting = Department.objects.filter(municipality=municipality, valid_to__isnull=True).order_by("name")
    found: dict[str, list[Department]] = defaultdict(list)
    for one in lasting:
        found[comparable(one.name)].append(one)
    alone = {name: rows[0] for name, rows in found.items() if len(rows) == 1}
    return alone | {one.name: one for one in lasting}
