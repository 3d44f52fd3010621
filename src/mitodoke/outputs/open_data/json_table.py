"""An open data table as JSON: its columns with their names, and one object a row."""

from __future__ import annotations

import msgspec

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.edition_name import edition_name, edition_title
from mitodoke.outputs.open_data.open_table import OpenTable

# Numbers as numbers with all their decimals; readers that keep decimals exact lose nothing.
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def table_json(table: OpenTable, edition: Edition) -> bytes:
    """UTF-8 JSON; absent values are null, so that they cannot be taken for 0 or for an empty text."""
    columns = [
        {"name": field.name, "type": str(field.type), "title": field.title, "title_en": field.title_en}
        for field in table.fields
    ]
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows(edition)]
    document = {
        "edition": edition_name(edition),
        "edition_title": edition_title(edition),
        "table": table.name,
        "title": table.title,
        "columns": columns,
        "rows": rows,
    }
    return msgspec.json.format(_ENCODER.encode(document), indent=1) + b"\n"
