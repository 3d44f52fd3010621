"""The MCP tools as functions: lists, searches and records, each with its provenance and notes."""

from __future__ import annotations

from typing import Any

import pytest

from mitodoke.outputs.open_data.open_tables import OPEN_TABLES
from mitodoke.publishing.api.problem import ApiProblemError
from mitodoke.publishing.mcp_server.tools import PublicTools
from publishing.api.store import OTHER_CODE, of_other_city, publish
from publishing.edition_parts import CODE
from publishing.pledge_editions import pledge_edition
from publishing.stand_in import whole_city

pytestmark = pytest.mark.django_db

BASE = "https://example.jp/"
PLEDGES = f"mayoral_pledges-{CODE}-2025-v2"


@pytest.fixture
def tools(db: None) -> PublicTools:
    """The tools over two cities."""
    publish(*whole_city(extra=60), of_other_city(pledge_edition(rated=True)))
    return PublicTools(BASE)


def search(tools: PublicTools, table: str, **other: Any) -> dict[str, Any]:
    """A search with the defaults of the server."""
    asked: dict[str, Any] = {"edition": None, "filters": {}, "fields": [], "limit": 20, "cursor": None}
    return tools.search_records(table, **(asked | other))


def test_cities_editions_and_tables_are_listed(tools: PublicTools) -> None:
    cities = tools.list_cities()
    assert [city["code"] for city in cities["cities"]] == [OTHER_CODE, CODE]
    assert cities["licence"]["name"] == "CC-BY-4.0"
    editions = tools.list_editions({"city": CODE, "kind": ["mayoral_pledges"], "fiscal_year": 2025})
    assert [(one["version"], one["newest"]) for one in editions["editions"]] == [(2, True), (1, False)]
    assert editions["editions"][0]["page"] == f"{BASE}{CODE}/pledges/fy2025/v2/"
    assert len(tools.list_tables(None)["tables"]) == len(OPEN_TABLES)
    described = tools.list_tables("occurrences")
    assert {"form", "department", "edition", "cancelled"} <= set(described["group_by"])
    assert "q" in described["table"]["filters"]
    assert tools.list_tables("values")["codes"][0]["name"] == "value_role"


def test_a_search_gives_records_with_their_provenance(tools: PublicTools) -> None:
    found = search(tools, "items", filters={"q": "遊び場", "city": [OTHER_CODE]})
    record = found["records"][0]
    assert record["title"] == "遊び場をふやす"
    assert record["printed_progress"] == "65", "exact decimals are texts"
    assert record["place"] == "L20-L23"
    assert record["source"].startswith(f"{BASE}{OTHER_CODE}/")
    assert [one["name"] for one in found["editions"]] == [record["edition"]]
    assert found["editions_searched"] == 1
    assert any("平均できません" in note["ja"] for note in found["notes"])
    assert "next" not in found


def test_a_search_goes_on_where_it_stopped(tools: PublicTools) -> None:
    names: list[str] = []
    cursor = None
    while True:
        page = search(tools, "collaborations", filters={"fiscal_year": 2024}, limit=17, cursor=cursor)
        names += [record["record_id"] for record in page["records"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(names) == len(set(names)) == page["total"] == 64


def test_a_search_in_one_edition_with_some_columns(tools: PublicTools) -> None:
    found = search(tools, "items", edition=PLEDGES, fields=["title"], limit=1)
    assert list(found["records"][0]) == ["record_id", "edition", "title", "place", "page", "source"]


def test_one_record(tools: PublicTools) -> None:
    whole = tools.read_record(PLEDGES, "figures", "row-1")
    assert whole["record"]["coverage"] == {"parts": "items", "of": 2, "with_number": 2, "without_number": {}}
    assert whole["edition"]["name"] == PLEDGES


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("list_editions", ({"form": "committee"},), "unknown_parameter"),
        ("list_editions", ({"city": "000000"},), "bad_value"),
        ("list_tables", ("nope",), "unknown_table"),
        ("search_records", ("nope", None, {}, [], 20, None), "unknown_table"),
        ("search_records", ("items", "nope", {}, [], 20, None), "unknown_edition"),
        ("search_records", ("collaborations", PLEDGES, {}, [], 20, None), "table_not_in_edition"),
        ("search_records", ("items", None, {"nope": 1}, [], 20, None), "unknown_parameter"),
        ("search_records", ("items", None, {"q": {"a": []}}, [], 0, None), "bad_value"),
        ("search_records", ("items", None, {}, ["nope"], 20, None), "bad_value"),
        ("search_records", ("items", None, {}, [], 20, "nope"), "bad_cursor"),
        ("read_record", (PLEDGES, "items", "99"), "unknown_record"),
        ("summarise", ("items", "median", None, [], None, {}), "bad_value"),
        ("summarise", ("items", "sum", "title", [], None, {}), "makes_no_sense"),
        ("summarise", ("items", "sum", None, [], None, {}), "bad_value"),
        ("summarise", ("items", "count", None, ["nope"], None, {}), "bad_value"),
        ("summarise", ("items", "count", None, [], "nope", {}), "unknown_edition"),
    ],
)  # fmt: skip
def test_a_senseless_call_gets_a_sentence(
    tools: PublicTools, tool: str, arguments: tuple[Any, ...], code: str
) -> None:
    with pytest.raises(ApiProblemError) as caught:
        getattr(tools, tool)(*arguments)
    assert caught.value.problem.code == code
