"""Plans of any depth: made, changed, moved, undone; and the rights and refusals around it."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.plan_change import (
    AddItem,
    ChangeItem,
    EndItem,
    ItemField,
    MoveItem,
    RemoveItem,
    ResumeItem,
    SetStructure,
)
from mitodoke.domain.plan_structure import Level, PlanStructure, document_structure, named_levels
from mitodoke.plans.models import PlanEvent, PlanLedger, PlanRevision, PlanVersion
from mitodoke.plans.queries import ledger_state, ledgers_of, plan_sentences
from mitodoke.plans.services import edit_plan, undo_last_change
from plans.ledger_desk import LedgerDesk, codes, content, item, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


def test_a_plan_of_own_levels_needs_no_code(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    state = ledger_state(ledger=ledger)
    assert [level.name for level in state.content.structure.levels] == ["政策", "施策", "事務事業"]
    assert codes(ledger) == ["1", "1-1", "1-1-1", "1-1-2"]
    assert titles(state.content.items)[0] == "花のまち"
    assert state.revision is None
    assert state.in_force == state.content
    assert ledgers_of(municipality_code=desk.city.pk) == [ledger]
    assert ledger.document_kind is None


@pytest.mark.parametrize("depth", [1, 2, 7])
def test_any_depth(desk: LedgerDesk, depth: int) -> None:
    ledger = desk.create(structure=named_levels(*(f"第{n}層" for n in range(1, depth + 1))))
    parent = None
    for number in range(depth):
        desk.edit(ledger, AddItem(parent_id=parent, code=str(number), title=f"題{number}"))
        parent = item(ledger, str(number)).item_id
    assert len(content(ledger).items) == depth
    with pytest.raises(ActionDenied, match="一番下の階層"):
        desk.edit(ledger, AddItem(parent_id=parent, code="x", title="下"))


def test_levels_are_renamed_and_added_below(desk: LedgerDesk) -> None:
    ledger = desk.create()
    desk.edit(ledger, AddItem(parent_id=None, code="1", title="花のまち"))
    levels = content(ledger).structure.levels
    renamed = (dataclasses.replace(levels[0], name="基本政策"), *levels[1:], Level(key="deep", name="細事業"))
    desk.edit(ledger, SetStructure(structure=PlanStructure(levels=renamed)), reason="名称の統一")
    assert content(ledger).structure.levels[3].name == "細事業"
    with pytest.raises(ActionDenied, match="階層がなくなります"):
        desk.edit(ledger, SetStructure(structure=PlanStructure(levels=renamed[1:])))
    [told] = [one for one in plan_sentences(ledger=ledger) if "階層" in one]
    assert (
        "「政策＞施策＞事務事業」から「基本政策＞施策＞事務事業＞細事業」に変えました。理由：名称の統一"
        in told
    )


def test_many_changes_are_one_state_or_none(desk: LedgerDesk) -> None:
    ledger = desk.create()
    before = ledger_state(ledger=ledger).version.number
    desk.edit(ledger, *(AddItem(parent_id=None, code=str(n), title=f"政策{n}") for n in range(1, 6)))
    assert ledger_state(ledger=ledger).version.number == before + 1
    assert codes(ledger) == ["1", "2", "3", "4", "5"]
    with pytest.raises(ActionDenied):
        desk.edit(
            ledger,
            RemoveItem(item_id=item(ledger, "1").item_id),
            ChangeItem(item_id="missing", field=ItemField.TITLE, value="x"),
        )
    assert codes(ledger) == ["1", "2", "3", "4", "5"]


def test_items_move_with_what_is_below_them(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    desk.begin(ledger)
    top, middle = item(ledger, "1"), item(ledger, "1-1")
    desk.edit(ledger, AddItem(parent_id=None, code="0", title="まち", before=top.item_id))
    other = item(ledger, "0")
    desk.edit(ledger, MoveItem(item_id=middle.item_id, parent_id=other.item_id))
    assert codes(ledger) == ["0", "1-1", "1-1-1", "1-1-2", "1"]
    second = item(ledger, "1-1-2")
    first = item(ledger, "1-1-1")
    desk.edit(ledger, MoveItem(item_id=second.item_id, parent_id=middle.item_id, before=first.item_id))
    assert codes(ledger) == ["0", "1-1", "1-1-2", "1-1-1", "1"]
    for change in (
        MoveItem(item_id=other.item_id, parent_id=middle.item_id),
        MoveItem(item_id=middle.item_id, parent_id=first.item_id),
        MoveItem(item_id=first.item_id, parent_id=other.item_id),
        MoveItem(item_id=first.item_id, parent_id=middle.item_id, before=top.item_id),
    ):
        with pytest.raises(ActionDenied):
            desk.edit(ledger, change)
    told = plan_sentences(ledger=ledger, item_id=middle.item_id)
    assert any("「1-1 花壇をふやす」を「1 花のまち」から「0 まち」に移しました" in one for one in told)
    assert any("の下の並び順を変えました" in one for one in told)


def test_undo_goes_back_step_by_step_to_the_beginning(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    desk.begin(ledger)
    states = [content(ledger)]
    measure = item(ledger, "1-1-1").item_id
    for title in ("苗を売る", "苗を育てる", "苗を運ぶ"):
        desk.edit(ledger, ChangeItem(item_id=measure, field=ItemField.TITLE, value=title))
        states.append(content(ledger))

    def undo() -> None:
        seen = ledger_state(ledger=ledger).version.number
        undo_last_change(ledger=ledger, seen=seen, by=desk.planner, clock=desk.clock)

    undo()
    assert content(ledger) == states[2]
    undo()
    assert content(ledger) == states[1]
    desk.edit(ledger, ChangeItem(item_id=measure, field=ItemField.TITLE, value="苗を配布する"))
    undo()
    assert content(ledger) == states[1]
    undo()
    assert content(ledger) == states[0]
    with pytest.raises(ActionDenied, match="もうありません"):
        undo()
    assert any("元に戻しました" in one for one in plan_sentences(ledger=ledger))


def test_who_did_not_see_the_newest_state_looks_again(desk: LedgerDesk) -> None:
    ledger = desk.create()
    seen = ledger_state(ledger=ledger).version.number
    desk.edit(ledger, AddItem(parent_id=None, code="1", title="花"), by=desk.second_planner)
    with pytest.raises(ActionDenied, match="企画二がこの計画を変えました"):
        edit_plan(
            ledger=ledger,
            changes=[AddItem(parent_id=None, code="2", title="木")],
            seen=seen,
            by=desk.planner,
            clock=desk.clock,
        )


def test_what_changes_nothing_adds_nothing(desk: LedgerDesk) -> None:
    ledger = desk.create()
    desk.edit(ledger, AddItem(parent_id=None, code="1", title="花"))
    version, events = ledger_state(ledger=ledger).version, PlanEvent.objects.count()
    again = desk.edit(
        ledger, ChangeItem(item_id=item(ledger, "1").item_id, field=ItemField.TITLE, value=" 花 ")
    )
    assert again == version
    assert PlanEvent.objects.count() == events


def test_ids_are_never_used_again(desk: LedgerDesk) -> None:
    ledger = desk.create()
    seen = set()
    for _ in range(3):
        desk.edit(ledger, AddItem(parent_id=None, code="1", title="花"))
        one = item(ledger, "1").item_id
        assert one not in seen
        seen.add(one)
        desk.edit(ledger, RemoveItem(item_id=one))


def test_items_end_with_what_is_below_and_resume(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    desk.begin(ledger)
    middle = item(ledger, "1-1")
    desk.edit(ledger, EndItem(item_id=middle.item_id, reason="民間が行うため"))
    assert [one.ended for one in content(ledger).items] == [False, True, True, True]
    with pytest.raises(ActionDenied, match="すでに終了"):
        desk.edit(ledger, EndItem(item_id=middle.item_id, reason="もう一度"))
    with pytest.raises(ActionDenied, match="終了しているため"):
        desk.edit(ledger, AddItem(parent_id=middle.item_id, code="9", title="下"))
    desk.edit(ledger, ResumeItem(item_id=middle.item_id))
    assert not item(ledger, "1-1").ended
    told = plan_sentences(ledger=ledger, item_id=middle.item_id)
    assert any("「1-1 花壇をふやす」を終了にしました。理由：民間が行うため" in one for one in told)


def test_only_planners_edit_and_only_drafts(desk: LedgerDesk) -> None:
    ledger = desk.create()
    change = AddItem(parent_id=None, code="1", title="花")
    for person in (desk.reporter, desk.head, desk.reader, desk.evaluator, desk.administrator):
        with pytest.raises(ActionDenied, match="企画担当"):
            desk.edit(ledger, change, by=person)
        with pytest.raises(ActionDenied, match="企画担当"):
            desk.create(title="別の計画", by=person)
    desk.edit(ledger, change)
    desk.decide(ledger)
    with pytest.raises(ActionDenied, match="見直しを始めて"):
        desk.edit(ledger, change)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"title": " "}, "題名"),
        ({"title": "一\n二"}, "一行"),
        ({"title": "悪\u202e意"}, "制御文字"),
        ({"structure": PlanStructure(levels=())}, "階層が一つ以上"),
        ({"structure": named_levels("政策", "政策")}, "二つあります"),
        ({"structure": named_levels("")}, "40字以内"),
        ({"reason": ""}, "理由"),
        ({"decider": " "}, "決定者"),
        ({"document_kind": DocumentKind.MAYORAL_PLEDGES}, "階層と合いません"),
        ({"document_kind": DocumentKind.COLLABORATION_REGISTER}, "階層と合いません"),
    ],
)
def test_what_no_plan_begins_with(desk: LedgerDesk, more: dict[str, object], words: str) -> None:
    with pytest.raises(ActionDenied, match=words):
        desk.create(**more)
    assert not PlanLedger.objects.exists()


def test_one_plan_of_a_title(desk: LedgerDesk) -> None:
    desk.create()
    with pytest.raises(ActionDenied, match="すでにあります"):
        desk.create()
    desk.create(
        title="公約",
        structure=document_structure(DocumentKind.MAYORAL_PLEDGES),
        document_kind=DocumentKind.MAYORAL_PLEDGES,
    )


def test_two_revisions_are_never_open(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    desk.begin(ledger)
    with pytest.raises(ActionDenied, match="まだ終わっていません"):
        desk.begin(ledger)
    row = PlanRevision.objects.get(closed_at__isnull=True)
    row.pk, row.number = None, 9
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_change_costs_the_same_in_a_large_plan(desk: LedgerDesk) -> None:
    ledger = desk.create()
    counts = []
    for size in (3, 300):
        desk.edit(
            ledger, *(AddItem(parent_id=None, code=f"{size}-{n}", title=f"政策{n}") for n in range(size))
        )
        one = item(ledger, f"{size}-0")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.edit(ledger, ChangeItem(item_id=one.item_id, field=ItemField.SUMMARY, value="概要"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 16
    assert PlanVersion.objects.count() == 5
