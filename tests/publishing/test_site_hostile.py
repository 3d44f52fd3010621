"""Hostile text in every field of every record stays text: on all pages, and in all files of an edition."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest
from django.test import Client

from mitodoke.domain.edition import Edition
from mitodoke.publishing.views import cards, feeds, files, machines
from mitodoke.publishing.views.page import find_city
from publishing.edition_parts import CityRow
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.stand_in import stand_in
from publishing.strategy_editions import strategy_edition
from publishing.whole_site import CrawledPage, crawl

HOSTILE = "=1+1</title></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e\u2066{{ x }}{% y %}]]>-->"
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
HUGE = "長" * 350_000
"""More than a megabyte as it is sent."""
KEPT = {
    "item_id", "parent_id", "code", "entry_id", "indicator_id", "place", "sha256", "municipality_code", "document",
    "published_on", "subject", "figure", "check", "as_of", "period_start", "period_end", "published", "start", "end",
    "calculated", "calculated_exact",
}  # fmt: skip
"""What links records together or is read strictly; documents never bring their words there."""


def poisoned(value: Any) -> Any:
    """The record with hostile text in place of every text."""
    if isinstance(value, tuple):
        return tuple(map(poisoned, value))
    if type(value) is str:
        return HOSTILE
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names = [field.name for field in fields(value) if field.init and field.name not in KEPT]
    return replace(value, **{name: poisoned(getattr(value, name)) for name in names})


def hostile_editions() -> list[Edition]:
    return [poisoned(one) for one in (pledge_edition(rated=True), strategy_edition(), register_edition(2024))]


@pytest.fixture(scope="module")
def site() -> Iterator[list[CrawledPage]]:
    with pytest.MonkeyPatch.context() as patch:
        city = CityRow("999997", HOSTILE, fictional=True)
        # A version before each hostile one, so that comparisons and corrections have something to tell.
        newest = [replace(one, version=2) for one in hostile_editions()]
        stand_in(
            patch, pledge_edition(), strategy_edition(), register_edition(), *newest,
            cities=[city], lines=(HOSTILE,) * 400,
        )  # fmt: skip
        yield list(crawl())


def test_no_page_runs_or_shows_what_a_document_brings(site: list[CrawledPage]) -> None:
    told = 0
    for page in site:
        assert b"<script>alert" not in page.html, page.address
        assert b"<img" not in page.html, page.address
        assert not page.tree.xpath("//script[not(@src)][not(@type='application/ld+json')] | //@onerror"), (
            page.address
        )
        told += "<script>alert(1)" in page.text
    assert told > 100


def test_json_in_a_page_stays_json(site: list[CrawledPage]) -> None:
    found = [
        script.text for page in site for script in page.tree.xpath("//script[@type='application/ld+json']")
    ]
    assert len(found) > 5
    assert any("alert(1)" in json.dumps(json.loads(text)) for text in found)


def test_controls_of_direction_end_with_the_text_they_came_in(site: list[CrawledPage]) -> None:
    for page in site:
        loose = page.tree.xpath("//body//text()[not(ancestor::bdi)][not(ancestor::script)]")
        assert not CONTROLS.search("".join(loose)), page.address
        assert not CONTROLS.search("".join(page.tree.xpath("//title/text() | //@aria-label"))), page.address


def test_every_file_is_well_formed_and_holds_no_formula(site: list[CrawledPage]) -> None:
    city, client, kinds = find_city("999997"), Client(), set()
    addresses = [
        *files.files(city),
        *feeds.files(city),
        *cards.files(city),
        *machines.files(),
        "/999997/sitemap.xml",
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        content, kind = response.content, response.headers["Content-Type"].partition(";")[0]
        kinds.add(kind)
        if "json" in kind:
            json.loads(content)
        elif kind == "text/csv":
            text = content.decode(
                "cp932" if "31j" in response.headers["Content-Type"].lower() else "utf-8-sig"
            )
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            assert not [cell for cell in cells if cell[:1] in {"=", "@", "\t", "\r"}], address
        elif "spreadsheetml" in kind:
            book = openpyxl.load_workbook(io.BytesIO(content))
            assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"], (
                address
            )
        elif kind == "text/calendar":
            assert icalendar.Calendar.from_ical(content.decode()).subcomponents
        elif "xml" in kind:
            assert "alert" not in {
                element.tag.rpartition("}")[2] for element in ElementTree.fromstring(content).iter()
            }
    assert {"text/csv", "application/json", "text/calendar", "image/png"} <= kinds


@pytest.mark.parametrize(
    "words", [HOSTILE, "\u202e", "=1+1", "<b>", "\x00", '" OR 1=1 --', "NEAR(", "a" * 200]
)
def test_the_search_takes_anything(site: list[CrawledPage], words: str) -> None:
    for address in (
        "/999997/search/",
        "/en/999997/search/",
        "/999997/search/suggest/",
        "/999997/search/feed.xml",
    ):
        response = Client().get(address, {"q": words})
        assert response.status_code in {200, 400}, address
        assert b"<script>alert" not in response.content or "json" in response.headers["Content-Type"]


def test_a_megabyte_in_one_cell_is_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    register = register_edition(2024)
    entries = tuple(replace(one, purpose=HUGE, title=HUGE[:3000]) for one in register.content.entries[:2])
    stand_in(monkeypatch, replace(register, content=replace(register.content, entries=entries)))
    for page in crawl("ja"):
        if not re.search("collaboration/fy2024/v1/[^/]+-[0-9]+/$", page.address):
            assert len(page.html) < 500_000, page.address
    for address in ("collaborations.csv", "collaborations.xlsx", "collaborations.json", "edition.json"):
        assert Client().get(f"/999997/collaboration/fy2024/v1/{address}").status_code == 200, address
    assert Client().get("/999997/search/", {"q": "長長"}).status_code == 200
