"""Whose document it is, and its code where exactly one municipality bears the name."""

from __future__ import annotations

import pytest

from mitodoke.domain.municipality import is_municipality_code
from mitodoke.sources.find_municipality import find_municipality, municipality_code, municipality_codes
from mitodoke.sources.read_text import decode_text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市長公約の取組状況\n花咲市 総合政策部\n", "花咲市"),
        ("第3章 花咲市総合戦略\n", "花咲市"),
        ("第２期花咲町まち・ひと・しごと創生総合戦略\n", None),
        ("花咲町第２期総合戦略\n", "花咲町"),
        ("市長公約の取組状況\n\n函館市\n\n企画部\n", "函館市"),
        ("④ 後援\n【花咲村名義】（3件）\n", "花咲村"),
        ("花咲市の講座、花咲市立図書館、花咲市民塾、隣町市役所\n", "花咲市"),
        ("花咲市の講座、隣町市役所\n", None),
        ("事業の一覧\n", None),
    ],
)
def test_the_owner_is_stated_or_clearly_the_most_mentioned(text: str, name: str | None) -> None:
    assert find_municipality(decode_text(text.encode(), "a.txt")) == name


def test_the_national_list_has_right_check_digits_and_no_code_twice() -> None:
    codes = [code for found in municipality_codes().values() for code in found]
    assert len(codes) > 1700
    assert len(set(codes)) == len(codes)
    assert all(is_municipality_code(code) for code in codes)


@pytest.mark.parametrize(
    ("name", "code"), [("函館市", "012025"), ("府中市", None), ("花咲市", None), (None, None), ("", None)]
)
def test_a_code_only_where_it_is_certain(name: str | None, code: str | None) -> None:
    assert municipality_code(name) == code
