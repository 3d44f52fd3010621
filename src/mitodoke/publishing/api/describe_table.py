"""What a table's records hold: for people as a description, for programs as a JSON Schema, from the open data table."""

from __future__ import annotations

from typing import Any

from mitodoke.outputs.open_data.codes import code_list
from mitodoke.outputs.open_data.fields import Field, FieldType
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.publishing.api.answers import Column, TableDescription
from mitodoke.publishing.api.compose import API
from mitodoke.publishing.api.filters import record_parameters

Json = dict[str, Any]

_RULE_LABEL = Field(
    name="rule_label", type=FieldType.STRING, title="計算の規則の説明", title_en="rule in words",
    description="再計算に使った規則の説明。名前だけの規則では空欄。",
    description_en="The rule in words; null for rules that have a name only.",
)  # fmt: skip
_COVERAGE_TITLE = (
    "対象の範囲 / What the percentage covers; null for counts, and where the parts are not in the edition."
)

ALWAYS_GIVEN = ("record_id", "edition", "place", "page", "source")
"""What every record has, whatever columns were asked for."""

_PROVENANCE: Json = {
    "record_id": {"type": "string", "description": "表の中での記録の名前 / The record's name in its table."},
    "edition": {"type": "string", "description": "記録の版の名前 / The edition it stands in."},
    "place": {"type": ["string", "null"], "description": "原典の中の場所 / Where it stands in the source."},
    "page": {"type": "string", "format": "uri", "description": "人が読むページ / The page for people."},
    "source": {
        "type": "string",
        "format": "uri",
        "description": "原典のその場所 / That place in the source.",
    },
}


def table_description(table: OpenTable, base: str) -> TableDescription:
    """The table for people."""
    return TableDescription(
        name=table.name,
        title=table.title,
        title_en=table.title_en,
        description=table.description,
        description_en=table.description_en,
        key=list(table.key),
        columns=[
            Column(
                name=field.name,
                type=str(field.type),
                title=field.title,
                title_en=field.title_en,
                description=field.description,
                description_en=field.description_en,
                codes=field.codes,
                unit=field.unit,
                required=field.required,
            )
            for field in table.fields
        ],
        filters=[parameter.name for parameter in record_parameters(table)],
        records=f"{base}{API}records/{table.name}/",
    )


def record_schema(table: OpenTable) -> Json:
    """The JSON Schema of a record of the table."""
    properties = {field.name: _field_schema(field) for field in table.fields}
    if table.name == "figures":
        properties["rule_label"] = _field_schema(_RULE_LABEL)
        properties["coverage"] = {
            "anyOf": [{"$ref": "#/components/schemas/Coverage"}, {"type": "null"}],
            "description": _COVERAGE_TITLE,
        }
    return {
        "type": "object",
        "title": table.title,
        "description": f"{table.description} / {table.description_en}",
        "properties": _PROVENANCE | properties,
        # A column may be left out by the parameter `fields`; these never are.
        "required": list(ALWAYS_GIVEN),
        "additionalProperties": False,
    }


def _field_schema(field: Field) -> Json:
    schema: Json = {
        "type": str(field.type) if field.required else [str(field.type), "null"],
        "title": f"{field.title} / {field.title_en}",
        "description": f"{field.description} / {field.description_en}",
    }
    if field.pattern:
        schema["pattern"] = f"^(?:{field.pattern})$"
    if field.codes:
        values = code_list(field.codes).values
        codes: list[int | str | None] = [int(v) if field.type is FieldType.INTEGER else v for v in values]
        schema["enum"] = codes if field.required else [*codes, None]
    return schema
