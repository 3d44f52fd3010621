"""Roles of the people at the desk and what each may do: the rights are written here once, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is at the desk; a person may be several."""

    PLANNER = "planner"
    REPORTER = "reporter"
    HEAD = "head"
    READER = "reader"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            Role.PLANNER: "企画担当",
            Role.REPORTER: "所属担当",
            Role.HEAD: "所属長",
            Role.READER: "閲覧・監査",
            Role.EVALUATOR: "外部評価",
            Role.ADMINISTRATOR: "管理者",
        }[self]


class Right(StrEnum):
    """One thing that a person may be allowed to do."""

    READ_ANSWERS = "read_answers"
    WRITE_ANSWERS = "write_answers"
    ENTER_ON_BEHALF = "enter_on_behalf"
    APPROVE_ANSWERS = "approve_answers"
    CHECK_ANSWERS = "check_answers"
    READ_HISTORY = "read_history"
    RUN_ROUNDS = "run_rounds"
    EDIT_PLANS = "edit_plans"
    PUBLISH = "publish"
    READ_SHARED_DRAFTS = "read_shared_drafts"
    WRITE_OPINIONS = "write_opinions"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_DEPARTMENTS = "manage_departments"
    MANAGE_SETTINGS = "manage_settings"

    @property
    def label(self) -> str:
        """The right in words, for a page and the documents; reads as ``…できます``."""
        return {
            Right.READ_ANSWERS: "回答を下書きの段階から読むことができます",
            Right.WRITE_ANSWERS: "回答を入力し、提出し、承認前に取り下げることができます",
            Right.ENTER_ON_BEHALF: "部署に代わって、理由を付けて回答を入力し、提出し、承認前に取り下げることができます。所属長の利用者がいない部署については、ほかの人が代わって提出した回答に、所属長の承認を記録することができます",
            Right.APPROVE_ANSWERS: "提出された回答を承認し、または理由を付けて差し戻すことができます",
            Right.CHECK_ANSWERS: "承認された回答を確認し、確定し、理由を付けて差し戻し、または確定を解くことができます",
            Right.READ_HISTORY: "だれが、いつ、何を、なぜ変えたかの履歴を読むことができます",
            Right.RUN_ROUNDS: "調査を始め、期限を延ばし、締め切り、再開することができます",
            Right.EDIT_PLANS: "文書を取り込み、計画とその項目を作り、見直すことができます",
            Right.PUBLISH: "版を公表し、正誤を出すことができます",
            Right.READ_SHARED_DRAFTS: "外部評価のために共有された案を読むことができます",
            Right.WRITE_OPINIONS: "公表された版と共有された案に意見を書くことができます",
            Right.MANAGE_PEOPLE: "職員の役割と代理を登録し、終えることができます",
            Right.MANAGE_DEPARTMENTS: "部署と組織改編を登録することができます",
            Right.MANAGE_SETTINGS: "システムの設定を変えることができます",
        }[self]


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PLANNER: frozenset(
        {
            Right.READ_ANSWERS,
            Right.ENTER_ON_BEHALF,
            Right.CHECK_ANSWERS,
            Right.READ_HISTORY,
            Right.RUN_ROUNDS,
            Right.EDIT_PLANS,
            Right.PUBLISH,
            Right.READ_SHARED_DRAFTS,
        }
    ),
    Role.REPORTER: frozenset({Right.READ_ANSWERS, Right.WRITE_ANSWERS, Right.READ_HISTORY}),
    Role.HEAD: frozenset({Right.READ_ANSWERS, Right.APPROVE_ANSWERS, Right.READ_HISTORY}),
    Role.READER: frozenset({Right.READ_ANSWERS, Right.READ_HISTORY, Right.READ_SHARED_DRAFTS}),
    Role.EVALUATOR: frozenset({Right.READ_SHARED_DRAFTS, Right.WRITE_OPINIONS}),
    Role.ADMINISTRATOR: frozenset({Right.MANAGE_PEOPLE, Right.MANAGE_DEPARTMENTS, Right.MANAGE_SETTINGS}),
}
"""What each role may do; of a role in a department, in that department only."""

DEPARTMENT_ROLES = frozenset({Role.REPORTER, Role.HEAD})
"""Roles that a person holds in one department; the others are held for the whole municipality."""

DELEGABLE_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}
"""Roles that a deputy takes over during an absence; who manages accounts appoints another administrator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role as one person holds it on a day.

    `municipality` is its code, `department` the row number of the department or None for the whole municipality,
    `on_behalf_of` the number of the absent person whose role it is, None where it is the person's own.
    """

    role: Role
    municipality: str
    department: int | None = None
    on_behalf_of: int | None = None

    def covers(self, *, municipality: str, department: int | None) -> bool:
        """Whether the grant reaches there: a department's to that department, a municipality's to all of it."""
        if self.municipality != municipality:
            return False
        return self.department is None or self.department == department


def grants_for(
    grants: Iterable[Grant], right: Right, *, municipality: str, department: int | None
) -> tuple[Grant, ...]:
    """The grants that give `right` there: the person's own before those of absent persons."""
    found = [
        one
        for one in grants
        if right in RIGHTS[one.role] and one.covers(municipality=municipality, department=department)
    ]
    return tuple(sorted(found, key=lambda one: one.on_behalf_of is not None))


def roles_with(right: Right) -> tuple[Role, ...]:
    """The roles that have `right`, in the order of `Role`: whom a refusal names."""
    return tuple(role for role in Role if right in RIGHTS[role])
