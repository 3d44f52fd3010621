"""The page of a plan: its tree and filter, the table of counts, levels, history, and what it costs."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.city import body, signed_in
from desk.plan_pages import PlanPages, told
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.plan_change import AddIndicator, AddItem, ChangeIndicator, EndItem, IndicatorField
from mitodoke.domain.plan_content import PlannedValue
from plans.ledger_desk import content, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages()


def words(page: str) -> str:
    """The page without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())


def names(page: str) -> list[str]:
    """The items of the tree in their order."""
    return [
        unescape(re.sub(r"<[^>]*>", "", one))
        for one in re.findall(r'<li class="plan-depth-\d"><a href="[^"]*">(.*?)</a>', page)
    ]


def test_the_tree_shows_items_marks_indicators_and_both_targets(pages: PlanPages) -> None:
    desk, ledger = pages.desk, pages.ledger
    top = content(ledger).indicators[0]
    desk.edit(
        ledger,
        AddItem(parent_id=item(ledger, "1-1").item_id, code="1-1-3", title="<b>水をやる"),
        EndItem(item_id=item(ledger, "1-1-2").item_id, reason="済んだため"),
        ChangeIndicator(
            indicator_id=top.indicator_id,
            field=IndicatorField.TARGETS,
            value=(PlannedValue(fiscal_year=2029, printed="20か所"),),
        ),
    )
    page = body(pages.planner.get(pages.address("plan")))
    assert names(page) == [
        "1 花のまち",
        "1-1 花壇をふやす",
        "1-1-1 苗を配る",
        "1-1-2 木を植える",
        "1-1-3 <b>水をやる",
    ]
    shown = words(page)
    assert "1 花のまち 数値目標変更" in shown
    assert "1-1-2 木を植える 終了 取組終了" in shown
    assert "1-1-3 <b>水をやる 新規事務事業" in shown
    assert "目標値 令和11年度 20か所、当初の目標値 令和11年度 12か所" in shown
    assert "事務事業3101" in shown
    assert "政策1010" in shown
    in_force = body(pages.planner.get(pages.address("plan"), {"show": "in_force"}))
    assert len(names(in_force)) == 4
    assert "新規事務事業" not in in_force


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "苗"}, ["1-1-1 苗を配る"]),
        ({"q": "配った所"}, ["1-1-1 苗を配る"]),
        ({"q": "花 ふやす"}, ["1-1 花壇をふやす"]),
        ({"q": "1-1-"}, ["1-1-1 苗を配る", "1-1-2 木を植える"]),
        ({"level": "level1"}, ["1 花のまち"]),
        ({"department": "みどり課"}, ["1-1-2 木を植える"]),
        ({"department": "みどり課", "q": "苗"}, []),
        ({"state": "ended"}, []),
        ({"state": "running", "level": "level3"}, ["1-1-1 苗を配る", "1-1-2 木を植える"]),
        ({"state": "nothing", "level": "nothing", "department": "nothing"}, 4),
        ({"q": "\x00"}, []),
        ({"q": "<script>"}, []),
        ({"q": "長" * 5000}, []),
    ],
)
def test_items_are_found_without_a_script(
    pages: PlanPages, query: dict[str, str], found: list[str] | int
) -> None:
    page = body(pages.planner.get(pages.address("plan"), query))
    if isinstance(found, int):
        assert len(names(page)) == found
    else:
        assert names(page) == found
        assert f"4件のうち{len(found)}件が見つかりました。" in page


def test_levels_are_renamed_in_a_draft_only(pages: PlanPages) -> None:
    address = pages.address("plan_levels")
    page = body(pages.planner.get(address))
    assert "第1階層（項目1件）" in page
    sent = {
        "seen": pages.seen,
        "level:1": "基本政策",
        "level:2": "施策",
        "level:3": "事務事業",
        "rated:3": "on",
    }
    assert "基本政策 ＞ 施策 ＞ 事務事業" in told(pages.planner, pages.planner.post(address, sent))
    assert content(pages.ledger).structure.levels[2].rated
    for wrong, expected in (
        ({"level:3": ""}, "階層がなくなります"),
        ({"level:2": ""}, "階層の途中を空に"),
        ({"level:2": "基本政策"}, "二つあります"),
        ({"level:1": "長" * 41}, "40字以内"),
        ({"seen": 1}, "開いている間に"),
        ({"seen": "x"}, "開いている間に"),
    ):
        response = pages.planner.post(address, sent | {"seen": pages.seen} | wrong)
        assert response.status_code == 422
        assert expected in body(response)
    assert 'value="基本政策"' in body(response)
    pages.desk.decide(pages.ledger)
    response = pages.planner.post(address, sent | {"seen": pages.seen, "level:1": "政策"})
    assert response.status_code == 422
    assert "見直しを始めて" in body(response)


def test_the_history_is_read_by_item_and_page_and_never_changed(pages: PlanPages) -> None:
    desk, ledger = pages.desk, pages.ledger
    for number in range(210):
        desk.edit(ledger, AddItem(parent_id=None, code=f"n{number}", title=f"政策{number}"))
    reader = signed_in(desk.reader)
    page = body(reader.get(pages.address("plan_history")))
    assert words(page).index("「n209 政策209」を加えました") < words(page).index(
        "「n150 政策150」を加えました"
    )
    assert "のうち1～200件目を表示" in words(page)
    assert "政策0」" not in page
    second = body(reader.get(pages.address("plan_history"), {"page": 2}))
    assert "「n0 政策0」を加えました" in words(second)
    one = body(reader.get(pages.address("plan_history"), {"item": item(ledger, "n7").item_id}))
    assert one.count("<li><bdi>") == 1
    assert "政策7" in one
    for query in ({"page": 10**9}, {"page": "x"}, {"item": "'; DROP TABLE"}, {"item": "\x00"}):
        assert reader.get(pages.address("plan_history"), query).status_code == 200
    assert reader.post(pages.address("plan_history")).status_code == 405
    assert signed_in(desk.reporter).get(pages.address("plan_history")).status_code == 403


def test_reads_cost_the_same_in_a_large_plan(pages: PlanPages) -> None:
    desk, ledger = pages.desk, pages.ledger
    reads = [
        pages.address(name)
        for name in (
            "plan",
            "plan_bulk",
            "plan_levels",
            "plan_revisions",
            "plan_fields",
            "plan_history",
            "plan_issue",
        )
    ]
    reads += [
        pages.of_item("1-1-1"),
        pages.of_item("1-1-1", "plan_item_edit"),
        pages.of_indicator("配った所"),
        f"/desk/plans/{ledger.pk}/revisions/2/",
        pages.city("plans"),
    ]

    def counts(client: Client) -> list[int]:
        found = []
        for address in reads:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200, address
            found.append(len(queries))
        return found

    counts(pages.planner)
    few = counts(pages.planner)
    middle = item(ledger, "1-1").item_id
    desk.edit(
        ledger,
        *(
            AddItem(parent_id=middle, code=f"1-1-{number}", title=f"事業{number}", departments=("花課",))
            for number in range(10, 310)
        ),
    )
    desk.edit(
        ledger,
        *(
            AddIndicator(
                item_id=item(ledger, f"1-1-{number}").item_id,
                level=IndicatorLevel.KPI,
                name=f"指標{number}",
                targets=(PlannedValue(fiscal_year=2029, printed="10か所"),),
            )
            for number in range(10, 110)
        ),
    )
    assert counts(pages.planner) == few
    assert len(names(body(pages.planner.get(pages.address("plan"))))) == 304


def test_what_does_not_exist_is_not_found(pages: PlanPages) -> None:
    root = pages.address("plan")
    for address in (
        "/desk/plans/999999/",
        f"/desk/plans/{10**30}/",
        f"{root}items/none/",
        f"{root}items/none/edit/",
        f"{root}items/%00/",
        f"{root}revisions/99/",
        f"{root}revisions/{10**30}/",
        f"{root}fields/own99/",
        f"{pages.of_item('1-1-1')}indicators/none/",
        f"{pages.of_item('1-1')}indicators/{content(pages.ledger).indicators[0].indicator_id}/",
        f"{root}add/?under=none",
    ):
        assert pages.planner.get(address).status_code == 404, address
