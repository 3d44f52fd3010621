"""PDF files that other programs wrote, kept as they came: ruled tables, repeated heads, a page on its side."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from mitodoke.sources.read_file import read_file
from sources.read_pdf.other_makers.register_rows import ROWS

FILES = sorted((Path(__file__).parent / "other_makers").glob("*.pdf"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_register_of_another_maker_is_read_whole(path: Path) -> None:
    reading = read_file(path).reading
    found = [
        (
            entry.number, entry.title, "、".join(entry.departments), entry.recurrence_printed, entry.purpose,
            entry.organisations_printed, entry.dates_printed, entry.effects,
        )
        for entry in reading.content.entries
    ]  # fmt: skip
    assert found == ROWS
    assert [entry.occurrences[0].participants for entry in reading.content.entries] == list(range(11, 35))
    assert reading.unaccounted == ()
    assert reading.findings == ()
    heads = [use for use in reading.line_uses if use.detail == "repeated_table_head"]
    assert heads


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_is_what_it_is_kept_for(path: Path) -> None:
    assert path.stat().st_size <= 60_000
    with pypdfium2.PdfDocument(path) as document:
        turns = [page.get_rotation() for page in document]
    assert len(turns) > 1
    assert turns[-1] == 90


def test_records_on_the_turned_page_lie_where_the_page_shows_them() -> None:
    for path in FILES:
        last = read_file(path).reading.content.entries[-1]
        assert last.place is not None
        page, box = last.place[1:].split("@")
        left, top, right, bottom = map(float, box.split(","))
        assert int(page) > 1
        # Upright, a row is wider than high; on the page as shown it stands on its side.
        assert bottom - top > right - left
