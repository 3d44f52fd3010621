"""計算のしかた on the desk: worked examples of the plan itself, what would change before it is saved, and refusals."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.city import body, signed_in
from desk.plan_pages import PlanPages, told
from desk.rated_pledges import RatedPledges
from mitodoke.documents import records as documents
from mitodoke.domain.edition import Reading
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.plans import records as plans
from mitodoke.plans.models import PlanEvent, RuleChoice
from mitodoke.plans.services import take_over_plan
from mitodoke.reporting.records import to_reading
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> RatedPledges:
    return RatedPledges()


def option(page: str, name: str, value: str) -> str:
    """The hint under a radio button, or the words of a choice of a list."""
    if name.startswith("source"):
        after = page.partition(f'name="{name}" value="{value}"')[2]
        return re.sub(r"<[^>]+>", "", after.partition('<p class="hint"')[2].partition("</p>")[0])
    return page.partition(f'name="{name}"')[2].partition(f'value="{value}"')[2].partition("</option>")[0]


def test_every_choice_shows_what_it_makes_of_the_plan_itself(plan: RatedPledges) -> None:
    page = body(plan.planner.get(plan.address("plan_roll_up")))
    assert "例は、令和8年度「<bdi>市長公約の取組状況</bdi>」のいまの評価で計算しています" in page
    assert "この選び方では、全体は 63.75 → 63.8％" in option(page, "source:whole", "below.exact")
    assert "全体は 66.0％" in option(page, "source:whole", "rated.exact")
    assert "ビジョン1は 52.5％" in option(page, "source:vision", "below.exact")
    assert "ビジョン1は 60.0％" in option(page, "source:vision", "rated.exact")
    assert "全体は 63.75 → 63.7％" in option(page, "mode:whole", "down")
    assert "全体は 63.75 → 64％" in option(page, "decimals:whole", "0")
    assert "rated" not in page.partition('name="source:pledge"')[2].partition("公約の端数")[0]
    assert "入れないとき、全体は63.8％。0％として入れるとき、全体は57.5％" in page
    assert 'name="source:measure"' not in page


def test_before_saving_the_figures_that_change_are_shown(plan: RatedPledges) -> None:
    form = plan.roll_up_form(mode__vision="down", decimals__vision="0")
    told(plan.planner, plan.save("plan_roll_up", plan.roll_up_form()))
    shown = plan.planner.post(plan.address("plan_roll_up"), form)
    page = body(shown)
    changes = page.partition("保存すると変わる数値")[2].partition("まだ保存していません")[0]
    rows = re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', changes, re.DOTALL)
    names = [re.sub(r"<[^>]+>", " ", row).split() for row in rows]
    assert [(one[0], one[-3], one[-2]) for one in names] == [
        ("ビジョン1", "52.5％", "52％"),
        ("ビジョン2", "75.0％", "75％"),
    ]
    assert "このほか10件は変わりません" in changes
    assert RuleChoice.objects.count() == 1, "a preview saves nothing"


def test_a_plan_that_calculated_nothing_sees_every_figure_come(plan: RatedPledges) -> None:
    page = body(plan.planner.post(plan.address("plan_roll_up"), plan.roll_up_form()))
    assert page.count("計算していません") == 12
    overview = body(plan.planner.get(plan.address("plan_calculation")))
    assert "まだ選んでいません" in overview
    assert "割合は計算していません" in overview


def test_only_what_was_shown_is_saved(plan: RatedPledges) -> None:
    address = plan.address("plan_roll_up")
    blind = plan.planner.post(address, plan.roll_up_form(action="save"))
    assert blind.status_code == 200
    assert "保存すると変わる数値" in body(blind)
    shown = body(blind).partition('name="shown" value="')[2].partition('"')[0]
    other = plan.roll_up_form(action="save", shown=shown, decimals__whole="0")
    assert "保存すると変わる数値" in body(plan.planner.post(address, other))
    assert not RuleChoice.objects.exists()
    told(plan.planner, plan.planner.post(address, plan.roll_up_form(action="save", shown=shown)))
    assert RuleChoice.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words", "field"),
    [
        ({"reason": ""}, "「変える理由」を入力", "reason"),
        ({"reason": "x\x00"}, "制御文字", "reason"),
        ({"reason": "長" * 100_000}, "10,000字まで", "reason"),
        ({"from_year": "来年"}, "年度として読めません", "from_year"),
        ({"from_year": "9" * 39}, "年度として読めません", "from_year"),
        ({"from_year": "令和\x00"}, "使えない文字", "from_year"),
        ({"from_year": "長" * 100_000}, "文字以内", "from_year"),
        ({"source__whole": ""}, "「全体」で平均するものを一つ選んでください", ""),
        ({"source__vision": "below.guess"}, "「ビジョン」で平均するもの", ""),
        ({"source__pledge": "rated.exact"}, "選べません", ""),
        ({"mode__measure": "nearest"}, "「施策」の端数の扱い", ""),
        ({"decimals__whole": "99999999999"}, "「全体」の桁", ""),
        ({"decimals__whole": "4"}, "小数第3位まで", ""),
        ({"left_out": ["rated"]}, "平均に入れない状態", ""),
        ({"left_out": ["<b>"]}, "平均に入れない状態", ""),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(
    plan: RatedPledges, changed: dict[str, Any], words: str, field: str
) -> None:
    response = plan.planner.post(plan.address("plan_roll_up"), plan.roll_up_form(**changed))
    assert response.status_code == 422
    page = body(response)
    assert words in page
    assert not RuleChoice.objects.exists()
    if field:
        control = page.partition(f'id="{field}"')[2].partition(">")[0]
        assert 'aria-invalid="true"' in control
        assert f"{field}-problem" in control
    if "decimals__whole" not in changed and "reason" not in changed:
        assert 'value="市の方針のため"' in page
    assert "<b>" not in page.partition("<form method")[2].partition("平均に入れない")[0]


def test_the_typed_choice_stays_on_the_page_when_the_reason_is_missing(plan: RatedPledges) -> None:
    form = plan.roll_up_form(
        source__whole="rated.rounded",
        mode__vision="up",
        decimals__vision="2",
        reason="",
        left_out=["stopped"],
    )
    page = body(plan.planner.post(plan.address("plan_roll_up"), form))
    assert re.search(r'name="source:whole" value="rated.rounded"[^>]* checked', page)
    assert re.search(r'name="mode:vision".*?value="up" selected', page, re.DOTALL)
    assert re.search(r'name="decimals:vision".*?value="2" selected', page, re.DOTALL)
    assert re.findall(r'name="left_out" value="(\w+)"[^>]* checked', page) == ["stopped"]


def test_somebody_else_was_there_first(plan: RatedPledges) -> None:
    told(plan.planner, plan.save("plan_roll_up", plan.roll_up_form()))
    late = plan.save("plan_roll_up", plan.roll_up_form(decimals__whole="0"))
    assert late.status_code == 422
    assert "開いている間に企画が変えました" in body(late)
    assert RuleChoice.objects.count() == 1


def test_nobody_else_opens_the_pages_or_saves(plan: RatedPledges) -> None:
    desk = plan.desk
    for person in (desk.reporter, desk.head, desk.reader, desk.administrator, desk.evaluator):
        for name in ("plan_calculation", "plan_roll_up", "plan_judgement"):
            client = signed_in(person)
            assert client.get(plan.address(name)).status_code == 403
            assert client.post(plan.address(name), plan.roll_up_form()).status_code == 403
    assert not PlanEvent.objects.filter(field__contains="しかた").exists()


def test_a_plan_without_ratings_explains_by_a_made_up_one() -> None:
    pages = PlanPages(open_revision=False)
    page = body(pages.planner.get(pages.address("plan_roll_up")))
    assert "例は架空の計画" in page
    assert "この選び方では、全体は" in page
    overview = body(pages.planner.get(pages.address("plan_calculation")))
    assert "この計画の年度の文書がまだありません" in overview
    assert "標準の計算のしかたによります" in overview


def test_a_document_that_prints_its_percentages_is_compared_and_not_replaced() -> None:
    pages = PlanPages(open_revision=False)
    ledger = take_over_plan(
        document=pages.desk.document,
        title="読み取った公約",
        decider="市長",
        decided_on=APRIL,
        by=pages.desk.planner,
        clock=pages.desk.clock,
    )
    pages.ledger = ledger
    overview = body(pages.planner.get(pages.address("plan_calculation")))
    assert "この文書は割合を自分で示しているため、版の割合は文書のままです" in overview
    assert "選ぶと、割合を示していない文書の版に、評価から計算した割合が出ます" in overview
    assert pages.planner.get(pages.address("plan_roll_up")).status_code == 200


def measured(plan: RatedPledges, name: str, data: dict[str, Any] | None = None) -> int:
    plan.planner.get(plan.address(name))
    with CaptureQueriesContext(connection) as queries:
        response = (
            plan.planner.post(plan.address(name), data) if data else plan.planner.get(plan.address(name))
        )
    assert response.status_code == 200
    return len(queries)


def grown(plan: RatedPledges, reading: Reading, measures: int) -> None:
    """The document's next revision: `reading` with so many more measures, each rated, and as many indicators."""
    content = reading.content
    [indicator] = content.indicators
    items, ratings, indicators = list(content.items), list(content.ratings), [indicator]
    like = next(one for one in items if one.code == "2-1-1")
    for number in range(3, measures + 3):
        key = f"m{number}"
        items.append(replace(like, item_id=key, code=f"2-1-{number}"))
        ratings.append(
            Rating(
                item_id=key, department="花課", fiscal_year=2026, state=RatingState.RATED, step=number % 11
            )
        )
        indicators.append(replace(indicator, indicator_id=f"k{number}", item_id=key))
    more = replace(content, items=tuple(items), ratings=tuple(ratings), indicators=tuple(indicators))
    row = documents.store_records(replace(reading, content=more), revision=plan.document.revision + 1)
    plans.store_records(row, more, ledger=plan.ledger)
    plan.document = row


def test_no_page_asks_more_often_for_a_larger_plan() -> None:
    plan = RatedPledges(closed=False)
    names = ("plan_calculation", "plan_roll_up", "plan_judgement")

    def asked() -> list[int]:
        judged = plan.judgement_form(rule="tama/2016")
        return [
            *(measured(plan, name) for name in names),
            measured(plan, "plan_roll_up", plan.roll_up_form()),
            measured(plan, "plan_judgement", judged),
        ]

    first = to_reading(plan.document)
    grown(plan, first, 1)
    before = asked()
    grown(plan, first, 120)
    assert asked() == before
    assert max(before) <= 40
