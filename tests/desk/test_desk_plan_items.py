"""Items of a plan on their pages: added, changed, moved, ended, noted; and two people at the same item."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from desk.city import body, signed_in
from desk.plan_pages import PlanPages, told
from mitodoke.domain.plan_change import AddItem, ChangeItem, ItemField, RemoveItem
from mitodoke.plans.models import PlanLedger, WordingNote
from mitodoke.plans.queries import plan_sentences
from mitodoke.plans.services import take_over_plan
from plans.ledger_desk import codes, content, item
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages()


def test_an_item_is_added_and_more_after_it(pages: PlanPages) -> None:
    address = pages.address("plan_item_new")
    under = item(pages.ledger, "1-1").item_id
    page = body(pages.planner.get(address, {"under": under}))
    assert "事務事業を加える" in page
    sent = {
        "under": under,
        "v:code": "1-1-3",
        "v:title": "水をやる",
        "v:summary": "毎朝\r\n毎夕",
        "v:departments": ["みどり課", "知らない課"],
        "reason": "要望のため",
    }
    shown = told(pages.planner, pages.planner.post(address, sent))
    assert "「1-1-3 水をやる」を加えました。" in unescape(shown)
    added = item(pages.ledger, "1-1-3")
    assert (added.summary, added.departments) == ("毎朝\n毎夕", ("みどり課",))
    assert plan_sentences(ledger=pages.ledger, item_id=added.item_id)[0].endswith("理由：要望のため")
    response = pages.planner.post(
        f"{address}?under={under}", sent | {"v:code": "1-1-4", "v:title": "草を取る", "more": "1"}
    )
    assert response["Location"] == f"{address}?under={under}"
    assert codes(pages.ledger) == ["1", "1-1", "1-1-1", "1-1-2", "1-1-3", "1-1-4"]
    top = pages.planner.post(address, {"v:code": "2", "v:title": "緑のまち"})
    assert top.status_code == 302
    assert codes(pages.ledger)[-1] == "2"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"v:title": ""}, "題名を入力してください"),
        ({"v:title": "悪\u202e意"}, "制御文字"),
        ({"v:title": "x\x00y"}, "制御文字"),
        ({"v:title": "長" * 100_000}, "300字まで"),
        ({"v:summary": "長" * 100_000}, "10,000字まで"),
        ({"v:code": "長" * 301}, "300字まで"),
    ],
)
def test_what_no_item_is_made_of_is_kept_on_the_page(
    pages: PlanPages, typed: dict[str, str], words: str
) -> None:
    sent = {"v:code": "2", "v:title": "緑のまち", "v:summary": "わが市の緑"} | typed
    response = pages.planner.post(pages.address("plan_item_new"), sent)
    page = body(response)
    assert response.status_code == 422
    assert words in page
    assert sent["v:summary"] in page
    assert codes(pages.ledger) == ["1", "1-1", "1-1-1", "1-1-2"]


def test_fields_are_changed_and_said_in_the_history(pages: PlanPages) -> None:
    address = pages.of_item("1-1-1", "plan_item_edit")
    sent = pages.item_form(
        "1-1-1",
        title="苗を<b>育てる",
        subtitle="春と秋",
        departments=["花課", "みどり課"],
        sdgs=["11", "15", "99"],
        audience="町内会\n\n 学校 \n町内会",
        outcomes="まちが明るくなる",
    )
    page = told(pages.planner, pages.planner.post(address, sent))
    assert "苗を&lt;b&gt;育てる" in page
    assert "<b>育てる" not in page
    changed = item(pages.ledger, "1-1-1")
    assert (changed.departments, changed.sdgs) == (("花課", "みどり課"), (11, 15))
    assert (changed.audience, changed.outcomes) == (("町内会", "学校"), ("まちが明るくなる",))
    assert "新規" not in page
    assert "事業内容変更" in page
    version = pages.seen
    assert "変わったところはありませんでした" in told(
        pages.planner, pages.planner.post(address, pages.item_form("1-1-1"))
    )
    assert pages.seen == version


def test_a_refusal_keeps_what_was_typed_and_is_tied_to_its_field(pages: PlanPages) -> None:
    response = pages.planner.post(
        pages.of_item("1-1-1", "plan_item_edit"), pages.item_form("1-1-1", title="", summary="消えない文")
    )
    page = body(response)
    assert response.status_code == 422
    assert "題名は空にできません" in page
    assert "消えない文" in page
    assert 'aria-describedby="field-title-problem" aria-invalid="true"' in page
    assert item(pages.ledger, "1-1-1").summary is None


def other(pages: PlanPages, field: ItemField, value: Any) -> None:
    """The second planner changes the same item."""
    change = ChangeItem(item_id=item(pages.ledger, "1-1-1").item_id, field=field, value=value)
    pages.desk.edit(pages.ledger, change, by=pages.desk.second_planner)


def test_two_people_at_different_fields_both_keep_theirs(pages: PlanPages) -> None:
    sent = pages.item_form("1-1-1", title="苗を配布する")
    other(pages, ItemField.SUMMARY, "二人目の概要")
    page = told(pages.planner, pages.planner.post(pages.of_item("1-1-1", "plan_item_edit"), sent))
    assert "企画二が変えた別の欄は、そのまま残しました" in page
    both = item(pages.ledger, "1-1-1")
    assert (both.title, both.summary) == ("苗を配布する", "二人目の概要")


@pytest.mark.parametrize(("answer", "left"), [("mine", "わたしの題"), ("theirs", "二人目の題")])
def test_two_people_at_the_same_field_the_second_decides(pages: PlanPages, answer: str, left: str) -> None:
    address = pages.of_item("1-1-1", "plan_item_edit")
    sent = pages.item_form("1-1-1", title="わたしの題", summary="わたしの概要")
    other(pages, ItemField.TITLE, "二人目の題")
    response = pages.planner.post(address, sent)
    page = body(response)
    assert response.status_code == 409
    for words in ("企画二", "二人目の題", "わたしの題", "わたしの概要", 'name="k:title" value="mine"'):
        assert words in page
    assert "開いている間に変わったところ" in page
    assert item(pages.ledger, "1-1-1").summary is None
    undecided = pages.planner.post(address, sent | {"seen": pages.seen, "c:title": "1"})
    assert undecided.status_code == 409
    decided = sent | {"seen": pages.seen, "c:title": "1", "k:title": answer}
    told(pages.planner, pages.planner.post(address, decided))
    assert (item(pages.ledger, "1-1-1").title, item(pages.ledger, "1-1-1").summary) == (left, "わたしの概要")


@pytest.mark.parametrize("seen", ["0", "", "x", "9999", "9" * 50, "\x00"])
def test_who_does_not_say_what_they_saw_decides_anew(pages: PlanPages, seen: str) -> None:
    sent = pages.item_form("1-1-1", title="わたしの題") | {"seen": seen}
    response = pages.planner.post(pages.of_item("1-1-1", "plan_item_edit"), sent)
    assert response.status_code == 409
    assert "わたしの題" in body(response)
    assert item(pages.ledger, "1-1-1").title == "苗を配る"


def test_what_was_typed_outlives_the_item(pages: PlanPages) -> None:
    desk, ledger = pages.desk, pages.ledger
    desk.edit(ledger, AddItem(parent_id=None, code="9", title="新しい政策"))
    address, sent = pages.of_item("9", "plan_item_edit"), pages.item_form("9", summary="長く考えた文")
    desk.edit(ledger, RemoveItem(item_id=item(ledger, "9").item_id), by=desk.second_planner)
    response = pages.planner.post(address, sent)
    assert response.status_code == 422
    assert "計画にありません" in body(response)
    assert "長く考えた文" in body(response)


def act(pages: PlanPages, code: str, action: str, **more: Any) -> Any:
    """Press a button on the page of an item."""
    sent = {"action": action, "seen": pages.seen} | more
    return pages.planner.post(pages.of_item(code, "plan_item_act"), sent)


def test_items_move_end_resume_and_go(pages: PlanPages) -> None:
    ledger = pages.ledger
    pages.desk.edit(ledger, AddItem(parent_id=item(ledger, "1").item_id, code="1-2", title="花を売る"))
    told(pages.planner, act(pages, "1-1-2", "move", parent=item(ledger, "1-2").item_id, why="整理のため"))
    assert codes(ledger) == ["1", "1-1", "1-1-1", "1-2", "1-1-2"]
    told(pages.planner, act(pages, "1-2", "order", before=item(ledger, "1-1").item_id))
    assert codes(ledger) == ["1", "1-2", "1-1-2", "1-1", "1-1-1"]
    assert "終了の理由" in told(pages.planner, act(pages, "1-1", "end", reason="民間が行うため"))
    assert item(ledger, "1-1-1").ended_reason == "民間が行うため"
    assert "下の項目は、終了のままです" in told(pages.planner, act(pages, "1-1", "resume"))
    told(pages.planner, act(pages, "1-1-1", "resume"))
    assert not item(ledger, "1-1").ended
    told(pages.planner, act(pages, "1-1-2", "move", parent=item(ledger, "1-1").item_id))
    told(pages.planner, act(pages, "1-2", "remove"))
    assert codes(ledger) == ["1", "1-1", "1-1-1", "1-1-2"]
    for code, action, more, words in (
        ("1-1", "remove", {}, "終了にしてください"),
        ("1-1", "end", {"reason": " "}, "終了する理由"),
        ("1-1-1", "move", {"parent": ""}, "移す先"),
        ("1-1-1", "move", {"parent": "none"}, "計画にありません"),
        ("1-1-1", "order", {"before": item(ledger, "1").item_id}, "置く場所"),
        ("1-1-1", "explode", {}, "何をするのか"),
        ("1-1-1", "end", {"reason": "古い画面", "seen": 1}, "開いている間に"),
        ("1-1-1", "end", {"reason": "悪\u202e意"}, "制御文字"),
    ):
        response = act(pages, code, action, **more)
        assert response.status_code == 422, (code, action)
        assert words in body(response)
    assert "悪" in body(response)


def test_a_promise_is_fixed_and_takes_notes(pages: PlanPages) -> None:
    desk = pages.desk
    pages.ledger = take_over_plan(
        document=desk.document,
        title="市長公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    desk.begin(pages.ledger)
    code = next(one.code for one in content(pages.ledger).items if one.level == "pledge")
    page = body(pages.planner.get(pages.of_item(code, "plan_item_edit")))
    assert "この文言は市民への約束なので、変えられません" in page
    assert 'name="v:title"' not in page
    before = item(pages.ledger, code).title
    told(
        pages.planner,
        pages.planner.post(
            pages.of_item(code, "plan_item_edit"), pages.item_form(code, title="別の約束", summary="説明")
        ),
    )
    assert (item(pages.ledger, code).title, item(pages.ledger, code).summary) == (before, "説明")
    shown = told(
        pages.planner, act(pages, code, "annotate", text="国の制度が変わった", noted_on="令和8年4月1日")
    )
    assert "国の制度が変わった" in shown
    for more, words in (
        ({"text": "", "noted_on": "令和8年4月1日"}, "補足"),
        ({"text": "x", "noted_on": "明日"}, "補足の日付"),
        ({"text": "x", "noted_on": "2999-01-01"}, "今日までの日"),
    ):
        response = act(pages, code, "annotate", **more)
        assert response.status_code == 422
        assert words in body(response)
    assert WordingNote.objects.count() == 1
    plain = PlanLedger.objects.get(title="第2次花咲市総合計画")
    pages.ledger = plain
    assert act(pages, "1", "annotate", text="x", noted_on="令和8年4月1日").status_code == 422


def test_departments_read_what_is_in_force_and_nothing_of_others(pages: PlanPages) -> None:
    other(pages, ItemField.SUMMARY, "まだ決まっていない文")
    for person, is_own in ((pages.desk.reporter, True), (pages.desk.green_reporter, False)):
        page = body(signed_in(person).get(pages.of_item("1-1-1")))
        assert "まだ決まっていない文" not in page
        assert "終了にする" not in page
        assert ("予算・決算" in page) is is_own
        assert ("この項目の履歴" in page) is is_own
    assert "まだ決まっていない文" in body(signed_in(pages.desk.reader).get(pages.of_item("1-1-1")))
