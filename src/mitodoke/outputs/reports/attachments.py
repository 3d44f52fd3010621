"""The edition's own data as files: what every report carries inside itself."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.edition import Edition
from mitodoke.outputs.csv_text import csv_text
from mitodoke.outputs.edition_json import edition_json
from mitodoke.outputs.tables import TABLES


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a report."""

    name: str
    mime_type: str
    relationship: str
    description: str
    text: str


def attachments(edition: Edition) -> tuple[Attachment, ...]:
    """`edition.json` with everything, and every table that has a row as CSV (UTF-8)."""
    whole = Attachment(
        "edition.json", "application/json", "source", "版のデータ（すべて）", edition_json(edition).decode()
    )
    texts = ((table.name, csv_text(table, edition)) for table in TABLES)
    return (
        whole,
        *(
            Attachment(f"{name}.csv", "text/csv", "data", f"表 {name}（UTF-8、1行目は列名）", text)
            for name, text in texts
            if text.count("\r\n") > 1
        ),
    )
