"""What only our own reports have: counts that a document states, notes that name their rows, words for what is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import decode_text

FRONT = """花咲市総合戦略

第1版（令和8年6月30日公表）
花咲市

はじめに

総合戦略についてまとめました。

公表された件数

項目\t原文の記載\t公表された数\tこの版の数\t照合
基本目標の数\t二つの基本目標\t2\t1\t不一致
施策の数\t1の「施策」\t1\t1\t一致

基本目標1　花を育てる

1-1　花の畑

施策①　花農家の応援

■事業名・事業の内容

花の事業　【緑の課】
"""
TABLE = """■重要業績評価指標（KPI）

指標名\t単位\t基準値（令和5年度）\t目標値（令和8年度）
売上\t億円\t140\t150
来場者\t\t5人\t7人
"""


def read(body: str) -> Reading:
    return extract(decode_text((FRONT + body + "\n" + TABLE).encode(), "x"))


def test_the_counts_come_back_as_stated() -> None:
    reading = read("SDGs：8、9")
    assert reading.content.document.layout == "own_report_strategy"
    assert [(one.figure, one.printed, one.value) for one in reading.content.stated] == [
        ("count.basic_goals", "二つの基本目標", Decimal(2)),
        ("count.measures", "1の「施策」", Decimal(1)),
    ]
    assert reading.unaccounted == ()


@pytest.mark.parametrize(
    ("line", "flags"),
    [("（見直しの印は原文から失われています）", None), ("（見直しの印は原文から\n失われています）", None)],
)
def test_words_for_lost_marks_are_no_text(line: str, flags: None) -> None:
    reading = read(line)
    assert reading.unaccounted == ()
    assert all("見直しの印" not in (item.summary or "") for item in reading.content.items)


def test_a_column_of_units_gives_the_numbers_their_units() -> None:
    money, people = read("").content.indicators
    assert [value.quantity.value for value in money.values] == [
        Decimal(14_000_000_000),
        Decimal(15_000_000_000),
    ]
    assert {value.quantity.unit for value in money.values} == {"円"}
    assert {value.quantity.unit for value in people.values} == {"人"}


@pytest.mark.parametrize(
    ("line", "notes", "value_notes"),
    [
        ("※「売上」：市の調べ", ["市の調べ", None], [[None, None], [None, None]]),
        ("※「売上」、「来場者」：市の調べ", ["市の調べ", "市の調べ"], [[None, None], [None, None]]),
        ("※「売上」の目標値（令和8年度）：見込み", ["見込み", None], [[None, "見込み"], [None, None]]),
        ("※「来場者」：※基準値（令和5年度）：推計", [None, "※基準値（令和5年度）：推計"], [[None, None], ["※基準値（令和5年度）：推計", None]]),
        ("※「売上」の基準値（令和5年度）、「売上」の目標値（令和8年度）：推計", ["推計", None], [["推計", "推計"], [None, None]]),
    ],
)  # fmt: skip
def test_notes_go_to_the_rows_they_name(
    line: str, notes: list[str | None], value_notes: list[list[str | None]]
) -> None:
    reading = extract(decode_text((FRONT + "\n" + TABLE + line + "\n").encode(), "x"))
    indicators = reading.content.indicators
    assert [one.note for one in indicators] == notes
    assert [[value.note for value in one.values] for one in indicators] == value_notes
    assert reading.unaccounted == ()


def test_a_note_that_names_no_row_is_not_dropped_in_silence() -> None:
    reading = extract(decode_text((FRONT + "\n" + TABLE + "※「人口」：市の調べ\n").encode(), "x"))
    assert [one.note for one in reading.content.indicators] == [None, None]
    assert [reading.lines[number - 1] for number in reading.unaccounted] == ["※「人口」：市の調べ"]
