"""The OpenAPI 3.1 document of the API, made from the table of endpoints, the parameters and the answers."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from mitodoke import __version__
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.publishing.api.coverage import Coverage
from mitodoke.publishing.api.describe_table import record_schema
from mitodoke.publishing.api.endpoints import ENDPOINTS, TABLES, TITLE, TITLE_EN, Endpoint
from mitodoke.publishing.api.parameters import Parameter
from mitodoke.publishing.api.problem import MEDIA_TYPE, TITLES, Problem
from mitodoke.publishing.api.published import LICENCE

Json = dict[str, Any]

_REF = "#/components/schemas/"
_LISTED = {"RecordsAnswer": "records", "RecordAnswer": "record"}
"""The answers that hold records, and where."""

_VARIABLES: dict[str, Json] = {
    "code": {"example": "999997", "description": "全国地方公共団体コード / Code of the municipality"},
    "name": {"example": "mayoral_pledges-999997-2025-v1", "description": "版の名前 / Name of the edition"},
    "record_id": {"example": "row-1", "description": "記録の名前 / Name of the record"},
}

_DESCRIPTION = (
    "公表された版の記録を読むAPIです。読むだけで、登録や鍵は要りません。割合や値（number）は十進数のまま出力します"
    "（2進数の浮動小数点に読み替えると誤差が出ることがあります）。nullは値がないことを示し、0ではありません。\n\n"
    "Reads the records of published editions; nothing can be written, and no key is needed. Numbers are written"
    " with exactly the decimals they have: read them as decimals where exactness matters. null means that there is"
    " no value, never 0."
)


@lru_cache(maxsize=4)
def openapi_document(root: str) -> bytes:
    """The document as JSON; `root` is the path that the API stands at, without a slash at its end."""
    document: Json = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{TITLE} / {TITLE_EN}",
            "version": __version__,
            "description": _DESCRIPTION,
            "license": {"name": LICENCE.title, "url": LICENCE.address},
        },
        "servers": [{"url": root or "/"}],
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "parameters": {name: parameter.openapi() for parameter, name in _parameter_names().items()},
            "headers": {
                "ETag": {
                    "description": "次に If-None-Match で送ると304 / For If-None-Match",
                    "schema": {"type": "string"},
                },
                "Allow": {"description": "使えるメソッド / Methods", "schema": {"type": "string"}},
            },
            "responses": {str(status): _problem(status) for status in TITLES},
        },
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _paths() -> Json:
    paths: Json = {}
    for endpoint in ENDPOINTS:
        if "table" in endpoint.variables:
            for table in TABLES.values():
                paths["/" + endpoint.path.replace("{table}", table.name)] = {
                    "get": _operation(endpoint, table)
                }
        else:
            paths[f"/{endpoint.path}"] = {"get": _operation(endpoint, None)}
    return paths


def _operation(endpoint: Endpoint, table: OpenTable | None) -> Json:
    variables = [name for name in endpoint.variables if name != "table"]
    names = _parameter_names()
    body = {"$ref": f"{_REF}{_body_name(endpoint, table)}"}
    statuses = ["400"] + (["404"] if variables else [])
    statuses += ["405", "410", "412"] if "name" in variables else ["405", "412"]
    suffix = f"（{table.title}）" if table else ""
    suffix_en = f" ({table.title_en})" if table else ""
    return {
        "operationId": endpoint.name + (f"_{table.name}" if table else ""),
        "summary": f"{endpoint.title}{suffix} / {endpoint.title_en}{suffix_en}",
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": _ONE_SEGMENT} | _VARIABLES[name]
                for name in variables
            ),
            *(
                {"$ref": f"#/components/parameters/{names[parameter]}"}
                for parameter in endpoint.accepts(table)
            ),
        ],
        "responses": {
            "200": {
                "description": endpoint.title_en,
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": body}},
            },
            "304": {"description": "前に読んだものから変わっていません / Unchanged"},
        }
        | {status: {"$ref": f"#/components/responses/{status}"} for status in statuses},
    }


@lru_cache(maxsize=1)
def _parameter_names() -> dict[Parameter, str]:
    """Every parameter with a name of its own: ``role``, and ``role_2`` where a table offers other codes."""
    names: dict[Parameter, str] = {}
    for endpoint in ENDPOINTS:
        for table in TABLES.values() if "table" in endpoint.variables else (None,):
            for parameter in endpoint.accepts(table):
                if parameter not in names:
                    known = sum(1 for other in names if other.name == parameter.name)
                    names[parameter] = f"{parameter.name}_{known + 1}" if known else parameter.name
    return names


_ONE_SEGMENT: Json = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}


def _body_name(endpoint: Endpoint, table: OpenTable | None) -> str:
    name = endpoint.body.__name__
    return f"{name}_{table.name}" if table and name in _LISTED else name


def _schemas() -> Json:
    bodies = {endpoint.body for endpoint in ENDPOINTS}
    _, schemas = msgspec.json.schema_components(
        [*sorted(bodies, key=lambda body: body.__name__), Coverage, Problem], ref_template=_REF + "{name}"
    )
    components: Json = dict(schemas)
    for name, holder in _LISTED.items():
        general = components.pop(name)
        for table in TABLES.values():
            record = {"$ref": f"{_REF}Record_{table.name}"}
            held = {"type": "array", "items": record} if holder == "records" else record
            components[f"{name}_{table.name}"] = general | {
                "properties": general["properties"] | {holder: held}
            }
    return components | {f"Record_{table.name}": record_schema(table) for table in TABLES.values()}


def _problem(status: int) -> Json:
    example = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "code": "bad_value" if status == 400 else "unknown",
        "detail": "何が違い、何を指定すればよいかを示す文です。",
        "detail_en": "One sentence that tells what is wrong and what was expected.",
        "parameter": "limit" if status == 400 else None,
        "allowed": None,
    }
    answer: Json = {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_REF}Problem"}, "example": example}},
    }
    return answer | ({"headers": {"Allow": {"$ref": "#/components/headers/Allow"}}} if status == 405 else {})
