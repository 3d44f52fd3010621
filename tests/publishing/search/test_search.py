"""Searching: the same hits as looking through every text, in a stable order, page by page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.search.fold import fold
from mitodoke.publishing.search.open_index import SearchIndex
from mitodoke.publishing.search.query import MAX_LENGTH, parse_query
from mitodoke.publishing.search.record import RecordKind, SearchRecord
from mitodoke.publishing.search.result import AdviceKind, SearchFilters
from mitodoke.publishing.search.search import search
from publishing.search.search_records import holding, index_of, record

WORDS = st.text(alphabet="市民市場保育所ケヶカ3ｶﾞ゛が ab.*\"'・(㈱", min_size=1, max_size=7)
TEXTS = st.lists(WORDS, min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(WORDS, TEXTS), min_size=1, max_size=8), st.lists(WORDS, min_size=1, max_size=6))
def test_equals_looking_through_every_text(texts: list[tuple[str, list[str]]], queries: list[str]) -> None:
    records = [record(title, *bodies) for title, bodies in texts]
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), records)
        for query in queries:
            result = search(index, query, limit=100)
            assert result.total == len(result.hits) == len(holding(records, query))
            assert sorted(map(repr, (hit.record for hit in result.hits))) == sorted(
                map(repr, holding(records, query))
            )
            for hit in result.hits:
                assert "".join(piece.text for piece in hit.title) == hit.record.title


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    kinds = list(RecordKind)
    forms = [None, *CollaborationForm]
    records = [
        record(
            f"事業{number}" if number % 3 else "保育の事業",
            "市民と協働する" * (number % 2) + "保育所",
            kind=kinds[number % len(kinds)],
            city=f"{number % 4:06}",
            departments=tuple(f"{part}課" for part in range(number % 3)),
            form=forms[number % len(forms)],
            years=(2020 + number % 3,),
            newest=number % 10 != 9,
        )
        for number in range(200)
    ]
    return index_of(tmp_path_factory.mktemp("search"), records)


def test_pages_hold_every_hit_once(index: SearchIndex) -> None:
    whole = search(index, "保育", limit=1000)
    paged = [
        hit
        for offset in range(0, whole.total, 7)
        for hit in search(index, "保育", offset=offset, limit=7).hits
    ]
    assert whole.total == 180
    assert paged == list(whole.hits)
    assert search(index, "保育", offset=10_000).hits == ()
    with pytest.raises(ValueError, match="not a page"):
        search(index, "保育", offset=-1)


def test_a_whole_title_stands_first_then_titles_then_texts(tmp_path: Path) -> None:
    records = [record("道", "保育"), record("保育所", "道"), record("保育", "道"), record("保育園", "")]
    result = search(index_of(tmp_path, records), "保育")
    assert [hit.record.title for hit in result.hits] == ["保育", "保育所", "保育園", "道"]


@pytest.mark.parametrize(
    "filters",
    [
        SearchFilters(),
        SearchFilters(superseded=True),
        SearchFilters(kinds=(RecordKind.PLEDGE, RecordKind.FINDING), years=(2021,)),
        SearchFilters(city="000001", departments=("1課",)),
        SearchFilters(forms=(CollaborationForm.PATRONAGE,), documents=(DocumentKind.MAYORAL_PLEDGES,)),
        SearchFilters(city="no such city"),
        SearchFilters(departments=("no such department",)),
    ],
)
def test_facets_tell_what_choosing_a_value_gives(index: SearchIndex, filters: SearchFilters) -> None:
    from dataclasses import replace

    result = search(index, "保育", filters, limit=1000)
    assert all(_passes(hit.record, filters) for hit in result.hits)
    for name in ("kinds", "documents", "years", "departments", "forms"):
        values = getattr(result.facets, name)
        for value in values:
            chosen = search(index, "保育", replace(filters, **{name: (value.value,)}), limit=1)
            assert chosen.total == value.count
            assert value.chosen == (value.value in getattr(filters, name))
        if name in ("kinds", "documents", "years"):
            counted = [v.count for v in values if v.chosen or not getattr(filters, name)]
            assert sum(counted) == result.total


def _passes(one: SearchRecord, filters: SearchFilters) -> bool:
    return (
        (one.newest or filters.superseded)
        and (filters.city is None or one.city == filters.city)
        and (not filters.kinds or one.kind in filters.kinds)
        and (not filters.years or bool({*one.years} & {*filters.years}))
        and (not filters.departments or bool({*one.departments} & {*filters.departments}))
        and (not filters.forms or one.form in filters.forms)
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   \u3000\t\n",
        "・",
        "\x00",
        "\ud800",
        '"',
        '""',
        '"""" OR ""',
        "title:保育",
        "保育 OR 市民",
        "保育 NOT 市民",
        "保育*",
        "^保育",
        "NEAR(保育 市民, 2)",
        "{title body}: 保育",
        "保育 + 市民",
        "- 保育",
        "(保育",
        "'; DROP TABLE record; --",
        "<script>alert(1)</script>",
        "\u202e保育\u202c",
        "%",
        "_",
        "保\x00育",
        "あ" * 10_000,
        "保育 " * 10_000,
        " ".join(chr(0x4E00 + n) for n in range(5_000)),
    ],
)
def test_hostile_queries_are_words_like_any_other(index: SearchIndex, query: str) -> None:
    everything = [index.record(number) for number in range(1, len(index.combination_of))]
    result = search(index, query, SearchFilters(superseded=True), limit=5)
    assert result.total == len(holding(everything, query))
    assert result.query.shortened == (len(query) > MAX_LENGTH)


def test_words_are_separated_by_any_space_and_quotes_keep_one_together() -> None:
    assert parse_query("市民　協働 ｼﾐﾝ 市民").folded == ("市民", "協働", fold("シミン"))
    assert parse_query('"open data" “市 民”x').folded == ("opendata", "市民", "x")
    assert parse_query(" ".join(f"語{n}" for n in range(20))).shortened


def test_highlights_mark_the_original(tmp_path: Path) -> None:
    cases = [
        ("㈱花咲", "株", ["㈱"]),
        ("ｻｯﾎﾟﾛﾋﾞｰﾙ祭", "ぽろビール", ["ﾎﾟﾛﾋﾞｰﾙ"]),
        ("面積は㎡です", "m", ["㎡"]),
        ("まち\nづく り", "まちづくり", ["まち\nづく り"]),
        ("髙橋さんと高橋さん", "高橋", ["髙橋", "高橋"]),
        ("か\u3099っこう", "が", ["か\u3099"]),
        ("三ケ所で", "三ヶ所", ["三ケ所"]),
        ("ああああ", "ああ", ["ああああ"]),
        ("<b>市</b>", "<b>", ["<b>"]),
    ]
    for number, (text, query, marked) in enumerate(cases):
        (tmp_path / str(number)).mkdir()
        index = index_of(tmp_path / str(number), [record(text, text)])
        (hit,) = search(index, query).hits
        assert [piece.text for piece in hit.title if piece.hit] == marked
        assert [piece.text for piece in hit.excerpts[0].pieces if piece.hit] == marked


def test_excerpts_are_cut_around_the_hit_and_show_every_word(tmp_path: Path) -> None:
    long = "前" * 500 + "保育" + "後" * 500
    index = index_of(tmp_path, [record("題", long, "保育", "保育", "保育", "協働")])
    (hit,) = search(index, "保育 協働").hits
    first = hit.excerpts[0].pieces
    assert first[0].text == first[-1].text == "…"
    assert sum(len(piece.text) for piece in first) < 130
    assert "協働" in [piece.text for excerpt in hit.excerpts for piece in excerpt.pieces if piece.hit]


def test_advice_is_given_only_where_nothing_is_found_and_always_finds_something(tmp_path: Path) -> None:
    records = [record("未来の保育"), record("保育所の整備"), record("市民協働", city="000000")]
    index = index_of(tmp_path, records)

    def advice(query: str, **filters: object) -> list[tuple[AdviceKind, str, int]]:
        result = search(index, query, SearchFilters(**filters))  # type: ignore[arg-type]
        return [(one.kind, one.query, one.total) for one in result.advice]

    assert advice("保育") == []
    assert advice("末来") == [(AdviceKind.LOOK_ALIKE, "未来", 1)]
    assert advice("保育 道路") == [(AdviceKind.FEWER_WORDS, "保育", 2)]
    assert advice("保育所計画") == [(AdviceKind.PART, "保育所", 1)]
    assert advice("保育", kinds=(RecordKind.VISION,)) == [(AdviceKind.FILTERS, "保育", 2)]
    assert advice("市民", city="999997") == []
    assert advice("龘") == []
