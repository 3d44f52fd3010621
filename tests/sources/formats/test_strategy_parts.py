"""The small rules of the strategy layout: headings, labels, heads of tables, years, periods, counts, HTML."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.sources.formats.strategy.head_year import read_year
from mitodoke.sources.formats.strategy.heading import read_heading, take_flags
from mitodoke.sources.formats.strategy.item_codes import true_numbers
from mitodoke.sources.formats.strategy.marks import Label, label_of, read_direction, read_goal, read_measure
from mitodoke.sources.formats.strategy.markup import read_fragments
from mitodoke.sources.formats.strategy.period import find_period
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.pieces import read_pieces
from mitodoke.sources.formats.strategy.sections import find_title
from mitodoke.sources.formats.strategy.spaced_rows import SpacedRows
from mitodoke.sources.formats.strategy.stated_counts import find_counts
from mitodoke.sources.formats.strategy.table_head import read_head
from mitodoke.sources.line_ledger import LineLedger


def pieces(text: str) -> list[Piece]:
    lines = tuple(text.split("\n"))
    return read_pieces(lines, LineLedger(lines))


@pytest.mark.parametrize(
    ("text", "rest", "flags"),
    [
        ("花の店 KPI変更", "花の店", ["kpi_changed"]),
        ("花の店 K P I 変 更", "花の店", ["kpi_changed"]),
        ("花の店 重要業績評価指標の変更", "花の店", ["kpi_changed"]),
        ("花の店KPI変更", "花の店", ["kpi_changed"]),
        ("花の店【課】KPI変更 事業内容変更", "花の店【課】", ["kpi_changed", "content_changed"]),
        ("（新規事業、KPI変更）花の店", "花の店", ["new_project", "kpi_changed"]),
        ("新規事業創出支援", "新規事業創出支援", []),
        ("起業・新規事業の支援", "起業・新規事業の支援", []),
        ("取組終了", "", ["ended"]),
        ("数値目標変更", "", ["target_changed"]),
        ("気候の変更", "気候の変更", []),
        ("", "", []),
    ],
)
def test_take_flags(text: str, rest: str, flags: list[str]) -> None:
    assert take_flags(text) == (rest, tuple(flags))


@pytest.mark.parametrize(
    ("text", "title", "departments", "sure"),
    [
        ("花の店 【商業課】", "花の店", ("商業課",), True),
        ("花の店【商業課／港・花の課】", "花の店", ("商業課", "港・花の課"), True),
        ("花の店 【花咲の会社】", "花の店", ("花咲の会社",), False),
        ("花の店（春のまつり）", "花の店（春のまつり）", None, False),
        ("【拡充】花の店 【商業課】", "【拡充】花の店", ("商業課",), True),
        ("【商業課】花の店", "花の店", ("商業課",), True),
        ("花の店 【商業課", "花の店", ("商業課",), True),
        ("【商業課】", "", ("商業課",), True),
        ("【相談内容】", "", ("相談内容",), False),
        ("担当課：商業課、農業課", "", ("商業課", "農業課"), True),
        ("花の店 【健康部支援課（保健センター）】", "花の店", ("健康部支援課（保健センター）",), True),
        ("■花の店 【商業課】【農業課】", "花の店", ("商業課", "農業課"), True),
        ("", "", None, False),
    ],
)
def test_read_heading(text: str, title: str, departments: tuple[str, ...] | None, sure: bool) -> None:
    heading = read_heading(text)
    assert (heading.title, heading.departments, heading.sure) == (title, departments, sure)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("■施策概要", Label.SUMMARY),
        ("施策の概要", Label.SUMMARY),
        ("【対象】", Label.AUDIENCE),
        ("◆目標・成果", Label.OUTCOMES),
        ("■事業名・事業の内容", Label.PROJECTS),
        ("■事業名・事業の内容（続き）", Label.PROJECTS),
        ("■重要業績評価指標（K P I）", Label.KPI),
        ("重要業績評価指標 (ＫＰＩ)", Label.KPI),
        ("■KPI（重要業績評価指標）", Label.KPI),
        ("現状と課題", Label.SITUATION),
        ("（１）現状・課題", Label.SITUATION),
        ("基本目標と施策の基本的方向", Label.BASIC_DIRECTION),
        ("数値目標", Label.NUMERICAL_TARGETS),
        ("KPI変更", None),
        ("対象を広げる", None),
        ("基本目標", None),
        ("", None),
    ],
)
def test_label_of(text: str, label: Label | None) -> None:
    found = label_of(text)
    assert (found[0] if found else None) is label


@pytest.mark.parametrize(
    ("text", "direction", "measure", "goal"),
    [
        ("1-1 花", "1-1", None, False),
        ("2-3歳児の支援", None, None, False),
        ("1-1-1 花", None, None, False),
        ("1-1 花を植えます。", None, None, False),
        ("施策③ 花", None, 3, False),
        ("施策３つを進める", None, None, False),
        ("施策概要", None, None, False),
        ("基本目標２ 花", None, None, True),
        ("基本目標4つ", None, None, False),
        ("基本目標", None, None, False),
        ("1" * 500, None, None, False),
    ],
)
def test_outline_marks(text: str, direction: str | None, measure: int | None, goal: bool) -> None:
    found = read_direction(text)
    assert (found[0] if found else None) == direction
    found_measure = read_measure(text)
    assert (found_measure.number if found_measure else None) == measure
    assert (read_goal(text) is not None) is goal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("基準値（平成30年度）", (2018, False)),
        ("目標値（令和6年）", (2024, True)),
        ("実績値（令和 元 年度）※", (2019, False)),
        ("実績値（令和2～3年度累計）", (2021, False)),
        ("平成30（2018）年度", (2018, False)),
        ("令和2年度（2020年度）", (2020, False)),
        ("R6目標値", (2024, False)),
        ("Ｈ３０", (2018, False)),
        ("目標値（令和7年3月末）", (2024, False)),
        ("R7.3", (2024, False)),
        ("令和3年10月1日", (2021, False)),
        ("2024年度", (2024, False)),
        ("2024年", (2024, True)),
        ("5年間", (None, False)),
        ("12,345人", (None, False)),
        ("", (None, False)),
    ],
)
def test_read_year(text: str, expected: tuple[int | None, bool]) -> None:
    assert read_year(text) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("指標名|基準値|実績値|目標値", "baseline actual target"),
        ("KPI|現状値|実績|目標", "baseline actual target"),
        ("重要業績評価指標（KPI）|基準値|現状値|目標値", "baseline actual target"),
        ("数値目標|基準値（平成30年度）|目標値（令和6年度）", "baseline target"),
        ("指標|数値目標（令和6年度）|当初値", "target baseline"),
        ("|基準値|目標値", "baseline target"),
        ("目標値|指標名|基準値", "target baseline"),
        ("指標名|達成率|目標値", "target"),
        ("参加者数|9人|7人|40人", None),
        ("役|人", None),
        ("子育ての目標|実績あり||", None),
    ],
)
def test_read_head(cells: str, expected: str | None) -> None:
    head = read_head(tuple(cells.split("|")))
    assert (" ".join(column.role for column in head.columns) if head else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "推進期間\n\n令和2年度（2020年度）から令和6年度（2024年度）までの5年間",
            ("2020-04-01", "2025-03-31"),
        ),
        ("計画期間：令和２年度～令和６年度", ("2020-04-01", "2025-03-31")),
        ("■取組期間\n\n2020～2024年度", ("2020-04-01", "2025-03-31")),
        ("対象期間\n\n令和2年4月1日から令和7年3月31日まで", ("2020-04-01", "2025-03-31")),
        ("計画期間は令和２年度から６年度までとします。", ("2020-04-01", "2025-03-31")),
        (
            "第1期の計画期間は平成27年度から令和元年度まで。第2期の計画期間は令和2～6年度です。",
            ("2020-04-01", "2025-03-31"),
        ),
        ("国の戦略の期間は令和2年度から令和6年度まで", None),
        ("平成27年度から令和元年度までを取組期間とした第1期に続き、第2期を定める。", None),
        ("計画期間\n\n5年間", None),
        ("計画期間\n\n令和6年度から令和2年度", None),
        ("令和2年度から令和6年度まで", None),
    ],
)
def test_find_period(text: str, expected: tuple[str, str] | None) -> None:
    found = find_period(pieces(text))
    assert (found[:2] if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4つの基本目標を実現するために19の「施策」を展開します。",
            [("basic_goals", "4つの基本目標", 4), ("measures", "19の「施策」", 19)],
        ),
        (
            "５つの基本目標と２０の施策",
            [("basic_goals", "５つの基本目標", 5), ("measures", "２０の施策", 20)],
        ),
        (
            "四つの基本目標、十二の施策",
            [("basic_goals", "四つの基本目標", 4), ("measures", "十二の施策", 12)],
        ),
        (
            "16の基本的方向と75の事業",
            [("basic_directions", "16の基本的方向", 16), ("projects", "75の事業", 75)],
        ),
        (
            "第1期では3つの基本目標を、第2期では。4つの基本目標を定めます。",
            [("basic_goals", "4つの基本目標", 4)],
        ),
        ("国の4つの基本目標を勘案します。", []),
        ("基本目標1では5つの施策を進めます。", []),
        ("| ・新たな施策の追加 | 1項目 | 施策名に記載 |", [("revisions.new_measure", "1項目", 1)]),
        ("| ・新たな事業の追加 | ５項目 | |", [("revisions.new_project", "５項目", 5)]),
        ("| 事業内容の変更 | 6 |", [("revisions.content_changed", "6", 6)]),
        ("・事業の終了　2項目", [("revisions.ended", "2項目", 2)]),
        ("数値目標の変更：1項目", [("revisions.target_changed", "1項目", 1)]),
        ("| ・KPIの変更 | 32項目 | 事業名に「KPI変更」と記載。 |", [("revisions.kpi_changed", "32項目", 32)]),
        ("| 相談件数 | 12件 | 3件 |", []),
    ],
)
def test_find_counts(text: str, expected: list[tuple[str, str, int]]) -> None:
    found = [(f.figure.removeprefix("count."), f.printed, f.value) for _, f in find_counts(pieces(text))]
    assert found == [(figure, printed, Decimal(value)) for figure, printed, value in expected]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("第3章 花咲市総合戦略", "花咲市総合戦略"),
        (
            "# 第２期　花咲市まち・ひと・しごと創生総合戦略（改訂版）",
            "第２期　花咲市まち・ひと・しごと創生総合戦略（改訂版）",
        ),
        ("総合戦略の考え方\n\nこれは、総合戦略\n\n花咲市総合戦略", "花咲市総合戦略"),
        ("総合戦略の考え方", None),
    ],
)
def test_find_title(text: str, title: str | None) -> None:
    found = find_title(pieces(text))
    assert (found[1] if found else None) == title


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([1, 2, 2, 3], [1, 2, 3, 4]),
        ([15, 16, 17, 10, 18], [15, 16, 17, 18, 19]),
        ([1, 3, 4], [1, 3, 4]),
        ([1, 7, 3], [1, 2, 3]),
        ([None, None], [1, 2]),
        ([1, 2, 1, 2], [1, 2, 3, 4]),
        ([], []),
    ],
)
def test_true_numbers(printed: list[int | None], expected: list[int]) -> None:
    assert true_numbers(printed) == expected


@given(st.lists(st.one_of(st.none(), st.integers(-3, 60)), max_size=40))
def test_true_numbers_always_rise(printed: list[int | None]) -> None:
    numbers = true_numbers(printed)
    assert len(numbers) == len(printed)
    assert all(first < second for first, second in zip([0, *numbers], numbers, strict=False))


@pytest.mark.parametrize(
    ("text", "texts", "rows"),
    [
        ("<p>甲</p> <p>乙</p>", ["甲", "乙"], []),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"], []),
        ("<p>甲<table><tr><td>1<td>2<tr><td>3</td>", ["甲"], [("1", "2"), ("3",)]),
        ("<table><thead><tr><th>a<br>b</th></tr></thead></table>", [], [("a\nb",)]),
        ("<td>1</td><td>2</td>", [], [("1", "2")]),
        ("甲 &amp; 乙 <主な事業>", ["甲 & 乙 <主な事業>"], []),
        ("<<<p<p <p>", ["<<<p<p"], []),
        ("", [], []),
    ],
)
def test_read_fragments(text: str, texts: list[str], rows: list[tuple[str, ...]]) -> None:
    found = read_fragments(text)
    assert [fragment.text for fragment in found if fragment.cells is None] == texts
    assert [fragment.cells for fragment in found if fragment.cells is not None] == rows


def test_rows_without_pipes_end_with_the_table() -> None:
    rows = SpacedRows()
    assert rows.cells("参加者数 9人 7人") is None
    assert rows.cells("指標名 基準値（平成 30 年度） 目標値（令和 6 年度）") == [
        "指標名",
        "基準値（平成30年度）",
        "目標値（令和6年度）",
    ]
    assert rows.cells("延べ 参加者数 9 人 累計 40 人") == ["延べ 参加者数", "9人", "累計40人"]
    assert rows.cells("貨物 17,550 千 t —") == ["貨物", "17,550千t", "—"]
    assert rows.cells("次の事業は 9人で行う") is None
    assert rows.cells("参加者数 9人 7人") is None
