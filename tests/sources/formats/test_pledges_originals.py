"""The published pledge report of the example city, against what a careful reader found in it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.domain.japanese_text import comparable, without_space
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.place import parse_place
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text

pytestmark = pytest.mark.originals

NAME = "mayoral-pledges-fy2025.txt"
ANSWERS = "mayoral-pledges-visions-01-03.json"


@pytest.fixture(scope="module")
def reading(original: Callable[[str], Path]) -> Reading:
    return extract(read_text(original(NAME)))


@pytest.fixture(scope="module")
def items(reading: Reading) -> dict[str, PlanItem]:
    return {item.item_id: item for item in reading.content.items}


def bare(text: str | None) -> str | None:
    return None if text is None else without_space(text)


def children(items: dict[str, PlanItem], parent: str) -> list[PlanItem]:
    return [item for item in items.values() if item.parent_id == parent]


def stated(reading: Reading, subject: str, figure: str) -> Decimal | None:
    (found,) = (s for s in reading.content.stated if s.subject == subject and s.figure == figure)
    return found.value


def test_document(reading: Reading, expected: Callable[[str], Any]) -> None:
    answer = expected(ANSWERS)
    document = reading.content.document
    assert document.title == answer["document"]
    assert bare(document.publisher) == bare(answer["publisher"])
    assert (document.period_start, document.period_end) == (answer["period_start"], answer["period_end"])
    assert (document.as_of, document.published) == (answer["as_of"], answer["published"])
    assert (document.fiscal_year, document.municipality_code) == (2025, "012131")
    assert stated(reading, "document", "progress.overall") == Decimal(str(answer["overall_published"]))
    for kind, count in answer["claimed"].items():
        assert stated(reading, "document", f"count.{kind}") == count


def test_every_line_is_accounted_for(reading: Reading) -> None:
    assert reading.unaccounted == ()
    assert reading.content.document.lines_accounted == len(reading.lines)


def test_counts(reading: Reading) -> None:
    items = reading.content.items
    assert [sum(item.kind is kind for item in items) for kind in (ItemKind.VISION, ItemKind.PLEDGE)] == [
        7,
        34,
    ]
    measures = [item for item in items if item.kind is ItemKind.MEASURE]
    assert len(measures) == 91
    assert sum(len(item.activities) for item in measures) == 217
    assert len({name for item in measures for name in item.departments or ()}) == 43


def test_visions_one_to_three_equal_the_answer_sheet(
    reading: Reading, items: dict[str, PlanItem], expected: Callable[[str], Any]
) -> None:
    fields = 0
    for vision in expected(ANSWERS)["visions"]:
        code = f"{vision['no']:02}"
        found = items[code]
        assert (bare(found.title), bare(found.subtitle)) == (bare(vision["title"]), bare(vision["subtitle"]))
        assert found.printed_progress == vision["published_percent"]
        assert stated(reading, code, "progress") == vision["published_percent"]
        assert [item.code for item in children(items, code)] == [p["code"] for p in vision["pledges"]]
        for pledge in vision["pledges"]:
            fields += check_pledge(reading, items, pledge)
    assert fields > 300


def check_pledge(reading: Reading, items: dict[str, PlanItem], pledge: dict[str, Any]) -> int:
    found = items[pledge["code"]]
    assert bare(found.title) == bare(pledge["title"])
    assert found.printed_progress == pledge["published_percent"]
    assert parse_place(found.place).first == pledge["src_line"]
    assert stated(reading, pledge["code"], "progress") == pledge["published_percent"]
    assert stated(reading, pledge["code"], "progress.summary") == pledge["summary_percent"]
    measures = children(items, pledge["code"])
    assert len(measures) == len(pledge["measures"])
    for measure, answer in zip(measures, pledge["measures"], strict=True):
        assert measure.code == f"{pledge['code']}-{answer['no']}"
        assert bare(measure.title) == bare(answer["title"])
        assert list(measure.departments or ()) == answer["departments"]
        assert measure.repeat == answer["restated"]
        place = parse_place(measure.place)
        assert (place.first, place.last) == (answer["src_line"], answer["src_line_end"])
        assert [bare(a.text) for a in measure.activities] == [bare(text) for text in answer["activities"]]
    return 5 + 6 * len(measures)


def test_titles_of_body_and_table_differ_only_in_width(reading: Reading) -> None:
    differing = [f for f in reading.findings if f.check == "title_differs"]
    assert [f.subject for f in differing] == ["01"]
    assert comparable(differing[0].printed) != comparable(differing[0].expected)


def test_findings_of_the_reader(reading: Reading) -> None:
    assert sorted((f.check, f.subject) for f in reading.findings) == [
        ("lost_percentage", "03"),
        ("lost_percentage", "04"),
        ("title_differs", "01"),
    ]


def test_repeat_marks_of_the_rest(items: dict[str, PlanItem]) -> None:
    marked = {code: item.repeat for code, item in items.items() if item.repeat != "none"}
    assert marked == {"03-4-2": "full", "04-4-1": "partial", "06-1-3": "partial", "07-3-3": "partial"}


GOLDEN = {
    "04-1": (63, 3, 7), "04-2": (70, 3, 7), "04-3": (50, 1, 1), "04-4": (15, 1, 3), "04-5": (63, 3, 11),
    "05-1": (35, 3, 8), "05-2": (52, 2, 6), "05-3": (46, 3, 7), "05-4": (20, 2, 3), "05-5": (70, 2, 2),
    "06-1": (65, 3, 8), "06-2": (70, 1, 1), "06-3": (40, 2, 5), "06-4": (10, 1, 3), "06-5": (50, 4, 11),
    "07-1": (46, 4, 9), "07-2": (32, 3, 9), "07-3": (51, 4, 18), "07-4": (40, 5, 11),
}  # fmt: skip
"""Percentage, measures and activities of the pledges without an answer sheet, counted by hand."""


@pytest.mark.parametrize(("code", "counts"), GOLDEN.items())
def test_visions_four_to_seven(items: dict[str, PlanItem], code: str, counts: tuple[int, int, int]) -> None:
    measures = children(items, code)
    activities = sum(len(measure.activities) for measure in measures)
    assert (items[code].printed_progress, len(measures), activities) == counts
    assert all(measure.title and measure.departments for measure in measures)


@pytest.mark.parametrize(
    ("code", "title", "departments", "place"),
    [
        ("04-5-2", "若者の自殺ゼロのまちを目指す", ("健康づくり課", "こども家庭支援室", "指導室"), "L802-L816"),
        ("05-1-2", "患者サービスの向上により選ばれる病院を構築", ("医療介護連携課", "経営管理課", "医事課", "医療DX推進室"), "L854-L867"),
        ("06-1-2", "苫小牧版市内DMO（観光地域づくり）を設置", ("観光政策課",), "L1035-L1047"),
        ("06-1-3", "プロスポーツチームのキャンプ及び全国、国際大会等の誘致推進", ("スポーツ都市推進課",), "L1049-L1062"),
        ("07-4-5", "役職定年者を調整官、推進官、専門官として有効活用", ("行政経営室",), "L1419-L1429"),
    ],
)  # fmt: skip
def test_measures_picked_from_four_to_seven(
    items: dict[str, PlanItem], code: str, title: str, departments: tuple[str, ...], place: str
) -> None:
    assert (items[code].title, items[code].departments, items[code].place) == (title, departments, place)
