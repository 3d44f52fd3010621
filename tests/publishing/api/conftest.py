"""What the tests of the API find published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from publishing.api.store import of_other_city, publish
from publishing.beside_records import with_everything
from publishing.pledge_editions import pledge_edition
from publishing.stand_in import whole_city

Ask = Callable[..., Any]


@pytest.fixture
def published(db: None) -> None:
    """Two cities; one with every kind, several years, two versions of some, and everything beside its plan."""
    whole = (with_everything(one, "1-1-1") if one.content.levels else one for one in whole_city(extra=60))
    publish(*whole, of_other_city(pledge_edition(rated=True)))


@pytest.fixture
def ask(published: None) -> Ask:
    """Reads an address below the API, which must succeed, and gives its JSON."""
    client = Client()

    def read(address: str, **query: object) -> Any:
        response = client.get(f"/api/v1/{address}", query)
        assert response.status_code == 200, (address, query, response.content.decode()[:500])
        return response.json()

    return read
