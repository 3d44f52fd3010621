"""`mitodoke check`: what a table breaks is told with its cell; the exit status tells scripts."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mitodoke.cli.main import main

GOOD = "\ufeff番号,名称,開館日\r\n1,花の家,2026-04-01\r\n2,緑の家,2026-04-02\r\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main(["check", *map(str, arguments)])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        (GOOD, 0, "直すところ 0件、確かめるとよいところ 1件"),
        (GOOD.replace("番号,名称,開館日", "no,name,opened_on"), 0, "規則に外れるところはありません。"),
        (GOOD.replace("2,緑の家", "2,緑の家,多い"), 1, "D3に項目名より1個多い値がある"),
        (GOOD.replace("花の家", '"花の\n家"'), 1, "の値の中に改行がある"),
        (GOOD.replace("花の家", "=1+1"), 1, "B2"),
        ("", 1, "何も書かれていない"),
        ("PK\x03\x04", 1, "直すところ 1件"),
    ],
)
def test_a_csv_is_told_what_to_mend(
    text: str, status: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "施設.csv"
    path.write_bytes(text.encode())
    before = path.read_bytes()
    found, out, err = run(capsys, path)
    assert (found, err) == (status, "")
    assert "施設.csv：" in out
    assert words in out
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("previous", "words"),
    [
        ("番号,名称\r\n", "直すところ 0件"),
        ("番号,名称,住所\r\n", "前回あった項目「住所」がない"),
        ("名称,番号\r\n", "項目の並びが前回と違う"),
    ],
)
def test_columns_are_held_against_the_file_before(
    previous: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "前.csv").write_text(previous, encoding="utf-8-sig")
    (tmp_path / "後.csv").write_bytes(GOOD.encode())
    status, out, _ = run(capsys, tmp_path / "後.csv", "--previous", tmp_path / "前.csv")
    assert words in out
    assert status == (0 if "0件" in words else 1)


def test_a_workbook_is_told_by_sheet_and_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一覧"
    for row in (["番号", "名称"], [1, "花の家"], [2, "緑の家"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "施設.xlsx")
    status, out, _ = run(capsys, tmp_path / "施設.xlsx")
    assert status == 1
    assert "一覧!A2:A3のセルが結合されている" in out


def test_what_cannot_be_opened_is_told_and_the_others_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "良い.csv"
    good.write_bytes(GOOD.encode())
    status, out, err = run(capsys, tmp_path / "ない.csv", tmp_path / "ない.xlsx", good)
    assert status == 2
    assert err.count("を開けません") == 2
    assert "良い.csv：" in out
    status, out, err = run(capsys, good, "--previous", tmp_path / "ない.csv")
    assert (status, out) == (2, "")
    assert err.count("を開けません") == 1
