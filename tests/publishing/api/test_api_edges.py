"""Awkward editions through the API: nothing published, no year, hostile texts and ids, huge and negative numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from urllib.parse import quote, unquote, urlsplit

import pytest
from django.test import Client

from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import ItemKind
from publishing.api.store import publish
from publishing.edition_parts import CODE, item
from publishing.pledge_editions import pledge_edition

pytestmark = [pytest.mark.django_db, pytest.mark.urls("publishing.api.store")]

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.com")',
    "\u202e逆さ\u202c",
    "改行\r\nと\tタブ",
    "\x00\x7f\x7f制御",
    "長い" * 200_000,
    '\\"}],"records":[',
)
IDS = ("../../admin", "a/b", "日本 語", "row-7", "?q=1#x", "01.02", "a" * 300, "01")


def hostile_edition() -> Edition:
    """Pledges whose titles and ids try to be something else, of no year."""
    edition = pledge_edition()
    items = tuple(
        item(ItemKind.VISION, name, None, HOSTILE[n % len(HOSTILE)], 10 + n, printed_progress=number)
        for n, (name, number) in enumerate(
            zip(
                IDS,
                map(
                    Decimal,
                    ("0", "-0.10", "1E+3", "100.00", "0.000000000001", "99999999999999999999.9", "5", "52"),
                ),
                strict=True,
            )
        )
    )
    content = edition.content
    document = replace(content.document, fiscal_year=None, document=f"mayoral_pledges-{CODE}-unknown")
    return replace(edition, content=replace(content, document=document, items=items))


def test_nothing_published_is_an_answer() -> None:
    client = Client()
    for address, field in (("cities/", "cities"), ("editions/", "editions"), ("records/items/", "records")):
        body = client.get(f"/api/v1/{address}").json()
        assert (body["total"], body[field]) == (0, [])
    assert client.get("/api/v1/").json()["editions"] == 0
    assert client.get("/api/v1/records/items/?city=999997").status_code == 400


def test_hostile_texts_stay_texts_and_every_record_can_be_asked_for() -> None:
    publish(hostile_edition())
    client = Client()
    name = f"mayoral_pledges-{CODE}-unknown-v1"
    raw = client.get(f"/api/v1/editions/{name}/items/").content
    answer = json.loads(raw, parse_float=Decimal)
    assert [record["item_id"] for record in answer["records"]] == list(IDS)
    titles = [record["title"] for record in answer["records"]]
    assert titles[:4] == [HOSTILE[0], HOSTILE[1], HOSTILE[2], "改行 と タブ"]
    assert titles[4] == "\ufffd\ufffd\ufffd制御"
    assert titles[5] == HOSTILE[5]
    assert titles[6] == HOSTILE[6]
    assert [Decimal(record["printed_progress"]) for record in answer["records"]][1:6] == [
        Decimal("-0.10"), Decimal(1000), Decimal(100), Decimal("0.000000000001"), Decimal("99999999999999999999.9"),
    ]  # fmt: skip
    for number, record in enumerate(answer["records"], start=1):
        record_id = record["record_id"]
        assert record_id == (IDS[number - 1] if IDS[number - 1] in {"01", "a" * 300} else f"row-{number}")
        one = client.get(f"/api/v1/editions/{name}/items/{quote(record_id, safe='')}/")
        assert json.loads(one.content, parse_float=Decimal)["record"] == record
        page = urlsplit(record["page"]).path
        assert page.startswith(f"/{CODE}/pledges/fyunknown/v1/")
        assert unquote(page).count("/") == 6, "an id never becomes a path"


def test_an_edition_without_year_is_found_and_filtered_out_by_year() -> None:
    publish(hostile_edition(), pledge_edition())
    client = Client()
    known = f"mayoral_pledges-{CODE}-2025-v1"
    names = [one["name"] for one in client.get("/api/v1/editions/").json()["editions"]]
    assert names == [known, f"mayoral_pledges-{CODE}-unknown-v1"]
    of_year = client.get("/api/v1/records/document/?fiscal_year=2025").json()
    assert [record["edition"] for record in of_year["records"]] == [known]
    latest = client.get("/api/v1/records/document/?latest=true").json()
    assert [record["edition"] for record in latest["records"]] == [known]


def test_no_number_is_one_that_json_does_not_know() -> None:
    edition = pledge_edition()
    vision = replace(edition.content.items[0], printed_progress=Decimal("NaN"))
    publish(replace(edition, content=replace(edition.content, items=(vision,))))
    body = Client().get("/api/v1/records/items/").content.decode()
    assert "NaN" not in body
    assert json.loads(body)["records"][0]["printed_progress"] is None
