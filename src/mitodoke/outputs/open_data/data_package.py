"""`datapackage.json`: the tables of an edition described for machines (Frictionless Data Package, version 1)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.codes import code_list
from mitodoke.outputs.open_data.edition_name import Publication, edition_name, edition_title
from mitodoke.outputs.open_data.fields import Field, FieldType
from mitodoke.outputs.open_data.open_table import OpenTable

Json = dict[str, Any]


def data_package(
    edition: Edition,
    files: Mapping[OpenTable, bytes],
    publication: Publication,
) -> bytes:
    """The descriptor of the tables in `files`, each with the bytes of its UTF-8 CSV file."""
    document = edition.content.document
    licence = publication.licence
    descriptor: Json = {
        "profile": "tabular-data-package",
        "name": edition_name(edition),
        "title": edition_title(edition),
        "description": _DESCRIPTION,
        "version": str(edition.version),
        "licenses": [{"name": licence.name, "path": licence.address, "title": licence.title}],
        "sources": [{"title": " ".join(document.title.split())}],
        "contributors": [{"title": document.municipality or "不明", "role": "publisher"}],
        "keywords": [document.kind.label, document.municipality or "不明"],
        "municipality_code": document.municipality_code,
        "fiscal_year": document.fiscal_year,
        "as_of": document.as_of,
        "source_sha256": document.sha256,
        "fictional": edition.fictional,
    }
    if edition.published_on:
        descriptor["created"] = f"{edition.published_on}T00:00:00+09:00"
    if publication.base:
        descriptor["id"] = publication.tag(edition_name(edition))
        descriptor["homepage"] = publication.page_of(edition)
    descriptor["resources"] = [_resource(table, data) for table, data in files.items()]
    return msgspec.json.format(msgspec.json.encode(descriptor), indent=2) + b"\n"


_DESCRIPTION = (
    "公表された文書を読み取り、検算した版のデータです。値は原典のままで、疑わしい箇所は findings の表にあります。"
    " / Data of a published document, read and recomputed; values are kept as printed, doubtful places are"
    " listed in the table findings."
)


def _resource(table: OpenTable, data: bytes) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "title_en": table.title_en,
        "description": f"{table.description} / {table.description_en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": table_schema(table),
    }


def table_schema(table: OpenTable) -> Json:
    """The Table Schema of a table: types, codes, keys, and the names of its columns."""
    schema: Json = {"fields": [_field(field) for field in table.fields], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": [key.field],
                # A reference to the table itself has no name in version 1 of the specification.
                "reference": {
                    "resource": "" if key.table == table.name else key.table,
                    "fields": [key.target],
                },
            }
            for key in table.foreign_keys
        ]
    return schema


def _field(field: Field) -> Json:
    described: Json = {
        "name": field.name,
        "type": str(field.type),
        "title": field.title,
        "title_en": field.title_en,
        "description": f"{field.description} / {field.description_en}",
    }
    if field.type is FieldType.BOOLEAN:
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    if field.unit:
        described["unit"] = field.unit
    if field.codes:
        described["code_list"] = field.codes
    constraints = _constraints(field)
    if constraints:
        described["constraints"] = constraints
    return described


def _constraints(field: Field) -> Json:
    constraints: Json = {}
    if field.required:
        constraints["required"] = True
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.codes:
        values = code_list(field.codes).values
        constraints["enum"] = [int(v) for v in values] if field.type is FieldType.INTEGER else list(values)
    return constraints
