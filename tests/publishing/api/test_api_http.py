"""The API as a web service: methods, conditional requests, cross-origin reading, and helpful refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitodoke.domain.outline import ItemKind
from mitodoke.publishing.kept import KEEP
from publishing.api.store import publish
from publishing.edition_parts import CODE
from publishing.pledge_editions import pledge_edition

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("publishing.api.store"),
    pytest.mark.usefixtures("published"),
]

PLEDGES = f"mayoral_pledges-{CODE}-2025-v2"
ITEMS = "/api/v1/records/items/"


def problem(response: Any, status: int) -> dict[str, Any]:
    """The problem details of a refusal, which must be complete."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response.headers
    body: dict[str, Any] = json.loads(response.content)
    assert body["status"] == status
    assert body["type"] == "about:blank"
    assert body["detail"].endswith("。")
    assert body["detail_en"].endswith(".")
    return body


REFUSED = [
    ("nope/", 404, "unknown_address"),
    ("records/", 404, "unknown_address"),
    ("records/nope/", 404, "unknown_table"),
    ("tables/nope/", 404, "unknown_table"),
    ("cities/000000/", 404, "unknown_city"),
    ("cities/000000/editions/", 404, "unknown_city"),
    (f"editions/mayoral_pledges-{CODE}-2025-v9/", 404, "unknown_edition"),
    (f"editions/mayoral_pledges-{CODE}-2025-v9/items/", 404, "unknown_edition"),
    (f"editions/{PLEDGES}/collaborations/", 404, "table_not_in_edition"),
    (f"editions/{PLEDGES}/items/99-9/", 404, "unknown_record"),
    (f"editions/{PLEDGES}/items/row-0/", 404, "unknown_record"),
    (f"editions/{PLEDGES}/items/row-999999999/", 404, "unknown_record"),
    ("records/items/?limit=0", 400, "bad_value"),
    ("records/items/?limit=1001", 400, "bad_value"),
    ("records/items/?limit=-1", 400, "bad_value"),
    ("records/items/?limit=1e3", 400, "bad_value"),
    ("records/items/?limit=１０", 400, "bad_value"),
    ("records/items/?limit=", 400, "bad_value"),
    ("records/items/?limit=" + "9" * 5000, 400, "bad_value"),
    ("records/items/?limit=10&limit=20", 400, "bad_value"),
    ("records/items/?fiscal_year=abc", 400, "bad_value"),
    ("records/items/?city=000000", 400, "bad_value"),
    ("records/items/?city=花咲市", 400, "bad_value"),
    ("records/items/?kind=vision", 400, "bad_value"),
    ("records/items/?sdg=18", 400, "bad_value"),
    ("records/items/?fields=titel", 400, "bad_value"),
    ("records/items/?fields=", 400, "bad_value"),
    ("records/items/?q=", 400, "bad_value"),
    ("records/items/?q=%20", 400, "bad_value"),
    ("records/items/?q=%E2%80%8B", 400, "bad_value"),
    ("records/items/?q=" + "a" * 201, 400, "bad_value"),
    ("records/items/?" + "&".join(["city=999997"] * 21), 400, "bad_value"),
    ("records/items/?" + "&".join(f"a{n}=1" for n in range(1000)), 400, "unknown_parameter"),
    ("records/items/?" + "&".join(f"a{n}=1" for n in range(1001)), 400, "too_many_parameters"),
    ("records/items/?" + "&".join(["city=999997"] * 1001), 400, "too_many_parameters"),
    ("openapi.json?" + "&".join(f"a{n}=1" for n in range(10_001)), 400, "too_many_parameters"),
    ("records/items/?severity=error", 400, "unknown_parameter"),
    ("records/items/?%3Cscript%3E=1", 400, "unknown_parameter"),
    ("records/items/?cursor=abc", 400, "bad_cursor"),
    ("records/items/?cursor=!!", 400, "bad_value"),
    ("cities/?page=2", 400, "unknown_parameter"),
    (f"editions/{PLEDGES}/items/?city=999997", 400, "unknown_parameter"),
    ("openapi.json?x=1", 400, "unknown_parameter"),
]  # fmt: skip
"""Below the API: the address, the status, and the code of the problem."""


def test_a_senseless_question_gets_a_sentence() -> None:
    client = Client()
    for address, status, code in REFUSED:
        told = problem(client.get(f"/api/v1/{address}"), status)["code"]
        assert told == code, address


def test_a_refusal_names_the_parameter_and_what_would_do() -> None:
    body = problem(Client().get(ITEMS, {"item_kind": "goal"}), 400)
    assert body["parameter"] == "item_kind"
    assert body["allowed"] == [kind.value for kind in ItemKind]
    assert "measure" in body["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method: str) -> None:
    for address in (ITEMS, "/api/v1/", "/api/v1/openapi.json", "/api/v1/nope/"):
        response = getattr(Client(enforce_csrf_checks=True), method)(address)
        assert problem(response, 405)["code"] == "reading_only"
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_another_site_may_ask_and_read() -> None:
    preflight = Client().options(
        ITEMS, headers={"origin": "https://example.jp", "access-control-request-method": "GET"}
    )
    assert preflight.status_code == 204
    assert preflight.content == b""
    for response in (preflight, Client().get(ITEMS, headers={"origin": "https://example.jp"})):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in preflight.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in preflight.headers


def test_head_is_get_without_a_body() -> None:
    whole, head = Client().get(ITEMS), Client().head(ITEMS)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]
    assert int(whole.headers["Content-Length"]) == len(whole.content)
    assert Client().head("/api/v1/nope/").status_code == 404


def test_what_has_not_changed_is_not_sent_again() -> None:
    client = Client()
    first = client.get(ITEMS)
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = client.get(ITEMS, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(ITEMS, headers={"if-none-match": f'"other", {tag}'}).status_code == 304
    assert client.get(ITEMS, headers={"if-none-match": "*"}).status_code == 304
    assert client.get(ITEMS, headers={"if-none-match": '"other"'}).content == first.content
    problem(client.get(ITEMS, headers={"if-match": '"other"'}), 412)


def test_another_question_or_edition_has_another_tag() -> None:
    client = Client()
    tags = {client.get(ITEMS + query).headers["ETag"] for query in ("", "?limit=1", "?q=a")}
    assert len(tags) == 3
    before = client.get(ITEMS)
    publish(pledge_edition(year=2025, version=3))
    after = client.get(ITEMS, headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]
    assert f"mayoral_pledges-{CODE}-2025-v3" in after.content.decode()


def test_a_refusal_stays_one_whatever_one_claims_to_have() -> None:
    problem(Client().get(ITEMS + "?limit=0", headers={"if-none-match": "*"}), 400)
    problem(Client().get("/api/v1/nope/", headers={"if-none-match": "*"}), 404)


def test_the_same_question_gives_the_same_bytes() -> None:
    assert Client().get(ITEMS + "?limit=7").content == Client().get(ITEMS + "?limit=7").content


@pytest.mark.urls("publishing.api.api_and_site")
def test_every_address_that_an_answer_names_is_there() -> None:
    client = Client()
    for name in (PLEDGES, f"comprehensive_strategy-{CODE}-2021-v1", f"collaboration_register-{CODE}-2024-v2"):
        whole = client.get(f"/api/v1/editions/{name}/").json()
        addresses = {whole["edition"][field] for field in ("page", "source", "address")}
        addresses |= {download["address"] for download in whole["downloads"]}
        for table in whole["tables"]:
            addresses.add(table["records"])
            for record in client.get(table["records"] + "?limit=3").json()["records"]:
                addresses |= {record["page"], record["source"].partition("#")[0]}
        for address in sorted(addresses):
            assert address.startswith("http://testserver/")
            assert client.get(address).status_code == 200, address


def test_the_public_address_of_the_settings_is_used(settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://example.jp/city/"
    record = Client().get(ITEMS + "?limit=1").json()
    assert record["records"][0]["page"].startswith("https://example.jp/city/")
    assert record["next"].startswith("https://example.jp/city/api/v1/records/items/?")


def test_a_success_may_be_kept_and_a_refusal_may_not() -> None:
    assert KEEP in Client().get(ITEMS).wsgi_request.META
    assert KEEP not in Client().get(ITEMS + "?limit=0").wsgi_request.META


def test_a_missing_last_slash_is_added() -> None:
    response = Client().get("/api/v1/records/items?limit=1")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/records/items/?limit=1")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    problem(Client().get("/api/v1/records/items/a/b/c"), 404)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["q", "department", "organisation", "item_id", "code", "cursor", "city", "fields"]),
    text=st.text(max_size=40)
    | st.sampled_from(["\x00", "\u202e<b>", "=1+1", "'; drop", "％", "\ud7ff\U0010ffff"]),
)
def test_hostile_values_never_break_it(name: str, text: str) -> None:
    response = Client().get(
        "/api/v1/records/collaborations/", {name: text.encode("utf-8", "replace").decode()}
    )
    assert response.status_code in {200, 400}
    if response.status_code == 400:
        problem(response, 400)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(segments=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4))
def test_hostile_addresses_never_break_it(segments: list[str]) -> None:
    path = "/".join(part.encode("utf-8", "replace").decode() for part in segments)
    assert Client().get("/api/v1/editions/" + path.replace("?", "%3F").replace("#", "%23")).status_code in {
        200,
        301,
        404,
    }
