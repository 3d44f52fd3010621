"""`mitodoke read` and `mitodoke audit` on documents in every layout."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mitodoke.cli.main import main
from mitodoke.outputs.edition_json import read_edition
from mitodoke.outputs.tables import TABLES
from mitodoke.sources.extract import recognise
from mitodoke.sources.read_csv.table_rows import plain_cell
from mitodoke.sources.read_text import read_text

DOCUMENTS = sorted((Path(__file__).parent.parent / "documents").glob("*.txt"))


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def flat(cell: str) -> str:
    return "".join(cell.split())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_reading_writes_every_table_and_reading_again_changes_nothing(path: Path, tmp_path: Path) -> None:
    assert main(["read", str(path), "--out", str(tmp_path)]) in (0, 1)
    folder = tmp_path / path.stem
    first = {file.name: file.read_bytes() for file in folder.iterdir()}

    assert set(first) == {f"{table.name}.csv" for table in TABLES} | {"edition.json", "lines.csv"}
    edition = read_edition(first["edition.json"])
    for table in TABLES:
        read = [[flat(plain_cell(cell)) for cell in row.values()] for row in rows(folder, table.name)]
        assert read == [[flat(cell) for cell in row] for row in table.rows(edition)], table.name

    assert main(["read", str(path), "--out", str(tmp_path)]) in (0, 1)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_layout_is_recognised_by_content_in_every_encoding(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    layout = recognise(read_text(path)).name
    for encoding in ("utf-8-sig", "utf-16"):
        copy = tmp_path / "何か.dat"
        copy.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        assert recognise(read_text(copy)).name == layout


def test_audit_prints_a_table_from_a_folder_and_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = DOCUMENTS[0]
    main(["read", str(path), "--out", str(tmp_path)])
    capsys.readouterr()

    assert main(["audit", str(tmp_path / path.stem)]) == 0
    from_folder = capsys.readouterr().out
    assert main(["audit", str(path)]) == 0
    assert capsys.readouterr().out == from_folder
    assert "再計算" in from_folder


def test_audit_of_another_folder_says_what_it_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", str(tmp_path)]) == 2
    assert "edition.json" in capsys.readouterr().err

    (tmp_path / "edition.json").write_text('{"content": 1}', encoding="utf-8")
    assert main(["audit", str(tmp_path)]) == 2
    assert "版のデータ" in capsys.readouterr().err
