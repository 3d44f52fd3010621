"""Places in PDF files and workbooks: written, read back, joined, told in words, and refused when they are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.place import (
    CellRange,
    LineRange,
    PageBox,
    column_letters,
    column_number,
    joined_places,
    locate,
    parse_cell_ranges,
    parse_page_boxes,
    place_words,
)

numbers = st.integers(0, 999_999)
pages = st.builds(
    lambda page, a, b, c, d: PageBox(page, (min(a, c), min(b, d), max(a, c), max(b, d))),
    st.integers(1, 999_999),
    numbers,
    numbers,
    numbers,
    numbers,
)
sheet_names = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=31)
cells = st.builds(
    lambda sheet, a, b, c, d: CellRange(sheet, min(a, c), min(b, d), max(a, c), max(b, d)),
    sheet_names,
    st.integers(1, 16_384),
    st.integers(1, 1_048_576),
    st.integers(1, 16_384),
    st.integers(1, 1_048_576),
)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("L3", (LineRange(3, 3),)),
        ("L3-L9", (LineRange(3, 9),)),
        ("p3", (PageBox(3),)),
        ("p3@36,100,560,142", (PageBox(3, (36, 100, 560, 142)),)),
        ("p3@1,2,3,4+p4@1,2,3,4", (PageBox(3, (1, 2, 3, 4)), PageBox(4, (1, 2, 3, 4)))),
        ("Sheet1!B4", (CellRange("Sheet1", 2, 4, 2, 4),)),
        ("Sheet1!B4:D9", (CellRange("Sheet1", 2, 4, 4, 9),)),
        ("総括表!AA10:AB11", (CellRange("総括表", 27, 10, 28, 11),)),
        ("'市長''s + 表'!A1", (CellRange("市長's + 表", 1, 1, 1, 1),)),
    ],
)
def test_every_place_is_read_back(place: str, found: tuple[object, ...]) -> None:
    assert locate(place) == found


@pytest.mark.parametrize(
    "place",
    ["", "p0", "p3@", "p3@1,2,3", "p3@9,2,3,4", "p3@1,2,3,4+", "p3@-1,2,3,4", "p３", "Sheet1!4B", "!A1", "''!A1",
     "Sheet1!B4:A1", "My sheet!A1", "Sheet1!A0", "p3\n", "p" + "9" * 4000],
)  # fmt: skip
def test_what_is_no_place_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        locate(place)


@given(pages)
def test_boxes_of_pages_round_trip(box: PageBox) -> None:
    assert parse_page_boxes(box.place) == (box,)


@given(cells)
def test_ranges_of_cells_round_trip(one: CellRange) -> None:
    assert parse_cell_ranges(one.place) == (one,)


@given(st.integers(1, 100_000))
def test_letters_of_columns_round_trip(number: int) -> None:
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize(
    ("places", "joined"),
    [
        ([], None),
        (["p3@10,20,30,40", "p3@5,25,20,60"], "p3@5,20,30,60"),
        (["p3@1,2,3,4", "p4@1,2,3,4", "p3@1,2,3,9"], "p3@1,2,3,9+p4@1,2,3,4"),
        (["p3", "p3@1,2,3,4"], "p3"),
        (["Sheet1!B4", "Sheet1!D9"], "Sheet1!B4:D9"),
        (["Sheet1!B4", "Sheet2!D9"], "Sheet1!B4+Sheet2!D9"),
        (["L3", "L7-L9"], "L3-L9"),
    ],
)
def test_places_are_joined(places: list[str], joined: str | None) -> None:
    assert joined_places(places) == joined


def test_places_of_different_kinds_are_not_joined() -> None:
    with pytest.raises(ValueError, match="different kinds"):
        joined_places(["p3", "L4"])


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("L3", "3行目"),
        ("L3-L9", "3～9行目"),
        ("p3@1,2,3,4", "3ページ"),
        ("p3@1,2,3,4+p4@1,2,3,4", "3～4ページ"),
        ("Sheet1!B4:D9", "シート「Sheet1」B4:D9"),
    ],
)
def test_places_are_told_in_words(place: str, words: str) -> None:
    assert place_words(place) == words


@given(pages, pages)
def test_a_joined_box_holds_both(one: PageBox, two: PageBox) -> None:
    same = PageBox(one.page, two.box)
    joined = joined_places([one.place, same.place])
    assert joined is not None
    (found,) = parse_page_boxes(joined)
    assert found.box is not None
    for box in (one.box, same.box):
        assert box is not None
        assert found.box[0] <= box[0]
        assert found.box[1] <= box[1]
        assert found.box[2] >= box[2]
        assert found.box[3] >= box[3]
