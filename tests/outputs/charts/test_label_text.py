"""Words in a drawing: harmless, on one line, and never wider than their room."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.outputs.charts.label_text import clean, shorten, width, xml
from mitodoke.outputs.charts.svg_writing import identifier, link, percent_of, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公約01-1　安心", "公約01-1　安心"),
        ("一行目\r\n二行目\t三", "一行目 二行目 三"),
        ("\u202e逆\u202c\u2066中\u2069\u200f", "逆中"),
        ("a\x00b\x1bc\ufffe", "abc"),
        ("\ud800", "\ufffd"),
        ("二つ  \x1f\r空白", "二つ 空白"),
        ("", ""),
    ],
)
def test_cleaning(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_text_can_stand_in_xml(text: str) -> None:
    parsed = ElementTree.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>')
    assert clean(clean(text)) == clean(text)
    assert (parsed.text or "") == parsed.get("b") == clean(text)


@given(st.text(), st.integers(min_value=1200, max_value=2600), st.integers(min_value=3000, max_value=34000))
def test_a_shortened_text_fits(text: str, size: int, room: int) -> None:
    whole = clean(text)
    short = shorten(whole, size, room)
    assert width(short, size) <= room
    assert short == whole or (short.endswith("…") and whole.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("hundredths", "expected"),
    [(0, "0"), (-0, "0"), (100, "1"), (150, "1.5"), (-5, "-0.05"), (12345, "123.45"), (10**9, "10000000")],
)
def test_coordinates(hundredths: int, expected: str) -> None:
    assert written(hundredths) == expected


@pytest.mark.parametrize(("percent", "length"), [(-1, 0), (0, 0), (50, 500), (100, 1000), (120, 1000)])
def test_percent_of_a_length(percent: int, length: int) -> None:
    assert percent_of(1000, percent) == length


def test_ids_are_names_in_ascii() -> None:
    assert identifier("G1-a_b") == "cG1-a_b"
    assert identifier('公約"><') == "c_516c__7d04__22__3e__3c_"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " java\nscript:x", "\x01javascript:x", "data:text/html,x"]
)
def test_an_address_that_runs_something_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="relative"):
        link(href, "公約", "")


@pytest.mark.parametrize("href", ["../01/", "#a:b", "?q=a:b", "https://example.jp/", "/a:b"])
def test_other_addresses_are_kept(href: str) -> None:
    assert f'href="{href}"' in link(href, "公約", "")
