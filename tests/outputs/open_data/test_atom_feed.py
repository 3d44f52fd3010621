"""Atom feeds: permanent ids, newest first, and text that stays text."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from mitodoke.domain.edition_state import ChangeKind
from mitodoke.outputs.atom_feed import Feed, atom_feed, correction_entries, edition_entry, withdrawal_entry
from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.reports.comparison import Correction
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


def corrected(name: str, before: str | None, after: str | None, reason: str | None = None) -> Correction:
    """A correction of the target of `name`."""
    return Correction(subject=name, name=name, field="目標値", before=before, after=after, reason=reason)


def summaries(feed: ElementTree.Element) -> dict[str | None, str | None]:
    """Title and summary of each entry."""
    return {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}summary") for e in feed.findall(f"{ATOM}entry")}


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
    assert correction_entries(replace(pledges(), published_on=None), [corrected("a", "1", "2")], TERMS) == ()


def test_corrections_one_by_one() -> None:
    corrections = [
        corrected("S1-1", "230", "250", reason="転記の誤り"),
        corrected("S1-2", "", None),
        corrected("S1-3", None, ""),
    ]
    feed = parsed(correction_entries(strategy(), corrections, TERMS))
    assert summaries(feed) == {
        "正誤：S1-1 目標値": "誤：230 正：250 理由：転記の誤り",
        "正誤：S1-2 目標値": "誤：（記載なし） 正：（削除）",
        "正誤：S1-3 目標値": "誤：（記載なし） 正：（記載なし）",
    }
    assert len({e.text for e in feed.iter(f"{ATOM}id")}) == 4


def test_an_update_is_no_correction() -> None:
    entries = correction_entries(strategy(), [corrected("S1-1", "230", "250")], TERMS, kind=ChangeKind.UPDATE)
    assert summaries(parsed(entries)) == {"更新：S1-1 目標値": "前：230 後：250"}
    for follows, kind, title in (
        (None, None, "訂正"),
        (None, ChangeKind.UPDATE, "更新"),
        (True, ChangeKind.CORRECTION, "訂正"),
        (False, None, "公表"),
    ):
        told = edition_entry(strategy(), TERMS, follows=follows, kind=kind)
        assert told is not None
        assert told.title.startswith(f"{title}：")


def test_a_withdrawal_is_news_of_its_own() -> None:
    told = withdrawal_entry("x-v1", "題名 第1版", day="2026-08-01", link=TERMS.base, told="誤りのため")
    assert told.name != edition_entry(strategy(), TERMS).name  # type: ignore[union-attr]
    assert summaries(parsed([told])) == {"取下げ：題名 第1版": "誤りのため"}


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
    corrections = [corrected(text, text, text, reason=text) for text in HOSTILE]
    assert len(parsed(correction_entries(strategy(), corrections, TERMS)).findall(f"{ATOM}entry")) == len(
        HOSTILE
    )
