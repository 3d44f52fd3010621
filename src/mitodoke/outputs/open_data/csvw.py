"""CSVW metadata (W3C, CSV on the Web): one file beside each CSV, and one for all with the keys between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from mitodoke.outputs.open_data.codes import code_list
from mitodoke.outputs.open_data.edition_name import Licence
from mitodoke.outputs.open_data.fields import Field, FieldType
from mitodoke.outputs.open_data.open_table import OpenTable

Json = dict[str, Any]

_CONTEXT: list[Any] = ["http://www.w3.org/ns/csvw", {"@language": "ja"}]
_DIALECT: Json = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "header": True,
    "doubleQuote": True,
}


def table_metadata(table: OpenTable, licence: Licence) -> bytes:
    """What stands in `<table>.csv-metadata.json`, where CSVW readers look first."""
    return _bytes({"@context": _CONTEXT, "dialect": _DIALECT, **_table(table, licence)})


def group_metadata(tables: Iterable[OpenTable], licence: Licence) -> bytes:
    """What stands in `csv-metadata.json`: all tables, with the foreign keys between them."""
    described = []
    for table in tables:
        one = _table(table, licence)
        keys = _foreign_keys(table)
        if keys:
            one["tableSchema"]["foreignKeys"] = keys
        described.append(one)
    return _bytes({"@context": _CONTEXT, "dialect": _DIALECT, "tables": described})


def _foreign_keys(table: OpenTable) -> list[Json]:
    """The keys whose column is never empty: readers of CSVW take an empty one for a broken reference."""
    filled = {field.name for field in table.fields if field.required}
    return [
        {
            "columnReference": key.field,
            "reference": {"resource": f"{key.table}.csv", "columnReference": key.target},
        }
        for key in table.foreign_keys
        if key.field in filled
    ]


def _bytes(described: Json) -> bytes:
    return msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n"


def _table(table: OpenTable, licence: Licence) -> Json:
    schema: Json = {"columns": [_column(field) for field in table.fields]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "url": f"{table.name}.csv",
        "dc:title": _both(table.title, table.title_en),
        "dc:description": _both(table.description, table.description_en),
        "dc:license": {"@id": licence.address},
        "tableSchema": schema,
    }


def _column(field: Field) -> Json:
    # `titles` is what stands in the header line; the names for people are annotations.
    column: Json = {
        "name": field.name,
        "titles": field.name,
        "datatype": _datatype(field),
        "null": "",
        "dc:title": _both(field.title, field.title_en),
        "dc:description": _both(field.description, field.description_en),
    }
    if field.required:
        column["required"] = True
    return column


def _datatype(field: Field) -> Json | str:
    if field.type is FieldType.BOOLEAN:
        return {"base": "boolean", "format": "true|false"}
    if field.type is FieldType.NUMBER:
        return "decimal"
    if field.type is FieldType.INTEGER:
        return "integer"
    if field.codes:
        choices = "|".join(re.escape(value) for value in code_list(field.codes).values)
        return {"base": "string", "format": f"^({choices})$"}
    return {"base": "string", "format": f"^{field.pattern}$"} if field.pattern else "string"


def _both(japanese: str, english: str) -> list[Json]:
    return [{"@value": japanese, "@language": "ja"}, {"@value": english, "@language": "en"}]
