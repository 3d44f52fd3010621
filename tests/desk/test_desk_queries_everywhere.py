"""No address of the desk asks the database more often in a city that has grown around it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.address_table import DOORS, POSTS, addresses
from desk.city import signed_in
from desk.growing_city import GrowingCity
from reporting.desk import Desk

pytestmark = pytest.mark.django_db
MORE = 4
"""How many departments, documents, revisions and so on come to the city between the two counts."""
A_WORKBOOK = 12
"""Queries for the workbook of one department."""


def counts(client: Client, found: dict[str, str]) -> dict[str, int]:
    """How many queries the second look at each page needs, of those that answer with one."""
    told = {}
    for name, address in found.items():
        if name in POSTS | DOORS or client.get(address).status_code != 200:
            continue
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        told[name] = len(queries)
    return told


def test_no_page_asks_more_often_because_there_is_more() -> None:
    desk = Desk()
    found = addresses(desk)
    city = GrowingCity(desk)
    client = signed_in(city.everybody)
    for _ in range(2):
        city.grow()
    few = counts(client, found)
    for _ in range(MORE):
        city.grow()
    many = counts(client, found)
    assert few.keys() == many.keys()
    assert len(few) > 75
    grown = {name: many[name] - few[name] for name in few if many[name] > few[name]}
    # All workbooks in one file are so many workbooks: each further one costs the same.
    assert grown.pop("workbooks_zip") == MORE * A_WORKBOOK
    assert grown == {}
