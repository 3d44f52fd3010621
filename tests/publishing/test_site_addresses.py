"""Addresses: every one leads to a page pattern and names year and version."""

from __future__ import annotations

import pytest
from django.urls import resolve

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses, place_lines
from mitodoke.publishing.presentation.shelf import Shelf, edition_label
from publishing.edition_parts import CODE, row_of
from publishing.stand_in import whole_city

PLEDGES, REGISTER = DocumentKind.MAYORAL_PLEDGES, DocumentKind.COLLABORATION_REGISTER
CITY = CityAddresses(CODE)


def shelf() -> Shelf:
    return Shelf(CITY, [row_of(edition, number) for number, edition in enumerate(whole_city(), start=1)])


@pytest.mark.parametrize(
    ("kind", "year", "version", "home", "page"),
    [
        (PLEDGES, 2025, 2, "/999997/pledges/fy2025/v2/", "/999997/pledges/fy2025/v2/01-1/"),
        (PLEDGES, 2025, 1, "/999997/pledges/fy2025/v1/", "/999997/pledges/fy2025/v1/01-1/"),
        (PLEDGES, 2024, 1, "/999997/pledges/fy2024/v1/", "/999997/pledges/fy2024/v1/01-1/"),
        (REGISTER, 2024, 2, "/999997/collaboration/fy2024/v2/", "/999997/collaboration/fy2024/v2/01-1/"),
        (REGISTER, 2024, 1, "/999997/collaboration/fy2024/v1/", "/999997/collaboration/fy2024/v1/01-1/"),
        (REGISTER, 2023, 1, "/999997/collaboration/fy2023/v1/", "/999997/collaboration/fy2023/v1/01-1/"),
    ],
)
def test_every_edition_has_its_address(
    kind: DocumentKind, year: int, version: int, home: str, page: str
) -> None:
    of_city = shelf()
    row = of_city.find(kind, year, version)
    assert row is not None
    addresses = of_city.addresses(row)
    assert (addresses.home, addresses.page("01-1")) == (home, page)
    for address in (home, page, addresses.source("L3-L5")):
        assert resolve(address.partition("#")[0]).kwargs["version"] == version


@pytest.mark.parametrize(
    ("place", "expected"),
    [("L120-L134", "120-134"), ("L7", "7"), (None, None), ("p3", None), ("Sheet1!B4", None), ("", None)],
)
def test_lines_of_a_place(place: str | None, expected: str | None) -> None:
    assert place_lines(place) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("L120-L134", "/999997/pledges/fy2025/v1/source/#L120-L134"),
        ("L300", "/999997/pledges/fy2025/v1/source/#L300"),
        ("L301", "/999997/pledges/fy2025/v1/source/page/2/#L301"),
        (None, "/999997/pledges/fy2025/v1/source/"),
        ("p3", "/999997/pledges/fy2025/v1/source/original/3/#p3"),
    ],
)
def test_source_addresses_lead_to_the_page_with_the_line(place: str | None, expected: str) -> None:
    addresses = EditionAddresses(city=CITY, kind=PLEDGES, fiscal_year=2025, version=1)
    assert addresses.source(place) == expected


def test_pages_have_an_address_in_every_language_and_files_one_for_all() -> None:
    addresses = EditionAddresses(city=CITY, kind=PLEDGES, fiscal_year=2025, version=1)
    with speaking("en"):
        assert addresses.page("01") == "/en/999997/pledges/fy2025/v1/01/"
        assert addresses.latest_page("01") == "/en/999997/pledges/latest/01/"
        assert addresses.file("edition.json") == "/999997/pledges/fy2025/v1/edition.json"


def test_an_unknown_year_has_an_address_too() -> None:
    addresses = EditionAddresses(city=CITY, kind=PLEDGES, fiscal_year=None, version=1)
    assert addresses.home == "/999997/pledges/fyunknown/v1/"
    assert resolve(addresses.home).kwargs["year"] is None


def test_a_site_below_another_path_keeps_its_prefix() -> None:
    assert CityAddresses(CODE, "/mitodoke/").audit == "/mitodoke/999997/audit/"


def test_keys_are_quoted() -> None:
    addresses = EditionAddresses(city=CITY, kind=PLEDGES, fiscal_year=2025, version=1)
    assert addresses.page("１_２") == "/999997/pledges/fy2025/v1/%EF%BC%91_%EF%BC%92/"


def test_the_shelf_knows_what_is_newest() -> None:
    of_city = shelf()
    newest = of_city.newest(PLEDGES)
    assert newest is not None
    assert (newest.fiscal_year, newest.version) == (2025, 2)
    assert [(r.fiscal_year, r.version) for r in of_city.newest_of_each_year(REGISTER)] == [
        (2024, 2),
        (2023, 1),
    ]
    assert [r.kind for r in of_city.newest_of_all()] == [
        PLEDGES,
        PLEDGES,
        DocumentKind.COMPREHENSIVE_STRATEGY,
        DocumentKind.COMPREHENSIVE_PLAN,
        REGISTER,
        REGISTER,
    ]
    assert of_city.find(PLEDGES, 2025) is newest
    assert of_city.find(PLEDGES, 1999) is None
    assert of_city.find(PLEDGES, 2025, 9) is None


def test_the_switch_lists_all_editions_and_marks_the_open_one() -> None:
    of_city = shelf()
    row = of_city.find(PLEDGES, 2024)
    assert row is not None
    assert [(choice.label, choice.current) for choice in of_city.switch(row)] == [
        ("令和7年度 第2版（令和8年6月2日公表）", False),
        ("令和7年度 第1版（令和8年6月1日公表）", False),
        ("令和6年度 第1版（令和7年6月1日公表）", True),
    ]
    strategy = of_city.newest(DocumentKind.COMPREHENSIVE_STRATEGY)
    assert strategy is not None
    assert of_city.switch(strategy) == ()
    assert edition_label(strategy) == "令和3年度 第1版（令和5年3月20日公表）"
