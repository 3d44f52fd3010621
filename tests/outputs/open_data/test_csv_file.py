"""CSV in three encodings: read back equal, and CP932 with every replacement told."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.outputs.open_data.cp932 import as_cp932, carried, replacements
from mitodoke.outputs.open_data.csv_file import (
    CsvEncoding,
    cell_rows,
    cp932_replacements,
    csv_bytes,
    replacements_csv,
)
from mitodoke.outputs.open_data.open_tables import open_table, tables_of
from mitodoke.sources.read_csv.table_rows import plain_cell
from outputs.open_data.editions import EDITIONS, pledges

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


def read(data: bytes, encoding: CsvEncoding) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), strict=True))


def edition_with(title: str, department: str):
    edition = pledges()
    item = replace(edition.content.items[0], title=title, departments=(department,))
    return replace(edition, content=replace(edition.content, items=(item,)))


def test_the_default_has_a_byte_order_mark_and_the_others_have_none() -> None:
    table = open_table("items")
    assert csv_bytes(table, pledges()).startswith(b"\xef\xbb\xbfitem_id,")
    assert csv_bytes(table, pledges(), CsvEncoding.UTF_8).startswith(b"item_id,")
    assert csv_bytes(table, pledges(), CsvEncoding.CP932).startswith(b"item_id,")


@pytest.mark.parametrize("encoding", [CsvEncoding.UTF_8_BOM, CsvEncoding.UTF_8])
@pytest.mark.parametrize("name", EDITIONS)
def test_unicode_files_read_back_equal(name: str, encoding: CsvEncoding) -> None:
    edition = EDITIONS[name]()
    for table in tables_of(edition):
        header, *rows = read(csv_bytes(table, edition, encoding), encoding)
        assert tuple(header) == table.columns
        expected = [[plain_cell(value) for value in row] for row in cell_rows(table, edition)]
        assert [[plain_cell(value) for value in row] for row in rows] == expected


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_reads_back_equal_in_both_forms_of_utf_8(title: str, department: str) -> None:
    edition = edition_with(title, department)
    for name in ("items", "item_departments"):
        table = open_table(name)
        for encoding in (CsvEncoding.UTF_8_BOM, CsvEncoding.UTF_8):
            _, *rows = read(csv_bytes(table, edition, encoding), encoding)
            expected = [[plain_cell(value) for value in row] for row in cell_rows(table, edition)]
            assert [[plain_cell(value) for value in row] for row in rows] == expected


@given(ANY_TEXT, ANY_TEXT)
def test_cp932_reads_back_with_exactly_the_replacements_that_are_told(title: str, department: str) -> None:
    edition = edition_with(title, department)
    for name in ("items", "item_departments"):
        table = open_table(name)
        header, *rows = read(csv_bytes(table, edition, CsvEncoding.CP932), CsvEncoding.CP932)
        told = cp932_replacements(table, edition)
        for line, (row, original) in enumerate(zip(rows, cell_rows(table, edition), strict=True), start=2):
            for column, value, text in zip(header, row, original, strict=True):
                here = [r for r in told if (r.row, r.column) == (line, column)]
                if not here:
                    assert plain_cell(value) == plain_cell(text)
                for replaced in here:
                    assert replaced.character in text
                    assert replaced.instead in value


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_becomes_of_a_text_in_cp932_can_always_be_encoded(text: str) -> None:
    encoded = as_cp932(text)
    assert encoded.encode("cp932").decode("cp932") == encoded
    assert (encoded == text) == (not list(replacements(text)))
    assert as_cp932(encoded) == encoded


@pytest.mark.parametrize(
    ("text", "as_carried", "told"),
    [
        ("髙﨑①㈱㎡～－", "髙﨑①㈱㎡～－", []),
        ("𠮷", "〓", [("𠮷", "〓")]),
        ("〜−—", "～－―", [("〜", "～"), ("−", "－"), ("—", "―")]),
        ("か\u3099", "が", [("か\u3099", "が")]),
        ("葛\U000e0100", "葛", [("葛\U000e0100", "葛")]),
        ("10²", "10^2", [("²", "^2")]),
        ("CO₂", "CO2", [("₂", "2")]),
        ("é", "e", [("é", "e")]),
        ("㋿", "令和", [("㋿", "令和")]),
        ("€", "〓", [("€", "〓")]),
        ("a\u200bb", "ab", [("\u200b", "")]),
        ("\xa0", " ", [("\xa0", " ")]),
        ("\\¥", "\\￥", [("¥", "￥")]),
        ("😀", "〓", [("😀", "〓")]),
    ],
)
def test_replacements(text: str, as_carried: str, told: list[tuple[str, str]]) -> None:
    assert as_cp932(text) == as_carried
    assert list(replacements(text)) == told


def test_a_name_is_never_swapped_for_a_similar_one() -> None:
    assert not carried("𠮷")
    assert as_cp932("𠮷田") == "〓田"


def test_the_list_of_replacements_names_the_place_and_the_code_point() -> None:
    edition = edition_with("𠮷田の約束", "か\u3099")
    found = [r for table in tables_of(edition) for r in cp932_replacements(table, edition)]
    rows = read(replacements_csv(tuple(found)), CsvEncoding.UTF_8_BOM)
    assert rows == [
        ["table", "row", "column", "character", "code_point", "instead"],
        ["items", "2", "title", "𠮷", "U+20BB7", "〓"],
        ["item_departments", "2", "department", "か\u3099", "U+304B U+3099", "が"],
    ]
