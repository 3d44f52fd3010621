"""Paging: every record once, whatever the size of the page, and also while something new is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.api.store import publish
from publishing.edition_parts import CODE
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("publishing.api.store"),
    pytest.mark.usefixtures("published"),
]


def pages(address: str) -> Iterator[dict[str, Any]]:
    """Every page from `address` on."""
    following: str | None = address
    while following is not None:
        response = Client().get(following.removeprefix("http://testserver"))
        assert response.status_code == 200, response.content
        page = response.json()
        yield page
        following = page["next"]


def names(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What identifies the records of pages."""
    return [(record["edition"], record["record_id"]) for page in found for record in page["records"]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.sampled_from(["items", "collaborations", "occurrences", "findings", "glossary", "item_sdgs"]),
    limit=st.integers(1, 120),
    query=st.sampled_from(["", "&q=花", "&city=999997", "&fiscal_year=2024", "&latest=true", "&q=none-such"]),
)
def test_pages_put_together_are_the_whole(table: str, limit: int, query: str) -> None:
    whole = names(list(pages(f"/api/v1/records/{table}/?limit=1000{query}")))
    found = list(pages(f"/api/v1/records/{table}/?limit={max(limit, len(whole) // 12 or 1)}{query}"))
    assert names(found) == whole
    assert len(set(whole)) == len(whole)
    assert {page["total"] for page in found} == {len(whole)}
    assert all(page["count"] == page["limit"] for page in found[:-1])


def test_a_page_that_ends_with_the_last_record_is_the_last() -> None:
    total = Client().get("/api/v1/records/items/").json()["total"]
    page = Client().get(f"/api/v1/records/items/?limit={total}").json()
    assert (page["count"], page["next"]) == (total, None)


def test_what_is_published_meanwhile_does_not_disturb() -> None:
    address = "/api/v1/records/collaborations/?limit=20"
    before = names(list(pages(address)))
    walk = pages(address)
    found = [next(walk)]
    publish(register_edition(2024, version=3, extra=5), register_edition(2025), pledge_edition(year=2026))
    found += list(walk)
    assert names(found) == before
    after = names(list(pages(address)))
    assert after != before
    assert (f"collaboration_register-{CODE}-2025-v1", "co_hosting-1") in after


def test_a_cursor_belongs_to_its_question() -> None:
    client = Client()
    following = client.get("/api/v1/records/items/?limit=2").json()["next"].removeprefix("http://testserver")
    assert client.get(following).status_code == 200
    assert client.get(following + "&fields=title").status_code == 200
    for change in ("&q=a", "&city=999997", "&latest=true"):
        response = client.get(following + change)
        assert (response.status_code, response.json()["code"]) == (400, "bad_cursor")
    other = client.get(following.replace("records/items", "records/findings"))
    assert (other.status_code, other.json()["code"]) == (400, "bad_cursor")


def test_pages_of_one_edition() -> None:
    name = f"collaboration_register-{CODE}-2024-v2"
    found = list(pages(f"/api/v1/editions/{name}/collaborations/?limit=9"))
    assert [record["record_id"] for page in found for record in page["records"]][:2] == [
        "co_hosting-1",
        "co_hosting-2",
    ]
    assert len(names(found)) == found[0]["total"] == len(set(names(found)))
    assert all(page["editions"][0]["name"] == name for page in found)
