"""Printed text on a page: one-line labels, marked text, keys of addresses."""

from __future__ import annotations

import pytest

from mitodoke.publishing.presentation.printed import dated, plain, printed, prose
from mitodoke.publishing.presentation.text import address_key, one_line, shortened


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
