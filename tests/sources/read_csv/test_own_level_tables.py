"""Tables of a plan with levels of a city's own, read back: its levels, ratings and calculated progress."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.outputs.folder import write_folder
from mitodoke.outputs.open_data.csv_file import CsvEncoding, csv_bytes
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.sources.read_csv import read_table_folder
from mitodoke.sources.read_text import UnreadableFileError
from publishing.own_levels import CONTENT, ITEMS, plan_edition

PLAIN = replace(
    CONTENT,
    items=tuple(replace(one, title="並木") if one.title and "<b>" in one.title else one for one in ITEMS),
)
EDITION = plan_edition(PLAIN)


def written(folder: Path) -> Path:
    for table in tables_of(EDITION):
        (folder / f"{table.name}.csv").write_bytes(csv_bytes(table, EDITION, CsvEncoding.UTF_8))
    return folder


def test_published_tables_come_back_with_levels_ratings_and_figures(tmp_path: Path) -> None:
    found = read_table_folder(written(tmp_path)).edition
    assert found.content == PLAIN
    assert found.audit.figures == EDITION.audit.figures
    assert audit_content(found.content).figures == EDITION.audit.figures


def test_the_folder_that_read_writes_comes_back_with_ratings(tmp_path: Path) -> None:
    write_folder(EDITION, (), tmp_path / "tables")
    assert PLAIN.ratings
    assert read_table_folder(tmp_path / "tables").edition.content == PLAIN


@pytest.mark.parametrize("wrong", ["level_3,政策,false", "level_1,,false", "vision,政策,false"])
def test_levels_that_make_no_sense_are_refused_in_one_sentence(wrong: str, tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "levels.csv").write_text(f"kind,name,rated\r\n{wrong}\r\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="。"):
        read_table_folder(folder)
