"""Many items at once, and the plan written into the year's document, on their pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from desk.city import body
from desk.plan_pages import PlanPages, told
from mitodoke.documents.queries import current_document
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.plan_change import AddItem
from mitodoke.domain.plan_structure import document_structure
from mitodoke.plans.models import PlanEvent
from plans.ledger_desk import content, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages()


def press(pages: PlanPages, action: str, codes: list[str], **more: Any) -> Any:
    ids = [item(pages.ledger, code).item_id for code in codes]
    sent = {"action": action, "item": ids, "seen": pages.seen} | more
    return pages.planner.post(pages.address("plan_bulk"), sent)


def departments(pages: PlanPages) -> dict[str, tuple[str, ...]]:
    return {one.code: one.departments or () for one in content(pages.ledger).items}


def test_many_items_end_for_one_reason(pages: PlanPages) -> None:
    page = told(pages.planner, press(pages, "end", ["1-1", "1-1-1"], reason="民間が行うため"))
    assert "2件の項目を、下の項目と一緒に終了にしました" in page
    assert [one.code for one in content(pages.ledger).items if one.ended] == ["1-1", "1-1-1", "1-1-2"]
    assert PlanEvent.objects.filter(act="end", reason="民間が行うため").count() == 3


def test_a_department_is_changed_for_many(pages: PlanPages) -> None:
    everything = ["1", "1-1", "1-1-1", "1-1-2"]
    told(pages.planner, press(pages, "add", everything, department="花課"))
    assert departments(pages) == {
        "1": ("花課",),
        "1-1": ("花課",),
        "1-1-1": ("花課",),
        "1-1-2": ("みどり課", "花課"),
    }
    page = told(pages.planner, press(pages, "replace", everything, former="花課", department="みどり課"))
    assert "4件の項目の担当部署を、花課からみどり課に変えました" in page
    assert departments(pages)["1-1-2"] == ("みどり課",)


@pytest.mark.parametrize(
    ("action", "codes", "more", "words"),
    [
        ("end", [], {"reason": "x"}, "一つ以上選んで"),
        ("end", ["1"], {"reason": ""}, "終了の理由"),
        ("end", ["1"], {"reason": "悪\u202e意"}, "制御文字"),
        ("end", ["1"], {"reason": "x", "item": ["none"]}, "一つ以上選んで"),
        ("end", ["1"], {"reason": "x", "seen": 1}, "もう一度押してください"),
        ("replace", ["1-1-1"], {"former": "", "department": "花課"}, "今の担当部署"),
        ("replace", ["1-1-1"], {"former": "みどり課", "department": "花課"}, "担当しているものはありません"),
        ("replace", ["1-1-1"], {"former": "花課", "department": "知らない課"}, "この自治体の部署から"),
        ("add", ["1-1-1"], {"department": "花課"}, "すべて花課が担当"),
        ("explode", ["1"], {}, "何をするのか"),
    ],
)
def test_all_or_none(
    pages: PlanPages, action: str, codes: list[str], more: dict[str, Any], words: str
) -> None:
    before = content(pages.ledger)
    response = press(pages, action, codes, **more)
    assert response.status_code == 422
    assert words in body(response)
    assert content(pages.ledger) == before
    if codes and "item" not in more:
        assert f'value="{item(pages.ledger, codes[0]).item_id}" checked' in body(response)


def test_what_stands_already_ended_stops_all(pages: PlanPages) -> None:
    told(pages.planner, press(pages, "end", ["1-1-2"], reason="済んだため"))
    before = content(pages.ledger)
    response = press(pages, "end", ["1-1-1", "1-1-2"], reason="x")
    assert "すでに終了しています。選択を外してください" in body(response)
    unknown = press(pages, "end", ["1-1-1"], reason="x", item=[item(pages.ledger, "1-1-1").item_id, "none"])
    assert "今の計画にないもの" in body(unknown)
    assert content(pages.ledger) == before


def test_items_are_found_before_they_are_chosen(pages: PlanPages) -> None:
    page = body(pages.planner.get(pages.address("plan_bulk"), {"q": "苗"}))
    assert page.count('name="item"') == 1
    assert "4件のうち見つかった1件を表示" in page


def strategy(pages: PlanPages) -> None:
    """A plan that documents can hold, decided and under a decided 見直し."""
    desk = pages.desk
    pages.ledger = desk.create(
        title="総合戦略",
        structure=document_structure(DocumentKind.COMPREHENSIVE_STRATEGY),
        document_kind=DocumentKind.COMPREHENSIVE_STRATEGY,
    )
    parent = None
    for code, title in (("G1", "しごと"), ("1-1", "農業"), ("S1", "花をつくる"), ("S1-1", "花の学校")):
        desk.edit(pages.ledger, AddItem(parent_id=parent, code=code, title=title, departments=("花課",)))
        parent = item(pages.ledger, code).item_id
    desk.decide(pages.ledger)
    desk.begin(pages.ledger)
    measure = item(pages.ledger, "S1").item_id
    desk.edit(pages.ledger, AddItem(parent_id=measure, code="S1-2", title="花の市"))
    desk.decide(pages.ledger)


def test_the_plan_is_written_into_the_years_document(pages: PlanPages) -> None:
    strategy(pages)
    address = pages.address("plan_issue")
    assert "第1回見直し</option>" in body(pages.planner.get(address))
    sent = {"fiscal_year": "2027", "title": "花咲市総合戦略", "marks_of": "2"}
    page = told(pages.planner, pages.planner.post(address, sent))
    document = current_document("comprehensive_strategy-999997-2027")
    assert document is not None
    assert "令和9年度の文書「花咲市総合戦略」（第1稿）に反映しました" in page
    assert reverse("desk:round_new", kwargs={"code": "999997"}) in page
    assert reverse("desk:publication", kwargs={"document": document.key}) in page
    assert document.plan.items.get(code="S1-2").flags


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"fiscal_year": ""}, "年度"),
        ({"fiscal_year": "99999999999"}, "年度"),
        ({"title": ""}, "題名"),
        ({"title": "悪\u202e意"}, "制御文字"),
        ({"marks_of": "1"}, "一覧から選び直して"),
        ({"marks_of": "x"}, "印を付ける見直し"),
        ({"marks_of": "9" * 40}, "印を付ける見直し"),
    ],
)
def test_what_is_not_issued(pages: PlanPages, wrong: dict[str, str], words: str) -> None:
    strategy(pages)
    sent = {"fiscal_year": "2027", "title": "花咲市総合戦略", "marks_of": ""} | wrong
    response = pages.planner.post(pages.address("plan_issue"), sent)
    assert response.status_code == 422
    assert words in body(response)
    assert current_document("comprehensive_strategy-999997-2027") is None


def test_a_plan_that_was_never_decided_is_not_offered(pages: PlanPages) -> None:
    pages.ledger = pages.desk.create(title="案")
    assert "まだ決定されていません" in body(pages.planner.get(pages.address("plan_issue")))
    response = pages.planner.post(pages.address("plan_issue"), {"fiscal_year": "2027", "title": "案"})
    assert response.status_code == 422


def test_a_plan_of_own_levels_becomes_a_document_too(pages: PlanPages) -> None:
    pages.ledger = pages.desk.decided(title="総合計画", document_kind=DocumentKind.COMPREHENSIVE_PLAN)
    sent = {"fiscal_year": "2027", "title": "総合計画", "marks_of": ""}
    told(pages.planner, pages.planner.post(pages.address("plan_issue"), sent))
    document = current_document("comprehensive_plan-999997-2027")
    assert document is not None
    assert [level.name for level in document.plan.own_levels] == ["政策", "施策", "事務事業"]
