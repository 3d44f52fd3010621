"""docs/reports.md names every report, format and setting."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from mitodoke.outputs.reports.registry import REPORTS
from mitodoke.outputs.reports.render import FORMATS
from mitodoke.outputs.reports.settings import ReportSettings

PAGE = (Path(__file__).parents[3] / "docs" / "reports.md").read_text(encoding="utf-8")


def test_every_report_and_format_is_described() -> None:
    rows = [line.split("|")[1].strip() for line in PAGE.splitlines() if line.startswith("| `")]
    assert rows == [f"`{name}`" for name in (*(report.name for report in REPORTS), *FORMATS)]


def test_every_setting_is_described() -> None:
    assert [field.name for field in fields(ReportSettings) if f"`{field.name}`" not in PAGE] == []
