"""Which heads are those of a column of ratings, of which year, on which scale; what is none is never taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.sources.formats.pledge_table.head import Column, read_wide_head
from mitodoke.sources.formats.pledge_table.rating_head import (
    Scale,
    is_reason_head,
    rating_words,
    read_rating_head,
    says_other_scale,
)

TEN, PERCENT, UNSAID = Scale.TEN, Scale.PERCENT, Scale.UNSAID


@pytest.mark.parametrize(
    ("cell", "year", "scale", "of_achievement"),
    [
        ("評価", None, UNSAID, False),
        ("自己評価", None, UNSAID, False),
        ("自 己 評 価", None, UNSAID, False),
        ("担当課評価", None, UNSAID, False),
        ("所管課による自己評価", None, UNSAID, False),
        ("評価点", None, UNSAID, False),
        ("評価（10段階）", None, TEN, False),
        ("評価 [１０点満点]", None, TEN, False),
        ("評価（0～10）", None, TEN, False),
        ("１０段階評価", None, TEN, False),
        ("10段階での自己評価", None, TEN, False),
        ("評価（％）", None, PERCENT, False),
        ("評価%", None, PERCENT, False),
        ("令和6年度評価", 2024, UNSAID, False),
        ("評価（令和６年度）（10段階）", 2024, TEN, False),
        ("R6評価", 2024, UNSAID, False),
        ("2024年度の評価（％）", 2024, PERCENT, False),
        ("達成度", None, UNSAID, True),
        ("進捗度（10段階）", None, TEN, True),
        ("進捗状況（10段階）", None, TEN, True),
    ],
)
def test_a_head_of_ratings_is_known(cell: str, year: int | None, scale: Scale, of_achievement: bool) -> None:
    head = read_rating_head(cell)
    assert head is not None
    assert (head.words, head.year, head.scale, head.of_achievement) == (cell, year, scale, of_achievement)


@pytest.mark.parametrize(
    "cell",
    [
        "", "外部評価", "二次評価", "総合評価", "前年度評価", "市民評価", "評価委員会", "評価の理由", "評価（5段階）", "評価（A～E）",
        "評価（100点満点）", "評価（3段階）", "令和6年の評価", "公約の評価", "進捗率（％）", "達成率", "進捗状況", "達成度（％）", "達成度（5段階）",
        "評" * 100, "評価（", "（10段階）", "10段階", "=評価", "<b>評価</b>",
    ],
)  # fmt: skip
def test_any_other_head_is_none(cell: str) -> None:
    assert read_rating_head(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("理由", True), ("評価の理由", True), ("評価理由", True), ("自己評価の根拠", True),
        ("根拠", False), ("根拠法令", False), ("遅れの理由", False), ("", False), ("理" * 99, False),
    ],
)  # fmt: skip
def test_heads_of_reasons(cell: str, expected: bool) -> None:
    assert is_reason_head(cell) is expected


@pytest.mark.parametrize(
    ("own", "whole", "words"),
    [
        ("評価", "評価", "評価"),
        ("評価", "令和6年度 評価", "令和6年度 評価"),
        ("評価", "実施の概要 評価", "評価"),
        ("自己評価", "評価 自己評価", "自己評価"),
        ("評価", "外部評価 評価", "外部評価 評価"),
        ("評価", "市民会議 評価", "市民会議 評価"),
        ("評価", "前年度 評価", "前年度 評価"),
        ("評価", "5段階 評価", "5段階 評価"),
        ("担当課", "実施の概要 担当課", "担当課"),
    ],
)
def test_the_head_above_tells_year_scale_and_whose(own: str, whole: str, words: str) -> None:
    assert rating_words(own, whole) == words


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("評価（5段階）", True), ("３段階での見立て", True), ("100点満点", True), ("見立て（10段階）", False), ("１０点満点", False),
        ("見立て", False), ("第2段階評価", True), ("令和6年度", False), ("", False), ("9" * 9999, False),
    ],
)  # fmt: skip
def test_a_scale_that_is_not_ten_is_known(cell: str, expected: bool) -> None:
    assert says_other_scale(cell) is expected


@given(st.text(max_size=80))
def test_no_text_is_too_odd_for_a_head(text: str) -> None:
    head = read_rating_head(text)
    assert head is None or head.words == text.strip()


BESIDE = ["公約", "施策", "取組内容", "担当課"]


@pytest.mark.parametrize(
    ("heads", "rated", "unknown"),
    [
        (["評価"], [4], []),
        (["評価", "理由"], [4], []),
        (["理由"], [], ["理由"]),
        (["令和5年度評価", "令和6年度評価"], [4, 5], []),
        (["令和5年度評価", "令和6年度評価", "理由"], [4, 5], ["理由"]),
        (["評価", "自己評価"], [], ["評価", "自己評価"]),
        (["自己評価", "外部評価"], [4], ["外部評価"]),
        (["評価（5段階）"], [], ["評価（5段階）"]),
        (["達成度（5段階）"], [], ["達成度（5段階）"]),
        (["進捗率（％）", "評価"], [5], []),
        (["達成度", "評価"], [5], []),
    ],
)
def test_a_table_has_one_column_of_ratings_a_year(
    heads: list[str], rated: list[int], unknown: list[str]
) -> None:
    head = read_wide_head([*BESIDE, *heads])
    assert head is not None
    assert [place for place, _ in head.ratings] == rated
    assert [place for place, column in enumerate(head.columns) if column is Column.RATING] == rated
    assert [words for _, words in head.unknown] == unknown
    assert head.progress_or_rating is None


def test_a_head_that_may_be_of_percentages_is_left_to_its_cells() -> None:
    head = read_wide_head([*BESIDE, "達成度"])
    assert head is not None
    assert head.columns[4] is Column.PROGRESS
    assert head.progress_or_rating is not None
    assert head.progress_or_rating[0] == 4


def test_a_column_of_ratings_counts_among_those_that_make_a_table() -> None:
    assert read_wide_head(["公約", "施策", "担当課", "評価"]) is not None
    assert read_wide_head(["公約", "施策", "担当課", "外部評価"]) is None
