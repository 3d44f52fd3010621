"""The search of the static form: the same folded form, hits, counts and marks in JavaScript as in Python."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.search.fold import fold_table, fold_with_places
from mitodoke.publishing.search.gather import gather
from mitodoke.publishing.search.query import parse_query
from mitodoke.publishing.search.record import SearchRecord
from mitodoke.publishing.search.result import SearchFilters, SearchResult
from mitodoke.publishing.search.search import search
from mitodoke.publishing.search.static_index import static_index
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.search.search_records import index_of
from publishing.strategy_editions import strategy_edition

SCRIPT = Path(__file__).parents[3] / "src/mitodoke/publishing/static/publishing/search-index.js"
Run = Callable[[str, object], Any]


@pytest.fixture(scope="module")
def editions() -> list[Edition]:
    return [pledge_edition(), strategy_edition(), register_edition(extra=60)]


def address_of(record: SearchRecord) -> str:
    return f"{record.document}/{record.key}/"


@pytest.fixture(scope="module")
def run(editions: list[Edition], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs an expression of `input` in node, with the files and the script loaded as a page loads them."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; tests/publishing/search/test_search_page.py asks Chromium")
    folder = tmp_path_factory.mktemp("files")
    files = static_index(editions, address_of, shard_bytes=6_000)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    head = ["globalThis.self = globalThis;", SCRIPT.read_text(encoding="utf-8")]
    head += [(folder / name).read_text(encoding="utf-8") for name in files]

    def answer(expression: str, value: object) -> Any:
        (folder / "input.json").write_text(json.dumps(value), encoding="ascii")
        lines = [
            *head,
            f"const input = JSON.parse(require('fs').readFileSync({json.dumps(str(folder / 'input.json'))}));",
            f"console.log(JSON.stringify({expression}));",
        ]
        (folder / "run.js").write_text("\n".join(lines), encoding="utf-8")
        done = subprocess.run([node, folder / "run.js"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return answer


def _units(text: str) -> list[int]:
    """For each character of `text` the UTF-16 unit it begins at, and the end."""
    places = [0]
    for one in text:
        places.append(places[-1] + (2 if ord(one) > 0xFFFF else 1))
    return places


def test_every_character_folds_equally(run: Run) -> None:
    points = [*fold_table(), *map(chr, range(0x33FF)), *map(chr, range(0x4E00, 0x30000, 37))]
    texts = sorted(set(points))
    folded = run("input.map((text) => mitodokeSearch.fold(text))", texts)
    assert [
        one for one, other in zip(texts, folded, strict=True) if fold_with_places(one).text != other
    ] == []


def test_texts_fold_equally_with_the_same_places(run: Run) -> None:
    choose = random.Random(20261123)
    alphabet = [*fold_table(), *"かガケヶ三市場゛゜\u3099\u309aｶﾞ 3㈱𠮷\U0001f600\ud83d\ude00ー-"] + list(
        "ケ゛市3"
    ) * 400
    texts = ["".join(choose.choices(alphabet, k=choose.randrange(12))) for _ in range(5000)]
    # Two lone halves that stand together are one character there and two here: no text of a document holds that.
    texts = [text for text in texts if not any(one in text for one in map(chr, range(0xD800, 0xE000)))]
    assert len(texts) > 1000
    for text, told in zip(
        texts, run("input.map((t) => mitodokeSearch.foldWithPlaces(t))", texts), strict=True
    ):
        ours, units = fold_with_places(text), _units(text)
        assert told["text"] == ours.text
        wide = [count for one in ours.text for count in [2 if ord(one) > 0xFFFF else 1]]
        assert told["starts"] == [
            units[at] for at, count in zip(ours.starts, wide, strict=True) for _ in range(count)
        ]
        assert told["ends"] == [
            units[at] for at, count in zip(ours.ends, wide, strict=True) for _ in range(count)
        ]


QUERIES = [
    "市",
    "課",
    "の",
    "保育 市",
    "1",
    "事業",
    "株",
    "子ども",
    "ＫＰＩ",
    "",
    "\u3000",
    "龘",
    '"市 民" 課',
    "A" * 300,
]


def test_finds_marks_and_counts_as_the_served_search_does(
    run: Run, editions: list[Edition], tmp_path: Path
) -> None:
    index = index_of(tmp_path, gather(editions, superseded=False))
    filters = [
        ({}, SearchFilters()),
        (
            {"documents": [list(DocumentKind).index(DocumentKind.COLLABORATION_REGISTER)]},
            SearchFilters(documents=(DocumentKind.COLLABORATION_REGISTER,)),
        ),
        (
            {"documents": [0, 1], "years": [0]},
            SearchFilters(
                documents=(DocumentKind.MAYORAL_PLEDGES, DocumentKind.COMPREHENSIVE_STRATEGY), years=(2025,)
            ),
        ),
    ]
    told = run(
        "input.map(([text, chosen]) => { const r = mitodokeSearch.find(text, chosen); return {"
        "words: r.query.words, shortened: r.query.shortened,"
        "hits: r.hits.map((h) => [h.address, h.heading, mitodokeSearch.mark(h.title, r.query.words),"
        " mitodokeSearch.excerpts(h, r.query.words).map((e) => [e.label, e.pieces])]),"
        "counts: mitodokeSearch.FACETS.map((name) => Array.from(r.counts[name])"
        ".map(([v, n]) => [mitodokeSearch.index.facets[name][v][0], n]))}; })",
        [[query, chosen] for query in QUERIES for chosen, _ in filters],
    )
    served = [search(index, query, wanted, limit=10_000) for query in QUERIES for _, wanted in filters]
    assert max(result.total for result in served) > 50
    for theirs, ours in zip(told, served, strict=True):
        assert (theirs["words"], theirs["shortened"]) == (list(ours.query.folded), ours.query.shortened)
        assert theirs["hits"] == _hits(ours)
        if ours.query.words:
            assert [sorted(map(tuple, one)) for one in theirs["counts"]] == _counts(ours)


def _hits(result: SearchResult) -> list[list[object]]:
    return [
        [
            address_of(hit.record),
            f"{hit.record.heading} {hit.record.detail}".strip(),
            [[piece.text, piece.hit] for piece in hit.title],
            [[one.label, [[piece.text, piece.hit] for piece in one.pieces]] for one in hit.excerpts],
        ]
        for hit in result.hits
    ]


def _counts(result: SearchResult) -> list[list[tuple[str, int]]]:
    names = ("kinds", "documents", "years", "departments", "forms")
    return [
        sorted((str(value.value), value.count) for value in getattr(result.facets, name)) for name in names
    ]


def test_files_are_small_scripts_that_carry_nothing_twice(editions: list[Edition]) -> None:
    files = static_index(editions, address_of, shard_bytes=6_000)
    assert files == static_index(editions, address_of, shard_bytes=6_000)
    assert len(files) > 2
    assert all(len(content) <= 6_000 for name, content in files.items() if name != "index.js")
    assert len(static_index(editions, address_of)) == 2
    assert b"<" not in b"".join(files.values())
    for content in files.values():
        content.decode("utf-8")


def test_an_english_page_names_its_filters_in_english(editions: list[Edition]) -> None:
    with speaking("en"):
        english = static_index(editions, address_of)["index.js"].decode()
    assert '"FY2025"' in english
    assert '"令和7年度"' not in english
    assert '"令和7年度"' in static_index(editions, address_of)["index.js"].decode()


def test_hostile_texts_stay_texts(run: Run) -> None:
    hostile = ["</script><b>", "\u2028", "${x}", "\\", '"', "\u202e", "=1+1", "__proto__", "constructor"]
    for text, words in zip(
        hostile, run("input.map((t) => mitodokeSearch.parseQuery(t).words)", hostile), strict=True
    ):
        assert words == list(parse_query(text).folded)
