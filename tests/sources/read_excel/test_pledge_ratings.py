"""Ratings in a city's own table of pledges: whose they are, where they stand, and what is told instead of guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.domain.finding import Severity
from mitodoke.domain.rating import NO_REASON_PRINTED, Rating, RatingState
from mitodoke.sources.extract import Stated
from mitodoke.sources.formats.pledge_table.rating_head import read_rating_head
from mitodoke.sources.read_excel.mapping import known_heads, read_mapping
from mitodoke.sources.read_file import read_file_bytes
from mitodoke.sources.read_text import UnreadableFileError
from sources.read_excel.rated_tables import CITY, FRONT, HEAD, TITLE, book, doubted, read_rows, said, two_rows
from sources.read_excel.workbooks import unmatched_columns

VISION = "1 港のまち"


def test_each_measure_has_the_rating_of_its_row() -> None:
    reading = read_rows(
        [*HEAD, "評価"],
        [VISION, "1-1 朝市", "通年化", "延ばした。", "港課", "8"],
        ["", "", "特典", "配った。", "緑課", "0"],
        ["", "1-2 祭", "花火", "上げた。", "港課", "３/10"],
    )
    assert said(reading) == [("1-1-1", "港課", 8), ("1-1-2", "緑課", 0), ("1-2-1", "港課", 3)]
    assert {one.fiscal_year for one in reading.content.ratings} == {2025}
    assert [one.place for one in reading.content.ratings] == ["L6", "L7", "L8"]
    assert reading.findings == ()
    assert reading.unaccounted == ()


def test_a_rating_of_several_departments_is_the_leads_and_a_row_of_its_own_is_its_departments() -> None:
    reading = read_rows(
        [*HEAD, "評価"],
        [VISION, "1-1 朝市", "通年化", "延ばした。", "港課、緑課", "8"],
        ["", "", "特典", "配った。", "港課", "7"],
        ["", "", "", "", "緑課", "3"],
        ["", "", "券", "売った。", "花課、緑課", "6"],
        ["", "", "", "", "", "6"],
        ["", "", "", "", "", "2"],
    )
    assert said(reading) == [
        ("1-1-1", "港課", 8),
        ("1-1-2", "港課", 7),
        ("1-1-2", "緑課", 3),
        ("1-1-3", "花課", 6),
    ]
    assert doubted(reading) == ["rating_differs"]
    assert reading.unaccounted == ()
    assert reading.content.items[3].departments == ("港課", "緑課")


def test_states_have_the_reason_that_is_printed_or_the_words_that_none_is() -> None:
    reading = read_rows(
        [*HEAD, "評価", "理由"],
        [VISION, "1-1 朝市", "通年化", "延ばした。", "港課", "中止", "用地がない。"],
        ["", "", "特典", "配った。", "港課", "未着手（翌年から）", "－"],
        ["", "", "券", "売った。", "港課", "評価困難", ""],
        ["", "", "灯", "した。", "港課", "8", "予定を超えた。"],
    )
    assert [(one.state, one.step, one.reason) for one in reading.content.ratings] == [
        (RatingState.STOPPED, None, "用地がない。"),
        (RatingState.NOT_DUE, None, "翌年から"),
        (RatingState.CANNOT_BE_JUDGED, None, NO_REASON_PRINTED),
        (RatingState.RATED, 8, "予定を超えた。"),
    ]
    (finding,) = reading.findings
    assert (finding.check, finding.severity, finding.place) == ("rating_reason_missing", Severity.NOTE, "L8")


@pytest.mark.parametrize(
    ("head", "cells", "steps", "checks"),
    [
        ("評価", ["8", "Ａ"], [8], ["unreadable_rating"]),
        ("評価", ["8", "◎"], [8], ["unreadable_rating"]),
        ("評価", ["8", "完了"], [8], ["unreadable_rating"]),
        ("評価", ["8", "11"], [], ["rating_scale_unclear"]),
        ("評価", ["8/10", "80％"], [8], ["unreadable_rating"]),
        ("評価", ["5", "3"], [], ["rating_scale_unclear"]),
        ("評価", ["5", "中止（雨）"], [None], ["rating_scale_unclear"]),
        ("評価（10段階）", ["5", "3"], [5, 3], []),
        ("評価（％）", ["50%", "３０％"], [5, 3], []),
        ("評価（％）", ["50", "35"], [5], ["unreadable_rating"]),
        ("評価（10段階）", ["5", "11"], [5], ["unreadable_rating"]),
        ("達成度", ["5", "3"], [], ["rating_scale_unclear"]),
        ("達成度", ["5", "3/10"], [5, 3], []),
        ("達成度（10段階）", ["5", "3"], [5, 3], []),
        ("評価", ["8", "－"], [8], ["rating_missing"]),
        ("評価", ["－", "－"], [], []),
        ("評価", ["8", ""], [], ["rating_of_pledge"]),
        ("令和6年度評価", ["8", "7"], [], ["rating_of_other_year"]),
        ("令和7年度評価", ["8", "7"], [8, 7], []),
        ("評価", ["<script>alert(1)</script>", "\u202e01"], [], ["unreadable_rating"] * 2),
        ("評価", ["9" * 5000, "=1+1"], [], ["unreadable_rating"] * 2),
    ],
)  # fmt: skip
def test_what_is_no_rating_is_told_with_its_cell_and_never_guessed(
    head: str, cells: list[str], steps: list[int | None], checks: list[str]
) -> None:
    rows = [["", "", f"施策{n}", "した。", "港課", cell] for n, cell in enumerate(cells)]
    rows[0][:2] = [VISION, "1-1 朝市"]
    reading = read_rows([*HEAD, head], *rows)
    assert [one.step for one in reading.content.ratings] == steps
    assert doubted(reading) == checks
    for one in reading.findings:
        if one.check == "unreadable_rating":
            assert head in one.message
            assert one.printed in cells
            assert one.expected in one.message
            assert len(one.message) < 400
    assert [
        item.printed_progress for item in reading.content.items if item.printed_progress is not None
    ] == []
    assert reading.unaccounted == ()


def test_percentages_under_a_head_of_both_meanings_stay_percentages() -> None:
    reading = read_rows(
        [*HEAD, "達成度"],
        [VISION, "1-1 朝市", "通年化", "延ばした。", "港課", "80"],
        ["", "", "特典", "配った。", "緑課", "5"],
    )
    assert reading.content.ratings == ()
    assert [item.printed_progress for item in reading.content.items if item.code.count("-") == 2] == [80, 5]


def test_percentages_and_ratings_stand_beside_each_other() -> None:
    reading = read_rows(
        [*HEAD, "進捗率（％）", "評価"],
        [VISION, "1-1 朝市", "通年化", "延ばした。", "港課", "80", "8"],
        ["", "", "特典", "配った。", "緑課", "50", "5"],
    )
    assert said(reading) == [("1-1-1", "港課", 8), ("1-1-2", "緑課", 5)]
    assert [item.printed_progress for item in reading.content.items if item.code.count("-") == 2] == [80, 50]


def test_ratings_without_measure_department_or_year_are_told() -> None:
    table = [
        [*HEAD, "評価"],
        [VISION, "1-1 朝市", "", "", "", "9"],
        ["", "", "特典", "配った。", "", "7"],
        ["", "", "券", "売った。", "港課", "8"],
    ]
    reading = read_rows(*table)
    assert said(reading) == [("1-1-2", "港課", 8)]
    assert doubted(reading) == ["rating_without_measure", "rating_without_department"]
    nameless = read_rows(*table, front=[TITLE, CITY, []])
    assert nameless.content.ratings == ()
    assert doubted(nameless) == ["rating_year_missing"]


def test_a_workbook_gives_each_rating_the_place_of_its_row() -> None:
    rows = [
        *FRONT,
        [*HEAD, "評価（％）", "理由"],
        [VISION, "1-1 朝市", "通年化", "延ばした。", "港課", "80%"],
        ["", "", "特典", "配った。", "緑課\n港課", "中止", "雨の\nため"],
    ]
    reading = read_file_bytes(book(rows, numbers=True), "x").reading
    assert reading.content.ratings == (
        Rating(
            item_id="1-1-1", department="港課", fiscal_year=2025, state=RatingState.RATED, step=8,
            place="取組状況!A6:F6",
        ),
        Rating(
            item_id="1-1-2", department="緑課", fiscal_year=2025, state=RatingState.STOPPED, reason="雨のため",
            place="取組状況!C7:G7",
        ),
    )  # fmt: skip
    assert doubted(reading) == []


CELLS = st.one_of(st.none(), st.integers(0, 10))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.tuples(CELLS, st.integers(1, 3)), min_size=1, max_size=4), min_size=1, max_size=4),
    st.sampled_from(["{}", "{}/10", "{}点"]),
    st.booleans(),
)
def test_any_ratings_laid_out_are_read_back(
    pledges: list[list[tuple[int | None, int]]], writing: str, as_book: bool
) -> None:
    rows: list[list[str]] = [[*HEAD, "自己評価（10段階）"]]
    expected: list[tuple[str, str, str | int]] = []
    for number, measures in enumerate(pledges, start=1):
        for place, (step, departments) in enumerate(measures, start=1):
            pledge = f"1-{number} 花の公約{number}" if place == 1 else ""
            vision = VISION if number == place == 1 else ""
            names = [f"花{one}課" for one in range(departments)]
            cell = "－" if step is None else writing.format(step)
            rows.append([vision, pledge, f"花壇{place}", "植えた。", "、".join(names), cell])
            if step is not None:
                expected.append((f"1-{number}-{place}", "花0課", step))
    reading = read_file_bytes(book([*FRONT, *rows]), "x").reading if as_book else read_rows(*rows)
    assert said(reading) == expected
    assert set(doubted(reading)) <= {"rating_missing"}
    assert reading.unaccounted == ()


TABLE = [
    *FRONT,
    [*HEAD, "見立て", "どう見たか"],
    [VISION, "1-1 朝市", "通年化", "延ばした。", "港課", "3", ""],
    ["", "", "特典", "配った。", "緑課", "中止", "雨のため"],
]


def test_a_mapping_says_that_a_column_has_ratings() -> None:
    told = read_mapping(
        '[columns]\n"見立て" = "rating"\n"どう見たか" = "rating_reason"\n'.encode(), "対応.toml"
    )
    reading = read_file_bytes(book(TABLE), "x", Stated(columns=told)).reading
    assert said(reading) == [("1-1-1", "港課", 3), ("1-1-2", "緑課", "中止")]
    assert reading.content.ratings[1].reason == "雨のため"
    assert [one.check for one in read_file_bytes(book(TABLE), "x").reading.findings] == ["unknown_column"] * 2


@pytest.mark.parametrize(
    ("head", "column", "words"),
    [
        ("見立て", "rating", "評価（10段階）"),
        ("見立て（％）", "rating", "評価（％）"),
        ("令和6年度の見立て", "rating", "評価（10段階）（2024年度）"),
        ("R6見立て(%)", "rating", "評価（％）（2024年度）"),
        ("わけ", "rating_reason", "評価の理由"),
    ],
)
def test_a_told_head_keeps_its_year_and_its_percent(head: str, column: str, words: str) -> None:
    assert known_heads({head: column}) == {head: words}
    assert column == "rating_reason" or read_rating_head(words) is not None


def test_a_mapping_cannot_make_five_steps_ten() -> None:
    with pytest.raises(UnreadableFileError, match="10段階の評価ではない"):
        read_mapping('[columns]\n"見立て（5段階）" = "rating"\n'.encode(), "対応.toml")


@pytest.mark.parametrize(
    ("head", "cells", "asked"),
    [
        ("評価", ("8", "3"), False),
        ("評価", ("5", "3"), True),
        ("評価", ("Ａ", "Ｂ"), False),
        ("評価（10段階）", ("5", "3"), False),
        ("達成度", ("5", "3"), True),
        ("達成度", ("50", "3"), False),
        ("達成度", ("5%", "3%"), False),
    ],
)
def test_only_a_scale_that_nothing_tells_is_asked(head: str, cells: tuple[str, str], asked: bool) -> None:
    rows = [[*row[:5], *row[5:6]] for row in TABLE]
    rows[-3][5:] = [head]
    rows[-2][5:], rows[-1][5:] = [cells[0]], [cells[1]]
    heads = [
        one.head for table in unmatched_columns(book(rows), "x") for one in table.columns if not one.column
    ]
    assert heads == ([head] if asked else [])
    for table in unmatched_columns(book(rows), "x"):
        assert table.rows == tuple(tuple(row) for row in rows[-2:])
    assert unmatched_columns(book(rows), "x", {head: "rating"}) == ()


@pytest.mark.parametrize(
    ("above", "steps"),
    [("令和7年度", [8, 3]), ("令和6年度", []), ("取組の結果", [8, 3]), ("外部評価", []), ("評価", [8, 3])],
)
def test_a_head_of_two_rows_tells_whose_ratings_they_are(above: str, steps: list[int]) -> None:
    rows = [
        *FRONT,
        [*HEAD[:3], "", "", above, ""],
        ["", "", "", *HEAD[3:], "評価", "備考"],
        [VISION, "1-1 朝市", "通年化", "延ばした。", "港課", "8", ""],
        ["", "", "特典", "配った。", "緑課", "3", ""],
    ]
    reading = read_file_bytes(two_rows(rows), "x").reading
    assert reading.content.document.layout == "pledge_table"
    assert [one.step for one in reading.content.ratings] == steps
