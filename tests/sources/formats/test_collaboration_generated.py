"""Random fictional registers, printed in either layout and read back equal."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.sources.formats.collaboration_register import BROKEN_CELLS, TAB_SEPARATED
from sources.formats.collaboration_facts import Facts, make_facts, make_hard_facts
from sources.formats.collaboration_print import HEAD, Style, print_broken, print_tabs
from sources.formats.collaboration_reading import bare, read

STYLES = {
    "as printed": Style(),
    "narrow columns": Style(title=24, department=10, recurrence=14, purpose=36, organisations=24, effects=40),
    "wide columns": Style(title=50, department=20, recurrence=22, purpose=80, organisations=50, effects=80),
    "counts without padding": Style(padding=3),
    "indented, centred": Style(indent_paragraphs=True, alignment="middle"),
    "two rows a page": Style(rows_a_page=2, dash="－"),
}


def said(row: Facts) -> dict[str, object]:
    return {
        "title": bare(row.title),
        "departments": bare(re.split("、", row.department)),
        "recurrence": bare(row.recurrence),
        "since": row.since,
        "purpose": bare("".join(row.purpose)),
        "organisations": bare(row.organisations),
        "dates": [(start, end) for start, end, _ in row.dates],
        "effects": bare("".join(row.effects)),
    }


def heard(entry: CollaborationEntry) -> dict[str, object]:
    return {
        "title": bare(entry.title),
        "departments": bare(list(entry.departments)),
        "recurrence": bare(entry.recurrence_printed),
        "since": entry.since_year,
        "purpose": bare(entry.purpose),
        "organisations": bare([mention.name for mention in entry.organisations]),
        "dates": [(each.start, each.end) for each in entry.occurrences],
        "effects": bare(entry.effects),
    }


def assert_read_back(rows: list[Facts], text: str) -> None:
    result = read(text, BROKEN_CELLS)
    assert result.ledger.unaccounted == ()
    assert [entry.number for entry in result.content.entries] == [str(row.number) for row in rows]
    for row, entry in zip(rows, result.content.entries, strict=True):
        assert heard(entry) == said(row)
        assert entry.participants == row.participants


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(4))
def test_broken_cells(style: str, seed: int) -> None:
    rng = random.Random(seed)
    rows = [make_hard_facts(rng, number) for number in range(1, 26)]
    assert_read_back(rows, print_broken(rows, STYLES[style]))


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
CHANGES: dict[str, Callable[[str], str]] = {
    "a number without blank lines": lambda t: re.sub(r"\n\n(\d+)\n\n(?=令和)", r"\n \1\n\n", t),
    "number and date on one line": lambda t: re.sub(r"\n(\d+)\n\n(?=令和)", r"\n\1 ", t),
    "blank lines within cells": lambda t: re.sub(r"。\n(?=[^\n])", "。\n\n", t),
    "one space before the count": lambda t: re.sub(r" {2,}([\d,]+) ", r" \1 ", t),
    "more spaces between cells": lambda t: re.sub(r"(?<=\S) (?=\S)", "  ", t),
    "page numbers": lambda t: re.sub(r"(①　協働の形態：共催 \d/\d)", r"- 12 -\n\1", t),
    "weekdays": lambda t: re.sub(r"(令和\d年\d+月\d+日)(?![（])", r"\1（土）", t),
    "other line ends": lambda t: t.replace("\n", "  \r\n"),
    "wide digits": lambda t: re.sub(r"令和\d年\d+月\d+日", lambda m: m[0].translate(WIDE), t),
    "short dates": lambda t: re.sub(r"令和(\d)年(\d+)月(\d+)日(?!～|\d)", r"R\1.\2.\3", t),
    "spaces in dates": lambda t: re.sub(r"令和(\d)年(\d+)月(\d+)日", r"令和 \1年 \2月 \3日", t),
    "a page break within a cell": lambda t: t.replace(
        "好評を得ている。\n", f"好評を得ている。\n\n①　協働の形態：共催 2/9\n\n\n{HEAD}\n", 2
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_broken_cells_changed(change: str) -> None:
    rng = random.Random(77)
    rows = [make_hard_facts(rng, number) for number in range(1, 31)]
    assert_read_back(rows, CHANGES[change](print_broken(rows, Style())))


@pytest.mark.parametrize("seed", range(12))
def test_one_row_alone(seed: int) -> None:
    rows = [make_facts(random.Random(seed), 1)]
    assert_read_back(rows, print_broken(rows, Style()))


def test_columns_whose_lines_differ_in_width() -> None:
    rng = random.Random(5)
    rows = [make_hard_facts(rng, number) for number in range(1, 26)]
    text = print_broken(rows, Style())
    narrower = print_broken(rows[12:], replace(Style(), purpose=50, organisations=32, effects=50, title=34))
    second = narrower.partition("反響等\n")[2]
    assert_read_back(rows, text.partition("\n13\n")[0] + "\n" + second)


@pytest.mark.parametrize("seed", range(8))
def test_tab_separated(seed: int) -> None:
    rng = random.Random(seed)
    rows = [make_facts(rng, number, 2020) for number in range(1, 31)]
    result = read(print_tabs(rows, rng), TAB_SEPARATED)
    assert result.ledger.unaccounted == ()
    assert result.checks == []
    for row, entry in zip(rows, result.content.entries, strict=True):
        assert heard(entry) == said(row)
        counts = [each.participants for each in entry.occurrences]
        alone = len(counts) > 1 and row.counts[-1] is not None and not any(row.counts[:-1])
        assert (entry.participants, counts) == (
            (row.counts[-1], [None] * len(counts)) if alone else (None, row.counts)
        )
