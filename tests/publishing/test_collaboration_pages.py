"""The pages of registers, organisations and the calendar as a visitor gets them, in both languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from django.test import Client

from mitodoke.domain.collaboration import CollaborationForm, OrganisationRole
from mitodoke.domain.edition import Edition
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.views import calendar, collaboration, organisations
from mitodoke.publishing.views.page import find_city
from publishing.edition_parts import CODE
from publishing.register_editions import entry, occurrence, register_edition
from publishing.stand_in import StandIn, stand_in
from publishing.test_collaboration_registers import mentions, register_of, row

LIST = f"/{CODE}/collaboration/"
HOSTILE = "<script>alert(1)</script>\u202e=cmd|\"&'花"
FILE = re.compile(r"\.[a-z0-9]{2,6}\Z")
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return stand_in(
        monkeypatch,
        register_edition(2023),
        register_edition(2024),
        register_edition(2024, version=2, extra=60),
    )


def addresses(language: str = "ja") -> list[str]:
    """Every page of this area."""
    with speaking(language):
        city = find_city(CODE)
        return [one for area in (collaboration, organisations, calendar) for one in area.pages(city)]


def main_of(html: str) -> str:
    """The page's own content, without the frame and the box about the edition, which belong to others."""
    start, end = html.index("<main"), html.index("</main>")
    return html[start:end].split('<aside class="edition"', maxsplit=1)[0]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_and_every_link_among_them_leads_somewhere(
    site: StandIn, client: Client, language: str
) -> None:
    found = addresses(language)
    assert len(found) == len(set(found))
    ours = re.compile(rf"/(?:en/)?{CODE}/(?:collaboration|organisations|calendar)/(?!.*source/)[^?#]*\Z")
    linked: set[str] = set()
    for address in found:
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 200, address
        assert html.count("<h1") == 1
        linked |= {link for link in re.findall(r'href="([^"]+)"', main_of(html)) if ours.match(link)}
    pages = {unquote(one) for one in found}
    assert {link for link in linked if unquote(link) not in pages and not FILE.search(link)} == set()


def test_english_pages_speak_english(site: StandIn, client: Client) -> None:
    for address in addresses("en"):
        html = main_of(client.get(address).content.decode())
        html = re.sub(
            r'<section class="(?:doubts|edition-files)".*?</section>|<nav class="neighbours".*?</nav>',
            "",
            html,
            flags=re.S,
        )
        html = re.sub(r'<(\w+)[^>]*\blang="ja"[^>]*>.*?</\1>', "", html, flags=re.S)
        labels = re.findall(r'(?:aria-label|data-label)="([^"]*)"', html)
        assert JAPANESE.search(re.sub(r"<[^>]*>", " ", html) + "".join(labels)) is None, address


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{LIST}form/nothing/", 404),
        (f"{LIST}form/subsidy/", 404),
        (f"{LIST}department/宇宙課/", 404),
        (f"{LIST}recurrence/none/", 404),
        (f"{LIST}place/x/", 404),
        (f"{LIST}page/99/", 400),
        (f"{LIST}form/co_hosting/page/2/", 400),
        (f"{LIST}?form=nothing", 400),
        (f"{LIST}?recurrence=nothing", 400),
        (f"{LIST}?unknown=1", 200),
        (f"{LIST}project/nothing/", 404),
        (f"{LIST}fy2024/v2/department/観光課/", 404),
        (f"/{CODE}/organisations/nothing/", 404),
        (f"/{CODE}/organisations/page/2/", 400),
        (f"/{CODE}/calendar/1999-01/", 404),
        (f"/{CODE}/calendar/undated/page/9/", 400),
        ("/131016/organisations/", 404),
    ],
)
def test_bad_requests_get_a_page_that_helps(site: StandIn, client: Client, address: str, status: int) -> None:
    for prefix in ("", "/en"):
        assert client.get(prefix + address).status_code == status


def test_a_city_without_registers_has_none_of_these_pages(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    from publishing.pledge_editions import pledge_edition

    stand_in(monkeypatch, pledge_edition())
    assert addresses() == []
    for address in (LIST, f"/{CODE}/organisations/", f"/{CODE}/calendar/"):
        assert client.get(address).status_code == 404


def test_an_entry_leads_to_its_organisations_and_other_years(site: StandIn, client: Client) -> None:
    html = client.get(f"{LIST}fy2024/v2/co_hosting-1/").content.decode()
    links = [unquote(link) for link in re.findall(r'href="([^"]+)"', html)]
    assert f"/{CODE}/organisations/花の会/" in links
    assert f"{LIST}fy2023/v1/co_hosting-1/" in links
    assert f"{LIST}project/花いっぱい運動/" in links


def test_an_edition_offers_its_files_and_describes_itself(site: StandIn, client: Client) -> None:
    html = client.get(f"{LIST}fy2024/v2/").content.decode()
    assert f'href="{LIST}fy2024/v2/edition.json"' in html
    assert '"@type":"Dataset"' in html
    for later in (f"{LIST}fy2024/v2/page/2/", f"{LIST}fy2024/v2/?words=花", LIST):
        assert '"@type":"Dataset"' not in client.get(later).content.decode()


def test_an_entry_is_described_for_machines(site: StandIn, client: Client) -> None:
    html = client.get(f"{LIST}fy2024/v2/co_hosting-2/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert found
    events = json.loads(found[1])
    assert [(one["startDate"], one.get("eventStatus")) for one in events] == [
        ("2024-07-20", None),
        ("2024-07-21", "https://schema.org/EventCancelled"),
    ]
    assert all(one["url"].endswith(f"{LIST}fy2024/v2/co_hosting-2/") for one in events)
    assert "ld+json" not in client.get(f"{LIST}fy2024/v2/committee-3/").content.decode()


def hostile_register() -> Edition:
    """A register of which every text is an attack."""
    one = row(
        1,
        HOSTILE,
        departments=(HOSTILE,),
        organisations=mentions(HOSTILE, "../../etc", role=OrganisationRole.ORGANISER),
        purpose=HOSTILE,
        effects=HOSTILE,
        participants=10**30,
        participants_printed=HOSTILE,
        occurrences=(
            occurrence(1, "2024-07-01", label=HOSTILE, date_printed=HOSTILE, note=HOSTILE),
            occurrence(2, None, date_printed=HOSTILE * 500),
        ),
    )
    other = entry(2, CollaborationForm.PATRONAGE, HOSTILE, dates_printed=HOSTILE)
    other = replace(other, number=HOSTILE)
    return register_of(2024, one, other)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_hostile_text_stays_text(monkeypatch: pytest.MonkeyPatch, client: Client, language: str) -> None:
    edition = hostile_register()
    unknown = replace(edition.content.document, fiscal_year=None)
    stand_in(monkeypatch, edition, replace(edition, content=replace(edition.content, document=unknown)))
    found = addresses(language)
    assert len(found) > 20
    for address in found:
        response = client.get(address)
        assert response.status_code == 200
        html = response.content.decode()
        assert "<script>alert" not in html, address
        outside = re.sub(r"<bdi.*?</bdi>", "", main_of(html), flags=re.S)
        assert "\u202e" not in re.sub(r'value="[^"]*"', "", outside), address
        assert "\u202e" not in html.split("<body")[0], address
