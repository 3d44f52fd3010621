"""Atom feeds: permanent ids, newest first, and text that stays text."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from mitodoke.outputs.atom_feed import Correction, Feed, atom_feed, correction_entries, edition_entry
from mitodoke.outputs.open_data.edition_name import Publication
from outputs.open_data.editions import HOSTILE, hostile_plan, pledges, strategy

TERMS = Publication(base="https://example.lg.jp/mitodoke/")
FEED = Feed(
    name="999997/editions", title="花咲市の版", author="花咲市", address=f"{TERMS.base}999997/feed.atom"
)
ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(entries, terms: Publication = TERMS) -> ElementTree.Element:
    return ElementTree.fromstring(atom_feed(FEED, entries, terms))


def entries_of(*editions) -> list:
    return [e for edition in editions if (e := edition_entry(edition, TERMS))]


def test_editions_newest_first_with_what_the_standard_demands() -> None:
    feed = parsed(entries_of(pledges(), strategy()))
    assert feed.findtext(f"{ATOM}id") == "tag:example.lg.jp,2026:999997/editions"
    assert feed.findtext(f"{ATOM}updated") == "2026-07-01T00:00:00+09:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "花咲市"
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    assert [e.findtext(f"{ATOM}title") for e in feed.findall(f"{ATOM}entry")] == [
        "訂正：花咲市総合戦略（令和7年度） 第2版",
        "公表：【架空】花咲市 市長公約の取組状況（令和7年度）",
    ]
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}id", "").startswith("tag:example.lg.jp,2026:")
        assert entry.findtext(f"{ATOM}updated", "").endswith("+09:00")
        assert entry.find(f"{ATOM}link").get("href").startswith(TERMS.base)  # type: ignore[union-attr]


def test_ids_do_not_change_when_the_pages_move() -> None:
    moved = replace(TERMS, base="https://example.lg.jp/elsewhere/", page=lambda _: "x/")
    ids = [
        [e.text for e in parsed(entries_of(pledges()), terms).iter(f"{ATOM}id")] for terms in (TERMS, moved)
    ]
    assert ids[0] == ids[1]


def test_an_edition_that_is_not_published_is_no_news() -> None:
    assert edition_entry(replace(pledges(), published_on=None), TERMS) is None
    assert correction_entries(replace(pledges(), published_on=None), [Correction(subject="a", before="1", after="2")], TERMS) == ()  # fmt: skip


def test_corrections_one_by_one() -> None:
    corrections = [
        Correction(subject="S1-1の目標値", before="230", after="250", reason="転記の誤り"),
        Correction(subject="S1-2の名称", before="花笑", after="花咲"),
    ]
    feed = parsed(correction_entries(strategy(), corrections, TERMS))
    found = {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}summary") for e in feed.findall(f"{ATOM}entry")}
    assert found == {
        "正誤：S1-1の目標値": "誤：230 正：250 理由：転記の誤り",
        "正誤：S1-2の名称": "誤：花笑 正：花咲",
    }
    assert len({e.text for e in feed.iter(f"{ATOM}id")}) == 3


def test_a_feed_without_entries_is_still_a_feed() -> None:
    feed = parsed([])
    assert feed.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+09:00"
    assert feed.findall(f"{ATOM}entry") == []


def test_the_order_of_the_entries_given_does_not_matter() -> None:
    entries = entries_of(pledges(), strategy())
    assert atom_feed(FEED, entries, TERMS) == atom_feed(FEED, entries[::-1], TERMS)


def test_hostile_text_stays_text() -> None:
    feed = parsed(entries_of(hostile_plan()))
    assert "<script>alert(1)</script>" in feed.findtext(f"{ATOM}entry/{ATOM}title", "")
    corrections = [Correction(subject=text, before=text, after=text) for text in HOSTILE]
    assert len(parsed(correction_entries(strategy(), corrections, TERMS)).findall(f"{ATOM}entry")) == len(
        HOSTILE
    )
