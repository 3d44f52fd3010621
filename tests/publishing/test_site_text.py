"""Printed text on a page: paragraphs, one-line labels, keys of addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.publishing.presentation.printed import dated, plain, printed, prose
from mitodoke.publishing.presentation.text import address_key, columns, one_line, paragraphs, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ()),
        ("", ()),
        ("  \n\n ", ()),
        ("一行だけ", ("一行だけ",)),
        # broken by the width of a cell: the line is as wide as the widest
        ("市民と花を育てることで、まちを明る\nくする。", ("市民と花を育てることで、まちを明るくする。",)),
        # ended by a full stop
        ("花を植える活動をする。\n水をやる。", ("花を植える活動をする。", "水をやる。")),
        # bullets and numbers begin a paragraph, full line or not
        ("・花を植える活動\n・水をやる活動を", ("・花を植える活動", "・水をやる活動を")),
        ("(1)花を植える活動\n(2)水をやる活動を", ("(1)花を植える活動", "(2)水をやる活動を")),
        ("①花を植える活動を\n②水をやる活動を", ("①花を植える活動を", "②水をやる活動を")),
        # a line that stops well before the widest was ended on purpose
        (
            "花の会\n花を植え水をやり、草を取る活動をつづける",
            ("花の会", "花を植え水をやり、草を取る活動をつづける"),
        ),
        # an indent begins a paragraph
        ("花を植え水をやる活動\n\u3000次に草を取る活動を", ("花を植え水をやる活動", "次に草を取る活動を")),
        # a blank line separates
        ("花を植える活動\n\n草を取る活動を", ("花を植える活動", "草を取る活動を")),
        # Latin words keep their space
        ("the first words of\nthe sentence", ("the first words of the sentence",)),
    ],
)
def test_breaks_that_only_the_width_of_a_cell_made_are_closed(
    text: str | None, expected: tuple[str, ...]
) -> None:
    assert paragraphs(text) == expected


@given(st.text(alphabet="あ漢A1・。、 \u3000\n(", max_size=200))
def test_paragraphs_lose_no_character_but_white_space(text: str) -> None:
    assert re.sub(r"\s", "", "".join(paragraphs(text))) == re.sub(r"\s", "", text)


def test_a_full_width_character_takes_two_columns() -> None:
    assert (columns("花a"), columns("ｶ"), columns("")) == (3, 1, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ""),
        ("花 \n\t咲", "花 咲"),
        ("花\u202e咲\u2066市\u200f", "花咲市"),
        ("花\x00\x07咲\x9f", "花咲"),
        ("<b>花</b>", "<b>花</b>"),
    ],
)
def test_labels_are_one_line_without_controls(text: str | None, expected: str) -> None:
    assert one_line(text) == expected


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [("花咲市", 3, "花咲市"), ("花咲市役所", 3, "花咲…"), ("花\n咲", 5, "花 咲")],
)
def test_long_labels_are_cut(text: str, length: int, expected: str) -> None:
    assert shortened(text, length) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01-1", "01-1"),
        ("S1-2~2", "S1-2~2"),
        ("１－２", "１_２"),
        ("a/b", "a_b"),
        ("..", "__"),
        ("", "_"),
        ("?#", "__"),
    ],
)
def test_keys_are_safe_segments(text: str, expected: str) -> None:
    assert address_key(text) == expected


def test_printed_text_is_escaped_and_isolated() -> None:
    assert printed("<b>\u202eあ") == "<bdi>&lt;b&gt;\u202eあ</bdi>"
    assert prose("花<i>。\n咲") == "<p><bdi>花&lt;i&gt;。</bdi></p>\n<p><bdi>咲</bdi></p>"
    assert plain("あ\u202eい") == "あい"


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2025-03-31", '<time datetime="2025-03-31">令和7年3月31日</time>'),
        ("2021-01", '<time datetime="2021-01">令和3年1月</time>'),
        (None, ""),
        ('"><b>', '<time datetime="&#34;&gt;&lt;b&gt;">&#34;&gt;&lt;b&gt;</time>'),
    ],
)
def test_dates_carry_their_iso_form(iso: str | None, expected: str) -> None:
    assert dated(iso) == expected
