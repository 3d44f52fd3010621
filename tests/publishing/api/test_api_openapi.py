"""The OpenAPI document: complete, correct in itself, and kept by every answer (tried by schemathesis)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from mitodoke.outputs.open_data.open_tables import OPEN_TABLES
from mitodoke.publishing.api.describe_api import describe_api
from mitodoke.publishing.api.endpoints import ENDPOINTS
from mitodoke.publishing.api.openapi import openapi_document
from publishing.edition_parts import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("publishing.api.store")]

REAL = {
    "code": [CODE, "132012"],
    "name": [
        f"mayoral_pledges-{CODE}-2025-v1",
        f"comprehensive_strategy-{CODE}-2021-v1",
        f"collaboration_register-{CODE}-2024-v2",
    ],
    "record_id": ["row-1", "row-2", "01", "G1"],
}


def document() -> dict[str, Any]:
    """The document as a program reads it."""
    read: dict[str, Any] = json.loads(openapi_document("/api/v1"))
    return read


def references(node: object) -> list[str]:
    """Every reference in the document."""
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in references(value)]
    return [found for value in node for found in references(value)] if isinstance(node, list) else []


def test_it_is_served_as_it_is_made() -> None:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.content == openapi_document("/api/v1")


def test_references_lead_somewhere_and_schemas_are_schemas() -> None:
    whole = document()
    assert whole["openapi"] == "3.1.0"
    for reference in set(references(whole)):
        node: Any = whole
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        assert node
    for schema in whole["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_address_and_every_column_is_described() -> None:
    whole = document()
    for endpoint in ENDPOINTS:
        for table in OPEN_TABLES if "{table}" in endpoint.path else (None,):
            path = "/" + (endpoint.path.replace("{table}", table.name) if table else endpoint.path)
            operation = whole["paths"][path]["get"]
            names = {
                whole["components"]["parameters"][p["$ref"].split("/")[-1]]["name"]
                for p in operation["parameters"]
                if "$ref" in p
            }
            assert names == {one.name for one in endpoint.accepts(table)}
            assert {"200", "304", "400"} <= set(operation["responses"])
    for table in OPEN_TABLES:
        assert set(table.columns) <= set(whole["components"]["schemas"][f"Record_{table.name}"]["properties"])


def test_the_page_for_people_describes_the_same() -> None:
    described = describe_api()
    assert [one.name for one in described.endpoints] == [one.name for one in ENDPOINTS]
    records = next(one for one in described.endpoints if one.name == "records")
    assert records.example == "api/v1/records/items/"
    by_name = {one.name: one for one in records.parameters}
    assert by_name["severity"].tables == ("findings",)
    assert by_name["q"].tables == ()
    assert by_name["form"].values[0] == "co_hosting"
    assert by_name["fields"].values == ()
    assert [table.name for table in described.tables] == [table.name for table in OPEN_TABLES]


@pytest.fixture
def api(published: None) -> Any:
    """The API as schemathesis sees it."""
    load_all_checks()
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def test_every_answer_is_as_the_document_says(api: Any) -> None:
    operations = [result.ok() for result in api.get_all_operations()]
    seen: Counter[int] = Counter()

    @settings(
        max_examples=400,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        operation = data.draw(st.sampled_from(operations), label="operation")
        mode = data.draw(st.sampled_from(list(schemathesis.GenerationMode)), label="mode")
        case = data.draw(operation.as_strategy(generation_mode=mode), label="case")
        # What is wrong on purpose stays as it is; of what is right, few parameters find more.
        positive = mode is schemathesis.GenerationMode.POSITIVE
        for name in (case.path_parameters or {}) if positive else ():
            if name in REAL and data.draw(st.integers(0, 3), label="real"):
                case.path_parameters[name] = data.draw(st.sampled_from(REAL[name]), label=name)
        if positive and data.draw(st.booleans(), label="few parameters"):
            case.query = {name: case.query[name] for name in list(case.query or {})[:1] if name != "cursor"}
        # A cursor, a city or a word may have the right form and still mean nothing: refusing it is right.
        seen[case.call_and_validate(excluded_checks=[positive_data_acceptance]).status_code] += 1

    ask()
    assert seen[200] > 40
    assert seen[400] > 20
    assert seen[404] > 5
    assert set(seen) <= {200, 301, 400, 404, 405}
