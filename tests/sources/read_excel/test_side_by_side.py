"""Two tables side by side on a sheet are read as two, the left one first; one table with spacer columns stays one."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitodoke.sources.extract import extract
from sources.formats.collaboration_facts import make_facts
from sources.formats.collaboration_print import print_tabs
from sources.read_excel.kami_sheets import Table, blocks_of
from sources.read_excel.same_records import differences
from sources.read_excel.workbooks import read_excel

Rows = list[list[str]]
PATRONAGE = ["No.", "事業の名称", "主催者", "担当課"]


def written(
    sheets: Sequence[Sequence[tuple[int, int, str]]], across: Sequence[tuple[int, int, str]] = ()
) -> bytes:
    """A workbook of cells (row, column, text); those of `across` are merged over twenty columns."""
    stored = io.BytesIO()
    book: Any = xlsxwriter.Workbook(stored, {"in_memory": True})
    for number, cells in enumerate(sheets, start=1):
        sheet = book.add_worksheet(f"一覧{number}")
        for row, column, text in cells:
            sheet.write_string(row, column, text)
        for row, column, text in across if number == 1 else ():
            sheet.merge_range(row, column, row, column + 20, text)
    book.close()
    return stored.getvalue()


def cells_of(rows: Rows, top: int, left: int, step: int = 1) -> list[tuple[int, int, str]]:
    return [
        (top + down, left + step * right, text)
        for down, row in enumerate(rows)
        for right, text in enumerate(row)
        if text.strip()
    ]


def register(seed: int) -> Rows:
    """Heads and rows of a random register, without repeated heads."""
    rng = random.Random(seed)
    facts = [make_facts(rng, number, year=2020) for number in range(1, rng.randint(3, 8))]
    tables = [one for one in blocks_of(print_tabs(facts, rng).split("\n")) if isinstance(one, Table)]
    rows = [row for table in tables for row in table.rows if row[0] != tables[0].head[0]]
    return [tables[0].head, *rows]


def check(seed: int) -> None:
    rng = random.Random(seed)
    left, right = register(seed + 1), register(seed + 2)
    rows = (
        [[f"① 協働の形態：共催（{len(left) - 1}件）"], *left],
        [
            [f"② 協働の形態：事業協力（{len(right) - 1}件）"],
            *right,
        ],
    )
    step = rng.choice([1, 2])
    beside = step * len(left[0]) + rng.choice([1, 2])
    title = (0, 0, "協働事業実施状況（令和2年度）")
    top = rng.choice([1, 2])
    side = [title, *cells_of(rows[0], top, 0, step), *cells_of(rows[1], top, beside, rng.choice([1, 2]))]
    below = top + len(rows[0]) + 1
    stacked = [title, *cells_of(rows[0], top, 0), *cells_of(rows[1], below, 0)]

    expected = extract(read_excel(written([stacked]), "x").text)
    placed = read_excel(written([side]), "x")
    found = extract(placed.text)
    assert differences(expected.content, found.content)[0] == []
    assert len(found.content.entries) == len(left) + len(right) - 2
    assert found.unaccounted == expected.unaccounted == ()
    assert all(place is None or place.startswith("一覧1!") for place in placed.places)


@pytest.mark.parametrize("seed", range(20))
def test_fixed_registers_side_by_side_are_read_left_then_right(seed: int) -> None:
    check(seed)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=100, max_value=10**9))
def test_random_registers_side_by_side_are_read_left_then_right(seed: int) -> None:
    check(seed)


def patronage(first: int, count: int) -> Rows:
    return [PATRONAGE, *([str(n), f"催し{n}", f"団体{n}", "緑課"] for n in range(first, first + count))]


def read(
    cells: list[tuple[int, int, str]], across: Sequence[tuple[int, int, str]] = ()
) -> list[tuple[str, str]]:
    heading = (0, 0, "協働の形態：後援（9件）")
    reading = extract(read_excel(written([[heading, *cells]], across), "x").text)
    assert reading.unaccounted == ()
    return [(entry.number, entry.title) for entry in reading.content.entries]


def test_one_heading_over_three_tables_is_that_of_all() -> None:
    cells = [cell for n in range(3) for cell in cells_of(patronage(1 + 3 * n, 3), 2, 5 * n)]
    assert read(cells) == [(str(n), f"催し{n}") for n in range(1, 10)]


def test_tables_of_different_length_and_a_note_across_below() -> None:
    cells = [*cells_of(patronage(1, 6), 2, 0), *cells_of(patronage(7, 3), 2, 5)]
    assert read(cells, [(10, 0, "※ 令和2年度の実績です。")]) == [(str(n), f"催し{n}") for n in range(1, 10)]


def test_a_table_below_two_side_by_side_is_read_after_them() -> None:
    cells = [
        *cells_of(patronage(1, 3), 2, 0),
        *cells_of(patronage(4, 3), 2, 5),
        *cells_of(patronage(7, 3), 8, 0),
    ]
    found = read(cells)
    assert sorted(found) == [(str(n), f"催し{n}") for n in range(1, 10)]
    assert found.index(("1", "催し1")) < found.index(("4", "催し4"))


def test_a_table_with_spacer_columns_stays_one_table() -> None:
    assert read(cells_of(patronage(1, 9), 2, 1, step=3)) == [(str(n), f"催し{n}") for n in range(1, 10)]


def test_words_that_stand_twice_in_a_row_are_no_second_table() -> None:
    rows = [
        [*PATRONAGE, "", "備考", "備考"],
        *([*row, "", "特になし", "特になし"] for row in patronage(1, 9)[1:]),
    ]
    assert read(cells_of(rows, 2, 0)) == [(str(n), f"催し{n}") for n in range(1, 10)]
