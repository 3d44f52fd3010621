"""Records through the API: every column of every table, every filter, and what a record says about itself."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from mitodoke.outputs.open_data.edition_name import edition_name, edition_path
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES
from mitodoke.publishing.api.describe_table import ALWAYS_GIVEN, record_schema
from mitodoke.publishing.api.published import shelf
from mitodoke.publishing.api.records import FIGURE_EXTRAS
from publishing.api.conftest import Ask
from publishing.api.store import OTHER_CODE
from publishing.edition_parts import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("publishing.api.store")]

PLEDGES = f"mayoral_pledges-{CODE}-2025-v2"
STRATEGY = f"comprehensive_strategy-{CODE}-2021-v1"
PLAN = f"comprehensive_plan-{CODE}-2025-v1"
REGISTER = f"collaboration_register-{CODE}-2024-v2"


def named(answer: Any, field: str) -> list[Any]:
    """What the records of an answer say in one field."""
    return [record[field] for record in answer["records"]]


@pytest.mark.parametrize("table", OPEN_TABLES, ids=lambda table: table.name)
def test_a_record_has_every_column_of_its_table(ask: Ask, table: OpenTable) -> None:
    answer = ask(f"records/{table.name}/", limit=1000)
    expected = {*table.columns, *ALWAYS_GIVEN} | (set(FIGURE_EXTRAS) if table.name == "figures" else set())
    assert set(record_schema(table)["properties"]) == expected
    assert answer["total"] == answer["count"] == len(answer["records"]) > 0
    for record in answer["records"]:
        assert set(record) == expected


@pytest.mark.parametrize("table", OPEN_TABLES, ids=lambda table: table.name)
def test_records_are_those_of_the_open_data_table_in_its_order(published: None, table: OpenTable) -> None:
    client = Client()
    for one in shelf().editions:
        body = client.get(f"/api/v1/editions/{one.name}/{table.name}/?limit=1000").content
        told = json.loads(body, parse_float=Decimal).get("records", [])
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows(one.load())]
        assert [{name: record[name] for name in table.columns} for record in told] == rows
        assert len({record["record_id"] for record in told}) == len(rows)


def test_names_and_addresses_are_those_of_the_open_data(published: None) -> None:
    editions = shelf().editions
    assert len(editions) == 9
    for one in editions:
        assert one.name == edition_name(one.load())
        assert one.path == edition_path(one.load())


@pytest.mark.parametrize(
    ("table", "query", "field", "expected"),
    [
        ("items", {"city": CODE, "kind": "mayoral_pledges", "item_kind": "vision", "latest": "true"}, "item_id", ["01", "02", "03"]),
        ("items", {"city": OTHER_CODE, "parent_id": "01"}, "item_id", ["01-1", "01-2"]),
        ("items", {"city": CODE, "fiscal_year": 2024, "department": "公園"}, "item_id", ["01-1-1", "01-1-2"]),
        ("items", {"city": OTHER_CODE, "code": ["01", "02"]}, "title", ["こどもが真ん中のまち", "歩いて楽しいまち"]),
        ("items", {"sdg": 8}, "item_id", ["S1-1"]),
        ("items", {"flag": "kpi_changed"}, "item_id", ["S1-1"]),
        ("items", {"fiscal_year": 2025, "version": 1, "city": CODE, "q": "雨の日"}, "edition", [f"mayoral_pledges-{CODE}-2025-v1"]),
        ("items", {"q": "合同 説明会"}, "item_id", ["S1-1"]),
        ("items", {"q": "ＮＯＴＨＩＮＧ"}, "item_id", []),
        ("item_departments", {"department": "企画課"}, "item_id", ["S2-1"]),
        ("activities", {"city": OTHER_CODE, "department": "公園緑地課", "q": "１２基"}, "item_id", ["01-1-2"]),
        ("ratings", {"city": OTHER_CODE, "record_year": 2025, "item_id": "01-1-1"}, "step", [7]),
        ("ratings", {"record_year": 1999}, "step", []),
        ("indicators", {"level": "numerical_target"}, "indicator_id", ["G1-N1", "N1"]),
        ("levels", {"city": CODE}, "name", ["政策", "施策", "事務事業"]),
        ("items", {"item_kind": "level_1"}, "title", ["花のまちをつくる", "水のまちをつくる"]),
        ("values", {"indicator_id": "G1-N1", "role": "actual"}, "value", [45]),
        ("values", {"item_id": "S2-1", "record_year": 2018}, "printed", ["12人"]),
        ("collaborations", {"fiscal_year": 2024, "form": "committee"}, "title", ["花咲まつり実行委員会"]),
        ("collaborations", {"fiscal_year": 2024, "organisation": "陸上"}, "title", ["第5回花咲駅伝"]),
        ("occurrences", {"fiscal_year": 2023, "entry_id": "co_hosting-2"}, "participants", [120, None, 99]),
        ("organisations", {"fiscal_year": 2024, "role": "organiser", "organisation": "陸上"}, "name", ["花咲陸上協会"]),
        ("findings", {"severity": "error", "city": OTHER_CODE}, "subject", ["01-2"]),
        ("findings", {"subject": "S1-2"}, "check", ["lost_heading"]),
        ("findings", {"indicator_id": "S1-1-3"}, "check", ["target_below_baseline"]),
    ],
)  # fmt: skip
def test_filters(ask: Ask, table: str, query: dict[str, Any], field: str, expected: list[Any]) -> None:
    assert named(ask(f"records/{table}/", **query), field) == expected


def test_without_filters_the_newest_version_of_every_year_is_given(ask: Ask) -> None:
    answer = ask("records/document/")
    assert named(answer, "edition") == [
        f"mayoral_pledges-{OTHER_CODE}-2025-v1",
        PLEDGES,
        f"mayoral_pledges-{CODE}-2024-v1",
        STRATEGY,
        PLAN,
        REGISTER,
        f"collaboration_register-{CODE}-2023-v1",
    ]
    assert named(ask("records/document/", latest="true", city=CODE), "edition") == [
        PLEDGES,
        STRATEGY,
        PLAN,
        REGISTER,
    ]
    assert named(ask("records/document/", version=1, city=CODE, fiscal_year=2024), "edition") == [
        f"mayoral_pledges-{CODE}-2024-v1",
        f"collaboration_register-{CODE}-2024-v1",
    ]


def test_a_record_tells_where_it_comes_from(ask: Ask) -> None:
    answer = ask(f"editions/{REGISTER}/occurrences/", entry_id="co_hosting-2", limit=1)
    record = answer["records"][0]
    assert record["record_id"] == "co_hosting-2.1"
    assert record["place"] == "L61"
    assert record["page"].startswith(f"http://testserver/{CODE}/collaboration/fy2024/v2/co_hosting-2/")
    assert record["source"].startswith(f"http://testserver/{CODE}/")
    assert "61" in record["source"]
    assert answer["editions"][0]["published_on"] == "2025-07-02"
    assert len(answer["editions"][0]["sha256"]) == 64
    assert answer["licence"]["name"] == "CC-BY-4.0"
    assert any("延べ" in note["ja"] for note in answer["notes"])
    assert any("架空" in note["ja"] for note in answer["notes"])


def test_what_has_no_place_of_its_own_has_that_of_its_item(ask: Ask) -> None:
    record = ask(f"editions/{PLEDGES}/item_departments/", department="こども", limit=1)["records"][0]
    assert (record["item_id"], record["place"]) == ("01-1-1", "L30-L33")


def test_chosen_columns(ask: Ask) -> None:
    answer = ask(f"editions/{PLEDGES}/items/", fields="title,kind", limit=1)
    assert list(answer["records"][0]) == ["record_id", "edition", "title", "kind", "place", "page", "source"]
    assert "fields=title,kind" in answer["next"]


def test_one_record_by_its_name_and_by_its_number(ask: Ask) -> None:
    whole = ask(f"editions/{PLEDGES}/items/01-1/")
    assert whole["record"]["title"] == "遊び場をふやす"
    assert whole["edition"]["name"] == PLEDGES
    assert ask(f"editions/{PLEDGES}/items/row-2/")["record"] == whole["record"]
    rated = ask(f"editions/mayoral_pledges-{CODE}-2024-v1/ratings/01-1-1.こども課.2024/")
    assert rated["record"]["step"] == 7
    for record in ask(f"editions/{STRATEGY}/values/")["records"]:
        assert ask(f"editions/{STRATEGY}/values/{record['record_id']}/")["record"] == record


def test_decimals_stay_as_they_are_and_what_is_absent_is_null(published: None) -> None:
    body = Client().get(f"/api/v1/editions/{PLEDGES}/figures/?limit=1000").content.decode()
    assert '"calculated_exact":41,"calculated":41.0' in body
    assert "NaN" not in body
    lost = next(r for r in json.loads(body)["records"] if r["subject"] == "03")
    assert lost["printed"] is None
    assert lost["agrees"] is None


def test_figures_tell_their_rule_and_what_they_cover(ask: Ask) -> None:
    by_subject = {(r["subject"], r["figure"]): r for r in ask(f"editions/{PLEDGES}/figures/")["records"]}
    vision = by_subject["01", "progress"]
    assert vision["rule_label"] == "公約の公表値の平均を小数点以下切り捨て"
    assert vision["coverage"] == {"parts": "items", "of": 2, "with_number": 2, "without_number": {}}
    overall = by_subject["document", "progress.overall"]["coverage"]
    assert overall == {"parts": "items", "of": 3, "with_number": 2, "without_number": {"not_printed": 1}}
    assert by_subject["document", "count.pledges"]["coverage"] is None
    assert by_subject["01-2", "progress.summary"]["coverage"] is None, "this edition holds no ratings"
    rated = ask("records/figures/", city=OTHER_CODE, subject="01-2")["records"][0]
    assert rated["coverage"] == {"parts": "ratings", "of": 1, "with_number": 1, "without_number": {}}
