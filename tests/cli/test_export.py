"""`mitodoke export`: the same edition gives the same file; what does not fit is told in a sentence."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from mitodoke.cli.export import DATA_FORMATS, REPORT_FORMATS
from mitodoke.cli.main import main
from mitodoke.outputs.open_data.formats import EDITION_FORMATS
from mitodoke.outputs.reports.render import FORMATS

FICTIONAL = Path(__file__).parents[2] / "src" / "mitodoke" / "demo" / "fictional"


def test_a_document_becomes_a_data_package_and_the_same_one_again(tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    for target in (first, second):
        assert (
            main(["export", str(FICTIONAL / "pledges.txt"), "--format", "package", "--out", str(target)]) == 0
        )

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(io.BytesIO(first.read_bytes())) as package:
        name = next(name for name in package.namelist() if name.endswith("datapackage.json"))
        assert json.loads(package.read(name))["resources"]


def test_a_plan_has_no_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.ics"
    assert main(["export", str(FICTIONAL / "pledges.txt"), "--format", "calendar", "--out", str(target)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not target.exists()


def test_a_register_has_one(tmp_path: Path) -> None:
    target = tmp_path / "a.ics"
    source = str(FICTIONAL / "collaboration-2025.txt")
    assert main(["export", source, "--format", "calendar", "--out", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "none" / "a.json"
    assert main(["export", str(FICTIONAL / "pledges.txt"), "--format", "json", "--out", str(target)]) == 2
    assert "書き込めません" in capsys.readouterr().err


def test_every_format_of_an_edition_can_be_asked_for() -> None:
    assert tuple(form.name for form in EDITION_FORMATS) == DATA_FORMATS
    assert tuple(FORMATS) == REPORT_FORMATS


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_a_report_in_every_format(form: str, begins: bytes, tmp_path: Path) -> None:
    target = tmp_path / f"a.{form}"
    source = str(FICTIONAL / "pledges.txt")
    assert main(["export", source, "--format", form, "--report", "summary", "--out", str(target)]) == 0
    assert target.read_bytes().startswith(begins)


def test_an_unknown_report_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = str(FICTIONAL / "pledges.txt"), tmp_path / "a.pdf"
    assert main(["export", source, "--format", "pdf", "--report", "strategy", "--out", str(target)]) == 2
    assert "summary" in capsys.readouterr().err


def test_the_tables_as_one_workbook_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, source = tmp_path / "a.xlsx", str(FICTIONAL / "pledges.txt")
    asked = ["export", source, "--report", "tables", "--out", str(target), "--format"]
    assert main([*asked, "pdf"]) == 2
    assert "xlsx だけです" in capsys.readouterr().err
    assert not target.exists()
    assert main([*asked, "xlsx"]) == 0
    assert "activities" in openpyxl.load_workbook(target).sheetnames
