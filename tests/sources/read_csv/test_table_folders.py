"""Folders of our own tables, read back; and tables that are not what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from mitodoke.outputs.folder import write_folder
from mitodoke.outputs.open_data.csv_file import CsvEncoding, cp932_replacements, csv_bytes
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.sources.extract import extract
from mitodoke.sources.read_csv import read_table_folder
from mitodoke.sources.read_text import UnreadableFileError
from sources.read_excel.cities import TEXTS, edition_of
from sources.read_excel.same_records import differences

NAMES = [name for name in TEXTS if not name.endswith(("-1", "-2"))]


def beyond_print(told: list[str]) -> list[str]:
    return [line for line in told if not (line.startswith("stated[") and "].printed: " in line)]


@pytest.mark.parametrize("name", NAMES)
def test_the_folder_that_read_writes(name: str, tmp_path: Path) -> None:
    edition = edition_of(TEXTS[name])
    uses = extract(TEXTS[name]).line_uses
    write_folder(edition, uses, tmp_path / "tables")

    found = read_table_folder(tmp_path / "tables")

    told, _ = differences(edition.content, found.edition.content)
    assert beyond_print(told) == []
    assert found.edition.content.document == edition.content.document
    assert [one.place for one in found.edition.content.items] == [one.place for one in edition.content.items]
    assert found.line_uses == uses
    assert found.edition.audit.figures == edition.audit.figures
    assert found.edition.audit.trials == edition.audit.trials
    assert len(found.edition.audit.findings) == len(edition.audit.findings)


@pytest.mark.parametrize("encoding", CsvEncoding)
@pytest.mark.parametrize("name", [name for name in NAMES if "hanasaki" in name])
def test_published_tables_in_every_encoding(name: str, encoding: CsvEncoding, tmp_path: Path) -> None:
    edition = edition_of(TEXTS[name])
    replaced = 0
    for table in tables_of(edition):
        (tmp_path / f"{table.name}.csv").write_bytes(csv_bytes(table, edition, encoding))
        replaced += len(cp932_replacements(table, edition)) if encoding is CsvEncoding.CP932 else 0

    told, _ = differences(edition.content, read_table_folder(tmp_path).edition.content)

    assert len(beyond_print(told)) <= replaced


DOCUMENT = "document,title,kind\r\nd,題名,mayoral_pledges\r\n"
ITEMS = "item_id,kind,code,title\r\n01,vision,01,まち\r\n"
WRONG: dict[str, tuple[dict[str, str], str]] = {
    "no tables": ({}, "document.csv"),
    "no content": ({"document": DOCUMENT}, "items.csv"),
    "two documents": ({"document": DOCUMENT + "e,題名,mayoral_pledges\r\n", "items": ITEMS}, "2 行"),
    "no document": ({"document": "document,title,kind\r\n", "items": ITEMS}, "0 行"),
    "unknown kind": ({"document": DOCUMENT.replace("mayoral_pledges", "x"), "items": ITEMS}, "「x」"),
    "unknown level": (
        {"document": DOCUMENT, "items": ITEMS.replace("vision", "まぼろし")},
        "2 行目、列 kind",
    ),
    "no id": ({"document": DOCUMENT, "items": ITEMS.replace("01,vision", ",vision")}, "列 item_id"),
    "more cells than columns": ({"document": DOCUMENT, "items": ITEMS.replace("まち", "まち,x")}, "列の数"),
    "open quote": ({"document": DOCUMENT, "items": ITEMS + '"'}, "CSV"),
    "no number": (
        {
            "document": DOCUMENT,
            "items": ITEMS,
            "activities": "item_id,position,text\r\n01,一,取組\r\n",
        },
        "「一」",
    ),
    "endless number": (
        {"document": DOCUMENT, "items": "item_id,kind,printed_progress\r\n01,vision,1e999999999\r\n"},
        "数値|items.csv",
    ),
    "a value and a reason": (
        {
            "document": DOCUMENT,
            "indicators": "indicator_id,item_id,level\r\nk,01,kpi\r\n",
            "values": "indicator_id,role,value,missing_reason\r\nk,target,1,empty\r\n",
        },
        "missing_reason",
    ),
    "a step of 11": (
        {
            "document": DOCUMENT,
            "items": ITEMS,
            "ratings": "item_id,department,fiscal_year,state,step\r\n01,課,2025,rated,11\r\n",
        },
        "10",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_table_is_refused_with_one_sentence(case: str, tmp_path: Path) -> None:
    files, words = WRONG[case]
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_bytes(text.encode())
    with pytest.raises(UnreadableFileError, match=words) as refused:
        read_table_folder(tmp_path)
    assert str(refused.value).endswith("。")
    assert "\n" not in str(refused.value)


def test_formula_guards_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "document.csv").write_bytes(DOCUMENT.encode())
    (tmp_path / "items.csv").write_bytes(ITEMS.replace("まち", "'=1+1").encode())
    assert read_table_folder(tmp_path).edition.content.items[0].title == "=1+1"
