"""Columns that nobody knows: asked for, given by a file, never guessed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from mitodoke.cli.main import main
from mitodoke.sources.extract import Stated
from mitodoke.sources.read_excel.mapping import (
    COLUMNS,
    UnmatchedColumnsError,
    known_heads,
    read_mapping,
)
from mitodoke.sources.read_file import read_file_bytes
from mitodoke.sources.read_text import UnreadableFileError
from sources.read_excel.workbooks import unmatched_columns

ROWS = [
    ["協働事業実施状況（令和6年度）"],
    ["協働の形態：共催（2件）"],
    ["番号", "催しもの", "受け持ち", "ねらい", "整理記号"],
    ["1", "花壇づくり", "緑課", "緑をふやす。", "ア"],
    ["2", "港まつり", "港課", "港に親しむ。", "イ"],
]
MAPPING = """[columns]
"催しもの" = "title"
"受け持ち" = "department"
"ねらい" = "purpose"
"整理記号" = "ignored"
"""


def book(rows: list[list[str]]) -> bytes:
    stored = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(stored, {"in_memory": True})
    sheet = workbook.add_worksheet("Sheet1")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    workbook.close()
    return stored.getvalue()


def test_unknown_heads_are_asked_for_with_a_preview() -> None:
    (table,) = unmatched_columns(book(ROWS), "x")
    assert (table.sheet, table.place) == ("Sheet1", "Sheet1!A3:E3")
    assert [column.head for column in table.columns] == ROWS[2]
    assert {column.column for column in table.columns} == {None}
    assert table.rows == (tuple(ROWS[3]), tuple(ROWS[4]))


def test_without_a_mapping_nothing_is_guessed() -> None:
    with pytest.raises(UnmatchedColumnsError, match="催しもの") as refused:
        read_file_bytes(book(ROWS), "x")
    assert refused.value.tables == unmatched_columns(book(ROWS), "x")
    assert "シート「Sheet1」A3:E3" in str(refused.value)


def test_with_a_mapping_the_table_is_read_and_nothing_is_left_to_ask() -> None:
    mapping = read_mapping(MAPPING.encode(), "m.toml")
    assert unmatched_columns(book(ROWS), "x", mapping) == ()
    reading = read_file_bytes(book(ROWS), "x", Stated(columns=mapping)).reading
    entries = [(e.number, e.title, e.departments, e.purpose, e.place) for e in reading.content.entries]
    assert entries == [
        ("1", "花壇づくり", ("緑課",), "緑をふやす。", "Sheet1!A4:E4"),
        ("2", "港まつり", ("港課",), "港に親しむ。", "Sheet1!A5:E5"),
    ]
    assert reading.unaccounted == ()


def test_a_head_that_is_known_in_part_asks_for_the_rest() -> None:
    rows = [
        ["No.", "事業の名称", "担当課", "予算科目"],
        ["1", "花壇", "緑課", "1-2"],
        ["2", "祭", "港課", "1-3"],
    ]
    (table,) = unmatched_columns(book(rows), "x")
    assert [(one.head, one.column) for one in table.columns] == [
        ("No.", "number"), ("事業の名称", "title"), ("担当課", "department"), ("予算科目", None)
    ]  # fmt: skip
    assert unmatched_columns(book(rows), "x", {"予算科目": "ignored"}) == ()


def test_the_year_of_a_head_stays() -> None:
    assert known_heads({"めざす値（令和8年度）": "target", "今の値": "baseline", "ひとこと": "remark"}) == {
        "めざす値（令和8年度）": "目標値（2026年度）",
        "今の値": "基準値",
        "ひとこと": "備考",
    }


def test_json_is_taken_too() -> None:
    assert read_mapping('{"columns": {"催し\\nもの": "title"}}'.encode(), "m.json") == {"催し もの": "title"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[columns", "TOML"),
        ('{"columns": ', "TOML か JSON"),
        ("[heads]\na = 'title'", "columns"),
        ("columns = 1", "columns"),
        ("[columns]\n'催し' = 'name'", "「name」は知らない名前"),
        ("[columns]\n'催し' = 3", "「3」は知らない名前"),
        ("", "空"),
    ],
)
def test_a_wrong_mapping_is_refused_with_one_sentence(text: str, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words) as refused:
        read_mapping(text.encode(), "m.toml")
    assert str(refused.value).endswith("。")


OF_PLEDGES = ("vision", "pledge", "measure", "activities", "progress")


def test_the_columns_of_pledges_have_words_that_their_table_knows() -> None:
    heads = [COLUMNS[column] for column in (*OF_PLEDGES, "department")]
    rows = [
        ["市長公約の取組状況"],
        [*heads, "予算"],
        ["1 港", "1-1 朝市", "通年化", "した。", "50", "港課", "1"],
    ]
    rows.append(["", "1-2 祭", "開催", "した。", "60", "港課", "2"])
    (table,) = unmatched_columns(book(rows), "x")
    assert [one.column for one in table.columns] == [*OF_PLEDGES, "department", None]


def test_every_column_has_words_that_its_layout_knows() -> None:
    for column, words in COLUMNS.items():
        rows = [
            ["No.", "名称" if column != "title" else "目的", words or "予算"],
            ["1", "a", "b"],
            ["2", "a", "b"],
        ]
        if column in ("indicator", "unit", "remark", "baseline", "actual", "target"):
            name = words if column == "indicator" else "指標"
            rows[0] = [
                name,
                "目標値" if column != "target" else "基準値",
                "単位" if column == "indicator" else words,
            ]
        elif column == "number" or column in OF_PLEDGES:
            continue
        told = unmatched_columns(book(rows), "x")
        assert bool(told) == (column == "ignored"), (column, told)


def test_the_command_takes_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "様式.xlsx").write_bytes(book(ROWS))
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    out = tmp_path / "out"
    assert (
        main(["read", str(tmp_path / "様式.xlsx"), "--mapping", str(tmp_path / "m.toml"), "--out", str(out)])
        == 0
    )
    assert "協働事業 2" in capsys.readouterr().out
    assert main(["read", str(tmp_path / "様式.xlsx"), "--mapping", str(tmp_path / "ない.toml")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
