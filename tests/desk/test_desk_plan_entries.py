"""Beside the plan: fields of a city's own defined and filled, and money over the years, by whom they belong to."""

from __future__ import annotations

from typing import Any

import pytest

from desk.city import body, signed_in
from desk.plan_pages import PlanPages, told
from mitodoke.domain.own_field import FieldControl, FieldRule
from mitodoke.domain.role import Role
from mitodoke.plans.models import OwnValue, ProjectAmount
from mitodoke.plans.queries import fields_of
from mitodoke.plans.services import define_field, record_value
from plans.ledger_desk import item

pytestmark = pytest.mark.django_db

FIELD = {
    "label": "優先度",
    "level": "level3",
    "control": "choice",
    "choices": "高\r\n中\r\n低",
    "steps": "",
    "editor": ["planner", "reporter"],
    "reader": ["head"],
}


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages(open_revision=False)


def define(pages: PlanPages, **more: Any) -> str:
    """A field of the projects, defined on its page; its key."""
    known = {one.key for one in fields_of(ledger=pages.ledger)}
    told(pages.planner, pages.planner.post(pages.address("plan_field_new"), FIELD | more))
    [made] = [one.key for one in fields_of(ledger=pages.ledger) if one.key not in known]
    return made


def test_a_field_is_defined_changed_and_no_longer_used(pages: PlanPages) -> None:
    key = define(pages, public="on")
    [field] = fields_of(ledger=pages.ledger)
    assert field.rule == FieldRule(
        label="優先度",
        control=FieldControl.CHOICE,
        choices=("高", "中", "低"),
        editors=(Role.PLANNER, Role.REPORTER),
        readers=(Role.PLANNER, Role.REPORTER, Role.HEAD),
        public=True,
    )
    page = body(signed_in(pages.desk.reader).get(pages.address("plan_fields")))
    assert "選択（<bdi>高、中、低</bdi>）" in page
    assert "企画担当、所属担当、所属長" in page
    address = f"/desk/plans/{pages.ledger.pk}/fields/{key}/"
    assert "高\n中\n低</textarea>" in body(pages.planner.get(address))
    changed = FIELD | {
        "label": "重点",
        "choices": "高\n低",
        "level": "level1",
        "control": "text",
        "yearly": "on",
    }
    told(pages.planner, pages.planner.post(address, changed))
    [field] = fields_of(ledger=pages.ledger)
    assert (field.rule.label, field.rule.choices, field.level) == ("重点", ("高", "低"), "level3")
    assert (field.rule.control, field.rule.yearly) == (FieldControl.CHOICE, False)
    assert pages.planner.post(address, {"action": "retire", "reason": ""}).status_code == 422
    told(pages.planner, pages.planner.post(address, {"action": "retire", "reason": "使わないため"}))
    assert fields_of(ledger=pages.ledger) == []
    assert "使っていない" in body(pages.planner.get(pages.address("plan_fields")))
    told(pages.planner, pages.planner.post(address, changed))
    assert len(fields_of(ledger=pages.ledger)) == 1


def test_a_scale_of_the_city_is_typed_line_by_line(pages: PlanPages) -> None:
    define(pages, control="scale", choices="", steps="A｜順調｜目標を超えた｜1.5\nB|遅れ", yearly="on")
    [field] = fields_of(ledger=pages.ledger)
    assert [(one.code, one.name, one.definition, str(one.value)) for one in field.rule.steps] == [
        ("A", "順調", "目標を超えた", "1.5"),
        ("B", "遅れ", None, "None"),
    ]
    page = body(pages.planner.get(pages.of_item("1-1-1"), {"year": 2025}))
    assert "A 順調：目標を超えた" in page
    assert "独自の欄（令和7年度）" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"label": ""}, "欄の名前"),
        ({"label": "悪\u202e意"}, "制御文字"),
        ({"label": "長" * 100_000}, "欄の名前"),
        ({"level": "none"}, "選ばれた階層"),
        ({"control": "none"}, "種類"),
        ({"choices": ""}, "選択肢を"),
        ({"choices": "高\n高"}, "選択肢が重なって"),
        ({"control": "scale", "steps": ""}, "段階を"),
        ({"control": "scale", "steps": "A"}, "読めません"),
        ({"control": "scale", "steps": "A｜順調｜意味｜約三"}, "数値で入力"),
        ({"control": "scale", "steps": "A｜順調\nA｜遅れ"}, "重ならない記号"),
        ({"editor": []}, "編集できる役割を一つ以上"),
        ({"editor": ["evaluator"]}, "編集できる役割を一つ以上"),
    ],
)
def test_what_no_field_is(pages: PlanPages, wrong: dict[str, Any], words: str) -> None:
    response = pages.planner.post(pages.address("plan_field_new"), FIELD | wrong)
    assert response.status_code == 422
    assert words in body(response)
    assert fields_of(ledger=pages.ledger) == []


def values(pages: PlanPages, key: str, value: str, seen: int = 0, **more: Any) -> dict[str, Any]:
    return {f"v:{key}": value, f"n:{key}": seen, f"o:{key}": "", "year": 2025, "why": "", **more}


def test_values_are_entered_by_whom_the_field_says(pages: PlanPages) -> None:
    key = define(pages)
    address = pages.of_item("1-1-1", "plan_item_values")
    reporter = signed_in(pages.desk.reporter)
    page = told(reporter, reporter.post(address, values(pages, key, "高", why="市長の指示")))
    assert "花担当が入力" in page.replace("<bdi>", "").replace("</bdi>", "")
    assert "「優先度」を（なし）から「高」に記録しました。理由：市長の指示" in page
    for person in (pages.desk.green_reporter, pages.desk.head, pages.desk.reader):
        response = signed_in(person).post(address, values(pages, key, "低", 1))
        assert response.status_code == 422
        assert "入力できる欄がありません" in body(response)
    assert "優先度" not in body(signed_in(pages.desk.green_reporter).get(pages.of_item("1-1-1")))
    assert "優先度" in body(signed_in(pages.desk.head).get(pages.of_item("1-1-1")))
    assert [one.value for one in OwnValue.objects.all()] == ["高"]
    told(pages.planner, pages.planner.post(address, values(pages, key, "高", 1)))
    assert OwnValue.objects.count() == 1
    told(pages.planner, pages.planner.post(address, values(pages, key, "", 1)))
    assert OwnValue.objects.latest("pk").value is None


def test_all_values_are_entered_or_none(pages: PlanPages) -> None:
    first, second = define(pages), define(pages, label="費用", control="number", choices="")
    sent = values(pages, first, "高") | values(pages, second, "約百")
    response = pages.planner.post(pages.of_item("1-1-1", "plan_item_values"), sent)
    assert response.status_code == 422
    assert "数字だけで入力" in body(response)
    assert 'value="約百"' in body(response)
    assert not OwnValue.objects.exists()


@pytest.mark.parametrize(("answer", "left"), [("mine", "低"), ("theirs", "高")])
def test_two_people_at_the_same_value(pages: PlanPages, answer: str, left: str) -> None:
    key = define(pages)
    record_value(
        ledger=pages.ledger,
        item_id=item(pages.ledger, "1-1-1").item_id,
        key=key,
        value="高",
        seen=0,
        by=pages.desk.second_planner,
        clock=pages.desk.clock,
    )
    address = pages.of_item("1-1-1", "plan_item_values")
    response = pages.planner.post(address, values(pages, key, "低"))
    assert response.status_code == 409
    assert f'name="k:{key}" value="theirs"' in body(response)
    decided = values(pages, key, "低", 1, **{f"c:{key}": "1", f"k:{key}": answer})
    told(pages.planner, pages.planner.post(address, decided))
    assert OwnValue.objects.latest("pk").value == left


@pytest.mark.parametrize("control", ["text", "number", "date", "file_link"])
def test_each_kind_of_field_takes_its_own(pages: PlanPages, control: str) -> None:
    key = define_field(
        ledger=pages.ledger,
        level="level3",
        rule=FieldRule(label="欄", control=FieldControl(control)),
        by=pages.desk.planner,
        clock=pages.desk.clock,
    ).key
    good = {
        "text": "一\n二",
        "number": "1,250",
        "date": "令和8年4月1日",
        "file_link": "https://example.jp/a.pdf",
    }
    bad = {"text": "悪\u202e意", "number": "=1+1", "date": "4月", "file_link": "javascript:alert(1)"}
    address = pages.of_item("1-1-1", "plan_item_values")
    assert pages.planner.post(address, values(pages, key, bad[control])).status_code == 422
    page = told(pages.planner, pages.planner.post(address, values(pages, key, good[control])))
    assert {"text": "一", "number": "1250", "date": "令和8年4月1日", "file_link": "https://example.jp/a.pdf"}[
        control
    ] in page
    assert "変わったところはありませんでした" in told(
        pages.planner, pages.planner.post(address, values(pages, key, OwnValue.objects.get().value or "", 1))
    )


def amount(pages: PlanPages, client: Any, **more: Any) -> Any:
    sent = {"fiscal_year": "2025", "kind": "budget", "amount": "1,250千円", "source": "予算書12頁"} | more
    return client.post(pages.of_item("1-1-1", "plan_item_amount"), sent)


def test_money_stands_in_a_table_over_the_years(pages: PlanPages) -> None:
    reporter = signed_in(pages.desk.reporter)
    told(reporter, amount(pages, reporter))
    page = told(pages.planner, amount(pages, pages.planner, kind="settlement", amount="1,000,000円"))
    for words in (
        "令和7年度",
        "1,250,000円",
        "1,000,000円",
        "80.0%",
        "小数第2位以下は切り捨て",
        "予算書12頁",
    ):
        assert words in page
    response = amount(pages, pages.planner, amount="", note="", **{"n:2025:budget": "1"})
    assert response.status_code == 422
    assert "備考に理由" in body(response)
    told(pages.planner, amount(pages, pages.planner, amount="", note="誤記", **{"n:2025:budget": "1"}))
    assert ProjectAmount.objects.count() == 3


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"amount": "約100円"}, "一つの数"),
        ({"amount": "-5"}, "0円以上"),
        ({"amount": "9" * 16}, "大きすぎます"),
        ({"amount": "9" * 90}, "読めません"),
        ({"amount": "長" * 200}, "金額"),
        ({"fiscal_year": "x"}, "年度"),
        ({"fiscal_year": "99999999999"}, "年度"),
        ({"kind": "gift"}, "区分"),
        ({"note": "x\x00"}, "備考"),
    ],
)
def test_what_is_no_amount(pages: PlanPages, more: dict[str, str], words: str) -> None:
    response = amount(pages, pages.planner, **more)
    assert response.status_code == 422
    assert words in body(response)
    assert not ProjectAmount.objects.exists()


def test_money_of_others_is_neither_written_nor_overwritten_unseen(pages: PlanPages) -> None:
    assert amount(pages, signed_in(pages.desk.green_reporter)).status_code == 422
    assert amount(pages, signed_in(pages.desk.head)).status_code == 403
    told(pages.planner, amount(pages, pages.planner))
    stale = amount(pages, pages.planner, amount="10円")
    assert stale.status_code == 422
    assert "開いている間に" in body(stale)
    assert 'value="10円"' in body(stale)
