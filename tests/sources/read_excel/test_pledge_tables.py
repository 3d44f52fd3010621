"""A pledge report as one wide table gives the records that were laid out in it; what is not known is asked or told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitodoke.domain.edition import Reading
from mitodoke.domain.japanese_text import without_space
from mitodoke.domain.outline import ItemKind
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.formats.pledge_table.head import Column, read_wide_head
from mitodoke.sources.read_excel.mapping import UnmatchedColumnsError
from mitodoke.sources.read_file import read_file_bytes
from mitodoke.sources.read_text import decode_text
from sources.formats.pledge_reports import Report
from sources.read_excel.pledge_tables import Style, report_of, style_of, workbook
from sources.read_excel.workbooks import unmatched_columns


def found(reading: Reading) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for item in reading.content.items:
        row: tuple[object, ...] = (item.kind, item.code, without_space(item.title or ""))
        if item.kind is ItemKind.PLEDGE:
            row += (str(item.printed_progress),)
        elif item.kind is ItemKind.MEASURE:
            activities = [without_space(activity.text) for activity in item.activities]
            row += (activities, list(item.departments or ()), item.repeat.value)
        rows.append(row)
    return rows


def wanted(report: Report, style: Style) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for number, vision in enumerate(report.visions, start=1):
        code = vision.code if style.numbers else str(number)
        rows.append((ItemKind.VISION, code, without_space(vision.title)))
        for place, pledge in enumerate(vision.pledges, start=1):
            own = pledge.code if style.numbers else f"{number}-{place}"
            rows.append((ItemKind.PLEDGE, own, pledge.title, pledge.progress))
            for position, measure in enumerate(pledge.measures, start=1):
                activities = [without_space(text) for text in measure.activities]
                rows.append((
                    ItemKind.MEASURE, f"{own}-{position}", measure.title, activities, measure.departments, measure.repeat,
                ))  # fmt: skip
    return rows


def check(seed: int) -> None:
    report, style = report_of(seed), style_of(seed)
    reading = read_file_bytes(workbook(report, style), "x").reading
    assert reading.content.document.layout == "pledge_table"
    assert found(reading) == wanted(report, style)
    assert [reading.lines[number - 1] for number in reading.unaccounted] == []
    odd = {one.check for one in reading.findings}
    assert odd == (set() if style.numbers else {"number_missing"})
    document = reading.content.document
    assert (document.municipality, document.fiscal_year) == ("花咲市", 2025)
    for item in reading.content.items:
        assert item.place.startswith("取組状況!")


@pytest.mark.parametrize("seed", range(40))
def test_fixed_tables_are_read_back_equal(seed: int) -> None:
    check(seed)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=1000, max_value=10**9))
def test_random_tables_are_read_back_equal(seed: int) -> None:
    check(seed)


UNKNOWN = {"pledge": "やくそく", "measure": "ほうさく", "activities": "なにをしたか"}
TOLD = {"やくそく": "pledge", "ほうさく": "measure", "なにをしたか": "activities"}


def test_heads_that_nobody_knows_are_asked_and_read_with_what_is_told() -> None:
    report, style = report_of(3), style_of(3)
    data = workbook(report, style, head=UNKNOWN)
    with pytest.raises(UnmatchedColumnsError, match="やくそく"):
        read_file_bytes(data, "x")
    asked = {one.head for table in unmatched_columns(data, "x") for one in table.columns}
    assert set(TOLD) <= asked
    reading = read_file_bytes(data, "x", Stated(columns=TOLD)).reading
    assert found(reading) == wanted(report, style)


def read_lines(*lines: str) -> Reading:
    text = "市長公約の取組状況\n令和8年6月\n花咲市 企画部\n\n" + "\n".join(lines) + "\n"
    return extract(decode_text(text.encode(), "x"))


HEAD = "ビジョン\t公約\t施策\t取組内容\t担当課\t進捗状況"


def test_percentages_of_measures_are_told_from_those_of_pledges() -> None:
    reading = read_lines(
        HEAD, "1 港のまち\t1-1 朝市\t通年化\t11月まで延ばした。\t港課\t40%", "\t\t特典\t配った。\t港課\t60%"
    )
    progress = {item.code: item.printed_progress for item in reading.content.items}
    assert {code: None if value is None else int(value) for code, value in progress.items()} == {
        "1": None, "1-1": None, "1-1-1": 40, "1-1-2": 60,
    }  # fmt: skip
    assert {(one.subject, int(one.value or 0)) for one in reading.content.stated if one.figure == "progress"} == {
        ("1-1-1", 40), ("1-1-2", 60),
    }  # fmt: skip


def test_columns_of_their_own_for_each_percentage_and_a_row_of_the_whole() -> None:
    reading = read_lines(
        "ビジョン\tビジョンの進捗率\t公約\t公約の進捗率\t施策\t取組内容\t担当課\t施策の進捗率",
        "1 港のまち\t55\t1-1 朝市\t50\t通年化\t延ばした。\t港課\t40",
        "\t\t\t\t特典\t配った。\t港課\t60",
        "全体\t\t\t\t\t\t\t52",
    )
    stated = {(one.subject, one.figure): str(one.value) for one in reading.content.stated}
    assert stated == {
        ("1", "progress"): "55", ("1-1", "progress"): "50", ("1-1-1", "progress"): "40",
        ("1-1-2", "progress"): "60", ("document", "progress.overall"): "52",
    }  # fmt: skip
    assert reading.unaccounted == ()


def test_visions_may_stand_across_the_table_and_heads_again_below_them() -> None:
    reading = read_lines(
        "公約番号\t公約\t施策\t取組内容\t担当課",
        "ビジョン1 港のまち", "1-1\t朝市\t通年化\t延ばした。\t港課",
        "ビジョン2 花のまち", "公約番号\t公約\t施策\t取組内容\t担当課", "2-1\t花壇\t苗\t植えた。\t緑課", "※ 令和8年3月末現在",
    )  # fmt: skip
    assert [(item.code, item.title) for item in reading.content.items] == [
        ("1", "港のまち"), ("1-1", "朝市"), ("1-1-1", "通年化"), ("2", "花のまち"), ("2-1", "花壇"), ("2-1-1", "苗"),
    ]  # fmt: skip
    assert reading.unaccounted == ()


def test_doubtful_cells_become_findings_and_nothing_is_made_up() -> None:
    reading = read_lines(
        HEAD + "\t予算", "1 港のまち\t1-1 朝市\t通年化\t－\t－\t順調\t百万円", "\t1-2 祭\t\t開いた。\t港課\t"
    )
    assert {one.check for one in reading.findings} == {
        "unknown_column", "unreadable_value", "measure_without_activities", "measure_without_department",
        "measure_without_title", "pledge_without_percentage",
    }  # fmt: skip
    assert reading.content.items[1].printed_progress is None


@pytest.mark.parametrize(
    ("heads", "known"),
    [
        (["ビジョン", "公約", "施策", "取組事業内容", "担当課", "進捗"], 6),
        (["番号", "マニフェスト", "取り組み状況", "所管課"], 4),
        (["No.", "公約", "進捗状況"], None),
        (["ビジョン", "施策", "取組内容", "担当課"], None),
        (["公約", "公約", "施策", "担当課", "進捗"], None),
        (["公約", "施策", "取組内容", "今後の取組予定"], None),
        ([], None),
        (["公約" * 50, "施策", "担当課", "進捗"], None),
    ],
)
def test_a_head_is_known_by_its_words(heads: list[str], known: int | None) -> None:
    head = read_wide_head(heads)
    assert (head.known if head else None) == known
    assert head is None or Column.PLEDGE in head.columns
