"""Cells with ratings: steps and states read exactly, anything else is none; the scale of a column is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.rating import RatingState
from mitodoke.sources.formats.pledge_table.rating_cells import (
    RatingCell,
    SaidRating,
    is_unclear,
    read_rating,
    settled_scale,
)
from mitodoke.sources.formats.pledge_table.rating_head import RatingHead, Scale

TEN, PERCENT, UNSAID = Scale.TEN, Scale.PERCENT, Scale.UNSAID
NOT_DUE, STOPPED, CANNOT = RatingState.NOT_DUE, RatingState.STOPPED, RatingState.CANNOT_BE_JUDGED


@pytest.mark.parametrize(
    ("text", "scale", "step"),
    [
        ("0", TEN, 0), ("8", TEN, 8), ("８", TEN, 8), ("10", TEN, 10), ("１０", TEN, 10), ("8点", TEN, 8), ("8段階", TEN, 8),
        ("8.0", TEN, 8), ("8/10", TEN, 8), ("８／１０", TEN, 8), ("0 / 10", TEN, 0), ("10段階中8", TEN, 8), ("8/10", UNSAID, 8),
        ("8\u200b", TEN, 8), ("80%", PERCENT, 8), ("８０％", PERCENT, 8), ("80", PERCENT, 8), ("80.0%", PERCENT, 8),
        ("0%", PERCENT, 0), ("100％", PERCENT, 10),
        ("11", TEN, None), ("-1", TEN, None), ("7.5", TEN, None), ("80%", TEN, None), ("8%", TEN, None), ("08", TEN, 8),
        ("8", UNSAID, None), ("80%", UNSAID, None), ("85%", PERCENT, None), ("8", PERCENT, None), ("8点", PERCENT, None),
        ("110%", PERCENT, None), ("8/10", PERCENT, None), ("8/5", TEN, None), ("8／100", TEN, None), ("11/10", TEN, None),
        ("⑧", TEN, None), ("8²", TEN, None), ("Ａ", TEN, None), ("◎", TEN, None), ("○", TEN, None), ("△", TEN, None),
        ("×", TEN, None), ("完了", TEN, None), ("順調", TEN, None), ("8（順調）", TEN, None), ("約8", TEN, None), ("8～9", TEN, None),
        ("=8", TEN, None), ("<b>8</b>", TEN, None), ("\u202e01", TEN, None), ("8月10日", TEN, None), ("八", TEN, None),
        ("9" * 100_000, TEN, None), ("", TEN, None), ("1e1", TEN, None), ("٨", TEN, None), ("1,0", TEN, None),
    ],
)  # fmt: skip
def test_a_step_is_read_exactly_or_not_at_all(text: str, scale: Scale, step: int | None) -> None:
    said = read_rating((text,), scale)
    assert said == (None if step is None else SaidRating(RatingState.RATED, step))


@pytest.mark.parametrize(
    ("lines", "state", "reason"),
    [
        (("未着手",), NOT_DUE, ""),
        (("中止",), STOPPED, ""),
        (("評価困難",), CANNOT, ""),
        (("評価不能",), CANNOT, ""),
        (("中止（用地がないため）",), STOPPED, "用地がないため"),
        (("中止(用地(港側)がない)",), STOPPED, "用地(港側)がない"),
        (("中止：用地がない",), STOPPED, "用地がない"),
        (("中止", "（用地が", "ないため）"), STOPPED, "用地がないため"),
        (("中止（）",), STOPPED, ""),
        (("未着手\u200b",), NOT_DUE, ""),
    ],
)
def test_the_words_of_states_are_states_on_any_scale(
    lines: tuple[str, ...], state: RatingState, reason: str
) -> None:
    for scale in Scale:
        assert read_rating(lines, scale) == SaidRating(state, reason=reason)


@pytest.mark.parametrize(
    "text",
    ["中止しない", "事業の中止を検討", "評価", "未着手なし", "休止", "廃止", "中", "中止（理由", "完了"],
)
def test_other_words_are_no_states(text: str) -> None:
    assert read_rating((text,), TEN) is None


def test_numbers_on_several_lines_are_never_put_together() -> None:
    assert read_rating(("1", "0"), TEN) is None
    assert read_rating(("8", "6"), TEN) is None


@given(st.lists(st.text(max_size=40), max_size=3), st.sampled_from(Scale))
def test_no_cell_is_too_odd(lines: list[str], scale: Scale) -> None:
    said = read_rating(tuple(lines), scale)
    assert said is None or (said.state is RatingState.RATED) == (said.step is not None)


@given(st.integers(0, 10), st.sampled_from(["{}", "{}/10", "{} 点", "{}.0"]), st.booleans())
def test_every_step_in_every_writing(step: int, writing: str, wide: bool) -> None:
    text = writing.format(step)
    if wide:
        text = text.translate(str.maketrans("0123456789/.", "０１２３４５６７８９／．"))
    assert read_rating((text,), TEN) == SaidRating(RatingState.RATED, step)
    assert read_rating((f"{step * 10}％",), PERCENT) == SaidRating(RatingState.RATED, step)


RATING = RatingHead("評価", None, UNSAID)
ACHIEVEMENT = RatingHead("達成度", None, UNSAID, of_achievement=True)


@pytest.mark.parametrize(
    ("head", "cells", "scale", "unclear"),
    [
        (RATING, ["8", "3"], TEN, False),
        (RATING, ["6"], TEN, False),
        (RATING, ["5", "1/10"], TEN, False),
        (RATING, ["5", "3", "1"], UNSAID, True),
        (RATING, ["0"], UNSAID, True),
        (RATING, ["8", "85"], UNSAID, True),
        (RATING, ["8", "80%"], UNSAID, True),
        (RATING, ["80%"], UNSAID, False),
        (RATING, ["85"], UNSAID, True),
        (RATING, ["Ａ", "未着手", ""], TEN, False),
        (RATING, [], TEN, False),
        (ACHIEVEMENT, ["80%", "5%"], PERCENT, False),
        (ACHIEVEMENT, ["80", "5"], PERCENT, False),
        (ACHIEVEMENT, ["8", "10", "0"], UNSAID, True),
        (ACHIEVEMENT, ["8", "3/10"], TEN, False),
        (ACHIEVEMENT, ["順調", "－"], PERCENT, False),
        (ACHIEVEMENT, [], PERCENT, False),
        (RatingHead("評価（10段階）", None, TEN), ["3", "85"], TEN, False),
        (RatingHead("評価（％）", None, PERCENT), ["3"], PERCENT, False),
    ],
)
def test_the_scale_of_a_column(head: RatingHead, cells: list[str], scale: Scale, unclear: bool) -> None:
    lines = [(cell,) for cell in cells]
    assert settled_scale(head, lines) is scale
    assert is_unclear(head, lines) is unclear


@pytest.mark.parametrize(
    ("lines", "empty"), [((), True), (("－",), True), (("―", "―"), True), (("0",), False)]
)
def test_a_dash_is_nothing_and_zero_is_something(lines: tuple[str, ...], empty: bool) -> None:
    assert RatingCell(1, RATING, lines).is_empty is empty
