"""The site on a real database: what was imported and published is shown, with the same few queries whatever its size."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from mitodoke.publishing.services import publish_edition
from mitodoke.publishing.views import page
from mitodoke.reporting.services.import_reading import import_reading
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.read_text import read_text

pytestmark = pytest.mark.django_db

CODE = "999997"
CountQueries = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def published(documents: Path) -> str:
    """A fictional pledge report, imported and published; gives the address of its city."""
    stated = Stated(municipality="花咲市", municipality_code=CODE)
    reading = extract(read_text(documents / "pledges-hanasaki-2025.txt"), stated)
    import_reading(reading=reading, by="試験")
    publish_edition(
        document=reading.content.document.document,
        by="試験",
        today=datetime.date(2026, 6, 1),
        fictional=True,
        acknowledgement="試験のため",
    )
    page._index.cache_clear()
    return f"/{CODE}/"


def test_what_was_published_is_shown(published: str) -> None:
    client = Client()
    assert client.get("/").headers["Location"] == published
    for address in ("", "pledges/fy2025/v1/", "audit/", "findings/", "pledges/fy2025/v1/source/"):
        response = client.get(published + address)
        assert response.status_code == 200, address
        assert "花咲市" in response.content.decode()
        assert "架空" in response.content.decode()


@pytest.mark.parametrize(("address", "queries"), [("", 2), ("pledges/", 2), ("audit/", 2), ("findings/", 2)])
def test_a_page_asks_the_same_few_queries(
    published: str, django_assert_num_queries: CountQueries, address: str, queries: int
) -> None:
    client = Client()
    client.get(published + address)
    with django_assert_num_queries(queries):
        client.get(published + address)


def test_a_site_without_anything_published_says_so() -> None:
    assert "公表されているものはまだありません" in Client().get("/").content.decode()
    assert Client().get("/999997/").status_code == 404


def test_an_unknown_address_gets_our_page_not_that_of_the_framework() -> None:
    response = Client().get("/no/such/place")
    assert response.status_code == 404
    assert "ページが見つかりません" in response.content.decode()
