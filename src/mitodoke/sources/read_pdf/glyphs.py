"""The letters of a page with their places, as the file draws them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from mitodoke.sources.read_pdf.box import Box
from mitodoke.sources.read_pdf.frame import Frame, Sheet

_SHAPES = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0xFE10, 0xFE19), (0xFE30, 0xFE4F))
"""Blocks of characters that are shapes of others: radicals, compatibility ideographs, ligatures, vertical forms."""
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))
_ASCENT = 0.88
"""The part of a letter's square above the base line, as Japanese fonts have it."""
_INK = 0.03
_LETTERS_TO_JUDGE = 20
"""So many letters must follow each other before the direction of a page's lines is judged by their steps."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn letter in reading coordinates; `size` is its font's size in points.

    Its box has the height of the font on its line. `after_gap` says that room for a space was left before it.
    """

    text: str
    box: Box
    size: float
    after_gap: bool = False

    @property
    def is_space(self) -> bool:
        """Whether it draws nothing."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """The letters of a page in the order of the file; `unreadable` counts those without a character's code.

    `turned` are letters that run in another direction than the page's text, `slanted` in none of the four (a
    watermark).
    """

    frame: Frame
    glyphs: tuple[Glyph, ...]
    turned: tuple[Glyph, ...]
    slanted: tuple[Glyph, ...]
    unreadable: int


class _Gap(Enum):
    """Whether room for a space was left before a letter: where writers set Latin beside Japanese, that is doubtful."""

    NONE = auto()
    DOUBTFUL = auto()
    SURE = auto()


@dataclass(frozen=True, slots=True)
class _Drawn:
    text: str
    box: Box
    size: float
    direction: int | None
    origin: tuple[float, float]
    gap: _Gap


def page_glyphs(page: Any, number: int, sheet: Sheet) -> PageGlyphs:
    """The letters of `page` (an open pdfium page), number `number` of its file."""
    drawn, unreadable = _read(page, sheet)
    counted = Counter(one.direction for one in drawn if one.direction is not None)
    main = counted.most_common(1)[0][0] if counted else 0
    own = [one for one in drawn if one.direction == main]
    vertical = main == 0 and _is_vertical(own)
    width, height = sheet.size
    frame = Frame(number, width, height, 90 if vertical else main)
    draws_spaces = any(one.text == " " for one in own)

    def read(one: _Drawn) -> Glyph:
        box = frame.read(one.box) if vertical else _line_box(one, frame)
        gap = one.gap is _Gap.SURE or (one.gap is _Gap.DOUBTFUL and not draws_spaces)
        return Glyph(one.text, box, one.size, gap)

    return PageGlyphs(
        frame=frame,
        glyphs=tuple(map(read, own)),
        turned=tuple(read(one) for one in drawn if one.direction not in (main, None)),
        slanted=tuple(read(one) for one in drawn if one.direction is None),
        unreadable=unreadable,
    )


def _line_box(one: _Drawn, frame: Frame) -> Box:
    """The box of a letter from its origin on the base line: fonts tell too much or too little of their height.

    Fonts that are drawings tell the ink instead of the room; a Japanese letter then takes its square.
    """
    box = frame.read(one.box)
    x, y = one.origin
    base = frame.read(Box(x, y, x, y))
    x0, x1 = box.x0, box.x1
    if abs(x0 - base.x0) > _INK * one.size:
        x0 = base.x0
        x1 = x0 + one.size if unicodedata.east_asian_width(one.text[0]) in "WF" else x1
    return Box(x0, base.y0 - _ASCENT * one.size, x1, base.y0 + (1 - _ASCENT) * one.size)


def _read(page: Any, sheet: Sheet) -> tuple[list[_Drawn], int]:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return [], 0
    try:
        return _letters(text_page, sheet)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _letters(text_page: Any, sheet: Sheet) -> tuple[list[_Drawn], int]:
    drawn: list[_Drawn] = []
    unreadable = 0
    rectangle, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    high = 0
    x, y = ctypes.c_double(), ctypes.c_double()
    gap = False
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1 or code in (0x0A, 0x0D):
            gap = code == 0x20
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rectangle)):
            continue
        text = _character(code)
        if not text or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1:
            unreadable += 1
            continue
        pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
        x0, y0 = sheet.shown(rectangle.left, rectangle.bottom)
        x1, y1 = sheet.shown(rectangle.right, rectangle.top)
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        size = pdfium.FPDFText_GetFontSize(text_page, index) * max(abs(matrix.c) + abs(matrix.d), 1e-6)
        pdfium.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
        left = _gap(drawn[-1].text, text) if gap and drawn else _Gap.NONE
        direction = sheet.direction(matrix.a, matrix.b)
        drawn.append(_Drawn(text, box, size, direction, sheet.shown(x.value, y.value), left))
        gap = False
    return drawn, unreadable


def _gap(before: str, after: str) -> _Gap:
    """What room between two letters means: Latin beside Japanese is set apart by many writers without a space."""
    one, two = before[-1], after[0]
    is_doubtful = one.isalnum() and two.isalnum() and (one.isascii() != two.isascii())
    return _Gap.DOUBTFUL if is_doubtful else _Gap.SURE


def _character(code: int) -> str:
    """The character of a code; a mere shape of another becomes that, what is none becomes nothing."""
    if (
        code in (0, 0xFFFD, 0xFFFE, 0xFFFF)
        or 0xD800 <= code < 0xE000
        or (code < 0x20 and code not in (0x02, 0x09))
    ):
        return ""
    if code == 0x02:
        return "-"
    if code in (0xA0, 0x09):
        return " "
    character = chr(code)
    if 0x2FE0 <= code < 0xF900 or code < 0x2E80:
        return character
    if any(first <= code <= last for first, last in _SHAPES):
        plain = unicodedata.normalize("NFKC", character)
        # A compatibility ideograph of its own (﨑) has no plain form; a name must keep it.
        return plain if not 0xF900 <= code <= 0xFAFF else character
    return character


def is_private(text: str) -> bool:
    """Whether a character belongs to a font alone and means nothing elsewhere."""
    return any(first <= ord(text[0]) <= last for first, last in _PRIVATE)


def _is_vertical(drawn: list[_Drawn]) -> bool:
    """Whether the letters of a page follow each other downwards, as in vertical writing."""
    down = right = 0
    for one, other in pairwise(one for one in drawn if one.text.strip()):
        size = max(one.size, other.size, 1.0)
        x, y = other.box.x0 - one.box.x0, other.box.y0 - one.box.y0
        if abs(x) < 0.3 * size and 0.6 * size < y < 1.4 * size:
            down += 1
        elif abs(y) < 0.3 * size and 0 < x < 2 * size:
            right += 1
    return down > _LETTERS_TO_JUDGE and down > 2 * right
