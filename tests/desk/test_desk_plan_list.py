"""The plans of a city: the list for each kind of person, a new plan of own levels, and one taken over."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.city import body, signed_in
from desk.plan_pages import PlanPages, told
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.plan_structure import DEEPEST
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.queries import ledger_state
from mitodoke.plans.services import verify_item, write_opinion
from plans.ledger_desk import LedgerDesk, content, item

pytestmark = pytest.mark.django_db

NEW = {
    "preset": "comprehensive_plan",
    "title": "第3次花咲市総合計画",
    "reason": "計画期間が終わるため",
    "decider": "市議会",
    "decided_on": "令和8年3月20日",
    "level:1": "政策",
    "level:2": "施策",
    "level:3": "事務事業",
}


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages()


def test_the_list_tells_what_is_in_force_and_what_waits(pages: PlanPages) -> None:
    desk, ledger = pages.desk, pages.ledger
    verify_item(
        ledger=ledger,
        item_id=item(ledger, "1-1-1").item_id,
        fiscal_year=2024,
        decision=VerificationDecision.IMPROVE,
        reason="遅れたため",
        by=desk.planner,
        clock=desk.clock,
    )
    write_opinion(
        ledger=ledger,
        item_id=None,
        fiscal_year=2025,
        evaluator="評価委員会",
        text="花壇の数だけでは分からない。",
        written_on=desk.clock().date(),
        by=desk.evaluator,
        clock=desk.clock,
    )
    page = body(pages.planner.get(pages.city("plans")))
    for words in (
        "第2次花咲市総合計画",
        "政策 ＞ 施策 ＞ 事務事業",
        "策定（令和8年4月1日決定）",
        "第1回見直し",
        "<dd>4件</dd>",
        "<dd>2件</dd>",
        "検証のその後を尋ねる項目が1件あります。",
        "回答が終わっていない外部評価の意見が1件あります。",
        "新しい計画を作る",
        "取り込んだ文書の計画を引き継ぐ",
    ):
        assert words in page
    assert 'aria-current="true">計画</a>' in page


def test_departments_read_decided_plans_only(pages: PlanPages) -> None:
    draft = pages.desk.create(title="まだ案の計画")
    for person in (pages.desk.reporter, pages.desk.head):
        page = body(signed_in(person).get(pages.city("plans")))
        assert "第2次花咲市総合計画" in page
        assert "まだ案の計画" not in page
        assert "第1回見直し" not in page
        assert "新しい計画を作る" not in page
        assert 'aria-current="true">計画</a>' in page
        assert signed_in(person).get(f"/desk/plans/{draft.pk}/").status_code == 404
    assert "まだ案の計画" in body(signed_in(pages.desk.reader).get(pages.city("plans")))


def test_an_empty_list_says_how_to_begin() -> None:
    desk = LedgerDesk()
    page = body(signed_in(desk.planner).get("/desk/cities/999997/plans/"))
    assert "取り込んだ文書に計画があれば引き継ぎ、なければ新しく作ってください。" in page
    assert "企画担当が計画を決定すると" in body(signed_in(desk.reader).get("/desk/cities/999997/plans/"))


def test_who_begins_a_plan_is_told_of_those_of_its_kind(pages: PlanPages) -> None:
    own = body(pages.planner.get(pages.city("plan_new")))
    assert "この種類の計画には、「<bdi>第2次花咲市総合計画</bdi>」があります。" in own
    strategy = {"preset": DocumentKind.COMPREHENSIVE_STRATEGY.value}
    assert "この種類の計画には" not in body(pages.planner.get(pages.city("plan_new"), strategy))


def test_a_plan_of_own_levels_is_made_without_code(pages: PlanPages) -> None:
    page = body(pages.planner.get(pages.city("plan_new")))
    assert page.count('name="level:') == DEEPEST
    response = pages.planner.post(pages.city("plan_new"), NEW | {"rated:2": "on", "fixed:1": "on"})
    assert "項目を加えてください" in told(pages.planner, response)
    made = PlanLedger.objects.get(title="第3次花咲市総合計画")
    levels = content(made).structure.levels
    assert [(one.name, one.rated, one.fixed_wording) for one in levels] == [
        ("政策", False, True),
        ("施策", True, False),
        ("事務事業", False, False),
    ]
    assert ledger_state(ledger=made).in_force is None
    assert made.document_kind == "comprehensive_plan"


@pytest.mark.parametrize(
    ("preset", "levels"),
    [
        ("mayoral_pledges", ["ビジョン", "公約", "施策"]),
        ("comprehensive_strategy", ["基本目標", "施策の基本的方向", "施策", "事業"]),
    ],
)
def test_the_levels_of_documents_are_offered(pages: PlanPages, preset: str, levels: list[str]) -> None:
    page = body(pages.planner.get(pages.city("plan_new"), {"preset": preset}))
    assert all(f'value="{name}"' in page for name in levels)
    names = {f"level:{number}": "" for number in range(1, DEEPEST + 1)}
    names |= {f"level:{number}": f"わが市の{name}" for number, name in enumerate(levels, start=1)}
    sent = NEW | names | {"preset": preset, "title": preset}
    told(pages.planner, pages.planner.post(pages.city("plan_new"), sent))
    made = PlanLedger.objects.get(title=preset)
    assert made.document_kind == preset
    assert [one.name for one in content(made).structure.levels] == [f"わが市の{name}" for name in levels]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "計画の題名"),
        ({"title": "第2次花咲市総合計画"}, "すでにあります"),
        ({"title": "悪\u202e意"}, "制御文字"),
        ({"title": "x\x00"}, "計画の題名"),
        ({"title": "長" * 100_000}, "計画の題名"),
        ({"reason": " "}, "理由"),
        ({"decider": ""}, "決定者"),
        ({"decided_on": "いつか"}, "決定日"),
        ({"decided_on": "令和8年2月30日"}, "決定日"),
        ({"decided_on": "99999999999999999999"}, "決定日"),
        ({"preset": "nothing"}, "計画の種類"),
        ({"level:1": "", "level:2": "", "level:3": ""}, "階層が一つ以上"),
        ({"level:2": "政策"}, "二つあります"),
        ({"level:2": "長" * 41}, "40字以内"),
        ({"preset": "mayoral_pledges", "level:3": ""}, "文書の階層と合いません"),
    ],
)
def test_what_no_plan_is_made_of(pages: PlanPages, wrong: dict[str, str], words: str) -> None:
    sent = NEW | wrong
    response = pages.planner.post(pages.city("plan_new"), sent)
    page = body(response)
    assert response.status_code == 422
    assert words in page
    assert 'role="alert"' in page
    assert 'value="市議会"' in page or "decider" in wrong
    assert PlanLedger.objects.count() == 1


def test_a_document_is_taken_over(pages: PlanPages) -> None:
    page = body(pages.planner.get(pages.city("plan_take_over")))
    assert 'value="mayoral_pledges-999997-2025"' in page
    sent = {
        "document": "mayoral_pledges-999997-2025",
        "title": "市長公約",
        "decider": "市長",
        "decided_on": "R7.4.1",
    }
    for wrong, words in (
        ({"document": "none"}, "引き継ぐ文書を選んでください"),
        ({"document": ""}, "引き継ぐ文書"),
        ({"title": ""}, "計画の題名"),
        ({"decided_on": "昨日"}, "決定日"),
    ):
        response = pages.planner.post(pages.city("plan_take_over"), sent | wrong)
        assert response.status_code == 422
        assert words in body(response)
    page = told(pages.planner, pages.planner.post(pages.city("plan_take_over"), sent))
    assert "見直しを始めてください" in page
    assert ledger_state(ledger=PlanLedger.objects.get(title="市長公約")).in_force is not None


def test_only_planners_find_the_buttons(pages: PlanPages) -> None:
    for role, person in pages.people().items():
        response = signed_in(person).get(pages.address("plan"))
        if role in ("evaluator", "administrator", "nobody"):
            assert response.status_code == 403
        else:
            assert ("まとめて変える" in body(response)) is (role == "planner")
            assert ("「第1回見直し」" in body(response).replace("<bdi>", "").replace("</bdi>", "")) is (
                role in ("planner", "reader")
            )


def test_the_list_costs_the_same_for_many_plans(pages: PlanPages) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert pages.planner.get(pages.city("plans")).status_code == 200
        return len(queries)

    count()
    few = count()
    for number in range(12):
        pages.desk.create(title=f"計画{number}")
    assert count() == few
