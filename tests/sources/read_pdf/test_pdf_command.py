"""`mitodoke read`, `audit` and the plan of an import on a PDF: records with pages and boxes, one sentence where not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mitodoke.cli.main import main
from mitodoke.domain.place import parse_page_boxes
from sources.read_pdf import bad_pdfs
from sources.read_pdf.reset_document import reset_as_pdf

DOCUMENT = Path(__file__).parents[2] / "documents" / "pledges-hanasaki-2025.txt"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "公約.pdf"
    path.write_bytes(reset_as_pdf(DOCUMENT.read_text(encoding="utf-8").splitlines()))
    return path


def test_read_writes_tables_with_pages_and_boxes(
    pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(pdf), "--out", str(tmp_path)]) == 0
    assert "市長公約" in capsys.readouterr().out
    folder = tmp_path / "公約"
    for table in ("items", "activities", "figures"):
        rows = list(csv.DictReader((folder / f"{table}.csv").open(encoding="utf-8")))
        assert rows
        for row in rows:
            assert not row["place"] or parse_page_boxes(row["place"])
    uses = list(csv.DictReader((folder / "lines.csv").open(encoding="utf-8")))
    assert all(row["place"].startswith("L") for row in uses)


def test_audit_recomputes_a_pdf(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(pdf)]) == 0
    assert "一致" in capsys.readouterr().out


@pytest.mark.parametrize("data", [bad_pdfs.encrypted(), bad_pdfs.picture_only(), b"%PDF-1.7\n"])
def test_a_bad_file_stores_nothing(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "悪い.pdf"
    path.write_bytes(data)
    assert main(["read", str(path), "--out", str(tmp_path / "out")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert not (tmp_path / "out").exists()
