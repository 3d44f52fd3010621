"""Tables whose columns only little white space parts: read nearly whole, and told of where columns run together."""

from __future__ import annotations

import random
from functools import cache

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.sources.extract import extract
from mitodoke.sources.read_file import read_file_bytes
from mitodoke.sources.read_pdf import read_pdf
from mitodoke.sources.read_text import decode_text
from sources.formats.collaboration_facts import make_facts
from sources.formats.collaboration_print import print_tabs
from sources.formats.strategy_generator import write_strategy
from sources.read_pdf.bad_pdfs import pages_of
from sources.read_pdf.compare_contents import compare
from sources.read_pdf.reset_document import Setting, reset_as_pdf


@cache
def generated(kind: str, seed: int) -> Reading:
    if kind == "strategy":
        return extract(decode_text(write_strategy(seed).text.encode(), "generated"))
    rng = random.Random(seed)
    rows = [make_facts(rng, number, year=2020) for number in range(1, 13)]
    return extract(decode_text(print_tabs(rows, rng).encode(), "generated"))


@pytest.mark.parametrize(("beside", "below"), [(9, 6), (6, 3), (4, 3)])
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", ["register", "strategy"])
def test_dense_tables_give_the_same_records(kind: str, seed: int, beside: float, below: float) -> None:
    """Type of 9 points with 18, 12 and 8 points between full columns, and rows that a page break cuts."""
    expected = generated(kind, seed)
    setting = Setting(landscape=True, ruled=False, room=(beside, below))
    found = read_file_bytes(reset_as_pdf(expected.lines, setting), "x").reading
    comparison = compare(expected.content, found.content)
    assert comparison.share >= 99.5, comparison.told()
    assert found.unaccounted == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_what_runs_together_is_told(seed: int) -> None:
    """With 6 points between columns a text can lose its column: then a finding names the page and the table."""
    expected = generated("register", seed)
    setting = Setting(landscape=True, ruled=False, room=(3, 2))
    found = read_file_bytes(reset_as_pdf(expected.lines, setting), "x").reading
    comparison = compare(expected.content, found.content)
    assert comparison.share >= 90
    told = [one for one in found.findings if one.check == "unclear_columns"]
    assert told or comparison.share >= 99.5
    for one in told:
        assert one.place is not None
        assert one.place.startswith("p")
        assert "列の境がはっきりしない行" in one.message


@pytest.mark.parametrize(
    "lines",
    [
        [
            "第１　花壇を つくること",
            "第２　朝市を ひらくこと",
            "第３　港を まもること",
            "第４　祭を つづけること",
        ],
        ["市の花はつばきである。", "市の木はくすのきである。", "市の鳥はかもめである。"],
    ],
)
def test_lines_with_typed_spaces_are_no_table(lines: list[str]) -> None:
    found = read_pdf(pages_of([lines]), "x")
    assert not any("\t" in line for line in found.lines)
    assert found.findings == ()
