"""Normal forms of Japanese text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.japanese_text import (
    close_gaps,
    comparable,
    fold_width,
    is_missing_mark,
    join_lines,
    without_space,
)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("花咲　市", "花咲市", True),
        ("ＮＰＯ法人 はな", "NPO法人はな", True),
        ("㈱花咲", "(株)花咲", True),
        ("ﾊﾅｻｷ", "ハナサキ", True),
        ("〜笑顔〜", "～笑顔～", True),
        ("A‐B", "A-B", True),
        ("花咲\u200b市", "花咲市", True),
        ("辻\U000e0100", "辻", True),
        ("Festa", "FESTA", True),
        ("センタ－", "センター", False),
        ("花咲市", "花唉市", False),
        ("はなさき", "ハナサキ", False),
    ],
)
def test_two_spellings_of_one_thing(one: str, other: str, equal: bool) -> None:
    assert (comparable(one) == comparable(other)) is equal


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["スポーツ都", "市推進課"], "スポーツ都市推進課"),
        (["  花咲 ", "", "市  "], "花咲市"),
        (["Let's", "Kids"], "Let's Kids"),
        (["２０２", "４"], "２０２４"),
        (["in", "花咲"], "in花咲"),
        ([], ""),
        (["", " "], ""),
    ],
)
def test_lines_broken_for_layout_are_joined(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("進め るため", "進めるため"),
        ("花咲　市", "花咲市"),
        ("花咲 City", "花咲 City"),
        ("第 3 回", "第 3 回"),
        ("あ \t\u3000 い", "あい"),
        ("あ\u3000A", "あ\u3000A"),
        ("（ 株 ）", "（株）"),
    ],
)
def test_gaps_between_japanese_characters_close(text: str, closed: str) -> None:
    assert close_gaps(text) == closed


@pytest.mark.parametrize("text", ["", " ", "－", "ー", "― ―", "…", "...", "・", "〜", "/", "＼", "ｰ"])
def test_a_cell_that_gives_nothing(text: str) -> None:
    assert is_missing_mark(text)


@pytest.mark.parametrize("text", ["0", "0件", "－5", "a", "一", "△", ".", "・花"])
def test_a_cell_that_gives_something(text: str) -> None:
    assert not is_missing_mark(text)


@given(st.text())
def test_forms_are_stable(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)
    assert without_space(without_space(text)) == without_space(text)
    assert fold_width(fold_width(text)) == fold_width(text)


@pytest.mark.parametrize(
    "text",
    ["\u3000" * 200_000 + "a", "あ" + " " * 200_000 + "a", "あ " * 100_000, "あ\u3000 " * 70_000 + "a"],
)
def test_long_runs_of_space_are_quick(text: str) -> None:
    start = time.process_time()
    assert close_gaps(text)
    assert is_missing_mark(text) is False
    assert time.process_time() - start < 0.5
