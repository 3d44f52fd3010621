"""The forms in which a project is printed, each with the breaks and losses that extraction from PDF leaves."""

from __future__ import annotations

import pytest

from sources.formats.strategy_reading import (
    HEAD,
    LABEL,
    ROW,
    TABLE,
    checks,
    headings,
    items,
    kpi,
    read_projects,
    rows,
    unaccounted,
)

JOB = ("就職事業", ("企画課",))
NEXT = ("次の事業", ("商工課",))
BEGIN = "就職事業 【企画課】\n\n- 説明。\n"
THEN = "\n次の事業 【商工課】\n\n- 説明2。\n" + TABLE
VALUES = [("参加者数", ["9", "7", "40"])]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(BEGIN + TABLE, [JOB], id="one line"),
        pytest.param("就職事業\n\n\n\n【企画課】\n\n- 説明。\n" + TABLE, [JOB], id="departments below"),
        pytest.param("就職\n事業\n【企画課】\n\n- 説明。\n" + TABLE, [JOB], id="title broken"),
        pytest.param(
            "就職\n事業 【企画課】\n\n- 説明。\n" + TABLE, [JOB], id="title broken, departments behind"
        ),
        pytest.param(
            "就職事業 【企画課／\n商工課】\n\n- 説明。\n" + TABLE,
            [("就職事業", ("企画課", "商工課"))],
            id="bracket broken",
        ),
        pytest.param("就職事業 **【企画課】** **新規事業**\n\n- 説明。\n" + TABLE, [JOB], id="bold"),
        pytest.param("就職事業（企画課）\n\n- 説明。\n" + TABLE, [JOB], id="round brackets"),
        pytest.param("◆就職事業 [企画課]\n\n・説明。\n" + TABLE, [JOB], id="decoration, square brackets"),
        pytest.param(
            "就職事業\n\n担当課：企画課\n\n- 説明。\n" + TABLE, [JOB], id="departments with a label"
        ),
        pytest.param(
            "就職事業 【企画課・商工課／協働・男女共同参画室】\n\n- 説明。\n" + TABLE,
            [("就職事業", ("企画課", "商工課", "協働・男女共同参画室"))],
            id="dots between and inside names",
        ),
        pytest.param("就職事業 KPI変更\n\n- 説明。\n" + TABLE, [("就職事業", None)], id="departments lost"),
        pytest.param("就職事業\n\n- 説明。\n" + TABLE + THEN, [("就職事業", None), NEXT], id="title alone"),
        pytest.param("- 説明。\n" + TABLE + THEN, [(None, None), NEXT], id="heading lost"),
        pytest.param("説明する。\n" + TABLE + THEN, [(None, None), NEXT], id="heading and bullet lost"),
        pytest.param(BEGIN + TABLE + "\n" + LABEL + HEAD + ROW, [JOB, (None, None)], id="only a table left"),
        pytest.param("【企画課】\n\n- 説明。\n" + TABLE, [(None, ("企画課",))], id="only departments left"),
        pytest.param(BEGIN + THEN, [JOB, NEXT], id="no table"),
        pytest.param("- 就職事業 【企画課】\n\n- 説明。\n" + TABLE + THEN, [JOB, NEXT], id="bullet before"),
        pytest.param("就職事業 【企画課】\n\n説明する。\n次の行。\n" + TABLE, [JOB], id="no bullets"),
        pytest.param(
            "1. 就職事業 【企画課】\n\n- 説明。\n" + TABLE, [("1. 就職事業", ("企画課",))], id="numbered"
        ),
        pytest.param(
            "外国人相談窓口（多言語の相談）\n\n【企画課】\n\n- 説明。\n" + TABLE,
            [("外国人相談窓口（多言語の相談）", ("企画課",))],
            id="brackets in the title",
        ),
    ],
)
def test_headings(body: str, expected: list[tuple[str | None, tuple[str, ...] | None]]) -> None:
    reading = read_projects(body)
    assert headings(reading) == expected
    assert unaccounted(reading) == []


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("就職事業 【企画課】\n\n- 一。\n- ➢ 二。\n・三。\n", "一。\n二。\n三。"),
        (
            "就職事業 【企画課】\n\n- 一。\n\n<主な事業>\n\n- 1 甲\n乙をする\n\n【相談内容】\n\n- ・税\n",
            "一。\n<主な事業>\n1 甲\n乙をする\n【相談内容】\n税",
        ),
        ("就職事業 【企画課】\n\n- 一。\n※市内に限る。\n", "一。\n※市内に限る。"),
        ("就職事業 【企画課】\n\n\uf0d8 一。\n", "一。"),
        ("| 就職事業 【企画課】 | | |\n|---|---|---|\n| <ul> ➢ 一。 ➢ 二。 | | |\n", "一。\n二。"),
        (
            "| 就職事業 【企画課】 | | |\n|---|---|---|\n| <ul><li>一。</li><li>二。</ul> | | |\n",
            "一。\n二。",
        ),
        ("| 就職事業 【企画課】 | | |\n|---|---|---|\n| ➤ 一。<br>➤ 二。 | | |\n", "一。\n二。"),
        ("| 就職事業 【企画課】 | | |\n|---|---|---|\n| 一を行う。 | | |\n", "一を行う。"),
    ],
)
def test_descriptions(body: str, summary: str) -> None:
    project = items(read_projects(body + TABLE), "project")[0]
    assert (project.title, project.departments, project.summary) == (*JOB, summary)


@pytest.mark.parametrize(
    ("body", "flags"),
    [
        (BEGIN, ()),
        ("就職事業 【企画課】 KPI変更\n\n- 説明。\n", ("kpi_changed",)),
        ("就職事業 【企画課】\n\nK P I 変更\n\n- 説明。\n", ("kpi_changed",)),
        ("就職事業 【企画課】\n\n**ＫＰＩ変更**\n\n- 説明。\n", ("kpi_changed",)),
        ("KPI変更\n\n就職事業 【企画課】\n\n- 説明。\n", ("kpi_changed",)),
        ("就職事業\n\n【企画課】 事業内容変更 KPI変更\n\n- 説明。\n", ("content_changed", "kpi_changed")),
        ("就職事業【企画課】（新規事業・KPI変更）\n\n- 説明。\n", ("new_project", "kpi_changed")),
        ("| 就職事業 【企画課】 | | 取組終了 | |\n| ➢ 説明。 | | | |\n", ("ended",)),
        ("| 就職事業 【企画課】 | | | |\n| | | 取組終了 | |\n| ➢ 説明。 | | | |\n", ("ended",)),
        ("就職事業 【企画課】【新規】\n\n- 説明。\n", ("new_project",)),
    ],
)
def test_flags(body: str, flags: tuple[str, ...]) -> None:
    project = items(read_projects(body + TABLE), "project")[0]
    assert (project.title, project.departments, project.flags) == (*JOB, flags)
    assert project.summary == "説明。"


@pytest.mark.parametrize(
    ("row", "sdgs"),
    [
        ("| 就職事業 【企画課】 | | 8 | 11 |", (8, 11)),
        ("| 就職事業 【企画課】 | | ８ | １７ |", (8, 17)),
        ("| 就職事業 | 【企画課】 | 8、9 | |", (8, 9)),
        ("| 就職事業 【企画課】 | | 目標8 | SDGs 9 |", (8, 9)),
        ("| 就職事業 【企画課】 | | | |\n| | | 8 | 9 |", (8, 9)),
        ("就職事業 【企画課】 8 9", (8, 9)),
        ("| 就職事業 【企画課】 | | 18 | |", None),
        ("| 就職事業 【企画課】 | | | |", None),
    ],
)
def test_sdgs(row: str, sdgs: tuple[int, ...] | None) -> None:
    project = items(read_projects(f"{row}\n| ➢ 説明。 | | | |\n{TABLE}"), "project")[0]
    assert (project.title, project.departments, project.sdgs) == (*JOB, sdgs)


CARD = "| 就職事業 【企画課】 | | | |\n|---|---|---|---|\n| ➢ 説明。 | | | |\n| ■重要業績評価指標（KPI） | | | |\n"
PLAIN_HEAD = HEAD.splitlines()[0] + "\n"
NESTED_TABLE = (
    "<table><tr><th>指標名</th><th>基準値（平成30年度）</th><th>実績値（令和3年度）</th><th>目標値（令和6年度）</th></tr>"
    "<tr><td>参加者数</td><td>9人</td><td>7人</td><td>40人</td></tr></table>"
)
SIDE = (
    "指標名 | 基準値（平成30年度） | 実績値（令和3年度） | 目標値（令和6年度） | 参加者数 | 9人 | 7人 | 40人"
)
NESTED = f"| 就職事業 【企画課】 | | |\n|---|---|---|\n| <p>➤ 説明。</p> <p>■重要業績評価指標（KPI）</p> {NESTED_TABLE}"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(BEGIN + TABLE, id="pipes"),
        pytest.param(BEGIN + TABLE.replace("|---|---|---|---|\n", ""), id="no rule"),
        pytest.param(
            BEGIN + TABLE.replace("| 指標名", "| | | | |\n|---|---|---|---|\n| 指標名"), id="empty first row"
        ),
        pytest.param(BEGIN + TABLE.replace(LABEL, ""), id="no label"),
        pytest.param(BEGIN + TABLE.replace("■重要業績評価指標（KPI）", "【KPI】"), id="other label"),
        pytest.param(
            BEGIN
            + "\n"
            + LABEL
            + "参加者数 | 9人 | 7人 | 40人\n".join([PLAIN_HEAD.strip("| \n") + "\n", ""]),
            id="no outer pipes",
        ),
        pytest.param(CARD + PLAIN_HEAD + ROW, id="card in one table"),
        pytest.param(f"{NESTED} | | |\n", id="nested only"),
        pytest.param(f"{NESTED} | | {SIDE} |\n", id="nested and beside"),
        pytest.param(f"{NESTED} | | {SIDE} |\n{PLAIN_HEAD}{ROW}", id="nested, beside and below"),
        pytest.param(
            f"{NESTED} | | |\n| ➤ 説明。 | | |\n| ■重要業績評価指標（KPI） | | |\n{PLAIN_HEAD}{ROW}",
            id="everything below again",
        ),
        pytest.param(f"{NESTED.replace(NESTED_TABLE, '')} | | {SIDE} |\n", id="beside only"),
        pytest.param(f"{NESTED.replace('</td></tr></table>', '')} | | |\n", id="nested and cut off"),
        pytest.param(BEGIN + "\n" + LABEL + NESTED_TABLE + "\n", id="HTML on one line"),
        pytest.param(BEGIN + "\n" + LABEL + NESTED_TABLE.replace("><", ">\n<") + "\n", id="HTML over lines"),
        pytest.param(
            BEGIN + "\n" + LABEL + (PLAIN_HEAD + ROW).replace("| ", "").replace(" |", "").replace(" ", "\t"),
            id="tabs",
        ),
        pytest.param(
            BEGIN + "\n" + LABEL + (PLAIN_HEAD + ROW).replace("| ", "").replace(" |", ""), id="spaces"
        ),
        pytest.param(
            BEGIN
            + "\n"
            + LABEL
            + "指標名 基準値（平成 30 年度） 実績値（令和 3 年度） 目標値 （令和 6 年度）\n参加者数 9 人 7 人 40 人\n",
            id="spaces inside cells",
        ),
        pytest.param(
            BEGIN
            + "\n"
            + LABEL
            + "| 指標名 | 基準値 | 実績値 | 目標値 |\n| | 平成30年度 | 令和3年度 | 令和6年度 |\n"
            + ROW,
            id="years below",
        ),
        pytest.param(
            BEGIN + "\n" + LABEL + HEAD.replace("（", "<br>（") + ROW.replace("参加者", "参加<br>者"),
            id="breaks in cells",
        ),
        pytest.param(
            BEGIN + "\n" + LABEL + HEAD.replace("（平", "\n（平", 1) + ROW.replace("参加者", "参加\n者"),
            id="rows broken over lines",
        ),
        pytest.param(
            f"{NESTED.replace('<table>', chr(10) + '<table>')} | | {SIDE} |\n", id="nested, over lines"
        ),
        pytest.param(
            BEGIN
            + "\n"
            + LABEL
            + HEAD.replace("平成30年度", "Ｈ３０").replace("令和3年度", "2021年度")
            + ROW,
            id="other years",
        ),
    ],
)
def test_tables(body: str) -> None:
    reading = read_projects(body + THEN.replace("参加者数", "来場者数"))
    assert headings(reading) == [JOB, NEXT]
    assert rows(reading) == [*VALUES, ("来場者数", ["9", "7", "40"])]
    assert [(v.role, v.fiscal_year) for v in kpi(reading).values] == [
        ("baseline", 2018),
        ("actual", 2021),
        ("target", 2024),
    ]
    assert unaccounted(reading) == []


@pytest.mark.parametrize(
    ("rows_printed", "expected", "check"),
    [
        ("| 参加者数※ | KPI変更 | 9人 | 累計7人 |\n| | | | 累計40人 |", ["9", "7", "40"], "shifted_row"),
        ("| 参加者数 | KPI変更 | 累計7人 | 累計40人 |\n| | 9人 | | |", ["9", "7", "40"], "shifted_row"),
        ("| 参加者数 | KPI変更 | | |\n| | 9人 | 7人 | 40人 |", ["9", "7", "40"], "shifted_row"),
        ("| 参加者数 | KPI変更 | 9人 | 7人 |", ["9", "7", None], "shifted_row"),
        ("| 参加者数 | KPI変更 | 9人 | 7人 | 40人 |", ["9", "7", "40"], None),
        ("| 参加者数 KPI変更 | 9人 | 7人 | 40人 |", ["9", "7", "40"], None),
        ("| 参加者数 | 9人 | 7人 | 40人 | KPI変更 |", ["9", "7", "40"], None),
    ],
)
def test_rows_that_a_flag_pushed_aside(
    rows_printed: str, expected: list[str | None], check: str | None
) -> None:
    reading = read_projects(BEGIN + "\n" + LABEL + HEAD + rows_printed + "\n| 件数 | 1件 | 2件 | 3件 |\n")
    assert rows(reading) == [("参加者数", expected), ("件数", ["1", "2", "3"])]
    assert [kpi(reading, number).changed for number in (0, 1)] == [True, False]
    assert items(reading, "project")[0].flags == ()
    assert (checks(reading)[:1] or [None])[0] == check
    assert unaccounted(reading) == []


@pytest.mark.parametrize(
    ("rows_printed", "expected", "found"),
    [
        ("| 参加者数 | 9人 | 40人 |", [("参加者数", ["9", "40", None])], ["shifted_row"]),
        (
            "| 導入割合 | - | 100% | 100% |\n| | | （6隊） | （6隊） |",
            [("導入割合", [None, "100", "100"])],
            ["shifted_row"],
        ),
        (
            "| 三者の通訳及び | | | |\n| アプリの導入 | 1 | 2 | 3 |",
            [("三者の通訳及びアプリの導入", ["1", "2", "3"])],
            [],
        ),
        ("| 件数 | | | |\n| 数 | 1 | 2 | 3 |", [("件数", [None] * 3), ("数", ["1", "2", "3"])], []),
        ("| 数 | 1 | 2 | 3 |\n| 件数 | | | |", [("数", ["1", "2", "3"]), ("件数", [None] * 3)], []),
        ("| 参加者数 | 9人 | 7人 | 40人 | 50人 |", VALUES, ["spare_cell"]),
        ("| | 参加者数 | 9人 | 7人 | 40人 |", VALUES, []),
        ("| 参加者数 | 9人 | 7人 | 現状維持 |", [("参加者数", ["9", "7", None])], ["unreadable_value"]),
        ("| 参加者数 | 9人 | 3～5人 | 40人 |", [("参加者数", ["9", None, "40"])], ["unreadable_value"]),
        (
            "| 件数 | 8 | 9 | 11 |\n| 回数 | 1 | 2 | 3 |",
            [("件数", ["8", "9", "11"]), ("回数", ["1", "2", "3"])],
            [],
        ),
    ],
)
def test_broken_rows(
    rows_printed: str, expected: list[tuple[str, list[str | None]]], found: list[str]
) -> None:
    reading = read_projects(BEGIN + "\n" + LABEL + HEAD + rows_printed + "\n")
    assert rows(reading) == expected
    assert headings(reading) == [JOB]
    assert checks(reading) == found
    assert unaccounted(reading) == []


def test_a_table_goes_on_behind_a_page_break() -> None:
    for again in ("", HEAD):
        reading = read_projects(
            BEGIN + TABLE + f"\n- 45 -\n\n第3章 花咲市総合戦略\n\n{again}| 件数 | 1件 | 2件 | 3件 |\n"
        )
        assert headings(reading) == [JOB]
        assert rows(reading) == [*VALUES, ("件数", ["1", "2", "3"])]
        assert unaccounted(reading) == []


def test_a_table_without_a_head_is_read_by_the_last_one_and_doubted() -> None:
    reading = read_projects(BEGIN + "\n" + LABEL + ROW)
    assert rows(reading) == VALUES
    assert checks(reading) == ["table_without_header"]


def test_a_repeated_table_that_differs_is_doubted_and_the_later_row_stands() -> None:
    reading = read_projects(f"{NESTED} | | |\n{PLAIN_HEAD}{ROW.replace('9人', '8人')}")
    assert rows(reading) == [("参加者数", ["8", "7", "40"])]
    (finding,) = reading.findings
    assert (finding.check, finding.printed, finding.expected) == (
        "repeated_table_differs",
        "8人、7人、40人",
        "9人、7人、40人",
    )


def test_the_place_of_a_value_is_the_plain_row() -> None:
    reading = read_projects(f"{NESTED} | | {SIDE} |\n{PLAIN_HEAD}{ROW}")
    indicator = kpi(reading)
    line = reading.lines.index(ROW.strip()) + 1
    assert {indicator.place, *(value.place for value in indicator.values)} == {f"L{line}"}


def test_columns_in_another_order_with_units_and_remarks() -> None:
    reading = read_projects(
        BEGIN
        + "\n"
        + LABEL
        + "| KPI | 単位 | 目標値（R6） | 現状値（H30） | R2実績 | R3実績 | 達成率 | 備考 |\n|---|---|---|---|---|---|---|---|\n"
        + "| 参加者数 | 万人 | 1,000 | 9 | 7 | 7.5 | 50% | 毎年 |\n"
    )
    indicator = kpi(reading)
    assert (indicator.unit, indicator.note) == ("人", "毎年\n達成率：50%")
    assert [(v.role, v.fiscal_year, int(v.quantity.value or 0)) for v in indicator.values] == [
        ("target", 2024, 10_000_000),
        ("baseline", 2018, 90_000),
        ("actual", 2020, 70_000),
        ("actual", 2021, 75_000),
    ]
    assert indicator.values[0].quantity.printed == "1,000"


def test_a_value_with_its_own_year() -> None:
    reading = read_projects(
        BEGIN + "\n" + LABEL + HEAD + "| 参加者数 | 9人（平成29年度） | 7人 | 40人（令和7年） |\n"
    )
    assert [(v.fiscal_year, v.calendar_year) for v in kpi(reading).values] == [
        (2017, False),
        (2021, False),
        (2025, True),
    ]


@pytest.mark.parametrize(
    ("row", "unit", "accumulation", "desired"),
    [
        ("| 数 | 9人 | 7人 | 40人 |", "人", None, "increase"),
        ("| 数 | 9人 | 累計7人 | 累計40人 |", "人", "cumulative", "increase"),
        ("| 数 | 9人 | 7人 | 累計4人 |", "人", "cumulative", "increase"),
        ("| 数（5年間累計） | 9人 | 7人 | 4人 |", "人", "cumulative", "increase"),
        ("| 延べ人数 | 9人 | 延べ7人 | 40人 |", "人", None, "increase"),
        ("| 数 | 40人 | 7人 | 40人 |", "人", None, "maintain"),
        ("| 数 | 0人 | 7人 | 0人 |", "人", None, "maintain"),
        ("| 数 | 40人 | 7人 | 0人 |", "人", None, "decrease"),
        ("| 数 | 40人 | 7人 | 30人 |", "人", None, None),
        ("| 数 | － | 7人 | 40人 |", "人", None, None),
        ("| 数 | 9件 | 7人 | 40人 |", "人", None, None),
        ("| 数 | 9人 | 7人 | － |", "人", None, None),
        ("| 数 | 9人 | 7人 | 現状維持 |", "人", None, None),
        ("| 数 | ▲9千円 | 0千円 | 1千円 |", "千円", None, "increase"),
        ("| 率 | 2.9 | 3.0 | 3.3 |", None, None, "increase"),
    ],
)
def test_unit_accumulation_and_desired_change(
    row: str, unit: str | None, accumulation: str | None, desired: str | None
) -> None:
    indicator = kpi(read_projects(BEGIN + "\n" + LABEL + HEAD + row + "\n"))
    assert (indicator.unit, indicator.accumulation, indicator.desired_change) == (unit, accumulation, desired)
