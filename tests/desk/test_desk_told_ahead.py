"""What a page tells before somebody meets it: who goes on, what is missing, where a mistake is put right."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.city import body, signed_in
from mitodoke.departments.models import Delegation, Membership
from mitodoke.departments.services import delegate
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.approval import Action
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.plan_change import AddIndicator, AddItem, ChangeItem, EndItem, ItemField
from mitodoke.domain.role import Role
from mitodoke.plans.queries import plan_sentences
from mitodoke.plans.services import issue_plan
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.services import adopt_answers, begin_proxy, close_desk_round
from plans.ledger_desk import LedgerDesk, content, item
from reporting.desk import APRIL, CODE, Desk, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


def publication(desk: Desk, key: str = "") -> str:
    address = reverse("desk:publication", kwargs={"document": key or desk.document.key})
    return body(signed_in(desk.planner).get(address))


def test_what_one_entered_on_behalf_waits_for_another_planner(desk: LedgerDesk) -> None:
    survey = desk.open()
    answer = of(survey, desk.flowers)
    begin_proxy(
        reporting_round=survey, department=desk.flowers, reason="電話", by=desk.planner, clock=desk.clock
    )
    desk.fill(answer, by=desk.planner)
    desk.act(answer, Action.SUBMIT, desk.planner)
    desk.act(answer, Action.APPROVE, desk.head)
    place = reverse("desk:round", kwargs={"round_id": survey.pk})
    told = "あなたが代行入力した回答1件は、ほかの企画担当が確認し、確定します。"
    page = body(signed_in(desk.planner).get(place))
    assert told in page
    assert "企画担当の確認・確定を待つ回答" not in page
    assert "いまは企画担当がほかにいません。" not in page
    other = body(signed_in(desk.second_planner).get(place))
    assert told not in other
    assert "企画担当の確認・確定を待つ回答 1件を開く" in other
    on_answer = reverse("desk:answer", kwargs={"assignment_id": answer.pk})
    sentence = "あなたが代行入力した回答は、あなたには確認できません。"
    assert sentence in body(signed_in(desk.planner).get(on_answer))
    assert sentence not in body(signed_in(desk.second_planner).get(on_answer))
    desk.second_planner.is_active = False
    desk.second_planner.save()
    assert "いまは企画担当がほかにいません。" in body(signed_in(desk.planner).get(place))


def test_items_without_a_rating_are_counted_before_publication(desk: LedgerDesk) -> None:
    document = issue_plan(
        ledger=desk.decided(), fiscal_year=2025, title="総合計画", by=desk.planner, clock=desk.clock
    )
    assert "評価する項目2件のうち2件には、まだ評価がありません。" in publication(desk, document.key)
    survey = desk.open(plan=document.plan, previous=None, asks=(Ask.RATINGS,))
    mine = of(survey, desk.flowers)
    desk.save(mine, "rating.step", "7")
    desk.confirm(mine)
    close_desk_round(reporting_round=survey, reason="終わり", by=desk.planner)
    adopt_answers(reporting_round=survey, by=desk.planner)
    assert "評価する項目2件のうち1件には、まだ評価がありません。" in publication(desk, document.key)


def test_nothing_is_missing_where_a_document_prints_its_percentages(desk: LedgerDesk) -> None:
    assert "まだ評価がありません" not in publication(desk)


def test_where_a_mistake_is_put_right(desk: LedgerDesk) -> None:
    assert "誤りを直すには" not in publication(desk)
    publish_edition(document=desk.document.key, by="試験", today=APRIL, acknowledgement="試験")
    imports = f'<a href="{reverse("desk:imports", kwargs={"code": CODE})}"><bdi>文書の取り込み'
    assert imports in publication(desk)
    survey = desk.open()
    edition = reverse("desk:edition", kwargs={"document": desk.document.key, "version": 1})
    for page in (publication(desk), body(signed_in(desk.planner).get(edition))):
        assert "誤りを直すには" in page
        assert reverse("desk:round", kwargs={"round_id": survey.pk}) in page
        assert imports not in page, "it was not read from a file that was kept"


def test_a_due_date_before_the_start_is_told_in_the_preview(desk: LedgerDesk) -> None:
    sent = {
        "document": desk.document.key, "previous": "auto", "fiscal_year": "", "opened_on": "令和8年4月30日",
        "due_on": "令和8年4月29日", "asks": ["ratings"], "action": "preview",
    }  # fmt: skip
    response = signed_in(desk.planner).post(reverse("desk:round_new", kwargs={"code": CODE}), sent)
    assert response.status_code == 422
    assert "回答期限が開始日より前です。" in body(response)


def test_who_can_read_a_share_is_counted(desk: LedgerDesk) -> None:
    address = reverse("desk:share", kwargs={"document": desk.document.key})
    sent = {"until": (timezone.localdate() + datetime.timedelta(days=9)).isoformat(), "note": "委員会の資料"}
    page = body(signed_in(desk.planner).post(address, sent, follow=True))
    assert "読めるのは外部評価1人、閲覧・監査1人です。" in page


def test_a_share_that_nobody_can_read_says_so() -> None:
    desk = LedgerDesk()
    Membership.objects.filter(role__in=(Role.EVALUATOR, Role.READER)).delete()
    address = reverse("desk:share", kwargs={"document": desk.document.key})
    sent = {"until": (timezone.localdate() + datetime.timedelta(days=9)).isoformat(), "note": "委員会の資料"}
    assert "読める人がいません。" in body(signed_in(desk.planner).post(address, sent, follow=True))


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [
        ("2026-05-01", "2026-05-03", False),
        ("2026-05-03", "2026-05-09", False),
        ("2026-04-01", "2026-06-01", False),
        ("2026-05-04", "2026-05-05", True),
    ],
)
def test_the_same_deputy_is_registered_once_for_the_same_days(
    desk: LedgerDesk, first: str, last: str, allowed: bool
) -> None:
    def register(first: str, last: str, deputy: Any = None) -> Delegation:
        return delegate(
            absent=desk.head, deputy=deputy or desk.green_head, valid_from=APRIL.fromisoformat(first),
            valid_to=APRIL.fromisoformat(last), reason="出張", by=desk.head, clock=desk.clock,
        )  # fmt: skip

    register("2026-05-01", "2026-05-03")
    if allowed:
        register(first, last)
    else:
        with pytest.raises(ActionDenied, match="令和8年5月1日～令和8年5月3日の代理として登録してあります"):
            register(first, last)
    register(first, last, deputy=desk.reporter)


@pytest.mark.parametrize("code", ["1-1-1", "１－１－１", " 1-1-1 "])
def test_a_number_stands_once_among_the_items_beside_each_other(desk: LedgerDesk, code: str) -> None:
    ledger = desk.decided()
    desk.begin(ledger)
    parent = item(ledger, "1-1").item_id
    with pytest.raises(ActionDenied, match="が同じ場所にすでにあります。別の番号にしてください。"):
        desk.edit(ledger, AddItem(parent_id=parent, code=code, title="別の事業"))
    with pytest.raises(ActionDenied, match="が同じ場所にすでにあります。"):
        desk.edit(ledger, ChangeItem(item_id=item(ledger, "1-1-2").item_id, field=ItemField.CODE, value=code))
    same = item(ledger, "1-1-1")
    desk.edit(ledger, ChangeItem(item_id=same.item_id, field=ItemField.CODE, value="1-1-1"))
    desk.edit(ledger, AddItem(parent_id=parent, code="", title="番号のない事業"))
    desk.edit(ledger, AddItem(parent_id=parent, code="", title="番号のない別の事業"))
    desk.edit(ledger, EndItem(item_id=same.item_id, reason="終わり"))
    desk.edit(ledger, AddItem(parent_id=parent, code="1-1-1", title="後の事業"))
    assert [one.code for one in content(ledger).items].count("1-1-1") == 2


def test_an_indicator_has_a_name_of_its_own_at_its_item(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    desk.begin(ledger)
    place = item(ledger, "1-1-1").item_id
    with pytest.raises(ActionDenied, match="同じ名前のKPI「配った所」がすでにあります"):
        desk.edit(ledger, AddIndicator(item_id=place, level=IndicatorLevel.KPI, name="配った所"))
    desk.edit(ledger, AddIndicator(item_id=place, level=IndicatorLevel.NUMERICAL_TARGET, name="配った所"))
    desk.edit(
        ledger, AddIndicator(item_id=item(ledger, "1-1-2").item_id, level=IndicatorLevel.KPI, name="配った所")
    )


def test_the_history_names_the_document_in_words(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    issue_plan(ledger=ledger, fiscal_year=2026, title="総合計画", by=desk.planner, clock=desk.clock)
    [sentence] = [one for one in plan_sentences(ledger=ledger) if "反映しました" in one]
    assert "「総合計画」第1稿" in sentence
    assert CODE not in sentence


def test_who_only_reads_is_not_told_to_fill_in_a_workbook(desk: LedgerDesk) -> None:
    survey = desk.open()
    address = reverse("desk:workbooks", kwargs={"round_id": survey.pk})
    assert "入力して読み込むのは、所属担当です。" in body(signed_in(desk.reader).get(address))
    page = body(signed_in(desk.reporter).get(address))
    assert "入力して読み込むのは、所属担当です。" not in page
    assert "入力した調査票を読み込み" in page
