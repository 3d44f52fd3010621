"""Tables as offices draw them, as lines: heads of several rows, spacer columns, notes, totals, several tables."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter

from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.placed_lines import BREAK
from mitodoke.sources.read_excel.open_book import open_book
from mitodoke.sources.read_excel.sheet_lines import sheet_lines

Cells = dict[str, str]


def lines(cells: Cells, name: str = "表") -> list[tuple[str, str | None]]:
    """The lines of a sheet with these cells (``A1`` or ``A1:C2``), each with its place."""
    stored = io.BytesIO()
    book: Any = xlsxwriter.Workbook(stored, {"in_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet(name)
    for reference, text in cells.items():
        if ":" in reference:
            sheet.merge_range(reference, text)
        else:
            sheet.write_string(reference, text)
    book.close()
    written = sheet_lines(open_book(OfficeArchive(stored.getvalue(), "x")).sheets[0])
    return list(zip(written.texts, written.places, strict=True))


PLAIN_HEAD = {"A1": "No.", "B1": "事業の名称", "C1": "担当課", "D1": "目的"}
CASES: dict[str, tuple[Cells, list[tuple[str, str | None]]]] = {
    "one row a line": (
        PLAIN_HEAD | {"A2": "1", "B2": "花壇", "D2": "緑化"},
        [("No.\t事業の名称\t担当課\t目的", "表!A1:D1"), ("1\t花壇\t\t緑化", "表!A2:D2")],
    ),
    "a head of two lines": (
        {"A1:A2": "No.", "B1:B2": "事業の名称", "C1:D1": "実施内容", "C2": "年月日", "D2": "参加人数", "A3": "1", "C3": "春", "D3": "9"},
        [("No.\t事業の名称\t年月日\t参加人数", "表!A1:D2"), ("1\t\t春\t9", "表!A3:D3")],
    ),
    "a head whose upper line is needed": (
        {"A1:A2": "指標名", "B1:C1": "目標値", "B2": "令和6年度", "C2": "令和8年度", "A3": "来場者", "B3": "5人", "C3": "7人"},
        [("指標名\t目標値 令和6年度\t目標値 令和8年度", "表!A1:C2"), ("来場者\t5人\t7人", "表!A3:C3")],
    ),
    "spacer columns and merged cells": (
        {"B2:D2": "№", "F2:I2": "事業名", "K2:L2": "担当部署", "B3:D4": "1", "F3:I4": "花壇", "K3:L4": "緑課"},
        [("№\t事業名\t担当部署", "表!B2:L2"), ("1\t花壇\t緑課", "表!B3:L4")],
    ),
    "the number need not stand first": (
        {"A1": "担当課", "B1": "番号", "C1": "事業の名称", "A2": "緑課", "B2": "1", "C2": "花壇"},
        [("番号\t担当課\t事業の名称", "表!A1:C1"), ("1\t緑課\t花壇", "表!A2:C2")],
    ),
    "a date over three columns": (
        {"A1": "No.", "B1": "事業の名称", "C1:E1": "実施日", "A2": "1", "B2": "花壇", "C2": "令和6年", "D2": "5月", "E2": "1日"},
        [("No.\t事業の名称\t実施日", "表!A1:E1"), ("1\t花壇\t令和6年 5月 1日", "表!A2:E2")],
    ),
    "line breaks in cells": (
        PLAIN_HEAD | {"A2": "1", "B2": "花壇\nづくり", "D2": "緑化\n\n交流"},
        [("No.\t事業の名称\t担当課\t目的", "表!A1:D1"), (f"1\t花壇{BREAK}づくり\t\t緑化{BREAK}交流", "表!A2:D2")],
    ),
    "title, note and another table": (
        {"A1:D1": "表題", "A3": "No.", "B3": "事業の名称", "C3": "主催者", "A4": "1", "B4": "祭", "C4": "会",
         "A5": "※令和6年度", "A7": "指標", "B7": "目標値（令和6年度）", "A8": "人数", "B8": "5人"},
        [("表題", "表!A1:D1"), ("", None), ("No.\t事業の名称\t主催者", "表!A3:C3"), ("1\t祭\t会", "表!A4:C4"),
         ("※令和6年度", "表!A5"), ("", None), ("指標\t目標値（令和6年度）", "表!A7:B7"), ("人数\t5人", "表!A8:B8")],
    ),
    "a dates' cell below a merged row": (
        {"A1": "No.", "B1": "事業の名称", "C1": "実施日", "A2:A3": "1", "B2:B3": "花壇", "C2": "5月1日", "C3": "5月2日"},
        [("No.\t事業の名称\t実施日", "表!A1:C1"), ("1\t花壇\t5月1日", "表!A2:C3"), ("\t\t5月2日", "表!C3")],
    ),
    "labels run on, figures do not": (
        {"A1": "担当部署", "B1": "緑課", "A2": "全体", "B2": "41.2%"},
        [("担当部署 緑課", "表!A1:B1"), ("全体\t41.2%", "表!A2:B2")],
    ),
    "several paragraphs in a cell": (
        {"A1:F9": "・一つ\n\n・二つ"},
        [("・一つ", "表!A1:F9"), ("・二つ", "表!A1:F9")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_sheet_as_lines(case: str) -> None:
    cells, expected = CASES[case]
    assert lines(cells) == expected


def test_the_name_of_a_sheet_heads_its_table_where_nothing_else_does() -> None:
    named = [text for text, _ in lines(PLAIN_HEAD | {"A2": "1"}, "共催")]
    assert named[0] == "協働の形態：共催"
    headed = [
        text
        for text, _ in lines(
            {"A1": "協働の形態：後援（1件）", "A3": "No.", "B3": "事業名", "C3": "主催者"}, "共催"
        )
    ]
    assert "協働の形態：共催" not in headed


def test_every_cell_is_in_a_line() -> None:
    cells = {
        f"{column}{row}": f"{column}の{row}"
        for column in "ABCDEFG"
        for row in range(1, 40)
        if (row + ord(column)) % 3
    }
    joined = "\n".join(text for text, _ in lines(cells))
    assert all(text in joined for text in cells.values())
