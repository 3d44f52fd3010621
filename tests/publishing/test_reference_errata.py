"""The list of corrections as files: every format, made when it is asked for, with what changed."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.publishing.errata_files import NAMES, errata_files
from publishing.pledge_editions import pledge_edition


def test_the_files_are_named_by_their_format() -> None:
    files = list(errata_files(pledge_edition(), pledge_edition(version=2), ReportSettings()))
    assert [file.name for file in files] == [name for _, name in NAMES]
    assert {file.name.rpartition(".")[2] for file in files} == {"pdf", "docx", "xlsx"}
    assert len({file.media_type for file in files}) == len(files)


def test_a_file_tells_what_was_corrected() -> None:
    after = pledge_edition(version=2)
    items = tuple(
        replace(one, title="直した題名") if one.item_id == "01-1" else one for one in after.content.items
    )
    after = replace(after, content=replace(after.content, items=items))
    files = {file.name: file for file in errata_files(pledge_edition(), after, ReportSettings())}
    workbook = openpyxl.load_workbook(io.BytesIO(files["report/errata.xlsx"].render()))
    cells = {str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value}
    assert any("直した題名" in cell for cell in cells)
    assert any("遊び場をふやす" in cell for cell in cells)
