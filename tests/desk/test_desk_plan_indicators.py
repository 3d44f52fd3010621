"""Indicators of a plan on their pages: added, changed, taken out; years as people type them; two people at one."""

from __future__ import annotations

from typing import Any

import pytest

from desk.city import body
from desk.plan_pages import PlanPages, told
from mitodoke.desk.presentation.plan_indicator_fields import read_year
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.indicator import Accumulation, DesiredChange, IndicatorLevel
from mitodoke.domain.plan_change import ChangeIndicator, IndicatorField
from mitodoke.domain.plan_content import PlannedIndicator, PlannedValue
from plans.ledger_desk import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages()


def named(pages: PlanPages, name: str) -> PlannedIndicator:
    [found] = [one for one in content(pages.ledger).indicators if one.name == name]
    return found


def test_an_indicator_is_added(pages: PlanPages) -> None:
    address = pages.of_item("1-1-2", "plan_indicator_new")
    sent = pages.indicator_form(
        **{
            "v:level": "kpi",
            "v:name": "植えた木",
            "v:unit": "本",
            "v:accumulation": "cumulative",
            "v:desired_change": "increase",
            "y:baseline": ["R6"],
            "v:baseline": ["0本"],
            "y:targets": ["2027", "", "令和11年"],
            "v:targets": ["50本", "", "100本"],
            "v:note": "累計",
        }
    )
    page = told(pages.planner, pages.planner.post(address, sent))
    assert "令和9年度 50本、令和11年 100本" in page
    assert named(pages, "植えた木") == PlannedIndicator(
        indicator_id=named(pages, "植えた木").indicator_id,
        item_id=named(pages, "植えた木").item_id,
        level=IndicatorLevel.KPI,
        name="植えた木",
        unit="本",
        accumulation=Accumulation.CUMULATIVE,
        desired_change=DesiredChange.INCREASE,
        baseline=PlannedValue(fiscal_year=2024, printed="0本"),
        targets=(
            PlannedValue(fiscal_year=2027, printed="50本"),
            PlannedValue(fiscal_year=2029, printed="100本", calendar_year=True),
        ),
        note="累計",
    )


def test_a_target_is_changed_and_its_origin_stays(pages: PlanPages) -> None:
    address = pages.of_indicator("花壇の数")
    assert 'value="令和11年度"' in body(pages.planner.get(address))
    sent = pages.indicator_form(**{"v:targets": ["20か所", "", ""], "reason": "予定より早いため"})
    page = told(pages.planner, pages.planner.post(address, sent))
    assert "令和11年度 20か所" in page
    assert "令和11年度 12か所" in page
    assert "数値目標変更" in page
    assert "理由：予定より早いため" in page
    version = pages.seen
    unchanged = pages.indicator_form(**{"v:targets": ["20か所", "", ""]})
    assert "変わったところはありませんでした" in told(pages.planner, pages.planner.post(address, unchanged))
    assert pages.seen == version


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"v:name": ""}, "名前は空にできません"),
        ({"y:targets": ["いつか", "", ""]}, "年度として読めません"),
        ({"y:targets": ["99999", "", ""]}, "年度として読めません"),
        ({"y:targets": ["1000", "", ""]}, "西暦1900年から"),
        ({"y:targets": ["2029x", "", ""]}, "年度として読めません"),
        ({"v:targets": ["", "", ""]}, "値を入力するか"),
        ({"v:targets": ["悪\u202e意", "", ""]}, "制御文字"),
        ({"v:targets": ["9" * 100_000, "", ""]}, "300字まで"),
        ({"v:unit": "x\x00"}, "制御文字"),
        ({"v:note": "長" * 100_000}, "10,000字まで"),
    ],
)
def test_what_no_indicator_becomes(pages: PlanPages, typed: dict[str, Any], words: str) -> None:
    before = content(pages.ledger)
    response = pages.planner.post(
        pages.of_indicator("花壇の数"), pages.indicator_form(**({"v:note": "覚え"} | typed))
    )
    assert response.status_code == 422
    assert words in body(response)
    assert "覚え" in body(response) or "v:note" in typed
    assert content(pages.ledger) == before


@pytest.mark.parametrize("level", ["", "nothing"])
def test_a_new_one_needs_a_kind(pages: PlanPages, level: str) -> None:
    response = pages.planner.post(
        pages.of_item("1-1-2", "plan_indicator_new"), pages.indicator_form(**{"v:level": level})
    )
    assert response.status_code == 422
    assert "指標の種類" in body(response)


def test_it_is_taken_out(pages: PlanPages) -> None:
    address = pages.of_indicator("配った所")
    stale = pages.planner.post(address, {"action": "remove", "seen": 1, "reason": "重なるため"})
    assert stale.status_code == 422
    told(
        pages.planner,
        pages.planner.post(address, {"action": "remove", "seen": pages.seen, "reason": "重なるため"}),
    )
    assert [one.name for one in content(pages.ledger).indicators] == ["花壇の数"]
    gone = pages.planner.post(address, pages.indicator_form(**{"v:name": "別", "seen": pages.seen - 1}))
    assert gone.status_code == 422
    assert 'value="別"' in body(gone)


def test_two_people_at_the_same_target(pages: PlanPages) -> None:
    address = pages.of_indicator("花壇の数")
    sent = pages.indicator_form(**{"v:targets": ["20か所", "", ""], "v:note": "わたしの注記"})
    change = ChangeIndicator(
        indicator_id=named(pages, "花壇の数").indicator_id,
        field=IndicatorField.TARGETS,
        value=(PlannedValue(fiscal_year=2029, printed="30か所"),),
    )
    pages.desk.edit(pages.ledger, change, by=pages.desk.second_planner)
    response = pages.planner.post(address, sent)
    assert response.status_code == 409
    for words in ("令和11年度 30か所", 'value="20か所"', "わたしの注記", 'name="k:targets"'):
        assert words in body(response)
    decided = sent | {"seen": pages.seen, "c:targets": "1", "k:targets": "theirs"}
    told(pages.planner, pages.planner.post(address, decided))
    assert [one.printed for one in named(pages, "花壇の数").targets] == ["30か所"]
    assert named(pages, "花壇の数").note == "わたしの注記"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2029", (2029, False)),
        ("２０２９年度", (2029, False)),
        ("令和11年度", (2029, False)),
        ("令和元年度", (2019, False)),
        ("R11", (2029, False)),
        ("令和11年", (2029, True)),
        ("2029年", (2029, True)),
        ("昭和63年度", (1988, False)),
    ],
)
def test_years_as_people_type_them(typed: str, expected: tuple[int, bool]) -> None:
    assert read_year(typed, "目標値") == expected


@pytest.mark.parametrize(
    "typed", ["", "年度", "令和", "12", "2029年4月", "2029-04", "０", "R", "x" * 10_000, "\x00"]
)
def test_what_is_no_year(typed: str) -> None:
    with pytest.raises(ActionDenied, match="読めません"):
        read_year(typed, "目標値")
