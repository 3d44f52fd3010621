"""見直し on its pages: begun, compared before and after the decision, decided, given up, undone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desk.city import body, signed_in
from desk.plan_pages import PlanPages, told
from mitodoke.domain.plan_change import AddItem, ChangeItem, EndItem, ItemField
from mitodoke.plans.models import PlanRevision
from mitodoke.plans.queries import ledger_state
from plans.ledger_desk import codes, item

pytestmark = pytest.mark.django_db

BEGIN = {"reason": "中間年のため", "decider": "市長", "decided_on": "令和8年4月1日"}


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages()


def comparison(pages: PlanPages, number: int = 2) -> str:
    return f"/desk/plans/{pages.ledger.pk}/revisions/{number}/"


def act(pages: PlanPages, action: str, **more: Any) -> Any:
    sent = {"action": action, "seen": pages.seen} | more
    return pages.planner.post(pages.address("plan_revision_act"), sent)


def counts(page: str) -> dict[str, int]:
    """The table of counts of the page."""
    rows = re.findall(r'<th scope="row"><bdi>([^<]*)</bdi></th><td class="numeric">(\d+)</td>', page)
    return {label: int(number) for label, number in rows}


def change_everything(pages: PlanPages) -> None:
    ledger = pages.ledger
    pages.desk.edit(
        ledger,
        AddItem(parent_id=item(ledger, "1-1").item_id, code="1-1-3", title="水をやる"),
        ChangeItem(item_id=item(ledger, "1-1").item_id, field=ItemField.SUMMARY, value="町ごとに"),
        EndItem(item_id=item(ledger, "1-1-2").item_id, reason="植え終わったため"),
    )


def test_a_revision_begins_with_reason_decider_and_day() -> None:
    pages = PlanPages(open_revision=False)
    address = pages.address("plan_revision_new")
    assert "見直しを始める" in body(pages.planner.get(pages.address("plan")))
    for wrong, words in (
        ({"reason": ""}, "理由"),
        ({"decider": ""}, "決定者"),
        ({"decided_on": "そのうち"}, "一つの日付として読めません"),
        ({"reason": "悪\u202e意"}, "制御文字"),
        ({"reason": "長" * 100_000}, "理由"),
    ):
        response = pages.planner.post(address, BEGIN | wrong)
        assert response.status_code == 422
        assert words in body(response)
    assert "第1回見直しを始めました" in told(pages.planner, pages.planner.post(address, BEGIN))
    again = pages.planner.post(address, BEGIN)
    assert again.status_code == 422
    assert "まだ終わっていません" in body(again)
    assert PlanRevision.objects.filter(ledger=pages.ledger).count() == 2


def test_marks_and_counts_are_the_same_before_and_after_the_decision(pages: PlanPages) -> None:
    assert "見直しの前と変わったところはありません" in body(pages.planner.get(comparison(pages)))
    change_everything(pages)
    before = body(pages.planner.get(comparison(pages)))
    assert counts(before) == {
        "新規施策": 0,
        "新規事業": 0,
        "事業内容変更": 1,
        "取組終了": 1,
        "数値目標変更": 0,
        "KPI変更": 0,
        "新規事務事業": 1,
    }
    assert "「1-1 花壇をふやす」の「概要」が（なし）から「町ごとに」に変わりました。" in before
    assert "終了になりました（理由：植え終わったため）" in before
    assert "「第1回見直し」を決定する" in before
    page = told(pages.planner, act(pages, "decide", decider="市議会", decided_on="令和8年4月1日"))
    assert counts(page) == counts(before)
    assert "決定（市議会、令和8年4月1日）" in page
    assert "「第1回見直し」を決定する" not in page
    assert "年度の文書に反映" in page
    assert ledger_state(ledger=pages.ledger).revision is None
    assert counts(body(signed_in(pages.desk.reader).get(comparison(pages)))) == counts(before)
    assert signed_in(pages.desk.reporter).get(comparison(pages)).status_code == 403
    assert "比べる前の計画はありません" in body(pages.planner.get(comparison(pages, 1)))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"decider": ""}, "決定者"),
        ({"decided_on": "x"}, "決定した日"),
        ({"decided_on": "2999-01-01"}, "まだ来ていません"),
        ({"seen": 1}, "開いている間に変わったところ"),
        ({"seen": "9" * 50}, "開いている間に"),
        ({"action": "explode"}, "何をするのか"),
    ],
)
def test_what_is_not_decided(pages: PlanPages, more: dict[str, Any], words: str) -> None:
    change_everything(pages)
    values = {"decider": "市長", "decided_on": "令和8年4月1日"} | more
    response = act(pages, values.pop("action", "decide"), **values)
    assert response.status_code == 422
    assert words in body(response) or (words == "決定した日" and "決定日" in body(response))
    assert ledger_state(ledger=pages.ledger).revision is not None


def test_a_revision_without_a_change_is_not_decided(pages: PlanPages) -> None:
    response = act(pages, "decide", decider="市長", decided_on="令和8年4月1日")
    assert response.status_code == 422
    assert "何も変わっていません" in body(response)


def test_it_is_given_up_with_a_reason_and_nothing_is_lost(pages: PlanPages) -> None:
    change_everything(pages)
    assert act(pages, "abandon", reason="").status_code == 422
    page = told(pages.planner, act(pages, "abandon", reason="予算がつかなかったため"))
    assert "取りやめ（予算がつかなかったため）" in page
    assert counts(page)["新規事務事業"] == 1
    assert codes(pages.ledger) == ["1", "1-1", "1-1-1", "1-1-2"]
    response = act(pages, "undo")
    assert response.status_code == 302
    assert "作業中の策定や見直しがありません" in body(pages.planner.get(response["Location"]))


def test_changes_are_undone_step_by_step(pages: PlanPages) -> None:
    change_everything(pages)
    stale = act(pages, "undo", seen=pages.seen - 1)
    assert stale.status_code == 422
    assert "もう一度押してください" in body(stale)
    assert "元に戻しました" in told(pages.planner, act(pages, "undo"))
    assert codes(pages.ledger) == ["1", "1-1", "1-1-1", "1-1-2"]
    response = act(pages, "undo")
    assert response.status_code == 422
    assert "元に戻せる変更はもうありません" in body(response)


def test_the_list_names_all_with_their_outcome(pages: PlanPages) -> None:
    page = body(signed_in(pages.desk.reader).get(pages.address("plan_revisions")))
    assert page.index("第1回見直し") < page.index("策定</bdi></a>")
    assert "中間年のため" in page
    assert "見直しを始める" not in page
