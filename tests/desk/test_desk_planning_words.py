"""What planning pages say: the next step, the department that is meant, refusals in the words of the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.departments.services import register_departments
from mitodoke.domain.role import Role
from mitodoke.plans.models import PlanLedger
from plans.ledger_desk import LedgerDesk, item
from reporting.desk import CODE

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


def at(ledger: PlanLedger, name: str, **parts: Any) -> str:
    return reverse(f"desk:{name}", kwargs={"ledger_id": ledger.pk} | parts)


def opinion_on(desk: LedgerDesk, ledger: PlanLedger, item_id: str) -> str:
    """An opinion of the evaluator on an item; its page."""
    sent = {
        "item": item_id,
        "fiscal_year": "2025",
        "evaluator": "審議会",
        "written_on": "令和8年4月1日",
        "text": "早めるべき。",
    }
    response = signed_in(desk.evaluator).post(at(ledger, "opinion_new"), sent)
    assert response.status_code == 302, body(response)
    return str(response["Location"])


def test_the_responsible_department_is_offered_for_the_answer(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    found = item(ledger, "1-1-1")
    assert found.departments[0] == desk.flowers.name
    client = signed_in(desk.planner)
    page = body(client.get(opinion_on(desk, ledger, found.item_id)))
    assert f'<option value="{desk.flowers.pk}" selected>' in page
    page = body(client.get(opinion_on(desk, ledger, "")))
    assert " selected>" not in page


def test_a_plan_in_force_leads_to_its_document_and_lists_items_first(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    page = body(signed_in(desk.planner).get(at(ledger, "plan")))
    assert f'href="{at(ledger, "plan_issue")}">年度の文書に反映する</a>' in page
    assert page.index("<h2>項目</h2>") < page.index("<h2>件数</h2>")
    assert "年度の文書に反映する" not in body(signed_in(desk.reader).get(at(ledger, "plan")))


def test_a_first_plan_is_decided_and_not_compared(desk: LedgerDesk) -> None:
    ledger = desk.create()
    page = body(signed_in(desk.planner).get(at(ledger, "plan_revision", revision_number=1)))
    assert "策定の内容と決定" in page
    assert "比較" not in page


def test_an_issued_document_is_chosen_for_its_round(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    client = signed_in(desk.planner)
    response = client.post(at(ledger, "plan_issue"), {"fiscal_year": "令和8年度", "title": "計画"})
    page = body(client.get(response["Location"]))
    key = f"comprehensive_plan-{CODE}-2026"
    assert f"{reverse('desk:round_new', kwargs={'code': CODE})}?document={key}" in page
    wrong = client.post(at(ledger, "plan_issue"), {"fiscal_year": "8", "title": "計画"})
    assert wrong.status_code == 422
    assert "「8」は年度として読めません。" in body(wrong)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plan_revision_new", "見直しの理由を入力してください。"),
        ("plan_new", "策定の理由を入力してください。"),
    ],
)
def test_a_missing_reason_is_told_as_the_page_calls_it(desk: LedgerDesk, name: str, told: str) -> None:
    ledger = desk.decided()
    address = at(ledger, name) if name != "plan_new" else reverse("desk:plan_new", kwargs={"code": CODE})
    response = signed_in(desk.planner).post(address, {"preset": "comprehensive_plan"})
    assert response.status_code == 422
    assert told in body(response)


def test_levels_beyond_the_fourth_stay_folded_until_they_are_used(desk: LedgerDesk) -> None:
    client = signed_in(desk.planner)
    address = f"{reverse('desk:plan_new', kwargs={'code': CODE})}?preset=comprehensive_plan"
    page = body(client.get(address))
    assert "<details><summary>第5階層から後も使う" in page
    levels = {f"level:{number}": f"段{number}" for number in range(1, 6)}
    page = body(client.post(address, {"preset": "comprehensive_plan"} | levels))
    assert "<details open><summary>第5階層から後も使う" in page
    assert 'value="段5"' in page


def test_the_log_of_an_empty_plan_tells_what_comes_first(desk: LedgerDesk) -> None:
    page = body(signed_in(desk.planner).get(at(desk.create(), "observations")))
    assert "計画に項目を加えると、ここに記録できます。" in page


def test_steps_of_a_reorganisation_are_numbered_without_a_gap(desk: LedgerDesk) -> None:
    [water] = register_departments(municipality=desk.city, names=["水課"], by="試験")
    sent = {
        "on": "令和60年4月1日",
        "decider": "市長",
        "reason": "改編",
        "lines": "4",
        "from.1": str(water.pk),
        "kind.1": "whole",
        "to.1": "河川課",
        "step": "preview",
    }
    client = signed_in(desk.administrator)
    page = body(client.post(reverse("desk:reorganisation", kwargs={"code": CODE}), sent))
    assert '<h2 id="moves">2. 移るもの' in page
    assert "3. 登録する" in page
    assert "4. 登録する" not in page


def test_a_successor_that_is_missing_is_asked_for_by_name(desk: LedgerDesk) -> None:
    desk.head.last_name = "花課長"
    desk.head.save()
    sent = {"action": "hand_over", "person": str(desk.head.pk), "day": "令和60年4月1日"}
    client = signed_in(desk.administrator)
    address = reverse("desk:people_review", kwargs={"code": CODE})
    assert "花課長の後任の利用者名を入力してください。" in body(client.post(address, sent))
    unknown = sent | {f"successor-{desk.head.pk}": "いない人"}
    assert "花課長の後任に入力した「いない人」という利用者はいません。" in body(client.post(address, unknown))


def test_a_colour_that_cannot_be_read_is_told_by_its_name_on_the_page(desk: LedgerDesk) -> None:
    desk.person(desk.administrator.username, Role.PLANNER)
    client = signed_in(desk.administrator)
    address = reverse("desk:report_look", kwargs={"code": CODE})
    sent = {"primary": "#ffff00", "tint": "#e8eff6", "font": "noto", "logo_words": "市章"}
    page = body(client.post(address, sent))
    assert "見出しの色 #ffff00 では、重ねる白い文字が読めません。もっと濃い色を選び" in page
    assert "primary）" not in page
