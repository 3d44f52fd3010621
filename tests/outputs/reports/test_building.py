"""What a report contains, before it is set: sections, words for what is lost, coverage, marks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.outputs.reports.blocks import (
    Card,
    Heading,
)
from mitodoke.outputs.reports.comparison import compare_editions
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.front import make_report
from mitodoke.outputs.reports.percentages import item_gauge, rating_coverage, share_of
from mitodoke.outputs.reports.registry import REPORTS, UnknownReportError, build_report, reports_of
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports.editions import (
    pledges_edition,
    register_edition,
    strategy_edition,
)
from outputs.reports.report_texts import PLAIN, block_texts, find_card, texts


def without_ratings(edition: Edition) -> Edition:
    return replace(edition, content=replace(edition.content, ratings=()))


def abridged(edition: Edition) -> Edition:
    items = tuple(
        replace(item, activities=tuple(replace(one, text=None) for one in item.activities))
        for item in edition.content.items
    )
    document = replace(edition.content.document, abridged=True)
    return replace(edition, content=replace(edition.content, items=items, document=document))


def test_every_edition_has_its_main_report_first() -> None:
    for make, name in (
        (pledges_edition, "pledges"),
        (strategy_edition, "strategy"),
        (register_edition, "register"),
    ):
        assert [report.name for report in reports_of(make())] == [name, "summary", "departments"]
    assert len({report.name for report in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("name", ["strategy", "no-such-report", ""])
def test_an_unknown_report_names_those_that_exist(name: str) -> None:
    with pytest.raises(UnknownReportError, match="pledges、summary、departments"):
        build_report(pledges_edition(), name, PLAIN)


def test_heading_levels_are_never_skipped() -> None:
    for make in (pledges_edition, strategy_edition, register_edition):
        for kind in reports_of(make()):
            levels = [0]
            for section in kind.build(make(), PLAIN).sections:
                for block in section.blocks:
                    if isinstance(block, Heading | Card):
                        levels.append(block.level if isinstance(block, Heading) else block.heading.level)
            assert all(after <= before + 1 for before, after in pairwise(levels))
            assert max(levels) <= 4


@pytest.mark.parametrize(
    ("title", "figures", "with_donut"),
    [
        ("産後ケア", [("こども家庭課", "10段階中8")], [Decimal(80)]),
        (
            "相談アプリ",
            [("こども家庭課", "10段階中6"), ("デジタル推進課", "10段階中3")],
            [Decimal(60), Decimal(30)],
        ),
        ("駅前広場", [("都市計画課", "未着手（令和9年度から始めるため）")], [None]),
        ("校舎の断熱", [("", "評価は原文にありません")], [None]),
        ("空き店舗", [("商工労働課", "10段階中0")], [Decimal(0)]),
    ],
)
def test_a_donut_stands_only_where_a_department_rated(
    title: str, figures: list[tuple[str, str]], with_donut: list[Decimal | None]
) -> None:
    card = find_card(build_report(pledges_edition(), "pledges", PLAIN), title)
    assert [(ring.label, ring.figure) for ring in card.rings] == figures
    assert [ring.share for ring in card.rings] == with_donut


def test_lost_things_are_said_in_words() -> None:
    card = find_card(build_report(pledges_edition(), "pledges", PLAIN), "見出しは原文から失われています")
    assert "担当部署：記載なし" in list(block_texts(card))
    lost = find_card(build_report(pledges_edition(), "pledges", PLAIN), "校舎の断熱")
    assert "担当部署：原文から失われています" in list(block_texts(lost))
    assert "取組事業内容（令和7年4月～令和8年3月末） 【再掲】" in list(block_texts(lost))
    project = find_card(
        build_report(strategy_edition(), "strategy", PLAIN), "【担当課は原文から失われています】"
    )
    assert project.mark == "（見直しの印は原文から失われています）"
    assert "SDGs：原文から失われています" in list(block_texts(project))


@pytest.mark.parametrize(
    ("item_id", "figure", "share", "note"),
    [
        ("01", "55%", Decimal(55), "公約2件のうち1件の公表値　検算 55（公表値と一致、規則：ビジョン＝公約の単純平均（切り捨てて整数に））"),
        ("01-1", "62.5%", Decimal("62.5"), "施策2件中2件を評価"),
        ("01-2", "記載なし", None, "施策2件（評価は原文にありません）"),
        ("02", "原文から失われています", None, "公約1件のうち1件の公表値　検算 40（公表値なし、規則：ビジョン＝公約の単純平均（切り捨てて整数に））"),
        ("02-1", "0%", Decimal(0), "施策3件中2件を評価（未着手1件）"),
    ],
)  # fmt: skip
def test_a_percentage_never_stands_alone(item_id: str, figure: str, share: Decimal | None, note: str) -> None:
    tree = EditionTree(pledges_edition())
    gauge = item_gauge(tree, tree.items[item_id])
    assert (gauge.figure, gauge.share, gauge.note) == (figure, share, note)


@pytest.mark.parametrize(("value", "share"), [(None, None), (Decimal(-5), Decimal(0)), (Decimal(130), Decimal(100)), (Decimal("41.2"), Decimal("41.2"))])  # fmt: skip
def test_a_bar_ends_where_its_axis_ends(value: Decimal | None, share: Decimal | None) -> None:
    assert share_of(value) == share


def test_without_ratings_the_coverage_says_so() -> None:
    tree = EditionTree(without_ratings(pledges_edition()))
    assert rating_coverage(tree, tree.of_kind(ItemKind.MEASURE)) == "施策7件（評価は原文にありません）"
    assert rating_coverage(tree, ()) == ""


def test_only_rules_that_reproduce_everything_are_named() -> None:
    found = texts(build_report(pledges_edition(), "pledges", PLAIN))
    assert "ビジョン＝公約の単純平均（切り捨てて整数に）" in found
    assert "ビジョン＝公約の単純平均（四捨五入して整数に）" not in found


def test_abridged_editions_count_what_they_leave_out() -> None:
    found = texts(build_report(abridged(pledges_edition()), "pledges", PLAIN))
    assert "取組15件（文章はこの版に含まれません）" in found
    assert any("要約データ" in text for text in found)


def test_own_texts_and_names_of_the_city_replace_the_defaults() -> None:
    settings = ReportSettings(
        city_name="海辺市",
        introduction="一段落目。\n\n二段落目。",
        method="市の方法。",
        cover_title="公約の一年",
        publisher="秘書課",
    )
    report = build_report(pledges_edition(), "pledges", settings)
    found = texts(report)
    assert found[:5] == ["はじめに", "一段落目。", "二段落目。", "市長公約の進捗状況の数値化", "市の方法。"]
    assert report.cover is not None
    assert (report.cover.title, report.cover.publisher) == ("公約の一年", ("海辺市", "秘書課"))
    assert report.title == "海辺市 市長公約の取組状況"


def test_the_cover_names_the_city_once_and_the_edition() -> None:
    edition = pledges_edition()
    document = replace(edition.content.document, publisher="花咲市 企画部")
    report = build_report(
        replace(edition, content=replace(edition.content, document=document)), "pledges", PLAIN
    )
    assert report.cover is not None
    assert report.cover.publisher == ("花咲市 企画部",)
    assert report.cover.lines == (
        "（令和7年4月～令和8年3月末）",
        "令和8年6月",
        "第2版（令和8年7月1日公表）",
        "架空の資料（見本）",
    )


def test_a_document_that_tells_nothing_of_itself_has_a_report() -> None:
    edition = strategy_edition()
    document = replace(
        edition.content.document, title="", municipality=None, publisher=None, period_start=None, period_end=None,
        fiscal_year=None, published=None, as_of=None,
    )  # fmt: skip
    report = build_report(
        replace(edition, content=replace(edition.content, document=document)), "strategy", PLAIN
    )
    assert (report.title, report.author, report.moment) == ("総合戦略", "自治体名不明", "2000-01-01")


def test_a_long_title_is_cut_in_the_running_line_only() -> None:
    report = make_report(pledges_edition(), PLAIN, title="長い" * 50, sections=())
    assert "長い" * 50 in report.title
    assert len(report.header) < 80


def test_items_in_a_circle_or_without_parent_are_printed_once() -> None:
    def measure(item_id: str, parent_id: str | None) -> PlanItem:
        return PlanItem(item_id=item_id, parent_id=parent_id, kind=ItemKind.MEASURE, code=item_id, title=f"施策{item_id}", place="L1")  # fmt: skip

    edition = pledges_edition()
    items = (
        *edition.content.items,
        measure("a", "b"),
        measure("b", "a"),
        measure("c", "nowhere"),
        measure("d", "d"),
    )
    report = build_report(replace(edition, content=replace(edition.content, items=items)), "pledges", PLAIN)
    cards = [block for section in report.sections for block in section.blocks if isinstance(block, Card)]
    for name in "abcd":
        assert len([card for card in cards if card.heading.text == f"施策{name}"]) == 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=6))
def test_reports_of_any_texts_are_built_and_compare_equal(titles: list[str]) -> None:
    edition = pledges_edition()
    items = tuple(
        replace(item, title=title, departments=(title,))
        for item, title in zip(edition.content.items, titles, strict=False)
    )
    changed = replace(edition, content=replace(edition.content, items=items))
    for kind in reports_of(changed):
        assert kind.build(changed, PLAIN).sections
    assert compare_editions(changed, changed) == ()
