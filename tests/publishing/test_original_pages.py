"""The pages that show a fact in the file it was read from: pictures with marks, sheets as tables, nothing else."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from mitodoke.audit.run import audit_content
from mitodoke.documents.services import keep_original
from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.registry import build_report, reports_of
from mitodoke.outputs.reports.render import render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_print import render_print_sheet
from mitodoke.publishing.presentation.addresses import place_key, sheet_key
from mitodoke.publishing.services import publish_edition
from mitodoke.publishing.views import originals
from mitodoke.publishing.views.page import find_city
from mitodoke.reporting.services import import_reading
from mitodoke.sources.extract import Stated
from mitodoke.sources.read_file import read_file, read_file_bytes

pytestmark = pytest.mark.django_db
DOCUMENTS = Path(__file__).parents[1] / "documents"
TODAY = datetime.date(2026, 6, 30)
CODE = "999997"


def edition(name: str) -> Edition:
    reading = read_file(DOCUMENTS / f"{name}.txt").reading
    return Edition(content=reading.content, audit=audit_content(reading.content, reading.lines))


def published(data: bytes, name: str, *, with_file: bool = True) -> None:
    file = read_file_bytes(data, name, Stated(municipality_code=CODE))
    content = replace(file.reading.content, document=replace(file.reading.content.document))
    plan = import_reading(reading=replace(file.reading, content=content), by="試験")
    if with_file:
        assert file.placed is not None
        assert file.original == data
        keep_original(data=data, name=name, kind=file.placed.kind, by="試験")
    publish_edition(document=plan.document, by="試験", today=TODAY, acknowledgement="試験")


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


def test_a_fact_of_a_pdf_is_shown_on_its_page(client: Client) -> None:
    source = edition("strategy-hanasaki")
    published(render_report(source, "strategy", ReportSettings()), "報告書.pdf")
    home = client.get(f"/{CODE}/strategy/", follow=True).content.decode()
    address, anchor = re.findall(r'class="source" href="([^"#]*/source/original/\d+/)#([^"]+)"', home)[0]
    page = client.get(address).content.decode()
    assert f'<rect id="{anchor}"' in page
    assert "style=" not in page
    picture = re.findall(r'<image href="([^"]+)"', page)[0]
    plain = Image.open(io.BytesIO(client.get(picture).content))
    marked = client.get(f"{picture.rpartition('/')[0]}/{anchor}.png")
    assert marked["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(marked.content)).size == plain.size
    assert marked.content != client.get(picture).content
    for name in ("p999", "p1-0-0-9-9", anchor + "0", "%2e%2e"):
        assert client.get(f"{picture.rpartition('/')[0]}/{name}.png").status_code == 404
    assert client.get(re.sub(r"original/\d+/", "original/999/", address)).status_code == 404
    city = find_city(CODE)
    assert address in set(originals.pages(city))
    assert picture in set(originals.files(city))
    assert "原文" not in client.get(f"/en{address}").content.decode().partition("<footer")[0].partition("<h1")[2].partition("</h1>")[0]  # fmt: skip


def test_a_fact_of_a_workbook_is_shown_in_its_rows(client: Client) -> None:
    source = edition("collaboration-hanasaki-2021")
    report = build_report(source, reports_of(source)[0].name, ReportSettings())
    published(render_print_sheet(report, ReportSettings()), "一覧.xlsx")
    addresses = list(originals.pages(find_city(CODE)))
    assert addresses
    assert all("/source/sheet/" in one for one in addresses)
    page = client.get(addresses[0]).content.decode()
    assert re.search(r'<th scope="row"><span class="place" id="A\d+-[A-Z]\d+"></span>\d+</th>', page)
    assert source.content.entries[0].title in page
    assert list(originals.files(find_city(CODE))) == []
    assert client.get(addresses[0].rpartition("/1/")[0] + "/999/").status_code == 404


def test_without_the_file_the_page_says_so(client: Client) -> None:
    source = edition("collaboration-hanasaki-2021")
    report = build_report(source, reports_of(source)[0].name, ReportSettings())
    published(render_print_sheet(report, ReportSettings()), "一覧.xlsx", with_file=False)
    page = client.get(next(iter(originals.pages(find_city(CODE))))).content.decode()
    assert "原本のファイルは保存されていないため" in page
    assert source.content.entries[0].title in page


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("p3@36,100,560,142", "p3-36-100-560-142"),
        ("p3@36,700,560,790+p4@36,60,560,102", "p3-36-700-560-790.p4-36-60-560-102"),
        ("p3", "p3"),
        ("Sheet1!B4:D9", "B4-D9"),
        ("'令和 6年'!B4", "B4"),
    ],
)
def test_places_as_anchors(place: str, key: str) -> None:
    assert place_key(place) == key


def test_sheets_that_look_alike_in_an_address_have_their_own() -> None:
    names = ["共催", "A B", "A.B", "A_B", "..", "../x"]
    keys = [sheet_key(name) for name in names]
    assert len(set(keys)) == len(names)
    assert all(re.fullmatch(r"[\w~-]+", key) for key in keys)
    assert keys[0] == "共催"
