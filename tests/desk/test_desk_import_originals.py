"""記録と原本: a record or finding beside the page, the rows or the lines it was read from, before and after storing."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from desk.city import signed_in
from desk.import_files import COLUMNS, KEY, at, body, book, pledges, register_rows, sent, store, tell
from mitodoke.documents.queries import current_document
from mitodoke.reporting.records import to_reading
from reporting.desk import CODE, Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
REGISTER = f"collaboration_register-{CODE}-2024"


@pytest.fixture
def client() -> Client:
    return signed_in(Desk().planner)


def stored_page(document: str) -> str:
    return reverse("desk:document_records", kwargs={"document": document})


def place_links(page: str) -> list[str]:
    """The addresses of the places that a page leads to."""
    return [html.unescape(one) for one in re.findall(r'href="([^"]+/place/\?at=[^"]+)"', page)]


def test_a_place_of_a_pdf_is_framed_on_its_page_before_and_after_storing(client: Client) -> None:
    token = sent(client, pledges("pdf"), "公約.pdf")
    for page, picture in (
        (at("import_records", token), at("import_page", token, page_number=1)),
        (stored_page(KEY), reverse("desk:document_page", kwargs={"document": KEY, "page_number": 1})),
    ):
        listed = body(client.get(page))
        links = [one for one in place_links(listed) if "at=p" in one]
        assert links
        shown = body(client.get(links[0]))
        box = re.search(r'<rect class="import-mark" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)">', shown)
        assert box is not None
        assert int(box[3]) > 0
        assert re.search(r'<image href="[^"]+/pages/\d+\.png"', shown)
        answer = client.get(picture)
        assert answer["Content-Type"] == "image/png"
        size = Image.open(io.BytesIO(answer.content)).size
        view = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', shown)
        assert view is not None
        assert size[0] == pytest.approx(float(view[1]) * 1.5, abs=2)
        if page == at("import_records", token):
            store(client, token)


def test_rows_of_a_sheet_are_shown_with_the_record_s_marked(client: Client) -> None:
    token = sent(client, book(register_rows(6)), "様式.xlsx")
    tell(client, token, COLUMNS)
    store(client, token)
    [place] = [one for one in place_links(body(client.get(stored_page(REGISTER)))) if "A5%3AE5" in one][:1]
    shown = body(client.get(place))
    assert "シート「一覧」" in shown
    assert re.search(
        r'<tr class="is-marked"><th scope="row">5</th>.*?class="is-meant">花壇づくり</td>', shown
    )
    assert "<td>港まつり6</td>" in shown
    assert "緑をふやす。" in shown


def test_a_finding_leads_to_the_lines_it_is_about(client: Client) -> None:
    text = (Path(__file__).parent.parent / "documents" / "pledges-doubtful-2025.txt").read_bytes()
    token = sent(client, text.decode().replace("しおさい市", "花咲市").encode())
    page = body(client.get(at("import_review", token)))
    links = place_links(page)
    assert links
    shown = body(client.get(links[0]))
    assert 'class="severity severity-' in shown
    assert "is-marked" in shown


def test_what_was_not_kept_is_told(client: Client) -> None:
    """The sample was stored without a file and an edition's JSON has no lines."""
    links = place_links(body(client.get(stored_page(KEY))))
    assert "is-meant" in body(client.get(links[0]))
    store(client, sent(client, pledges("json"), "版.json"))
    links = place_links(body(client.get(stored_page(KEY))))
    assert "元のファイルは保存されていないため" in body(client.get(links[0]))
    picture = reverse("desk:document_page", kwargs={"document": KEY, "page_number": 1})
    assert client.get(picture).status_code == 404


def test_the_records_ask_the_database_as_often_for_many_as_for_few(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(stored_page(KEY)).status_code == 200
        return len(found)

    # A stored document is read from the database once, so what is compared are first looks.
    few = queries()
    store(client, sent(client, pledges("txt")))
    document = current_document(KEY)
    assert document is not None
    assert len(to_reading(document).content.items) > 20
    assert queries() <= few


@pytest.mark.parametrize("page", ["0", "-1", "9" * 30, "x", "２", ""])
def test_a_page_of_the_list_that_there_is_not_is_one_that_there_is(client: Client, page: str) -> None:
    for address in (stored_page(KEY), reverse("desk:imports", kwargs={"code": CODE})):
        assert client.get(address, {"page": page}).status_code == 200
