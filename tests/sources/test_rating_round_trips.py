"""Ratings of a city's own table in every form that an edition has, and back: the same, but for places in reports."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition
from mitodoke.domain.rating import Rating
from mitodoke.outputs.docx_report import render_docx
from mitodoke.outputs.edition_json import edition_json, read_edition
from mitodoke.outputs.folder import write_folder
from mitodoke.outputs.open_data.csv_file import CsvEncoding, csv_bytes
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.outputs.reports.registry import build_report
from mitodoke.outputs.reports.render import render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_print import render_print_sheet
from mitodoke.outputs.xlsx_tables import render_tables
from mitodoke.sources.read_csv import read_table_folder
from mitodoke.sources.read_file import read_file_bytes
from sources.read_excel.rated_tables import FRONT, HEAD, book

SETTINGS = ReportSettings()
ROWS = [
    *FRONT,
    [*HEAD, "自己評価（10段階）", "評価の理由"],
    ["1 港のまち", "1-1 朝市", "通年化", "延ばした。", "港課、緑課", "8"],
    ["", "", "", "", "緑課", "０"],
    ["", "", "特典", "配った。", "緑課", "中止", "用地（港側）がないため"],
    ["", "1-2 祭", "花火", "上げた。", "港課", "未着手"],
    ["", "", "灯", "ともした。", "港課", "－"],
    ["2 花のまち", "2-1 花壇", "苗", "植えた。", "緑課", "評価困難（調査中）"],
    ["", "", "種", "まいた。", "緑課", "10"],
]  # fmt: skip


@cache
def edition() -> Edition:
    reading = read_file_bytes(book(ROWS), "x").reading
    audit = audit_content(reading.content, reading.lines)
    return Edition(content=reading.content, audit=audit, published_on="2026-06-30")


def without_places(ratings: tuple[Rating, ...]) -> set[Rating]:
    return {replace(one, place=None) for one in ratings}


def test_the_table_has_all_of_them() -> None:
    ratings = edition().content.ratings
    assert [one.step for one in ratings] == [8, 0, None, None, None, 10]
    assert all(one.place for one in ratings)


def test_json_gives_the_same_edition_and_the_same_bytes() -> None:
    written = edition_json(edition())
    assert read_edition(written) == edition()
    assert edition_json(read_edition(written)) == written


def test_a_rating_without_a_place_has_the_bytes_it_always_had() -> None:
    plain = tuple(replace(one, place=None) for one in edition().content.ratings)
    placeless = replace(edition(), content=replace(edition().content, ratings=plain))
    written = edition_json(placeless)
    assert b'"step":8,"reason":null}' in written
    assert read_edition(written) == placeless


def test_the_tables_of_read_bring_them_back(tmp_path: Path) -> None:
    write_folder(edition(), (), tmp_path / "tables")
    assert read_table_folder(tmp_path / "tables").edition.content.ratings == edition().content.ratings


@pytest.mark.parametrize("encoding", CsvEncoding)
def test_open_data_brings_them_back(encoding: CsvEncoding, tmp_path: Path) -> None:
    for table in tables_of(edition()):
        (tmp_path / f"{table.name}.csv").write_bytes(csv_bytes(table, edition(), encoding))
    assert read_table_folder(tmp_path).edition.content.ratings == edition().content.ratings


def test_the_workbook_of_tables_brings_them_back() -> None:
    found = read_file_bytes(render_tables(edition()), "x").reading.content.ratings
    assert found == edition().content.ratings


FORMS = {
    "sheet": lambda of: render_print_sheet(build_report(of, "pledges", SETTINGS), SETTINGS),
    "Word": lambda of: render_docx(build_report(of, "pledges", SETTINGS), SETTINGS),
    "PDF": lambda of: render_report(of, "pledges", SETTINGS),
}


@pytest.mark.parametrize("form", FORMS)
def test_reports_for_people_bring_them_back_without_places(form: str) -> None:
    reading = read_file_bytes(FORMS[form](edition()), "x").reading
    assert reading.content.document.layout == "own_report_pledges"
    assert without_places(reading.content.ratings) == without_places(edition().content.ratings)
