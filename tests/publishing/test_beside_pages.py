"""What stands beside the facts on the public pages: shown where it is, nothing where it is not, hostile or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from django.test import Client

from mitodoke.publishing.presentation.beside import show_size, web_host
from mitodoke.publishing.views import files
from mitodoke.publishing.views.page import find_city
from publishing.beside_records import LINK, OWN_SHA256, SHA256, with_everything, with_evidence
from publishing.own_levels import plan_edition
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.stand_in import stand_in
from publishing.strategy_editions import strategy_edition
from publishing.test_site_hostile import HOSTILE, poisoned
from publishing.whole_site import CrawledPage, crawl, foreign_words, leftovers

ITEMS = {"pledges": "01-1-1", "strategy": "S1-1", "plan": "1-1-1"}
HOMES = {
    "pledges": "/999997/pledges/fy2025/v1/",
    "strategy": "/999997/strategy/fy2021/v1/",
    "plan": "/999997/plan/fy2025/v1/",
}
HEADINGS = {
    "根拠資料", "外部評価の意見と市の回答", "予算・決算", "検証の結果", "市が独自に定めた欄", "約束の文言への補足",
}  # fmt: skip
DATA = "年度,来場者\n".encode()


def editions():
    return (
        with_everything(pledge_edition(rated=True), ITEMS["pledges"]),
        with_everything(strategy_edition(), ITEMS["strategy"]),
        with_everything(plan_edition(), ITEMS["plan"]),
        with_evidence(register_edition(2025)),
    )


@pytest.fixture
def evidence_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "evidence_bytes", {SHA256: DATA}.get)


@pytest.fixture(scope="module")
def site() -> Iterator[list[CrawledPage]]:
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, *editions())
        yield list(crawl())


def headings(page: CrawledPage) -> set[str]:
    return {one.text for one in page.tree.xpath("//main//section/h2")} & HEADINGS


def page_at(pages: list[CrawledPage], address: str) -> CrawledPage:
    [found] = [page for page in pages if page.address == address]
    return found


@pytest.mark.parametrize("pillar", ITEMS)
def test_everything_stands_on_the_page_of_its_item_and_on_no_other(
    site: list[CrawledPage], pillar: str
) -> None:
    home = HOMES[pillar]
    page = page_at(site, f"{home}{ITEMS[pillar]}/")
    assert headings(page) == HEADINGS
    for words in (
        "花咲市行政評価委員会", "時期を早めるべきである。", "3月に早めます。", "令和8年5月20日", "1,000,000円", "0円",
        "99,999,999,999,999円", "全額を翌年度へ繰越", "記載なし", "拡充", "利用が多い", "2か所ふやす", "A 順調",
        "令和8年4月1日", "対象は市内の全域です。", "島も含みます。", "外部のサイト example.lg.jp", "テキスト・CSV・2 KB",
        "配置図 <1>.pdf", "PDF・2.9 MB",
    ):  # fmt: skip
        assert words in page.text, words
    assert "根拠未登録" not in page.text
    assert headings(page_at(site, home)) == {"外部評価の意見と市の回答"}
    assert "全体によく進んでいる。" in page_at(site, home).text
    others = [one for one in site if one.address.startswith(home) and one not in (page, page_at(site, home))]
    assert [one.address for one in others if headings(one)] == []


def test_links_lead_to_the_web_or_to_our_files_and_nowhere_else(site: list[CrawledPage]) -> None:
    page = page_at(site, "/999997/pledges/fy2025/v1/01-1-1/")
    [section] = page.tree.xpath("//section[@aria-labelledby='evidence-heading']")
    assert section.xpath(".//a/@href") == [LINK, f"/999997/pledges/fy2025/v1/evidence/{SHA256}.txt"]
    assert "庁内の棚" in section.text_content()
    for one in site:
        assert not [link for link in one.tree.xpath("//@href | //@src") if link.startswith("javascript")]


def test_an_entry_of_a_register_shows_its_evidence(site: list[CrawledPage]) -> None:
    shown = [page for page in site if "/collaboration/" in page.address and headings(page)]
    assert [headings(page) for page in shown if page.language == "ja"] == [{"根拠資料"}]


def test_words_are_of_the_language_and_no_name_of_the_code_shows(site: list[CrawledPage]) -> None:
    shown = [page for page in site if headings(page) or (page.language == "en" and "/v1/" in page.address)]
    assert [(page.address, words) for page in shown if (words := leftovers(page))] == []
    english = [page for page in site if page.language == "en"]
    assert [(page.address, words) for page in english if (words := foreign_words(page))] == []
    page = page_at(site, "/en/999997/plan/fy2025/v1/1-1-1/")
    for words in (
        "Budget and settlement",
        "Initial budget",
        "1,000,000 yen",
        "Expand",
        "another site: example.lg.jp",
    ):
        assert words in page.text


def test_nothing_is_shown_where_nothing_is_but_that_there_is_no_evidence() -> None:
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, pledge_edition(rated=True), strategy_edition(), plan_edition())
        pages = list(crawl())
    assert [page.address for page in pages if headings(page)] == []
    assert "根拠未登録" in page_at(pages, "/999997/pledges/fy2025/v1/01-1-1/").text
    assert "根拠未登録" not in page_at(pages, "/999997/pledges/fy2025/v1/01-1/").text


def test_hostile_texts_stay_texts() -> None:
    kept = {"file_sha256", "written_on", "answered_on", "noted_on"}
    hostile = []
    for edition in editions()[:3]:
        content = edition.content
        found = {}
        for name in (
            "opinions",
            "amounts",
            "evidence",
            "verifications",
            "own_values",
            "own_files",
            "wording_notes",
        ):
            found[name] = tuple(
                replace(
                    poisoned(one), **{field: getattr(one, field) for field in kept if hasattr(one, field)}
                )
                for one in getattr(content, name)
            )
        hostile.append(replace(edition, content=replace(content, **found)))
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, *hostile)
        pages = [page for page in crawl() if "<script>alert(1)" in page.text]
    assert len(pages) >= 12
    for page in pages:
        assert b"<script>alert" not in page.html
        assert b"<img src=x" not in page.html
        assert not page.tree.xpath("//@onerror")
        unguarded = page.tree.xpath("//body//text()[contains(., '\u202e')][not(ancestor::bdi)]")
        assert unguarded == [], page.address
        assert not [one for one in page.tree.xpath("//a/@href") if one.startswith(("=1", "javascript"))]
    assert HOSTILE in pages[0].tree.text_content()


def test_a_file_is_only_given_out_to_be_saved(evidence_bytes: None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, *editions())
        address = f"/999997/pledges/fy2025/v1/evidence/{SHA256}.txt"
        found = Client().get(address)
        assert (found.status_code, found.content) == (200, DATA)
        assert found["Content-Disposition"] == f'attachment; filename="{SHA256}.txt"'
        assert (found["X-Content-Type-Options"], found["Content-Type"]) == (
            "nosniff",
            "application/octet-stream",
        )
        assert address in set(files.files(find_city("999997")))
        for other in (
            f"{'0' * 64}.txt", f"{SHA256}.html", f"{SHA256}.csv", f"../{SHA256}.txt", f"{SHA256.upper()}.txt",
        ):  # fmt: skip
            assert Client().get(urljoin(address, other)).status_code == 404, other
        assert Client().get(address.replace("/v1/", "/v2/")).status_code == 404
        assert Client().get(address.replace("/pledges/", "/plan/")).status_code == 200


def test_a_file_in_a_field_stands_with_it_and_is_only_given_out_to_be_saved(
    site: list[CrawledPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "own_file_bytes", {OWN_SHA256: b"%PDF-"}.get)
    address = f"/999997/pledges/fy2025/v1/own-files/{OWN_SHA256}.pdf"
    page = page_at(site, "/999997/pledges/fy2025/v1/01-1-1/")
    [section] = page.tree.xpath("//section[@aria-labelledby='own-values-heading']")
    assert address in section.xpath(".//a[@download]/@href")
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, *editions())
        found = Client().get(address)
        assert (found.status_code, found.content) == (200, b"%PDF-")
        assert found["Content-Disposition"] == f'attachment; filename="{OWN_SHA256}.pdf"'
        assert found["X-Content-Type-Options"] == "nosniff"
        assert address in set(files.files(find_city("999997")))
        for other in (
            address.replace("own-files", "evidence"), address.replace(OWN_SHA256, SHA256),
            address.replace(".pdf", ".html"), address.replace("/v1/", "/v2/"),
        ):  # fmt: skip
            assert Client().get(other).status_code == 404, other


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.lg.jp/a?b=c", "example.lg.jp"),
        ("http://EXAMPLE.lg.jp:8080/", "example.lg.jp"),
        ("HTTPS://例え.jp", "例え.jp"),
        ("https://city.lg.jp@evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.lg.jp/", ""),
        ("https:///nowhere", ""),
        ("https://[::1", ""),
        ("", ""),
        ("庁内の共有フォルダ", ""),
    ],
)
def test_only_plain_addresses_of_the_web_are_links(address: str, host: str) -> None:
    assert web_host(address) == host


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0バイト"), (1023, "1023バイト"), (1024, "1 KB"), (1025, "2 KB"), (1024 * 1024, "1.0 MB"),
        (1024 * 1024 + 1, "1.1 MB"), (10 * 1024 * 1024, "10.0 MB"),
    ],
)  # fmt: skip
def test_sizes_are_rounded_up(size: int, words: str) -> None:
    assert show_size(size) == words


def test_what_was_added_beside_the_facts_is_in_the_comparison_and_on_the_first_page() -> None:
    before, after = (
        pledge_edition(rated=True),
        with_everything(pledge_edition(rated=True, version=2), ITEMS["pledges"]),
    )
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, before, after)
        pages = list(crawl())
    for address in (
        "/999997/compare/pledges/fy2025-v1/fy2025-v2/", "/en/999997/compare/pledges/fy2025-v1/fy2025-v2/",
        "/999997/", "/en/999997/", "/999997/corrections/", "/en/999997/corrections/",
    ):  # fmt: skip
        page = page_at(pages, address)
        assert foreign_words(page) == [] or page.language == "ja"
        told = {"ja": "外部評価の意見", "en": "Opinion of outside evaluators"}[page.language]
        assert ("花咲市行政評価委員会" if "corrections" in address else told) in page.text, address
    [row] = [
        one
        for one in page_at(pages, "/999997/compare/pledges/fy2025-v1/fy2025-v2/").tree.xpath("//tr")
        if one.xpath("th[.='外部評価の意見']")
    ]
    assert [cell.text_content() for cell in row.xpath("td")] == ["0", "2", "2", "0", "0", "0"]
