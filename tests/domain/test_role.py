"""Roles: every role and right as agreed, and how far a role reaches."""

from __future__ import annotations

from itertools import product

import pytest

from mitodoke.domain.approval import TRANSITIONS, Action, Case
from mitodoke.domain.role import (
    DELEGABLE_ROLES,
    DEPARTMENT_ROLES,
    RIGHTS,
    Grant,
    Right,
    Role,
    grants_for,
    roles_with,
)

# By hand: which roles have the right.
WHO = {
    "read_answers": "planner reporter head reader",
    "write_answers": "reporter",
    "enter_on_behalf": "planner",
    "approve_answers": "head",
    "check_answers": "planner",
    "read_history": "planner reporter head reader",
    "run_rounds": "planner",
    "edit_plans": "planner",
    "publish": "planner",
    "read_shared_drafts": "planner reader evaluator",
    "write_opinions": "evaluator",
    "manage_people": "administrator",
    "manage_departments": "administrator",
    "manage_settings": "administrator",
}


@pytest.mark.parametrize(("role", "right"), list(product(Role, Right)))
def test_every_role_and_right(role: Role, right: Right) -> None:
    assert (right in RIGHTS[role]) is (role.value in WHO[right.value].split())
    assert (role in roles_with(right)) is (right in RIGHTS[role])
    assert role.label
    assert right.label.endswith("ます")


def test_the_reader_changes_nothing() -> None:
    assert all(right.value.startswith("read_") for right in RIGHTS[Role.READER])


@pytest.mark.parametrize(
    ("grant", "municipality", "department", "covered"),
    [
        (Grant(role=Role.REPORTER, municipality="a", department=1), "a", 1, True),
        (Grant(role=Role.REPORTER, municipality="a", department=1), "a", 2, False),
        (Grant(role=Role.REPORTER, municipality="a", department=1), "a", None, False),
        (Grant(role=Role.REPORTER, municipality="a", department=1), "b", 1, False),
        (Grant(role=Role.PLANNER, municipality="a"), "a", 1, True),
        (Grant(role=Role.PLANNER, municipality="a"), "a", None, True),
        (Grant(role=Role.PLANNER, municipality="a"), "b", 1, False),
    ],
)
def test_how_far_a_role_reaches(
    grant: Grant, municipality: str, department: int | None, covered: bool
) -> None:
    assert grant.covers(municipality=municipality, department=department) is covered


def test_the_own_role_comes_before_that_of_an_absent_person() -> None:
    other = Grant(role=Role.HEAD, municipality="a", department=1, on_behalf_of=7)
    own = Grant(role=Role.HEAD, municipality="a", department=1)
    found = grants_for([other, own], Right.APPROVE_ANSWERS, municipality="a", department=1)
    assert found == (own, other)
    assert grants_for([other, own], Right.WRITE_ANSWERS, municipality="a", department=1) == ()


def test_which_roles_are_held_in_departments_and_may_be_delegated() -> None:
    assert {Role.REPORTER, Role.HEAD} == DEPARTMENT_ROLES
    assert set(Role) - DELEGABLE_ROLES == {Role.ADMINISTRATOR}


def test_the_rights_and_the_table_of_approval_agree() -> None:
    writing = {Action.SAVE, Action.SUBMIT, Action.WITHDRAW}
    for right, cases, actions in (
        (Right.WRITE_ANSWERS, {Case.ORDINARY}, writing),
        (Right.ENTER_ON_BEHALF, {Case.ON_BEHALF, Case.NO_HEAD}, {*writing, Action.RECORD_APPROVAL, Action.RETURN}),
        (Right.APPROVE_ANSWERS, {Case.ORDINARY}, {Action.APPROVE, Action.RETURN}),
        (Right.CHECK_ANSWERS, {Case.ORDINARY}, {Action.CHECK, Action.CONFIRM, Action.RETURN, Action.REOPEN}),
    ):  # fmt: skip
        for role in Role:
            done = {one.action for one in TRANSITIONS if one.role is role and one.case in cases}
            assert (done == actions) is (right in RIGHTS[role]), (role, right)
