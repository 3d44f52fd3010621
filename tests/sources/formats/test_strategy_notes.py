"""Notes below tables, and footnotes that make the glossary with their references inside texts."""

from __future__ import annotations

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.sources.formats.strategy.footnotes import Glossary, read_definition, split_note
from mitodoke.sources.formats.strategy.piece import Piece
from sources.formats.strategy_reading import (
    HEAD,
    LABEL,
    TABLE,
    checks,
    content,
    headings,
    items,
    kpi,
    read_projects,
    unaccounted,
)

BEGIN = f"就職事業 【企画課】\n\n- 説明。\n\n{LABEL}"
MARKED = HEAD.replace("（令和3年度）", "（令和3年度）※")
TWO = "| 国内 | 9人 | 7人 | 40人 |\n| 国外 | 9人 | 0人 | 34人 |\n\n"


def notes(reading: Reading) -> list[str | None]:
    return [one.note for one in content(reading).indicators if one.level == "kpi"]


@pytest.mark.parametrize(
    ("table", "expected", "found"),
    [
        (HEAD + TWO.replace("国内", "国内※") + "※団体の数", ["※団体の数", None], []),
        (
            HEAD + TWO.replace("国内 |", "国内※ |").replace("国外 |", "国外※ |") + "※一つ目\n\n※二つ目",
            ["※一つ目", "※二つ目"],
            [],
        ),
        (
            HEAD + TWO.replace("国内 |", "国内※ |").replace("国外 |", "国外※ |") + "※どちらも",
            ["※どちらも", "※どちらも"],
            [],
        ),
        (
            HEAD + TWO.replace("国内 |", "国内※1 |").replace("国外 |", "国外※2 |") + "※2 乙\n※1 甲",
            ["※1 甲", "※2 乙"],
            [],
        ),
        (HEAD + TWO + "※国外：全便が運休", [None, "※国外：全便が運休"], []),
        (HEAD + TWO + "※国外 = 路線 / 便", [None, "※国外 = 路線 / 便"], []),
        (MARKED + TWO + "※実績値（令和3年度）：中止", ["※実績値（令和3年度）：中止"] * 2, []),
        (
            MARKED + TWO + "※実績値（令和3年度）【国外】：中止",
            [None, "※実績値（令和3年度）【国外】：中止"],
            [],
        ),
        (HEAD + TWO.replace("| 0人", "| 0人※") + "※中止のため", [None, "※中止のため"], []),
        (HEAD + TWO.replace("| 0人", "| 0人※") + "※実績値：中止のため", [None, "※実績値：中止のため"], []),
        (MARKED + TWO + "※年度末", ["※年度末"] * 2, []),
        (
            HEAD + TWO.replace("国内", "国内※") + "※長い注の前半\n後半です。",
            ["※長い注の前半後半です。", None],
            [],
        ),
        (
            HEAD + "| 国内※ | 9人 | 7人 | 40人 |\n| ※団体の数 | | | |\n| 国外 | 9人 | 0人 | 34人 |\n",
            ["※団体の数", None],
            [],
        ),
        (HEAD + "| 国内 | 9人 | 7人 | 40人 |\n\n※令和2年度から", ["※令和2年度から"], ["unmatched_footnote"]),
        (HEAD + TWO + "※令和2年度から", [None, None], ["unmatched_footnote"]),
        (HEAD + TWO + "出典：国の統計", [None, None], ["unmatched_footnote"]),
        (
            HEAD + TWO.replace("国内", "1人当たりの額※") + "※1人当たりの額：年間",
            ["※1人当たりの額：年間", None],
            [],
        ),
    ],
)
def test_notes(table: str, expected: list[str | None], found: list[str]) -> None:
    reading = read_projects(BEGIN + table + "\n\n次の事業 【商工課】\n\n- 説明2。\n" + TABLE)
    assert notes(reading)[:-1] == expected
    assert notes(reading)[-1] is None
    assert len(headings(reading)) == 2
    assert checks(reading) == found
    assert unaccounted(reading) == []


def test_a_note_on_actual_values_is_the_values_too() -> None:
    indicator = kpi(read_projects(BEGIN + MARKED + TWO + "※実績値（令和3年度）：中止\n"))
    assert [value.note for value in indicator.values] == [None, "※実績値（令和3年度）：中止", None]


def test_a_note_on_a_title_is_part_of_the_description() -> None:
    reading = read_projects(f"就職事業※ 【企画課】\n\n- 説明。\n{TABLE}\n※令和4年度から\n")
    project = items(reading, "project")[0]
    assert (project.title, project.summary) == ("就職事業", "説明。\n※令和4年度から")
    assert checks(reading) == []


def test_marks_are_no_part_of_a_name() -> None:
    reading = read_projects(
        BEGIN + HEAD + TWO.replace("国内", "国内※1").replace("国外", "国外（※2）") + "※1 甲\n※2 乙\n"
    )
    assert [one.name for one in content(reading).indicators[1:]] == ["国内", "国外"]


@pytest.mark.parametrize(
    ("notes_printed", "expected"),
    [
        ("※1 甲\n\n甲のこと。\n", [(1, "甲", "甲のこと。")]),
        ("※1 甲\n 甲のこと。\n続き。\n", [(1, "甲", "甲のこと。続き。")]),
        ("※１　*甲 (Ko)*\n\n甲のこと\n", [(1, "甲 (Ko)", "甲のこと")]),
        ("※1 甲：甲のこと。\n", [(1, "甲", "甲のこと。")]),
        ("※1 甲　甲とは、こと。\n", [(1, "甲", "甲とは、こと。")]),
        ("※1 甲\n\n一段落目。\n\n二段落目。\n", [(1, "甲", "一段落目。二段落目。")]),
        ("| ※1 | 甲 | 甲のこと。 |\n", [(1, "甲", "甲のこと。")]),
        ("※1 甲\n\n甲のこと。\n\n※2 乙\n\n乙のこと。\n", [(1, "甲", "甲のこと。"), (2, "乙", "乙のこと。")]),
        ("※1 甲\n", [(1, "甲", "")]),
    ],
)
@pytest.mark.parametrize("gap", ["", "\n- 45 -\n"])
def test_glossary(notes_printed: str, expected: list[tuple[int, str, str]], gap: str) -> None:
    """Footnotes stand at the end of a page, which may be anywhere: here between a description and its table."""
    reading = read_projects(
        f"就職事業 【企画課】\n\n- 甲※1の説明。\n\n{notes_printed}{gap}{TABLE}\n次の事業 【商工課】\n\n- 説明2。\n{TABLE}"
    )
    assert [(term.number, term.term, term.definition) for term in content(reading).glossary] == expected
    assert [item.summary for item in items(reading, "project")] == ["甲の説明。", "説明2。"]
    assert checks(reading) == (["lost_definition"] if not expected[-1][2] else [])
    assert unaccounted(reading) == []


def test_a_repeated_number_is_found_but_not_where_every_page_counts_anew() -> None:
    page = "※1 甲\n\n甲のこと。\n\n※2 乙\n\n乙のこと。\n\n"
    assert checks(read_projects(f"就職事業 【企画課】\n\n- 説明。\n{TABLE}\n{page}{page}")) == []
    again = page.replace("※1", "※2", 1)
    reading = read_projects(f"就職事業 【企画課】\n\n- 説明。\n{TABLE}\n{again}")
    assert checks(reading) == ["repeated_footnote_number"]
    assert [term.number for term in content(reading).glossary] == [2, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("※1 甲", (1, "甲", "")),
        ("※１甲", (1, "甲", "")),
        ("（※12）甲", (12, "甲", "")),
        ("※5年間の累計", None),
        ("※1人当たり", None),
        ("※2021年", None),
        ("※令和3年度", None),
        ("※", None),
        ("※3", None),
    ],
)
def test_read_definition(text: str, expected: tuple[int, str, str] | None) -> None:
    assert read_definition(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("※団体の数", ("※", "団体の数")),
        ("※2：速報値", ("※2", "速報値")),
        ("※1人当たり", ("※", "1人当たり")),
        ("注1）速報値", ("注1", "速報値")),
        ("（※３）速報値", ("※3", "速報値")),
    ],
)
def test_split_note(text: str, expected: tuple[str, str]) -> None:
    assert split_note(text) == expected


def glossary(*numbers: int, seen: int = 0) -> Glossary:
    pieces = [Piece(number, number, f"※{number} 用語") for number in numbers]
    found = Glossary(pieces)
    for piece in pieces[:seen]:
        found.define(piece.line, "用語", "", piece)
    return found


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("移住※2 希望者", 1, "移住希望者"),
        ("移住^{※2}希望者", 1, "移住希望者"),
        ("移住（※2）希望者", 1, "移住希望者"),
        ("移住※２希望者", 1, "移住希望者"),
        ("甲※1乙※2", 0, "甲乙"),
        ("大会※142030年から", 13, "大会2030年から"),
        ("大会※142030", 12, "大会2030"),
        ("技術※152030年", 14, "技術2030年"),
        ("技術※14", 12, "技術"),
        ("技術※1030年", 0, "技術030年"),
        ("技術※1030年", 9, "技術30年"),
        ("※2040年までに", 1, "※2040年までに"),
        ("面積は5m^{2}", 1, "面積は5m^{2}"),
        ("件数※", 1, "件数※"),
        ("技術※999999", 1, "技術99999"),
        ("", 0, ""),
    ],
)
def test_references_are_taken_out_of_texts(text: str, seen: int, expected: str) -> None:
    assert glossary(*range(1, 21), seen=seen).strip(text) == expected


def test_a_reference_without_a_definition() -> None:
    assert glossary().strip("技術※7の活用") == "技術の活用"
    assert glossary().strip("技術※2019年") == "技術※2019年"
