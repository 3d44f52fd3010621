"""組織改編 in one step: what the preview says is what happens, to departments, people and plans."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection

from mitodoke.departments.models import Department, DepartmentSuccession, Membership, SuccessionExtent
from mitodoke.departments.queries import departments_today
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_change import ChangeItem, ItemField
from mitodoke.domain.role import Role
from mitodoke.plans.migrations import __name__ as migrations_package
from mitodoke.plans.models import PlanVersion
from mitodoke.plans.queries import ledger_state, plan_sentences, revision_report, revisions_of
from mitodoke.plans.services import (
    DepartmentMove,
    Reorganisation,
    plan_reorganisation,
    reorganise,
    undo_last_change,
)
from plans.ledger_desk import LedgerDesk, item

pytestmark = pytest.mark.django_db
WHOLE, PART = SuccessionExtent.WHOLE, SuccessionExtent.PART
ON = datetime.date(2026, 4, 1)


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


def run(desk: LedgerDesk, *moves: DepartmentMove, **more: Any) -> Reorganisation:
    values = {
        "municipality": desk.city,
        "moves": moves,
        "on": ON,
        "reason": "部の再編",
        "decider": "市長",
        "by": desk.administrator,
        "clock": desk.clock,
    }
    return reorganise(**(values | more))


def test_a_renamed_department_takes_people_and_items_along(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    move = DepartmentMove(predecessor=desk.flowers, successor="花と水の課", extent=WHOLE)
    [preview] = plan_reorganisation(municipality=desk.city, moves=[move], on=ON)
    assert preview.successor_is_new
    assert preview.people == ("花担当（所属担当）", "花課長（所属長）")
    assert preview.items == (("第2次花咲市総合計画", "1-1-1 苗を配る"),)
    assert not Department.objects.filter(name="花と水の課").exists()
    done = run(desk, move)
    assert len(done.memberships) == 2
    assert item(ledger, "1-1-1").departments == ("花と水の課",)
    assert item(ledger, "1-1-2").departments == ("みどり課",)
    new = desk.department("花と水の課")
    assert departments_today(department=desk.flowers, today=ON) == [new]
    lasting = Membership.objects.filter(valid_to__isnull=True, department=new)
    assert {(one.person.username, one.role) for one in lasting} == {
        ("花担当", "reporter"),
        ("花課長", "head"),
    }
    last = revisions_of(ledger=ledger)[-1]
    assert (last.name, last.is_reorganisation, last.decider) == ("組織改編（令和8年4月1日）", True, "市長")
    assert revision_report(revision=last).comparison.marks == {}
    told = plan_sentences(ledger=ledger)[-1]
    assert (
        "管理が組織改編により「1-1-1 苗を配る」の担当部署を「花課」から「花と水の課」に変えました。理由：部の再編"
        in told
    )
    again = desk.begin(ledger)
    assert again.name == "第1回見直し"


def test_departments_merge_and_no_one_holds_a_role_twice(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    desk.person("花担当", Role.REPORTER, desk.green)
    run(desk, DepartmentMove(predecessor=desk.flowers, successor="みどり課", extent=WHOLE))
    assert item(ledger, "1-1-1").departments == ("みどり課",)
    held = Membership.objects.filter(department=desk.green, valid_to__isnull=True)
    assert sorted((one.person.username, one.role) for one in held) == [
        ("緑担当", "reporter"),
        ("緑課長", "head"),
        ("花担当", "reporter"),
        ("花課長", "head"),
    ]


def test_two_departments_can_change_names_with_new_ones_at_once(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    run(
        desk,
        DepartmentMove(predecessor=desk.flowers, successor="第一課", extent=WHOLE),
        DepartmentMove(predecessor=desk.green, successor="第一課", extent=WHOLE),
    )
    assert [item(ledger, code).departments for code in ("1-1-1", "1-1-2")] == [("第一課",), ("第一課",)]
    assert Department.objects.filter(name="第一課").count() == 1
    assert DepartmentSuccession.objects.count() == 2
    assert PlanVersion.objects.filter(ledger=ledger, revision__is_reorganisation=True).count() == 1


def test_a_part_moves_what_was_chosen_and_nobody(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    key = item(ledger, "1-1-1").item_id
    open_choice = DepartmentMove(predecessor=desk.flowers, successor="みどり課", extent=PART)
    [preview] = plan_reorganisation(municipality=desk.city, moves=[open_choice], on=ON)
    assert (preview.people, preview.items) == ((), (("第2次花咲市総合計画", "1-1-1 苗を配る"),))
    assert run(desk, open_choice).versions == ()
    assert item(ledger, "1-1-1").departments == ("花課",)
    chosen = DepartmentMove(
        predecessor=desk.flowers,
        successor="水課",
        extent=PART,
        items={ledger.pk: frozenset({key})},
    )
    assert run(desk, chosen).memberships == ()
    assert item(ledger, "1-1-1").departments == ("水課",)
    assert desk.department("花課").valid_to is None


def test_an_open_draft_is_renamed_too_and_decided_later(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    desk.begin(ledger)
    key = item(ledger, "1-1-1").item_id
    desk.edit(ledger, ChangeItem(item_id=key, field=ItemField.SUMMARY, value="春に配る"))
    done = run(desk, DepartmentMove(predecessor=desk.flowers, successor="花と水の課", extent=WHOLE))
    assert len(done.versions) == 2
    state = ledger_state(ledger=ledger)
    assert state.in_force is not None
    assert [one.departments for one in state.in_force.items if one.item_id == key] == [("花と水の課",)]
    assert [(one.departments, one.summary) for one in state.content.items if one.item_id == key] == [
        (("花と水の課",), "春に配る")
    ]
    with pytest.raises(ActionDenied, match="組織改編の前"):
        undo_last_change(ledger=ledger, seen=state.version.number, by=desk.planner, clock=desk.clock)
    desk.edit(ledger, ChangeItem(item_id=key, field=ItemField.SUMMARY, value="秋に配る"))
    seen = ledger_state(ledger=ledger).version.number
    undo_last_change(ledger=ledger, seen=seen, by=desk.planner, clock=desk.clock)
    desk.decide(ledger)
    assert (item(ledger, "1-1-1").departments, item(ledger, "1-1-1").summary) == (("花と水の課",), "春に配る")


@pytest.mark.parametrize(
    ("successors", "more", "words"),
    [
        ((), {}, "一つ以上"),
        ((("花課", WHOLE),), {}, "同じ名前"),
        ((("甲課", WHOLE), ("乙課", WHOLE)), {}, "重なっています"),
        ((("甲課", PART), ("甲課", PART)), {}, "重なっています"),
        (((" ", WHOLE),), {}, "引き継ぐ部署の名前"),
        ((("甲課", WHOLE),), {"reason": ""}, "理由"),
        ((("甲課", WHOLE),), {"decider": ""}, "決定者"),
    ],
)
def test_what_is_no_reorganisation(
    desk: LedgerDesk,
    successors: tuple[tuple[str, SuccessionExtent], ...],
    more: dict[str, Any],
    words: str,
) -> None:
    ledger = desk.decided()
    moves = [DepartmentMove(predecessor=desk.flowers, successor=n, extent=e) for n, e in successors]
    with pytest.raises(ActionDenied, match=words):
        run(desk, *moves, **more)
    assert item(ledger, "1-1-1").departments == ("花課",)
    assert Department.objects.count() == 2


def test_all_or_nothing_and_only_by_administrators(desk: LedgerDesk) -> None:
    desk.decided()
    move = DepartmentMove(predecessor=desk.flowers, successor="甲課", extent=WHOLE)
    for person in (desk.planner, desk.head, desk.reader):
        with pytest.raises(ActionDenied, match="管理者"):
            run(desk, move, by=person)
    run(desk, move)
    with pytest.raises(ActionDenied, match="存在していません"):
        run(desk, DepartmentMove(predecessor=desk.green, successor="乙課", extent=WHOLE), DepartmentMove(
            predecessor=desk.flowers, successor="丙課", extent=WHOLE), on=datetime.date(2027, 4, 1))  # fmt: skip
    assert not Department.objects.filter(name__in=["乙課", "丙課"]).exists()


def test_the_triggers_are_in_the_database() -> None:
    import importlib

    names = (
        "0004_facts_are_only_added",
        "0006_rating_scale",
        "0007_combining_choice",
        "0008_rule_choice",
        "0009_own_files",
    )
    migrations = [importlib.import_module(f"{migrations_package}.{name}") for name in names]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'plans_%'")
        found = {name for (name,) in cursor.fetchall()}
    assert {name for one in migrations for name in one.TRIGGERS} == found
    assert len(found) == 52
