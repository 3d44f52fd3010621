"""What the tests of the API find published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from publishing.api.store import of_other_city, publish
from publishing.editions import pledge_edition
from publishing.stand_in import whole_city

Ask = Callable[..., Any]


@pytest.fixture
def published(db: None) -> None:
    """Two cities; one with every kind, several years, and two versions of some."""
    publish(*whole_city(extra=60), of_other_city(pledge_edition(rated=True)))


@pytest.fixture
def ask(published: None) -> Ask:
    """Reads an address below the API, which must succeed, and gives its JSON."""
    client = Client()

    def read(address: str, **query: object) -> Any:
        response = client.get(f"/api/v1/{address}", query)
        assert response.status_code == 200, (address, query, response.content.decode()[:500])
        return response.json()

    return read
