"""Charts for other sites: they may be framed, hold one chart with its coverage, and nothing else may be framed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from publishing.stand_in import StandIn, stand_in

HOME = "/999997/"
EDITION = f"{HOME}pledges/fy2025/v2/"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    return stand_in(monkeypatch)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"{EDITION}embed/", ["41.0", "対象：", "令和7年度 第2版", "架空"]),
        (f"{EDITION}embed/01/", ["ビジョン01", "52", "対象："]),
        (f"{EDITION}embed/03/", ["原文から失われています"]),
        (f"/en{EDITION}embed/01/", ["Coverage:", "See its source and method"]),
    ],
)
def test_a_chart_stands_alone_with_what_it_covers(site: StandIn, address: str, words: list[str]) -> None:
    response = Client().get(address)
    html = response.content.decode()
    assert response.status_code == 200
    for word in words:
        assert word in re.sub(r"<[^>]+>", "", html)
    assert "<script" not in html
    assert "style=" not in html


def test_an_indicator_can_be_shown_elsewhere(site: StandIn) -> None:
    tried = set()
    for edition in site.editions:
        address = EditionAddresses(
            city=CityAddresses("999997"),
            kind=edition.content.document.kind,
            fiscal_year=edition.content.document.fiscal_year,
            version=edition.version,
        )
        for one in edition.content.indicators:
            tried.add(address.kind)
            assert Client().get(address.embed(one.indicator_id)).status_code == 200, one.indicator_id
    assert tried == {DocumentKind.COMPREHENSIVE_STRATEGY, DocumentKind.COMPREHENSIVE_PLAN}


def test_other_sites_may_frame_a_chart_and_nothing_else(site: StandIn) -> None:
    chart, page = Client().get(f"{EDITION}embed/01/"), Client().get(f"{EDITION}01/")
    assert "frame-ancestors *" in chart.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in chart.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


def test_a_page_tells_how_to_show_its_chart(site: StandIn) -> None:
    html = Client().get(f"{EDITION}01/").content.decode()
    assert f"http://testserver{EDITION}embed/01/" in html


@pytest.mark.parametrize("address", [f"{EDITION}embed/99/", f"{HOME}strategy/fy2021/v1/embed/99/"])
def test_a_chart_that_does_not_exist_is_told(site: StandIn, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_project_tells_how_to_show_the_chart_of_its_indicator(site: StandIn) -> None:
    html = Client().get(f"{HOME}strategy/fy2021/v1/S1-1/").content.decode()
    offered = re.findall(r"http://testserver(/999997/strategy/fy2021/v1/embed/[^&\"]+/)", html)
    assert offered
    assert {Client().get(address).status_code for address in offered} == {200}
