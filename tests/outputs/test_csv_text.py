"""CSV of RFC 4180, one record a line, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.outputs.csv_text import csv_cell, csv_lines
from mitodoke.sources.read_csv.table_rows import plain_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", ""),
        ("公約", "公約"),
        ("a,b", '"a,b"'),
        ('彼の"声"', '"彼の""声"""'),
        ("一行目\n二行目", "一行目 二行目"),
        ("一行目\r\n\r\n二行目", "一行目 二行目"),
        ("=1+1", "'=1+1"),
        ("+81-3", "'+81-3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-2+3", "'-2+3"),
        ("-", "-"),
        ("-12.5", "-12.5"),
        ("-1,234", '"-1,234"'),
        (" 前後の空白 ", '" 前後の空白 "'),
    ],
)
def test_one_cell(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


ONE_LINE = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]))


@given(st.lists(ONE_LINE.filter(lambda text: not text.startswith("'")), min_size=2, max_size=5))
def test_a_csv_reader_reads_back_what_was_written(values: list[str]) -> None:
    text = "".join(csv_lines(["column"] * len(values), [values]))

    header, row = csv.reader(io.StringIO(text, newline=""), strict=True)

    assert header == ["column"] * len(values)
    assert [plain_cell(value) for value in row] == values


@given(st.text())
def test_no_cell_begins_as_a_formula_or_breaks_the_line(text: str) -> None:
    cell = csv_cell(text).removeprefix('"')
    assert "\n" not in cell
    assert "\r" not in cell
    assert cell[:1] not in {"=", "@", "\t"}
