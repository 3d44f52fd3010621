"""Which line breaks of a printed text stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.paragraphs import columns, paragraphs


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
        ("市長が各地区に出向いて、町内会の\n方と意見を交換する。\n次の段落。", ("市長が各地区に出向いて、町内会の方と意見を交換する。", "次の段落。")),
        ("・庭木の剪定について講義と実技の指導をする\n・内装", ("・庭木の剪定について講義と実技の指導をする", "・内装")),
        ("短い\nとても長い行がここにあって幅を決めている", ("短い", "とても長い行がここにあって幅を決めている")),
    ],
)  # fmt: skip
def test_breaks_that_only_the_width_of_a_cell_made_are_closed(
    text: str | None, expected: tuple[str, ...]
) -> None:
    assert paragraphs(text) == expected


@given(st.text(alphabet="あ漢A1・。、 \u3000\n(", max_size=200))
def test_paragraphs_lose_no_character_but_white_space(text: str) -> None:
    assert re.sub(r"\s", "", "".join(paragraphs(text))) == re.sub(r"\s", "", text)


def test_a_full_width_character_takes_two_columns() -> None:
    assert (columns("花a"), columns("ｶ"), columns("")) == (3, 1, 0)
