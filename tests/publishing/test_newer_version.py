"""The notice at the top of every page of an older version."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.test import Client

from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.publishing.static_form.write_site import write_site
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.released import HOME, TEN, Clock, publish
from publishing.stand_in import StandIn, stand_in
from publishing.strategy_editions import strategy_edition
from reporting.sample import plan_reading, with_title

WORDS = {"ja": "新しい版があります", "en": "There is a newer version"}
FIRST = (
    "pledges/fy2025/v1/",
    "pledges/fy2025/v1/01/",
    "pledges/fy2025/v1/01-1/",
    "pledges/fy2025/v1/table/",
    "pledges/fy2025/v1/source/",
    "strategy/fy2021/v1/",
    "strategy/fy2021/v1/S1/",
    "collaboration/fy2024/v1/",
    "collaboration/fy2024/v1/co_hosting-1/",
)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    pledges = [pledge_edition(year=2025, version=version) for version in (1, 2, 3)]
    registers = [register_edition(2024, version=version) for version in (1, 2)]
    return stand_in(monkeypatch, *pledges, strategy_edition(), strategy_edition(version=2), *registers)


def notices(address: str) -> list[lxml.html.HtmlElement]:
    response = Client().get(address)
    assert response.status_code == 200, address
    found: list[lxml.html.HtmlElement] = lxml.html.fromstring(response.content).xpath(
        "//main/*[@class='newer']"
    )
    return found


def links(notice: lxml.html.HtmlElement) -> dict[str, str]:
    return {link.text_content(): link.get("href") for link in notice.xpath(".//a")}


@pytest.mark.parametrize(("language", "page"), list(product(WORDS, FIRST)))
def test_every_page_of_an_older_version_says_so_before_anything_else(
    site: StandIn, language: str, page: str
) -> None:
    prefix = "/" if language == "ja" else f"/{language}/"
    (notice,) = notices(f"{prefix}999997/{page}")
    assert notice.getprevious() is None
    assert WORDS[language] in notice.text_content()
    newest, corrections = links(notice).values()
    year = page.partition("/v1/")[0]
    assert newest == f"{prefix}999997/{year}/v{3 if 'pledges' in year else 2}/"
    assert notices(newest) == []
    place = urlsplit(corrections)
    assert place.path == f"{prefix}999997/corrections/"
    assert f'id="{place.fragment}"' in Client().get(place.path).content.decode()


def test_the_notice_tells_a_correction_from_an_update(site: StandIn) -> None:
    ids = {row.version: row.edition_id for row in site.rows() if row.kind == "mayoral_pledges"}
    address = "/999997/pledges/fy2025/v{}/"
    correction, update = (ChangeReasons(kind=kind, rest="x") for kind in ChangeKind)
    for second, third, told in (
        (update, update, "この版は更新前のものです"),
        (correction, update, "この版は訂正前のものです"),
        (None, update, "この版のあとに、新しい版を公表しています"),
        (None, None, "この版のあとに、新しい版を公表しています"),
    ):
        site.reasons.update({ids[number]: one for number, one in ((2, second), (3, third)) if one})
        (notice,) = notices(address.format(1))
        assert told in notice.text_content()
        assert ("正誤（変わったところの一覧）" in links(notice)) is (told != "この版は更新前のものです")
        site.reasons.clear()
    site.reasons[ids[3]] = update
    (notice,) = notices(address.format(2))
    assert links(notice) == {"最新の版：令和7年度 第3版（令和8年6月3日公表）": address.format(3)}


def test_a_frame_of_an_older_version_leads_to_the_newest(site: StandIn) -> None:
    body = Client().get("/999997/pledges/fy2025/v1/embed/01/").content.decode()
    assert WORDS["ja"] in body
    assert 'href="/999997/pledges/fy2025/v3/"' in body
    assert WORDS["ja"] not in Client().get("/999997/pledges/fy2025/v3/embed/01/").content.decode()


def test_the_files_of_the_static_form_say_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (pledge_edition(year=2025, version=version) for version in (1, 2))
    page = tmp_path / "site/999997/pledges/fy2025/v1/01-1/index.html"
    stand_in(monkeypatch, first)
    write_site(tmp_path / "site")
    assert WORDS["ja"] not in page.read_text("utf-8")
    stand_in(monkeypatch, first, second)
    write_site(tmp_path / "site")
    (notice,) = lxml.html.fromstring(page.read_bytes()).xpath("//div[@class='newer']")
    for target in links(notice).values():
        assert Path(urljoin(str(page), urlsplit(target).path)).is_file()


@pytest.mark.django_db
def test_a_page_that_was_kept_changes_with_the_second_of_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    publish()
    publish(with_title(plan_reading(), "01", "直したまち"), release_at=TEN)
    assert notices(f"{HOME}/v1/") == []
    clock.set(TEN)
    (notice,) = notices(f"{HOME}/v1/")
    assert "この版は訂正前のものです" in notice.text_content()
    assert notices(f"{HOME}/v2/") == []


def test_the_page_of_corrections_has_the_name_of_the_links_to_it(site: StandIn) -> None:
    tree = lxml.html.fromstring(Client().get("/999997/corrections/").content)
    assert tree.xpath("//h1")[0].text_content() == "正誤"
    assert tree.xpath("//footer//a[contains(@href, 'corrections')]")[0].text_content() == "正誤"
    files = tree.xpath("//p[starts-with(., '正誤表：')]")
    assert {one.text_content() for one in files} == {"正誤表：PDF、Word、Excel"}
    for page in ("about", "method"):
        links = lxml.html.fromstring(Client().get(f"/999997/{page}/").content).xpath(
            "//main//a[contains(@href, 'corrections')]"
        )
        assert [link.text_content() for link in links] == ["正誤"]
