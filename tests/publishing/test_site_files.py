"""The files of the site: every one opens, is what it says, keeps to the rules of open data, and is told of."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client

from mitodoke.domain.finding import Finding, Severity
from mitodoke.outputs.open_data_rules.check_csv import check_csv
from mitodoke.outputs.open_data_rules.check_workbook import check_workbook
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.site_map import city_pages
from mitodoke.publishing.views import feeds, files, machines
from mitodoke.publishing.views.page import find_city
from publishing.stand_in import StandIn, stand_in, whole_city

HOME = "/999997/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return stand_in(monkeypatch, *whole_city(extra=1))


def get(address: str) -> tuple[bytes, str]:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content, response.headers["Content-Type"]


def test_every_file_opens_and_is_what_it_says(site: StandIn) -> None:
    city = find_city("999997")
    addresses = [*files.files(city), *feeds.files(city), *machines.files(), f"{HOME}sitemap.xml"]
    assert len(addresses) == len(set(addresses)) > 300
    for address in addresses:
        content, kind = get(address)
        assert content, address
        if "json" in kind:
            json.loads(content)
        elif "xml" in kind and "spreadsheet" not in kind:
            ElementTree.fromstring(content)
        elif kind.startswith("text/csv"):
            content.decode("cp932" if "31j" in kind else "utf-8-sig")


def test_tables_keep_to_the_rules_of_open_data(site: StandIn, tmp_path: Path) -> None:
    for address in files.files(find_city("999997")):
        found: tuple[Finding, ...] = ()
        if address.endswith(".csv") and "characters" not in address:
            found = check_csv(get(address)[0])
        if address.endswith(".xlsx"):
            path = tmp_path / "table.xlsx"
            path.write_bytes(get(address)[0])
            found = check_workbook(path)
        assert [one.message for one in found if one.severity is not Severity.NOTE] == [], address


@pytest.mark.parametrize(
    "name", ["nothing.csv", "items.exe", "report/nothing.pdf", "../../secret.txt", "package/nothing.md"]
)
def test_a_file_that_does_not_exist_is_a_page_that_helps(site: StandIn, name: str) -> None:
    response = Client().get(f"{HOME}pledges/fy2025/v2/{name}")
    assert response.status_code == 404
    assert "html" in response.headers["Content-Type"]


def test_a_report_is_set_for_the_site(site: StandIn) -> None:
    content, kind = get(f"{HOME}strategy/fy2021/v1/report/summary.pdf")
    assert (content[:5], kind) == (b"%PDF-", "application/pdf")


def test_the_map_names_every_page_in_both_languages(site: StandIn) -> None:
    tree = ElementTree.fromstring(get(f"{HOME}sitemap.xml")[0])
    told = {element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    city = find_city("999997")
    for language in ("ja", "en"):
        with speaking(language):
            assert {f"http://testserver{page}" for page in city_pages(city)} <= told
    index = get("/sitemap.xml")[0].decode()
    assert "<loc>http://testserver/999997/sitemap.xml</loc>" in index
    assert "Sitemap: http://testserver/sitemap.xml" in get("/robots.txt")[0].decode()


def test_the_feed_tells_of_every_edition_and_correction(site: StandIn) -> None:
    tree = ElementTree.fromstring(get(f"{HOME}feed.xml")[0])
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in tree.iter(f"{ATOM}entry")]
    assert len([title for title in titles if title.startswith(("公表：", "訂正："))]) == 8
    assert any(title.startswith("正誤：") for title in titles)
    days = [entry.findtext(f"{ATOM}updated") for entry in tree.iter(f"{ATOM}entry")]
    assert days == sorted(days, key=str, reverse=True)


def test_an_item_has_a_feed_of_its_progress(site: StandIn) -> None:
    tree = ElementTree.fromstring(get(f"{HOME}feeds/pledges/01-1.xml")[0])
    assert len(tree.findall(f"{ATOM}entry")) == 3
    assert Client().get(f"{HOME}feeds/pledges/99.xml").status_code == 404


def test_files_may_be_fetched_by_other_sites(site: StandIn) -> None:
    for address in (
        f"{HOME}pledges/fy2025/v2/items.csv",
        f"{HOME}feed.xml",
        "/catalogue.jsonld",
        "/edition.schema.json",
    ):
        assert Client().get(address).headers["Access-Control-Allow-Origin"] == "*"


def test_language_models_are_told_where_the_data_stand(site: StandIn) -> None:
    text = get("/llms.txt")[0].decode()
    assert "http://testserver/999997/pledges/fy2025/v2/edition.json" in text
    assert "never 0" in text
