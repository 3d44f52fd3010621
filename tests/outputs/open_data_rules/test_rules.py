"""The 30 rules and the checker: every rule breaks where it should, and nowhere else."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.finding import Severity
from mitodoke.outputs.open_data_rules.check_csv import check_csv
from mitodoke.outputs.open_data_rules.check_grid import compare_columns
from mitodoke.outputs.open_data_rules.check_workbook import check_workbook
from mitodoke.outputs.open_data_rules.hits import violations
from mitodoke.outputs.open_data_rules.rules import RULES, Scope, rule
from outputs.open_data_rules.bad_files import (
    BAD_CSV,
    BAD_WORKBOOKS,
    BadCsv,
    BadWorkbook,
    clean_workbook,
    write,
)


def test_there_are_thirty_rules_in_three_levels() -> None:
    assert Counter(one.level for one in RULES) == {1: 15, 2: 6, 3: 9}
    assert len({one.id for one in RULES}) == 30
    for one in RULES:
        assert rule(one.id) is one
        assert one.demand
        assert one.how
        assert one.scope.label


def test_every_rule_that_a_machine_can_check_has_a_bad_example() -> None:
    by_csv = {bad.rule for bad in BAD_CSV}
    by_workbook = {bad.rule for bad in BAD_WORKBOOKS}
    for one in RULES:
        if one.scope in {Scope.CSV, Scope.BOTH}:
            assert one.id in by_csv, one
        if one.scope is Scope.WORKBOOK:
            assert one.id in by_workbook, one
    assert {one.id for one in RULES if one.scope is Scope.NOT_BY_MACHINE} == {"L1-09", "L3-02"}
    assert {one.id for one in RULES if one.scope is Scope.TWO_FILES} == {"L3-07"}


@pytest.mark.parametrize("bad", BAD_CSV, ids=lambda bad: f"{bad.rule} {bad.data[:30]!r}")
def test_a_bad_csv_breaks_its_rule_at_its_place(bad: BadCsv) -> None:
    found = [f for f in check_csv(bad.bytes) if f.check == bad.rule and f.place == bad.place]
    assert found, [(f.check, f.place, f.message) for f in check_csv(bad.bytes)]
    assert found[0].severity is (Severity.NOTE if bad.advice else Severity.ERROR)
    assert found[0].message.startswith(bad.place)
    assert found[0].message.endswith(f"ください（規則{bad.rule}）。")
    assert found[0].expected == rule(bad.rule).demand


@pytest.mark.parametrize("bad", BAD_WORKBOOKS, ids=lambda bad: f"{bad.rule} {bad.place}")
def test_a_bad_workbook_breaks_its_rule_at_its_place(bad: BadWorkbook, tmp_path: Path) -> None:
    book = clean_workbook()
    bad.change(book)
    found = [f for f in violations(check_workbook(write(book, tmp_path))) if f.check == bad.rule]
    assert [f.place for f in found] == [bad.place]
    assert found[0].message.endswith(f"ください（規則{bad.rule}）。")


def test_a_clean_workbook_breaks_nothing(tmp_path: Path) -> None:
    assert check_workbook(write(clean_workbook(), tmp_path)) == ()


CLEAN = (
    "district,year,people,note\neast,2024,3,\neast,2025,0,推計\nwest,2025,,調査なし\n",
    "municipality_code,date,title\n131016,2025-05-11,春の市\n012025,2025-06,夏の市\n",
    "item_id,printed,value,unit\nS1-1-1,\"1,234人\",1234,人\nS1-1-2,45.0%,45.0,%\nS1-1-3,－,,\n",
    "code,label\n01,東\n02,西\n03,南\n",
    "item_id,position,department\n01-1,1,総務課\n01-1,2,財政課\n",
    "id,amount\na,-3\nb,+4\nc,5.25\nd,\n",
    "id,text\na,「東、西、南」の3地区で行いました。\nb,A社、B社ほか\n",
    "id,text\na,'=1+1\nb,'@x\n",
    "id,start\na,2025-05-11\nb,2025-06\nc,2025\n",
)  # fmt: skip


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_csv_breaks_nothing(text: str) -> None:
    assert check_csv(text.replace("\n", "\r\n").encode()) == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_do_not_matter(encoding: str, line_end: str) -> None:
    assert check_csv("id,label\na,東\nb,西\n".replace("\n", line_end).encode(encoding)) == ()


def test_japanese_column_names_are_only_advised_against() -> None:
    found = check_csv("地区,人数\r\n東,3\r\n".encode())
    assert {(f.check, f.severity) for f in found} == {("L3-08", Severity.NOTE)}


def test_a_fault_that_repeats_is_told_once_with_its_number() -> None:
    rows = "".join(f"a{i},{i}人\r\n" for i in range(1, 1001))
    found = violations(check_csv(f"id,people\r\n{rows}".encode()))
    assert [(f.check, f.place) for f in found] == [("L2-01", "B2")]
    assert "ほか999か所" in found[0].message


@pytest.mark.parametrize(
    ("previous", "current", "kept"),
    [
        (("a", "b"), ("a", "b"), True),
        (("a", "b"), ("a", "b", "c"), True),
        (("a", "b"), ("a", "c"), False),
        (("a", "b"), ("b", "a"), False),
        ((), ("a",), True),
        (("a",), (), False),
    ],
)
def test_the_columns_stay_from_year_to_year(
    previous: tuple[str, ...], current: tuple[str, ...], kept: bool
) -> None:
    found = compare_columns(previous, current, "items.csv")
    assert (found == ()) == kept
    for finding in found:
        assert finding.check == "L3-07"
        assert finding.message.endswith("（規則L3-07）。")


@given(st.binary(max_size=300))
def test_any_bytes_are_checked_without_an_exception(data: bytes) -> None:
    for finding in check_csv(data):
        assert finding.message.endswith("。")


@given(st.text(alphabet=',"\r\n\t;aあ1=人　', max_size=200))
def test_any_text_is_checked_without_an_exception(text: str) -> None:
    for finding in check_csv(text.encode()):
        assert finding.message.endswith("。")


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04broken", b"%PDF"])
def test_what_is_no_workbook_is_one_finding(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    assert [f.check for f in check_workbook(path)] == ["L1-01"]


def test_a_zip_that_is_no_workbook_and_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "x")
    assert [f.check for f in check_workbook(path)] == ["L1-01"]
    assert [f.check for f in check_workbook(tmp_path / "none.xlsx")] == ["L1-01"]
    assert [f.check for f in check_workbook(tmp_path)] == ["L1-01"]


def test_a_workbook_that_unpacks_enormously_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    write(clean_workbook(), tmp_path).rename(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/x.bin", "w") as part:
        for _ in range(310):
            part.write(bytes(1024 * 1024))
    found = check_workbook(path)
    assert [f.check for f in found] == ["L1-01"]
    assert "大きすぎる" in found[0].message


def test_a_stray_cell_at_the_end_of_a_sheet_does_not_fill_the_memory(tmp_path: Path) -> None:
    book = clean_workbook()
    book["people"]["XFD1048576"] = "x"
    found = violations(check_workbook(write(book, tmp_path)))
    assert [(f.check, f.place) for f in found] == [("L1-04", "people!XFD1048576")]


def test_dates_booleans_and_numbers_of_excel_are_taken_as_such(tmp_path: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["name", "start", "done", "value"])
    sheet.append(["a", datetime.date(2025, 5, 11), True, 1.5])
    sheet.append(["b", datetime.date(2025, 5, 12), False, 0])
    assert check_workbook(write(book, tmp_path)) == ()


@pytest.mark.parametrize("field", ['"', '"a', 'a"', '""', '"a"b', '"a""', '"""'])
def test_quotes_in_every_state_end_with_their_line_or_the_file(field: str) -> None:
    for finding in check_csv(f"id,name\r\n{field},x\r\nb,y\r\n".encode()):
        assert finding.message.endswith("。")


def test_one_enormous_field_is_checked_without_an_exception() -> None:
    open_quote = check_csv(b'id,name\r\na,"' + b"x " * 1_000_000 + b"\r\n")
    assert "L1-15" in {finding.check for finding in open_quote}
    spaces = check_csv(b"id,name\r\na," + "　あ".encode() * 300_000)
    assert "L1-06" in {finding.check for finding in spaces}
