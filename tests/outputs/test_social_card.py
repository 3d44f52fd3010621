"""Social cards: a PNG of the right size, the same for the same card, whatever its texts contain."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import pytest

from mitodoke.outputs import social_card as module
from mitodoke.outputs.reports.fonts import find_fonts
from mitodoke.outputs.reports.glyphs import missing_glyphs
from mitodoke.outputs.reports.settings import FontChoice
from mitodoke.outputs.social_card import SIZE, SocialCard, social_card

CARD = SocialCard(
    city="見本市",
    title="公約01-1　安心して子どもを産み育てられるまち",
    figure="41.2",
    unit="％",
    meaning="進捗状況（施策の10段階評価の平均）",
    date="2025年3月31日現在",
    coverage="施策48件のうち41件を評価",
    site="見届け",
)
HOSTILE = '#panic() *b* $x$ <img> \u202e\x00\ud800 "]} \U00013000 ' + "長" * 3000


def size(png: bytes) -> tuple[int, int]:
    """Width and height as the file says."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def rows(png: bytes) -> bytes:
    """The pixels as stored, filters included: enough to tell two pictures apart."""
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return zlib.decompress(data)


def test_a_card_is_a_png_of_the_size_that_platforms_expect() -> None:
    assert size(social_card(CARD)) == SIZE == (1200, 630)


def test_the_same_card_gives_the_same_bytes() -> None:
    first = social_card(CARD)
    assert social_card(replace(CARD)) == first


@pytest.mark.parametrize("name", ["city", "title", "figure", "unit", "meaning", "date", "coverage", "site"])
def test_every_text_is_on_the_card(name: str) -> None:
    assert rows(social_card(replace(CARD, **{name: "別"}))) != rows(social_card(CARD))


def test_a_fictional_city_is_marked() -> None:
    assert rows(social_card(replace(CARD, fictional="架空"))) != rows(social_card(CARD))


@pytest.mark.parametrize(
    "name", ["city", "title", "figure", "unit", "meaning", "date", "coverage", "fictional"]
)
def test_hostile_text_stays_text(name: str) -> None:
    assert size(social_card(replace(CARD, **{name: HOSTILE}))) == SIZE


def test_empty_texts_leave_their_place_empty() -> None:
    empty = SocialCard(city="", title="", figure="", meaning="", date="", coverage="", site="")
    assert size(social_card(empty)) == SIZE


def test_a_character_without_a_glyph_is_told_by_a_geta_mark() -> None:
    fonts = find_fonts(FontChoice.PREFER_BIZ_UD)
    assert missing_glyphs(["\U00013000"], fonts) == ("\U00013000",)
    assert social_card(replace(CARD, city="\U00013000市")) == social_card(replace(CARD, city="〓市"))
    shown = module._shown(replace(CARD, title=HOSTILE), fonts)
    assert missing_glyphs([shown.title], fonts) == ()
    assert shown.title.endswith("…")


def test_a_long_figure_is_set_smaller_before_it_is_cut() -> None:
    assert module._figure_size(CARD) == 150
    assert module._figure_size(replace(CARD, figure="1,234,567,890")) < 150
    long = module._shown(replace(CARD, figure="9" * 200), find_fonts(FontChoice.NOTO))
    assert long.figure.endswith("…")
