"""The doubt about a table head that names none of the columns that its layout knows."""

from __future__ import annotations

from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.place import line_place


def unknown_column(words: str, line: int) -> Finding:
    """The finding for a table head that names none of the known columns: its cells are not kept."""
    return Finding(
        check="unknown_column",
        severity=Severity.WARNING,
        subject="document",
        field="table_head",
        place=line_place(line),
        printed=words,
        expected="",
        message=f"表の見出し「{words}」に当たる項目がないため、この欄の内容は記録していません。原本を確認してください。",
    )
