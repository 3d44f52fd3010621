"""Compares a list of people with what is there, person by person; rows of a person that contradict each other are not taken."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from mitodoke.departments.models import Municipality
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import exists_on
from mitodoke.desk.accounts.staff_list.known import Known, KnownAccount
from mitodoke.desk.accounts.staff_list.outcome import Changes, NewRole, PersonChange, RowProblem
from mitodoke.desk.accounts.staff_list.rows import Column, StaffList, StaffRow
from mitodoke.desk.accounts.staff_list.typed_person import (
    Told,
    read_department,
    read_role,
    split_name,
    wrong_for_account,
    wrong_in,
)
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.role import DEPARTMENT_ROLES, Role


def plan_changes(*, staff: StaffList, municipality: Municipality, valid_from: datetime.date) -> Changes:
    """What `staff` would change in the city; three queries however many rows there are."""
    known = Known.of(municipality, [row.text(Column.USERNAME) for row in staff.rows], valid_from)
    reading = _Reading(staff, known, valid_from)
    groups: dict[str, list[StaffRow]] = defaultdict(list)
    for row in staff.rows:
        # A row without a name of an account is a person of its own.
        groups[row.text(Column.USERNAME).casefold() or f"\0{row.number}"].append(row)
    for rows in groups.values():
        reading.read_person(rows)
    reading.note_shared_addresses()
    return reading.result()


class _Reading:
    """Collects what the rows of one person after the other come to."""

    def __init__(self, staff: StaffList, known: Known, valid_from: datetime.date) -> None:
        self.staff, self.known, self.valid_from = staff, known, valid_from
        self.accounts: list[PersonChange] = []
        self.people: list[PersonChange] = []
        self.unchanged: list[tuple[int, str]] = []
        self.notes: list[str] = []
        self.problems: list[tuple[int, RowProblem]] = []
        self.refused: set[int] = set()
        self.missing: dict[str, None] = {}

    def read_person(self, rows: list[StaffRow]) -> None:
        """The rows of one account: none of them counts where one tells something wrong of the person."""
        wrong = [(row, told) for row in rows for told in wrong_in(row)]
        wrong = wrong or list(self._wrong_together(rows)) or list(self._wrong_with_account(rows))
        if wrong:
            for row, told in (*wrong, *self._wrong_roles(rows)):
                self._refuse(row, told)
            self.refused.update(row.number for row in rows)
            return
        account = self.known.account(rows[0].text(Column.USERNAME))
        roles = tuple(self._new_roles(rows, account))
        if account is not None:
            self._note_what_stays(rows, account)
        if not roles:
            return
        family, given = split_name(_first(rows, Column.NAME))
        change = PersonChange(
            username=rows[0].text(Column.USERNAME),
            family_name=family,
            given_name=given,
            email=_first(rows, Column.EMAIL),
            roles=roles,
            account=account.person if account else None,
        )
        (self.accounts if account is None else self.people).append(change)

    def _wrong_together(self, rows: list[StaffRow]) -> Iterable[tuple[StaffRow, Told]]:
        """Rows of one account that contradict each other: which of them is right, nobody can know."""
        for column in (Column.USERNAME, Column.NAME, Column.EMAIL):
            first: StaffRow | None = None
            for row in rows:
                text = row.text(column)
                if not text:
                    continue
                first = first or row
                was = first.text(column)
                if _comparable(column, text) != _comparable(column, was):
                    yield (
                        row,
                        (
                            column,
                            f"同じ利用者の{first.number}行目（{was}）と違います。どちらかを直してください。",
                        ),
                    )

    def _wrong_with_account(self, rows: list[StaffRow]) -> Iterable[tuple[StaffRow, Told]]:
        username, name = rows[0].text(Column.USERNAME), _first(rows, Column.NAME)
        account = self.known.account(username)
        if account is None:
            told = self.known.taken(username)
            if told:
                yield rows[0], (Column.USERNAME, told)
                return
            for column, sentence in wrong_for_account(username, name, _first(rows, Column.EMAIL)):
                yield next((row for row in rows if row.text(column)), rows[0]), (column, sentence)
            return
        if not account.person.is_active:
            told = "利用を停止しています。「招待とサインインの管理」で再開してから、もう一度選んでください。"
            yield rows[0], (Column.USERNAME, told)
        stored = f"{account.person.last_name}{account.person.first_name}"
        if name and stored and comparable(name) != comparable(stored):
            row = next(row for row in rows if row.text(Column.NAME))
            yield (
                row,
                (
                    Column.NAME,
                    f"利用者名「{username}」は{person_name(account.person)}として登録されています。"
                    "別の人のときは利用者名を、同じ人のときは氏名を直してください。",
                ),
            )

    def _wrong_roles(self, rows: list[StaffRow]) -> Iterable[tuple[StaffRow, Told]]:
        """What is wrong with the cells of role and department, of rows that are not taken anyway: told at once."""
        for row in rows:
            role = read_role(row)
            if not isinstance(role, Role):
                yield row, role
                continue
            department = read_department(row, role, self.known.departments)
            if isinstance(department, tuple):
                yield row, department

    def _new_roles(self, rows: list[StaffRow], account: KnownAccount | None) -> Iterable[NewRole]:
        seen: dict[tuple[Role, int | None], int] = {}
        for row in rows:
            role = read_role(row)
            if not isinstance(role, Role):
                self._refuse(row, role)
                continue
            department = read_department(row, role, self.known.departments)
            if isinstance(department, tuple):
                if role in DEPARTMENT_ROLES and row.text(Column.DEPARTMENT) and not row.unread:
                    self.missing.setdefault(row.text(Column.DEPARTMENT))
                self._refuse(row, department)
                continue
            if department is not None and not exists_on(department, self.valid_from):
                told = f"{format_date(self.valid_from)}には存在しない部署です。始まりの日か部署を確かめてください。"
                self._refuse(row, (Column.DEPARTMENT, told))
                continue
            key = (role, department.pk if department else None)
            if key in seen:
                self.unchanged.append((row.number, f"{seen[key]}行目と同じ内容です。"))
                continue
            seen[key] = row.number
            until = account.held.get(key, "") if account else ""
            if until:
                self.unchanged.append((row.number, until))
                continue
            yield NewRole(role=role, department=department)

    def _note_what_stays(self, rows: list[StaffRow], account: KnownAccount) -> None:
        username, email = account.person.get_username(), _first(rows, Column.EMAIL)
        if email and email.casefold() != account.person.email.casefold():
            self.notes.append(
                f"{username}のメールアドレスは、登録されているものと違いますが、変えません。本人が「設定」で変えます。"
            )

    def note_shared_addresses(self) -> None:
        """Whoever reads a shared inbox could take up the invitation of somebody else."""
        shared = Counter(one.email.casefold() for one in self.accounts if one.email)
        for email, count in shared.items():
            if count > 1:
                self.notes.append(
                    f"{email} は{count}人に共通のメールアドレスです。この{count}人への招待は、同じ受信箱に届きます。"
                    "一人ずつ渡すときは、メールアドレスの欄を空にして招待状を印刷してください。"
                )

    def _refuse(self, row: StaffRow, told: Told) -> None:
        column, sentence = told
        self.refused.add(row.number)
        self.problems.append(
            (
                row.number,
                RowProblem(place=self.staff.place(row, column), typed=row.text(column)[:80], told=sentence),
            )
        )

    def result(self) -> Changes:
        return Changes(
            valid_from=self.valid_from,
            accounts=tuple(self.accounts),
            people=tuple(self.people),
            unchanged=tuple(sorted(self.unchanged)),
            notes=tuple(self.notes),
            problems=tuple(one for _, one in sorted(self.problems, key=lambda pair: pair[0])),
            rows_refused=len(self.refused),
            missing=tuple(self.missing),
        )


def _comparable(column: Column, text: str) -> str:
    """A cell in the form in which two rows of one person must have the same; names of accounts tell capitals apart."""
    if column is Column.USERNAME:
        return text
    return comparable(text) if column is Column.NAME else text.casefold()


def _first(rows: Iterable[StaffRow], column: Column) -> str:
    return next((row.text(column) for row in rows if row.text(column)), "")
