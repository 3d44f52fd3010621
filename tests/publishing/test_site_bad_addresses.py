"""Every pattern of an address with absurd values in it, and every page with absurd questions: a page that helps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import lxml.html
import pytest
from django.test import Client
from django.urls import URLPattern

from mitodoke.publishing import originals
from mitodoke.publishing.site_map import city_pages
from mitodoke.publishing.urls import _files, _pages
from mitodoke.publishing.views.page import find_city
from publishing.stand_in import StandIn, stand_in, whole_city

GOOD = {
    "code": "999997", "pillar": "pledges", "year": "2025", "version": "2", "page": "1", "number": "4",
    "key": "01", "facet": "form", "month": "2024-05", "first": "観光課", "second": "市民協働課",
    "old": "fy2024-v1", "new": "fy2025-v1", "name": "edition.json",
    "sheet": "Sheet1",
}  # fmt: skip
HUGE = "長" * 3000
TEXTS = (
    "<b>",
    "..",
    "~none",
    "%",
    "\u202e",
    "\x00",
    "０１",
    "=1+1",
    "a" * 5000,
    HUGE,
    " ",
    "'",
    "None",
    "-1",
)
ABSURD = {
    "code": ("000000", "999998", "１", "x" * 500),
    "pillar": ("strategy", "collaboration", "nothing"),
    "year": ("0000", "9999", "unknown", "20255"),
    "version": ("9", "999999999", "1000000000", "0"),
    "page": ("2", "999999999", "9999999999", "0"),
    "number": ("18", "999999999", "0"),
    "month": ("2024-13", "0000-00", "9999-12", "2024-5", "x", "2024"),
    "old": ("fy9999-v1", "fy2025-v999999999999", "fyunknown-v1", "x", "fy2025-v1"),
    "new": ("fy9999-v1", "fy2025-v0", "fy-v", "x", "fy2024-v1"),
    "name": ("x.csv", "../../secret.csv", "package/x.csv", "items.exe", "report/x.pdf", "source/1.json"),
}
QUESTIONS = (
    "page=-1", "page=99999999999999999999", "page=x", "page=", "q=", "q=%00", "q=%E9%95%B7&page=0",
    "q=" + "a" * 5000, "words=" + "%E9%95%B7" * 3000, "year=%00", "year=-1&form=&department=%FF", "form=x&form=y",
    "kind=x", "severity=%27", "document=..", "department=%E2%80%AE", "first=x&second=x", "first=&second=",
    "old=x&new=y", "organisation=%3Cb%3E", "sort=x", "nothing=1", "%00=%00", "&&&===",
)  # fmt: skip
FILTERED = ("/search/", "/kpi/", "/organisations/", "/compare/", "999997/collaboration/", "/findings/")
PATTERNS = [str(one.pattern) for one in (*_pages, *_files) if isinstance(one, URLPattern)]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    monkeypatch.setattr(originals, "original_of_edition", lambda edition: None)
    return stand_in(monkeypatch, *whole_city(extra=1))


def fill(pattern: str, values: dict[str, str]) -> str:
    """The address of a pattern with `values` in the place of its parts."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: quote(values.get(found[1], "1"), safe="/"), pattern)


def addresses(pattern: str) -> Iterator[str]:
    """The address with good values, then with one of them absurd."""
    yield fill(pattern, GOOD)
    for name in re.findall(r"<(?:\w+:)?(\w+)>", pattern):
        for absurd in ABSURD.get(name, TEXTS):
            yield fill(pattern, GOOD | {name: absurd})


CLIENT = Client(raise_request_exception=False)


def complaint(address: str) -> str | None:
    """What is wrong with the answer to a bad address; None where it is well."""
    response = CLIENT.get(address)
    if response.status_code in {200, 301, 302}:
        return None
    if response.status_code not in {400, 404}:
        return str(response.status_code)
    if "text/html" not in response.headers["Content-Type"]:
        return response.headers["Content-Type"]
    language = "en" if address.startswith("/en/") else "ja"
    tree = lxml.html.fromstring(response.content)
    if tree.get("lang") != language:
        return "another language"
    sentence = tree.xpath("string(//main//p)").strip()
    links = tree.xpath("//main//a/@href")
    return None if sentence and links else "no help"


@pytest.mark.parametrize("pattern", PATTERNS)
def test_absurd_addresses_get_a_page_that_helps(site: StandIn, pattern: str) -> None:
    found = {}
    for number, address in enumerate(addresses(pattern)):
        # The same views answer in both languages: every second address is asked in English.
        prefix = "/en/" if number % 2 and pattern in {str(one.pattern) for one in _pages} else "/"
        found[f"{prefix}{address}"[:200]] = complaint(f"{prefix}{address}")
    assert {address: words for address, words in found.items() if words} == {}


def test_absurd_questions_get_a_page_that_helps(site: StandIn) -> None:
    city = find_city("999997")
    kinds: dict[str, str] = {}
    for address in (
        *city_pages(city),
        "/",
        "/api/",
        "/999997/search/suggest/",
        "/999997/search/feed.xml",
        "/999997/compare/departments/",
    ):
        kinds.setdefault(
            re.sub(r"[^/]*[0-9%][^/]*|[^\x00-\x7f]+", "0", address.removeprefix("/999997")), address
        )
    found = {}
    for address in kinds.values():
        filtered = any(part in address for part in FILTERED)
        # Pages without filters leave every question aside in the same way: a few of them each will do.
        asked_of_it = QUESTIONS if filtered else QUESTIONS[len(found) % 5 :: 5]
        for number, question in enumerate(asked_of_it):
            asked = f"{'/en' if number % 2 and not address.endswith('.xml') else ''}{address}?{question}"
            found[asked[:200]] = complaint(asked)
    assert len(found) > 300
    assert {asked: words for asked, words in found.items() if words} == {}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_no_page_takes_anything_in(site: StandIn, method: str) -> None:
    for pattern in PATTERNS:
        assert getattr(Client(), method)("/" + fill(pattern, GOOD)).status_code in {404, 405}, pattern
