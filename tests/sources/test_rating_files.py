"""One table with ratings as text, workbook, Word document and PDF: the same ratings, each with its place in the file."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest

from mitodoke.domain.edition import Reading
from mitodoke.sources.read_file import read_file_bytes
from sources.read_excel.rated_tables import CITY, HEAD, PERIOD, TITLE, book, said
from sources.read_pdf.reset_document import reset_as_pdf

ROWS = [
    [*HEAD, "自己評価"],
    ["1 港のまち", "1-1 朝市", "通年化", "11月まで延ばした。", "港課、緑課", "8"],
    ["", "", "特典", "配った。", "緑課", "３"],
    ["", "1-2 祭", "花火", "上げた。", "港課", "中止（雨のため）"],
]
FRONT = [*TITLE, *PERIOD, *CITY, ""]
LINES = [*FRONT, *("\t".join(row) for row in ROWS)]
EXPECTED = [("1-1-1", "港課", 8), ("1-1-2", "緑課", 3), ("1-2-1", "港課", "中止")]


def word() -> bytes:
    document = docx.Document()
    for line in FRONT:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: "\n".join(LINES).encode("cp932"), "L"),
    "workbook": (lambda: book([TITLE, PERIOD, CITY, [], *ROWS]), "取組状況!"),
    "Word": (word, "L"),
    "PDF": (lambda: reset_as_pdf(LINES), "p1@"),
}


def read(kind: str) -> Reading:
    return read_file_bytes(FILES[kind][0](), "名のない文書").reading


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file_has_the_same_ratings(kind: str) -> None:
    reading = read(kind)
    assert said(reading) == EXPECTED
    assert reading.content.ratings[2].reason == "雨のため"
    assert all((one.place or "").startswith(FILES[kind][1]) for one in reading.content.ratings)
    assert len({one.place for one in reading.content.ratings}) == 3
    assert [one.check for one in reading.findings] == []
    assert reading.unaccounted == ()


def test_they_differ_in_their_places_only() -> None:
    first, *others = ({replace(one, place=None) for one in read(kind).content.ratings} for kind in FILES)
    assert all(other == first for other in others)
