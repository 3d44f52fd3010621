"""Goals, directions, measures and what stands between and around them, in the ways cities print them."""

from __future__ import annotations

import pytest

from mitodoke.domain.edition import Reading
from sources.formats.strategy_reading import (
    FRONT,
    GOAL,
    HEAD,
    MEASURE,
    SECOND_MEASURE,
    TABLE,
    checks,
    content,
    document,
    headings,
    items,
    left_out,
    read,
    read_projects,
    rows,
    unaccounted,
)

PROJECT = "就職事業 【企画課】\n\n- 説明。\n" + TABLE
SECOND_GOAL = (
    GOAL.replace("花の力で若者を呼ぶ", "花のまち")
    .replace("転入者数", "率※")
    .replace("減っています", "来ません")
    + "※市の調査による\n\n2-1 二つ目の方向\n"
    + SECOND_MEASURE
)
ALL = FRONT + GOAL + MEASURE + PROJECT
SITUATION = "現状と課題\n\n若者が減っています。\n\n"
SITUATION_2 = "現状と課題\n\n若者が来ません。\n\n"


def outline(reading: Reading) -> list[tuple[str, str | None]]:
    """Id and title of everything above the projects."""
    return [(item.item_id, item.title) for item in items(reading, "basic_goal", "basic_direction", "measure")]


ONE = [("G1", "花の力で若者を呼ぶ"), ("1-1", "若者の雇用"), ("S1", "若者の就職")]
TWO = [*ONE, ("G2", "花のまち"), ("2-1", "二つ目の方向"), ("S2", "次の施策")]


def test_parents_follow_the_outline() -> None:
    reading = read(ALL + SECOND_GOAL)
    parents = {item.item_id: item.parent_id for item in content(reading).items}
    assert parents == {
        "G1": None,
        "1-1": "G1",
        "S1": "1-1",
        "S1-1": "S1",
        "G2": None,
        "2-1": "G2",
        "S2": "2-1",
        "S2-1": "S2",
    }
    assert [one.indicator_id for one in content(reading).indicators] == ["G1-N1", "S1-1-1", "G2-N1", "S2-1-1"]
    assert unaccounted(reading) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ALL + SECOND_GOAL, id="title before 現状と課題"),
        pytest.param(
            ALL.replace("花の力で", "基本目標１　花の力で")
            + SECOND_GOAL.replace("花のまち", "【基本目標２】\n\n花の\nまち"),
            id="numbers",
        ),
        pytest.param(
            ALL.replace("呼ぶ\n\n現状", "呼ぶ\n\n前置きです。\n\n現状").replace(
                "花の力で", "基本目標Ⅰ 花の力で"
            )
            + SECOND_GOAL.replace("花のまち", "基本目標Ⅱ：花のまち"),
            id="numbers and a lead",
        ),
        pytest.param(
            (ALL + SECOND_GOAL).replace(SITUATION, "").replace(SITUATION_2, ""), id="no 現状と課題 anywhere"
        ),
        pytest.param(ALL + SECOND_GOAL.replace(SITUATION_2, ""), id="one 現状と課題 lost"),
        pytest.param(
            ALL.replace("現状と課題", "■現状・課題").replace(
                "基本目標と施策の基本的方向", "（2）施策の基本的方向"
            )
            + SECOND_GOAL,
            id="other labels",
        ),
        pytest.param(
            FRONT
            + "1. 基本目標\n\n基本目標１ 花の力で若者を呼ぶ\n\n1-1 若者の雇用\n\n基本目標２ 花のまち\n\n2-1 二つ目の方向\n\n施策② 次の施策\n\n2. 施策\n\n"
            + GOAL
            + MEASURE
            + PROJECT
            + SECOND_GOAL,
            id="a list of the goals before",
        ),
        pytest.param(
            ALL
            + SECOND_GOAL.replace("花のまち", "基本目標２ 花のまち")
            + "\n- 40 -\n\n基本目標２ 花のまち\n",
            id="a goal's heading at the top of each page",
        ),
    ],
)
def test_goals(text: str) -> None:
    reading = read(text)
    assert outline(reading) == TWO
    assert rows(reading, "numerical_target") == [
        ("転入者数", ["46", "45", "230"]),
        ("率", ["46", "45", "230"]),
    ]
    assert content(reading).indicators[2].note == "※市の調査による"
    assert unaccounted(reading) == []


def test_a_goal_keeps_situation_and_direction_apart() -> None:
    goal = items(read(ALL), "basic_goal")[0]
    assert goal.summary == "若者が減っています。\n\n若者を呼びます。"
    assert (goal.audience, goal.outcomes, goal.departments, goal.sdgs) == ((), (), (), ())


def test_a_goal_without_title() -> None:
    reading = read(ALL + SECOND_GOAL.replace("花のまち\n\n", ""))
    assert outline(reading)[3] == ("G2", None)
    assert checks(reading) == ["lost_heading"]
    assert unaccounted(reading) == []


@pytest.mark.parametrize(
    ("heading", "code", "title"),
    [
        ("1-2 次の方向", "1-2", "次の方向"),
        ("１－２　次の方向", "1-2", "次の方向"),
        ("（1-2）次の方向", "1-2", "次の方向"),
        ("1‐2\n\n次の方向", "1-2", "次の方向"),
        ("基本的方向1-2 次の方向", "1-2", "次の方向"),
        ("施策の基本的方向② 次の方向", "1-2", "次の方向"),
        ("### 1-2 次の方向", "1-2", "次の方向"),
    ],
)
def test_directions(heading: str, code: str, title: str) -> None:
    reading = read(ALL + f"\n{heading}\n" + SECOND_MEASURE)
    direction = items(reading, "basic_direction")[1]
    assert (direction.item_id, direction.code, direction.title) == (code, code, title)
    assert items(reading, "measure")[1].parent_id == code
    assert unaccounted(reading) == []


def test_a_repeated_direction_code_gets_a_suffix_and_a_finding() -> None:
    reading = read(ALL + "\n1-1 次の方向\n" + SECOND_MEASURE)
    direction = items(reading, "basic_direction")[1]
    assert (direction.item_id, direction.code) == ("1-1~2", "1-1")
    assert items(reading, "measure")[1].parent_id == "1-1~2"
    assert [(f.check, f.subject) for f in reading.findings] == [("duplicate_code", "1-1~2")]


@pytest.mark.parametrize(
    "heading",
    [
        "施策② 次の施策",
        "施策②次の施策",
        "施策２　次の施策",
        "施策（２）次の施策",
        "【施策2】次の施策",
        "■施策❷：次の施策",
        "施策②\n\n次の\n施策",
        "| 施策② 次の施策 | | |",
        "施策1-2 次の施策",
    ],
)
def test_measures(heading: str) -> None:
    reading = read(ALL + SECOND_MEASURE.replace("施策② 次の施策", heading))
    assert outline(reading) == [*ONE, ("S2", "次の施策")]
    measure = items(reading, "measure")[1]
    assert (measure.summary, measure.audience, measure.outcomes) == ("概要2。", ("市民",), ("成果2",))
    assert headings(reading)[1] == ("次の事業", ("商工課",))
    assert checks(reading) == []
    assert unaccounted(reading) == []


@pytest.mark.parametrize(
    "where", ["施策② 次の施策 新規施策", "施策②\n\n次の施策\n\n新規施策", "施策② 次の施策\n\n**新規施策**"]
)
def test_a_new_measure(where: str) -> None:
    measure = items(read(ALL + SECOND_MEASURE.replace("施策② 次の施策", where)), "measure")[1]
    assert (measure.title, measure.flags) == ("次の施策", ("new_measure",))


@pytest.mark.parametrize(
    ("old", "new", "summary", "audience", "outcomes"),
    [
        ("■対象\n\n- 市民", "■対象：市民", "概要2。", ("市民",), ("成果2",)),
        ("■施策概要\n\n概要2。", "【施策の概要】　概要2。", "概要2。", ("市民",), ("成果2",)),
        (
            "概要2。",
            "概要の前半、\n後半。\n\n二段落目。",
            "概要の前半、\n後半。\n二段落目。",
            ("市民",),
            ("成果2",),
        ),
        (
            "- 市民",
            "- ・市民や\n企業\n- ・学校　・病院",
            "概要2。",
            ("市民や企業", "学校", "病院"),
            ("成果2",),
        ),
        ("- 市民", "市民\n\n企業、団体", "概要2。", ("市民", "企業、団体"), ("成果2",)),
        ("■目標・成果", "期待される効果", "概要2。", ("市民",), ("成果2",)),
        ("■施策概要", "施策概要", "概要2。", ("市民",), ("成果2",)),
        ("■事業名・事業の内容\n\n", "", "概要2。", ("市民",), ("成果2",)),
        ("■事業名・事業の内容", "◆具体的な事業", "概要2。", ("市民",), ("成果2",)),
    ],
)
def test_labels(
    old: str, new: str, summary: str, audience: tuple[str, ...], outcomes: tuple[str, ...]
) -> None:
    reading = read(ALL + SECOND_MEASURE.replace(old, new))
    measure = items(reading, "measure")[1]
    assert (measure.summary, measure.audience, measure.outcomes) == (summary, audience, outcomes)
    assert headings(reading)[1] == ("次の事業", ("商工課",))
    assert unaccounted(reading) == []


def test_labels_in_a_table() -> None:
    table = "| 施策概要 | 概要2。 |\n|---|---|\n| 対象 | ・市民 ・企業 |\n| 目標・成果 | ・成果2 |\n\n■事業名・事業の内容\n\n"
    reading = read(ALL + "\n施策② 次の施策\n\n" + table + "次の事業 【商工課】\n\n- 説明2。\n" + TABLE)
    measure = items(reading, "measure")[1]
    assert (measure.summary, measure.audience, measure.outcomes) == ("概要2。", ("市民", "企業"), ("成果2",))
    assert unaccounted(reading) == []


@pytest.mark.parametrize(("heading", "title"), [("", None), ("次の施策\n\n", "次の施策")])
def test_a_measure_whose_number_or_heading_is_lost(heading: str, title: str | None) -> None:
    reading = read(ALL + SECOND_MEASURE.replace("施策② 次の施策\n\n", heading))
    measure = items(reading, "measure")[1]
    assert (measure.item_id, measure.title, measure.summary) == ("S2", title, "概要2。")
    assert checks(reading) == ([] if title else ["lost_heading"])
    assert len(headings(reading)) == 2


def test_indicators_of_a_measure_itself() -> None:
    label = "■重要業績評価指標（KPI）\n\n" + HEAD + "| 満足度 | 2.0 | 2.5 | 3.0 |\n\n■事業名"
    reading = read(ALL + SECOND_MEASURE.replace("■事業名", label))
    indicator = content(reading).indicators[2]
    assert (indicator.indicator_id, indicator.item_id, indicator.level) == ("S2-K1", "S2", "kpi")
    assert headings(reading)[1] == ("次の事業", ("商工課",))


@pytest.mark.parametrize(
    ("printed", "codes", "found"),
    [
        ((2, 3, 4), ["S1", "S2", "S3", "S4"], []),
        ((1, 3, 4), ["S1", "S2", "S3", "S4"], ["repeated_measure_number"]),
        ((2, 9, 4), ["S1", "S2", "S3", "S4"], ["repeated_measure_number"]),
        ((2, 2, 3), ["S1", "S2", "S3", "S4"], ["repeated_measure_number"] * 2),
        ((3, 4, 6), ["S1", "S3", "S4", "S6"], []),
    ],
)
def test_measure_numbers(printed: tuple[int, ...], codes: list[str], found: list[str]) -> None:
    more = "".join(
        SECOND_MEASURE.replace("施策② 次の", f"施策{number} {place}番の")
        for place, number in enumerate(printed)
    )
    reading = read(ALL + more)
    assert [item.code for item in items(reading, "measure")] == codes
    assert checks(reading) == found


def test_measures_counted_anew_in_every_direction() -> None:
    reading = read(
        ALL
        + "\n1-2 次の方向\n"
        + SECOND_MEASURE.replace("②", "①")
        + SECOND_MEASURE.replace("次の施策", "三つ目")
    )
    assert [item.code for item in items(reading, "measure")] == ["S1", "S2", "S3"]
    assert checks(reading) == []


@pytest.mark.parametrize("heading", ["第4章 推進の体制", "3. 推進体制", "1. 計画の推進体制"])
def test_sections_behind_the_outline_are_left_out_by_their_reason(heading: str) -> None:
    front = FRONT.replace("推進期間", "1. 計画の期間", 1) + "2. 施策\n\n"
    text = f"\n{heading}\n\n市長を長とする本部で進めます。\n\n| 役 | 人 |\n|---|---|\n| 本部長 | 市長 |\n"
    reading = read(front + GOAL + MEASURE + PROJECT + text)
    assert headings(reading) == [("就職事業", ("企画課",))]
    assert left_out(reading)["市長を長とする本部で進めます。"] == "administration"
    assert unaccounted(reading) == []


def test_a_line_that_fits_nothing_stays_unaccounted() -> None:
    reading = read(FRONT + GOAL + "この行は表の後にあり、どこにも属しません。\n\n" + MEASURE + PROJECT)
    assert unaccounted(reading) == ["この行は表の後にあり、どこにも属しません。"]


def test_page_furniture() -> None:
    furniture = "\n- 45 -\n\n第3章　花咲市総合戦略\n\n花咲市総合戦略　46\n\n"
    reading = read(ALL.replace("- ・学生", f"- ・学生{furniture}") + furniture + SECOND_MEASURE)
    assert items(reading, "measure")[0].audience == ("学生",)
    assert len(headings(reading)) == 2
    assert left_out(reading)["- 45 -"] == "page_number"
    assert left_out(reading)["花咲市総合戦略　46"] == "page_header"
    assert unaccounted(reading) == []


def test_the_front_is_left_out_section_by_section() -> None:
    text = (
        "第3章 花咲市総合戦略\n\n1. 考え方\n\n背景の文です。\n\n目指す姿\n\n花のまちです。\n\n推進期間\n\n令和2年度から令和6年度まで\n\n"
        "2. SDGsの視点\n\n| 1 | 2 |\n|---|---|\n| 貧困 | 飢餓 |\n\n3. 中間年の見直し\n\n見直しました。\n\n4. 花の話\n\n花です。\n\n"
    )
    reading = read(text + GOAL + MEASURE + PROJECT)
    reasons = left_out(reading)
    assert reasons["背景の文です。"] == "introduction"
    assert reasons["花のまちです。"] == "vision_statement"
    assert reasons["| 貧困 | 飢餓 |"] == "sdgs_overview"
    assert reasons["見直しました。"] == "review_explanation"
    assert reasons["花です。"] == "section_outside_outline"
    assert unaccounted(reading) == []


@pytest.mark.parametrize(
    ("line", "actual", "expected"),
    [
        (
            "令和2年度から令和6年度まで",
            "実績値（令和3年度）",
            ("2020-04-01", "2025-03-31", 2021, "2022-03-31"),
        ),
        (
            "令和2年度から令和6年度まで",
            "実績値（令和4年度）",
            ("2020-04-01", "2025-03-31", 2022, "2023-03-31"),
        ),
        ("5年間", "実績値（令和3年度）", (None, None, 2021, "2022-03-31")),
    ],
)
def test_period_and_as_of(line: str, actual: str, expected: tuple[object, ...]) -> None:
    text = ALL.replace("令和2年度から令和6年度まで", line).replace("実績値（令和3年度）", actual)
    told = document(read(text))
    assert (told.period_start, told.period_end, told.fiscal_year, told.as_of) == expected
    assert (told.title, told.municipality) == ("花咲市総合戦略", "花咲市")


def test_without_actuals_the_year_is_the_first_of_the_period() -> None:
    told = document(
        read(ALL.replace(" 実績値（令和3年度） |", "").replace(" 45人 |", "").replace(" 7人 |", ""))
    )
    assert (told.fiscal_year, told.as_of) == (2020, None)


def test_projects_only_under_the_measure_they_follow() -> None:
    reading = read_projects(PROJECT + SECOND_MEASURE)
    assert [(item.item_id, item.parent_id) for item in items(reading, "project")] == [
        ("S1-1", "S1"),
        ("S2-1", "S2"),
    ]
