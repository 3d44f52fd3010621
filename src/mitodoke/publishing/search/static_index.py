"""The search of the static form: files that a page loads by `<script src>`, since nothing can be fetched from files.

``index.js`` assigns the table of the folded form, the filters' values and the list of the other files into the
global `mitodokeSearch`; each ``records-N.js`` adds its records. `static/publishing/search-index.js` reads them.
The records carry their texts as printed: folding a city's texts takes a browser less than carrying them twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from unicodedata import normalize

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.search.combination import Combination, combination_of
from mitodoke.publishing.search.fold import KANJI, VOICED, fold_table
from mitodoke.publishing.search.gather import gather
from mitodoke.publishing.search.mark import BEFORE, LENGTH, MOST_EXCERPTS
from mitodoke.publishing.search.query import MAX_LENGTH, MAX_WORDS, QUOTES, SPACES
from mitodoke.publishing.search.record import RecordKind, SearchRecord

SHARD_BYTES = 256 * 1024
"""The size that a file of records does not pass, unless a single record does."""


def static_index(
    editions: Iterable[Edition], address_of: Callable[[SearchRecord], str], *, shard_bytes: int = SHARD_BYTES
) -> dict[str, bytes]:
    """The files of the search over the newest versions of one city's `editions`, by file name (UTF-8).

    `address_of` gives the address of a record's page, relative to the page that searches. Names of kinds, fields and
    years are in the language that is being spoken; a site of two languages has two sets of files.
    """
    records = gather(editions, superseded=False)
    combinations: dict[Combination, int] = {}
    rows = [
        _script_text(
            [
                record.title,
                " ".join(tr(word) for word in (record.heading, record.detail) if word),
                address_of(record),
                combinations.setdefault(combination_of(record), len(combinations)),
                [part for field in record.fields for part in (tr(field.label), field.text)],
            ]
        )
        for record in records
    ]
    shards = {f"records-{number}.js": shard for number, shard in enumerate(_shards(rows, shard_bytes))}
    index = {
        "fold": fold_for_script(),
        "query": {"length": MAX_LENGTH, "words": MAX_WORDS, "quotes": QUOTES, "spaces": SPACES},
        "excerpt": {"before": BEFORE, "length": LENGTH, "most": MOST_EXCERPTS},
        "facets": _facets(combinations),
        "shards": list(shards),
        "records": {},
    }
    head = f"(self.mitodokeSearch = self.mitodokeSearch || {{}}).index = {_script_text(index)};\n"
    files = {"index.js": head.encode()}
    for name, shard in shards.items():
        body = f"self.mitodokeSearch.index.records[{_script_text(name)}] = [{shard}];\n"
        files[name] = body.encode()
    return files


def fold_for_script() -> dict[str, object]:
    """The table of the folded form in a short notation.

    `gone` and `normal` are pairs of code points between which all characters vanish or take their NFKC form (which
    Unicode promises never to change, so that every browser has the same), `single` characters each followed by the
    one they become, `several` characters with the texts they become; `voiced` and `kanji` as in `fold`.
    """
    table = fold_table()
    normal = {one for one, folded in table.items() if folded and folded == normalize("NFKC", one)}
    rest = {one: folded for one, folded in table.items() if folded and one not in normal}
    return {
        "gone": _ranges(ord(one) for one, folded in table.items() if not folded),
        "normal": _ranges(map(ord, normal)),
        "single": "".join(one + folded for one, folded in rest.items() if len(folded) == 1),
        "several": {one: folded for one, folded in rest.items() if len(folded) > 1},
        "voiced": VOICED,
        "kanji": KANJI,
    }


def _ranges(points: Iterable[int]) -> list[int]:
    ranges: list[int] = []
    for point in sorted(points):
        if ranges and ranges[-1] == point - 1:
            ranges[-1] = point
        else:
            ranges += [point, point]
    return ranges


def _facets(combinations: Iterable[Combination]) -> dict[str, object]:
    """Each filter's values as (value, label), and each combination by the places of its values in them."""
    known = list(combinations)
    years = sorted({year for one in known for year in one.years}, key=lambda year: -(year or 0))
    departments = sorted({name for one in known for name in one.departments})
    values: dict[str, Sequence[Any]] = {
        "kinds": list(RecordKind),
        "documents": list(DocumentKind),
        "years": years,
        "departments": departments,
        "forms": list(CollaborationForm),
    }
    places = {name: {value: at for at, value in enumerate(of)} for name, of in values.items()}
    return {
        "kinds": [[kind.value, tr(kind.label)] for kind in RecordKind],
        "documents": [[kind.value, tr(kind.label)] for kind in DocumentKind],
        "years": [[str(year), show_fiscal_year(year)] for year in years],
        "departments": [[name, name] for name in departments],
        "forms": [[form.value, tr(form.label)] for form in CollaborationForm],
        "combinations": [
            [
                [places["kinds"][one.kind]],
                [places["documents"][kind] for kind in one.documents],
                [places["years"][year] for year in one.years],
                [places["departments"][name] for name in one.departments],
                [] if one.form is None else [places["forms"][one.form]],
            ]
            for one in known
        ],
    }


def _shards(rows: Iterable[str], most: int) -> Iterator[str]:
    kept: list[str] = []
    size = 0
    for row in rows:
        length = len(row.encode()) + 2
        if kept and size + length > most - _FRAME_BYTES:
            yield ",\n".join(kept)
            kept, size = [], 0
        kept.append(row)
        size += length
    if kept:
        yield ",\n".join(kept)


_FRAME_BYTES = 100
"""What a file of records holds beside its records, at most."""


def _script_text(value: object) -> str:
    """`value` as it can stand in a script: JSON without what ends a script, a line or a surrogate pair."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(
        f"\\u{ord(one):04x}" if one in "<\u2028\u2029" or "\ud800" <= one <= "\udfff" else one for one in text
    )
