"""From editions to records and suggestions: what can be found, and where it leads."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.search.build_index import build_index
from mitodoke.publishing.search.fold import fold
from mitodoke.publishing.search.gather import gather
from mitodoke.publishing.search.open_index import SearchIndex
from mitodoke.publishing.search.record import RecordKind, SearchRecord
from mitodoke.publishing.search.records_of_edition import records_of
from mitodoke.publishing.search.result import SearchFilters
from mitodoke.publishing.search.search import search
from mitodoke.publishing.search.suggest import suggest
from mitodoke.publishing.views.page import find_city
from mitodoke.publishing.views.record_address import record_addresses
from publishing.beside_records import with_everything, with_evidence
from publishing.edition_parts import CODE
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.search.search_records import index_of, record
from publishing.stand_in import stand_in
from publishing.strategy_editions import strategy_edition


@pytest.fixture(scope="module")
def editions() -> list[Edition]:
    return [
        with_everything(pledge_edition(), "01-1-1"),
        strategy_edition(),
        with_evidence(register_edition()),
    ]


@pytest.fixture(scope="module")
def index(editions: list[Edition], tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    path = tmp_path_factory.mktemp("editions") / "folder" / "search.sqlite3"
    build_index(path, editions)
    return SearchIndex(path)


def test_everything_public_is_a_record_with_a_page(editions: list[Edition]) -> None:
    for edition in editions:
        records, pages = list(records_of(edition)), EditionIndex(edition)
        counts = {kind: sum(one.kind is kind for one in records) for kind in RecordKind}
        content = edition.content
        assert sum(counts[RecordKind(one.kind.value)] > 0 for one in content.items) == len(content.items)
        assert counts[RecordKind.INDICATOR] == len(content.indicators)
        assert counts[RecordKind.COLLABORATION_ENTRY] == len(content.entries)
        assert counts[RecordKind.GLOSSARY_TERM] == len(content.glossary)
        assert counts[RecordKind.FINDING] == len(edition.audit.findings)
        assert counts[RecordKind.OPINION] == len(content.opinions)
        for one in records:
            assert one.key is None or one.key in pages.items_by_key or one.key in pages.entries_by_key


def test_every_sentence_of_every_record_can_be_found(editions: list[Edition], index: SearchIndex) -> None:
    for one in gather(editions):
        for text in [one.title, *(field.text for field in one.fields)]:
            if fold(text[:200]) and '"' not in text:
                found = search(index, f'"{text[:200]}"', SearchFilters(city=CODE), limit=1000)
                assert one in [hit.record for hit in found.hits]


@pytest.mark.parametrize(
    ("words", "kind", "label"),
    [
        ("時期を早めるべき", RecordKind.OPINION, "意見"),
        ("3月に早めます", RecordKind.OPINION, "市の回答"),
        ("島も含みます", RecordKind.MEASURE, "約束への補足"),
        ("2か所ふやす", RecordKind.MEASURE, "検証"),
        ("総合評価 順調", RecordKind.MEASURE, "独自の欄"),
        ("配置図", RecordKind.MEASURE, "独自の欄のファイル"),
        ("来場者の集計", RecordKind.MEASURE, "根拠資料"),
    ],
)
def test_what_stands_beside_the_facts_is_found_with_its_place(
    index: SearchIndex, words: str, kind: RecordKind, label: str
) -> None:
    found = search(index, words, SearchFilters(city=CODE, kinds=(kind,)))
    [hit] = [one for one in found.hits if one.record.key == "01-1-1"]
    assert label in {one.label for one in hit.excerpts}


def test_an_opinion_on_the_whole_plan_leads_to_the_plan(
    editions: list[Edition], index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, *editions)
    address = record_addresses(find_city(CODE))
    [whole] = search(index, "全体によく進んでいる", SearchFilters(city=CODE)).hits
    assert (whole.record.kind, whole.record.title) == (RecordKind.OPINION, "花咲市行政評価委員会")
    assert address(whole.record) == f"/{CODE}/pledges/fy2025/v1/#opinions-heading"
    [about] = search(index, "時期を早めるべき", SearchFilters(city=CODE)).hits
    assert address(about.record) == f"/{CODE}/pledges/fy2025/v1/01-1-1/#opinions-heading"


def test_only_the_newest_version_is_found_unless_asked(tmp_path: Path) -> None:
    first, second = pledge_edition(version=1), pledge_edition(version=2)
    earlier = pledge_edition(year=2024)
    index = index_of(tmp_path, gather([first, second, earlier]))
    title = next(one.title for one in first.content.items if one.title)
    found = search(index, title, limit=100)
    assert {(hit.record.fiscal_year, hit.record.version) for hit in found.hits} == {(2025, 2), (2024, 1)}
    assert [value.value for value in found.facets.years] == [2025, 2024]
    everything = search(index, title, SearchFilters(superseded=True), limit=100)
    assert everything.total > found.total
    assert gather([first, second], superseded=False) == [one for one in gather([first, second]) if one.newest]


def test_a_name_of_several_years_is_one_record() -> None:
    new, old = register_edition(), register_edition()
    old = replace(old, content=replace(old.content, document=replace(old.content.document, fiscal_year=1999)))
    names = [one for one in gather([old, new]) if one.kind is RecordKind.ORGANISATION]
    assert len({one.title for one in names}) == len(names)
    assert all(set(one.years) == {new.content.document.fiscal_year, 1999} for one in names)
    assert {one.fiscal_year for one in names} == {new.content.document.fiscal_year}


def test_suggestions_begin_with_the_text_first_and_stand_once(tmp_path: Path) -> None:
    organisation = RecordKind.ORGANISATION
    records: list[SearchRecord] = [
        record("花咲市保育の会", kind=organisation),
        record("保育所の整備"),
        record("保育所の整備", document=DocumentKind.COMPREHENSIVE_STRATEGY),
        record("ﾎｲｸ", kind=RecordKind.GLOSSARY_TERM),
        record("保育のおわり", newest=False),
        record("保育の疑い", kind=RecordKind.FINDING),
        record("保育よその市", city="000001"),
    ]
    index = index_of(tmp_path, records)
    assert [one.text for one in suggest(index, "保育", city="999997")] == ["保育所の整備", "花咲市保育の会"]
    assert [one.text for one in suggest(index, "保", limit=2)] == ["保育よその市", "保育所の整備"]
    assert [one.text for one in suggest(index, "ほいく")] == ["ﾎｲｸ"]
    (found,) = suggest(index, "市保育")
    assert [(piece.text, piece.hit) for piece in found.pieces] == [
        ("花咲", False),
        ("市保育", True),
        ("の会", False),
    ]
    for hostile in ("", " ", "\x00", '"', "%", "*", "\ud800", "龘", "あ" * 10_000):
        assert suggest(index, hostile) == ()
    assert suggest(index, "保育", limit=0) == suggest(index, "保育", city="none") == ()


def test_the_search_knows_no_framework_but_for_the_site() -> None:
    code = (
        "import importlib, pkgutil, sys, mitodoke.publishing.search as top\n"
        "for one in pkgutil.iter_modules(top.__path__, top.__name__ + '.'):\n"
        "    one.name.endswith('.for_site') or importlib.import_module(one.name)\n"
        "print(sum(name.partition('.')[0] == 'django' for name in sys.modules))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.stdout.strip(), result.stderr) == ("0", "")


def test_the_index_is_the_same_whoever_builds_it(editions: list[Edition]) -> None:
    with speaking("en"):
        in_english = gather(editions)
    assert in_english == gather(editions)
