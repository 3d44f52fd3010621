"""The pages themselves: every address opens, says what it must, withstands bad requests and hostile text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.test import Client

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.finding import Finding, Severity
from mitodoke.outputs.open_data.edition_name import PILLARS
from publishing.edition_parts import CityRow, activities, document
from publishing.own_levels import plan_edition
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.stand_in import StandIn, stand_in, whole_city
from publishing.strategy_editions import strategy_edition

HOME = "/999997/"
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """Reads a page: links, ids, text, and what must not be there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.forbidden: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        inline = tag == "script" and "src" not in named and named.get("type") != "application/ld+json"
        loaded = named.get("src") or (named.get("href") if tag == "link" else None) or ""
        if "//" in loaded and named.get("rel") != "canonical":
            self.forbidden.append(f"{tag} {loaded}")
        if inline or "style" in named or any(name.startswith("on") for name in named):
            self.forbidden.append(tag)
        if tag == "a" and named.get("href"):
            self.links.append(named["href"] or "")
        if named.get("id"):
            self.ids.append(named["id"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    return stand_in(monkeypatch)


def open_page(address: str, status: int = 200) -> Page:
    response = Client().get(address)
    assert response.status_code == status, address
    html = response.content.decode()
    page = Page(html)
    assert page.open == [], f"{address} leaves open {page.open}"
    assert page.forbidden == [], f"{address} has what it must not: {page.forbidden}"
    assert len(page.ids) == len(set(page.ids)), f"{address} repeats an id"
    assert f'<html lang="{"en" if address.startswith("/en/") else "ja"}">' in html
    return page


def test_every_link_of_the_site_leads_to_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, *whole_city(extra=1))
    waiting, seen = deque([HOME]), {HOME}
    while waiting:
        address = waiting.popleft()
        path = address.partition("?")[0]
        response = Client().get(address)
        moved = response.headers.get("Location")
        if moved:
            links = [moved]
        elif "html" in response.headers["Content-Type"]:
            links = open_page(address).links
        else:
            assert response.status_code == 200, address
            continue
        for link in links:
            target = link.partition("#")[0]
            target = path + target if target.startswith("?") else target
            if target and "//" not in target and "/api/" not in target and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 150
    for kind in (
        "pledges/fy2025/v2/01-1-1/",
        "pledges/fy2025/v1/01/",
        "strategy/fy2021/v1/S1-2/",
        "collaboration/fy2024/v1/co_hosting-1/",
    ):
        assert HOME + kind in seen


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", ["市長公約", "総合戦略", "協働事業", "検算", "指摘", "41.0％", "架空"]),
        (
            "pledges/fy2025/v2/",
            [
                "市長公約の取組状況",
                "52％",
                "原文から失われています",
                "各施策の10段階評価は原文から失われています",
            ],
        ),
        ("pledges/fy2025/v2/01/", ["こどもが真ん中のまち", "育つ力を応援します", "01-1　遊び場をふやす"]),
        ("pledges/fy2025/v2/01-1/", ["遊具12基を更新しました。", "一部再掲", "公表値", "計算方法と端数処理"]),
        (
            "pledges/fy2025/v2/02-1-1/",
            ["延長400メートルの工事を終えました。", "評価は原文から失われています"],
        ),
        ("pledges/fy2024/v1/01-1/", ["10段階中7", "国の補助が終わったため"]),
        ("pledges/fy2025/v2/03-1-1/", ["再掲", "取組事業内容の記載がありません", "福祉課"]),
        ("strategy/fy2021/v1/", ["新しい雇用の数", "施策の基本的方向", "関係人口", "新規施策"]),
        (
            "strategy/fy2021/v1/G1/",
            ["若い世代が市外へ出ています。", "19.6％", "累計の目標は0から積み上がるため"],
        ),
        (
            "strategy/fy2021/v1/S1/",
            ["合同説明会事業", "（427 − 63）÷（450 − 63）", "94.1％", "原文「20万人」", "200,000人"],
        ),
        (
            "strategy/fy2021/v1/S1-2/",
            ["見出しは原文から失われています", "見直しの印は原文から失われています"],
        ),
        ("collaboration/", ["68件", "花いっぱい運動", "不一致", "重複は除かれていません"]),
        (
            "collaboration/?form=committee",
            ["花咲まつり実行委員会", "どの事業にも人数の記載がありません（0人ではありません）"],
        ),
        (
            "collaboration/fy2024/v2/co_hosting-2/",
            ["前夜祭", "約120人", "中止", "荒天のため", "7月の毎週木曜日", "延べ99人"],
        ),
        ("collaboration/fy2024/v2/committee-3/", ["市内の団体のほか、", "記載なし（0人ではありません）"]),
        ("collaboration/fy2024/v1/", ["令和6年度 第1版", "4件"]),
        ("audit/", ["公約の公表値の平均を四捨五入", "ビジョン01：52 ≠ 53", "3件中2件", "原文にない"]),
        ("findings/", ["総括表の45％が本文の40％と違います", "期間の終わりが始まりより前です"]),
        ("pledges/fy2025/v2/source/", ["全400行のうち1～300行目"]),
        ("pledges/fy2025/v1/source/page/2/", ["令和7年度 第1版"]),
    ],
)
def test_pages_say_what_they_must(site: StandIn, address: str, words: list[str]) -> None:
    text = open_page(HOME + address).text
    for word in words:
        assert word in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/000000/", 404),
        ("/999997/pledges/fy2025/v2/99-9/", 404),
        ("/999997/pledges/fy1999/", 404),
        ("/999997/pledges/fy2025/v9/", 404),
        ("/999997/pledges/fyunknown/", 404),
        ("/999997/strategy/fy2021/v1/<b>/", 404),
        ("/999997/collaboration/fy1999/v1/", 404),
        ("/999997/collaboration/fy2024/v2/nothing-1/", 404),
        ("/999997/nothing/", 404),
        ("/999997/pledges/fy1999/v1/source/", 404),
        ("/999997/nothing/fy2025/v1/source/", 404),
        ("/999997/pledges/latest/99-9/", 404),
        ("/999997/collaboration/page/0/", 404),
        ("/999997/collaboration/page/1234567890/", 404),
        ("/en/999997/nothing/", 404),
        ("/no%20such%20place/", 404),
        ("/999997/collaboration/page/99/", 400),
        ("/en/999997/collaboration/page/99/", 400),
        ("/999997/collaboration/?year=1999", 400),
        ("/999997/collaboration/?form=x", 400),
        ("/999997/collaboration/?department=x", 400),
        ("/999997/collaboration/?words=" + "a" * 101, 400),
        ("/999997/findings/?severity=x", 400),
        ("/999997/findings/?document=x", 400),
        ("/999997/findings/page/2/", 400),
    ],
)
def test_bad_requests_get_a_page_that_helps(site: StandIn, address: str, status: int) -> None:
    page = open_page(address, status)
    assert any(link in ("/", "/en/", HOME) for link in page.links)
    assert ("。" if not address.startswith("/en/") else "Page") in page.text


def test_a_bad_filter_offers_the_list_without_it(site: StandIn) -> None:
    assert "/999997/collaboration/" in open_page("/999997/collaboration/?year=1999", 400).links


def test_writing_requests_are_refused(site: StandIn) -> None:
    assert Client().post(HOME).status_code == 405
    assert Client().head(HOME).status_code == 200


def test_the_only_city_is_opened_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    assert Client().get("/").headers["Location"] == HOME


def test_several_cities_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(
        monkeypatch,
        cities=[CityRow("999997", "花咲市", fictional=True), CityRow("999989", "実市", fictional=False)],
    )
    page = open_page("/")
    assert {"/999997/", "/999989/"} <= set(page.links)
    assert page.text.count("架空") == 1


def test_a_site_without_editions_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, cities=[])
    assert "公表されているものはまだありません" in open_page("/").text
    open_page(HOME, 404)


def test_a_city_of_flesh_and_blood_bears_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = replace(pledge_edition(), fictional=False)
    stand_in(monkeypatch, edition, cities=[CityRow("999997", "花咲市", fictional=False)])
    assert "架空" not in open_page(HOME).text


@pytest.mark.parametrize("missing", list(DocumentKind))
def test_a_city_may_lack_a_pillar(monkeypatch: pytest.MonkeyPatch, missing: DocumentKind) -> None:
    editions = [
        one
        for one in (pledge_edition(), strategy_edition(), plan_edition(), register_edition())
        if one.content.document.kind is not missing
    ]
    stand_in(monkeypatch, *editions)
    name = PILLARS[missing]
    assert f"{HOME}{name}/" not in open_page(HOME).links
    open_page(f"{HOME}{name}/", 404)
    open_page(f"{HOME}audit/")


def test_long_lists_are_paged_and_keep_their_filter(site: StandIn) -> None:
    page = open_page("/999997/collaboration/?form=patronage&year=2024")
    assert "61件（1～50件目を表示）" in page.text
    following = next(link for link in page.links if "page/2/" in link)
    assert "form=patronage" in following
    assert "61件（51～61件目を表示）" in open_page(following).text


def test_the_same_few_questions_are_asked_whatever_is_shown(site: StandIn) -> None:
    counts = {}
    for address in (
        "",
        "pledges/fy2025/v2/",
        "strategy/fy2021/v1/S1/",
        "collaboration/",
        "audit/",
        "pledges/fy2025/v1/source/",
    ):
        Client().get(HOME + address)
        site.calls = 0
        Client().get(HOME + address)
        counts[address] = site.calls
    assert set(counts.values()) == {2}


HOSTILE = "<script>alert(1)</script>\"'>{{ x }}{% y %}\u202eelbisiver\u202c=1+1"


def hostile_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    pledges, register, strategy = pledge_edition(), register_edition(), strategy_edition()
    items = tuple(
        replace(one, title=HOSTILE, subtitle=HOSTILE, departments=(HOSTILE,), activities=activities(HOSTILE))
        for one in pledges.content.items
    )
    finding = Finding(
        check=HOSTILE,
        severity=Severity.ERROR,
        subject=HOSTILE,
        field=HOSTILE,
        place=HOSTILE,
        printed=HOSTILE,
        expected=HOSTILE,
        message=HOSTILE,
    )
    pledges = replace(
        pledges,
        content=replace(
            pledges.content,
            items=items,
            document=document(DocumentKind.MAYORAL_PLEDGES, 2025, HOSTILE, publisher=HOSTILE),
        ),
        audit=replace(
            pledges.audit,
            findings=(finding,),
            figures=tuple(
                replace(f, printed=HOSTILE, calculated=HOSTILE, rule=HOSTILE) for f in pledges.audit.figures
            ),
            trials=tuple(replace(t, label=HOSTILE, failures=(HOSTILE,)) for t in pledges.audit.trials),
        ),
    )
    entries = tuple(
        replace(
            one,
            title=HOSTILE,
            number=HOSTILE,
            departments=(HOSTILE,),
            purpose=HOSTILE,
            effects=HOSTILE,
            organisations_printed=HOSTILE,
            recurrence_printed=HOSTILE,
            participants_printed=HOSTILE,
            organisations=tuple(replace(o, name=HOSTILE) for o in one.organisations),
            occurrences=tuple(
                replace(o, label=HOSTILE, start=HOSTILE, date_printed=HOSTILE, note=HOSTILE)
                for o in one.occurrences
            ),
        )
        for one in register.content.entries
    )
    register = replace(register, content=replace(register.content, entries=entries))
    strategy = replace(
        strategy,
        content=replace(
            strategy.content,
            items=tuple(
                replace(one, title=HOSTILE, summary=HOSTILE, audience=(HOSTILE,), outcomes=(HOSTILE,))
                for one in strategy.content.items
            ),
            indicators=tuple(
                replace(one, name=HOSTILE, note=HOSTILE, unit=HOSTILE) for one in strategy.content.indicators
            ),
            glossary=tuple(
                replace(one, term=HOSTILE, definition=HOSTILE) for one in strategy.content.glossary
            ),
        ),
    )
    stand_in(
        monkeypatch,
        pledges,
        register,
        strategy,
        cities=[CityRow("999997", HOSTILE, fictional=True)],
        lines=(HOSTILE,) * 400,
    )
    return ["/", HOME] + [
        HOME + address
        for address in (
            "pledges/fy2025/v1/",
            "pledges/fy2025/v1/01/",
            "pledges/fy2025/v1/01-1/",
            "pledges/fy2025/v1/01-1-1/",
            "strategy/fy2021/v1/",
            "strategy/fy2021/v1/G1/",
            "strategy/fy2021/v1/S1/",
            "strategy/fy2021/v1/S1-1/",
            "collaboration/",
            "collaboration/fy2024/v1/co_hosting-2/",
            "audit/",
            "findings/",
            "pledges/fy2025/v1/source/",
            "collaboration/?words=%3Cscript%3E",
        )
    ]


def test_hostile_text_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in hostile_pages(monkeypatch):
        if address == "/":
            continue
        page = open_page(address)
        assert "<script>" in page.text, address
        assert "{{ x }}{% y %}" in page.text, address


def test_controls_of_direction_end_with_the_text_they_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in hostile_pages(monkeypatch):
        if address == "/":
            continue
        html = Client().get(address).content.decode()
        outside = re.sub(r"<bdi>.*?</bdi>", "", html, flags=re.DOTALL)
        outside = re.sub(r'value="[^"]*"', "", outside)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", outside), address


def test_pages_forbid_what_they_do_not_need(site: StandIn) -> None:
    policy = Client().get(HOME).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_dates_are_marked_for_machines(site: StandIn) -> None:
    html = Client().get(HOME + "collaboration/fy2024/v2/co_hosting-1/").content.decode()
    assert '<time datetime="2024-05-11">令和6年5月11日</time>' in html
    assert '<time datetime="2024-09-01">9月1日</time>' in html


def test_charts_have_a_title_and_their_number(site: StandIn) -> None:
    html = Client().get(HOME + "pledges/fy2025/v2/").content.decode()
    assert re.search(r'<title id="[a-z-]+">全体の進捗状況 41.0％</title>', html)
    assert re.search(r"<title>ビジョン01 [^<]* 52％</title>", html)


def test_an_edition_without_wording_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    editions = []
    for one in (pledge_edition(), strategy_edition(), register_edition()):
        content = one.content
        items = tuple(
            replace(item, summary=None, activities=tuple(replace(a, text=None) for a in item.activities))
            for item in content.items
        )
        glossary = tuple(replace(term, definition=None) for term in content.glossary)
        abridged = replace(content.document, abridged=True)
        editions.append(
            replace(one, content=replace(content, document=abridged, items=items, glossary=glossary))
        )
    stand_in(monkeypatch, *editions)
    for address, words in (
        ("pledges/fy2025/v1/01-1/", "文章はこの版に収録していません"),
        ("strategy/fy2021/v1/", "説明文はこの版に収録していません"),
        ("strategy/fy2021/v1/S1/", "概要・対象・成果などの文章は、この版に収録していません"),
        ("collaboration/fy2024/v1/co_hosting-1/", "目的・内容と効果の文章は、この版に収録していません"),
        ("pledges/fy2025/v1/source/", "省いた文章は「…」で示しています"),
    ):
        text = open_page(HOME + address).text
        assert words in text
        assert "None" not in text


def test_an_earlier_version_says_that_there_is_a_newer_one(site: StandIn) -> None:
    assert "新しい版があります" in open_page("/999997/pledges/fy2025/v1/").text
    assert "新しい版があります" not in open_page("/999997/pledges/fy2025/v2/").text


def test_a_fault_of_the_system_is_told_in_japanese(site: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "rows", None)
    response = Client(raise_request_exception=False).get(HOME)
    assert response.status_code == 500
    assert "ページを表示できません" in response.content.decode()
