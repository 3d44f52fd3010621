"""Every table that a kept page is drawn from is told by the published state: else a page would outlive a change."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from mitodoke.config.page_store.published_state import COVERED
from mitodoke.publishing.kept import KEEP
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.services import import_reading
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.read_text import read_text

pytestmark = pytest.mark.django_db

CODE = "999997"
DOCUMENTS = ("pledges-hanasaki-2025.txt", "strategy-hanasaki.txt", "collaboration-hanasaki-2021.txt")
PAGES = 150
_LINK = re.compile(r'(?:href|Location)="?(/[^"#?]*)')
_TABLE = re.compile(r'(?:FROM|JOIN) "?(\w+)"?')


@pytest.fixture
def _published(documents: Path) -> None:
    for name in DOCUMENTS:
        reading = extract(read_text(documents / name), Stated(municipality="花咲市", municipality_code=CODE))
        document = import_reading(reading=reading, by="試験").document
        publish_edition(
            document=document,
            by="試験",
            today=datetime.date(2026, 6, 1),
            fictional=True,
            acknowledgement="試験",
        )


@pytest.mark.usefixtures("_published")
def test_kept_pages_read_covered_tables_only_and_set_no_cookies() -> None:
    read: set[str] = set()
    kinds: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        read.update(_TABLE.findall(sql))
        return execute(sql, params, many, context)

    client = Client(raise_request_exception=False)  # a page that fails is not kept, and another test's matter
    waiting, seen = ["/", f"/{CODE}/"], set()
    while waiting and len(seen) < PAGES:
        address = waiting.pop(0)
        if address in seen or address.startswith(("/static/", "/admin/")):
            continue
        seen.add(address)
        read.clear()
        with connection.execute_wrapper(note):
            response = client.get(address)
        if KEEP not in response.wsgi_request.META:
            continue
        assert read <= COVERED, f"{address} reads {sorted(read - COVERED)}"
        assert not response.cookies, address
        assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding", address
        kinds.add(response.resolver_match.func.__name__)
        if "Location" in response.headers:
            waiting.append(response.headers["Location"])
        else:
            waiting += _LINK.findall(response.content.decode("utf-8", "replace"))
    assert len(kinds) >= 5, kinds
    print(kinds, len(seen))
