"""The report of a plan with levels of a city's own: every fact of the edition stands in it, under the plan's own names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.own_levels import OwnLevel
from mitodoke.outputs.reports.blocks import Card, Heading, Table
from mitodoke.outputs.reports.comparison import compare_editions
from mitodoke.outputs.reports.registry import build_report, reports_of
from mitodoke.outputs.reports.render import render_report
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports.report_texts import texts
from publishing.own_levels import CONTENT, ITEMS, LEVELS, plan_edition, with_title

SETTINGS = ReportSettings()


def said(edition: Edition, name: str = "plan") -> str:
    return "\n".join(texts(build_report(edition, name, SETTINGS)))


def test_it_is_the_main_report_of_its_kind() -> None:
    assert [one.name for one in reports_of(plan_edition())] == ["plan", "summary", "departments"]


def test_the_sheets_of_departments_say_what_stands_in_their_columns() -> None:
    report = build_report(plan_edition(), "departments", SETTINGS)
    for section in report.sections:
        [table] = [block for block in section.blocks if isinstance(block, Table)]
        heads = [column.header for column in table.columns]
        assert heads == ["番号", "上位の項目", "項目", "取組事業内容・指標", "担当部署"]
    assert "苗を配りました。" in said(plan_edition(), "departments")


def test_every_item_stands_in_it_under_the_name_of_its_level() -> None:
    text = said(plan_edition())
    for item in ITEMS:
        name = LEVELS[len(item.code.split("-")) - 1].name
        assert f"{name}{item.code}" in text
    for words in (
        "花壇の数",
        "生徒数",
        "苗を配りました。",
        "植物の若いもの",
        "市民と花を育てます。",
        "雨のため",
    ):
        assert words in text
    assert "第1階層" not in text


def test_progress_stands_with_its_rule_and_coverage() -> None:
    text = said(plan_edition())
    assert "32.5%" in text
    assert (
        "政策＝丸める前の施策の単純平均（四捨五入して小数第1位まで）。4件中2件を評価（中止1件、回答なし1件）"
        in text
    )


def test_nothing_is_called_progress_before_anything_was_rated() -> None:
    text = said(plan_edition(replace(CONTENT, ratings=())))
    assert "進捗状況（評価から計算した値）" not in text
    assert "評価の回答がまだありません" in said(plan_edition(replace(CONTENT, ratings=())), "summary")


@pytest.mark.parametrize("depth", [1, 2, 8])
def test_any_depth(depth: int) -> None:
    kinds = [kind for kind in ItemKind if kind.value.startswith("level_")][:depth]
    levels = tuple(OwnLevel(kind=kind, name=f"層{number}") for number, kind in enumerate(kinds, start=1))
    items = tuple(
        PlanItem(
            item_id=str(number),
            parent_id=str(number - 1) if number > 1 else None,
            kind=kind,
            code=str(number),
            title=f"題{number}",
            place=f"L{number}",
        )
        for number, kind in enumerate(kinds, start=1)
    )
    edition = plan_edition(
        replace(CONTENT, levels=levels, items=items, indicators=(), ratings=(), glossary=())
    )
    report = build_report(edition, "plan", SETTINGS)
    blocks = [block for section in report.sections for block in section.blocks]
    headings = [
        one if isinstance(one, Heading) else one.heading for one in blocks if isinstance(one, Heading | Card)
    ]
    assert all(one.level <= 4 for one in headings)
    [outline] = [one for one in blocks if isinstance(one, Table) and one.columns[0].header == "階層"]
    assert len(outline.rows) == depth


def test_a_changed_name_of_a_level_is_a_correction() -> None:
    renamed = replace(CONTENT, levels=(replace(LEVELS[0], name="基本政策"), *LEVELS[1:]))
    [change] = [one for one in compare_editions(plan_edition(), plan_edition(renamed)) if one.field == "階層"]
    assert ("政策" in (change.before or ""), "基本政策" in (change.after or "")) == (True, True)


def test_a_changed_item_is_named_by_its_level() -> None:
    [change] = compare_editions(plan_edition(), plan_edition(with_title("花の町")))
    assert change.name == "政策 1"


def test_the_sheets_of_departments_hold_every_responsible_item() -> None:
    text = said(plan_edition(), "departments")
    for words in ("花課", "みどり課", "水課", "川の掃除"):
        assert words in text


@pytest.mark.parametrize(("file_format", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_it_can_be_had_as_a_file(file_format: str, begins: bytes) -> None:
    made = render_report(plan_edition(), "plan", SETTINGS, file_format=file_format)
    assert made.startswith(begins)
    assert made == render_report(plan_edition(), "plan", SETTINGS, file_format=file_format)
