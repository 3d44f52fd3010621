"""The widths of the glyphs in an embedded CFF font, read from its own program (Adobe TN 5176 and 5177).

The validator takes them for 0 in CID-keyed fonts. This reads what it needs and nothing more, to show that the
widths a PDF states are those of the font.
"""

from __future__ import annotations

import io
import itertools
import struct
from collections.abc import Iterator

import pdfplumber
from pdfminer.pdftypes import resolve1

_STEMS = (1, 3, 18, 23, 19, 20)
_MOVES = {21: 2, 22: 1, 4: 1, 14: 0}


def stated_and_real_widths(pdf: bytes) -> Iterator[tuple[int, int]]:
    """For every glyph of every CFF font: the width in /W (or /DW), and that of the program."""
    seen: set[bytes] = set()
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for reference in (resolve1(page.page_obj.resources.get("Font")) or {}).values():
                descendant = resolve1(resolve1(resolve1(reference)["DescendantFonts"])[0])
                program = resolve1(descendant["FontDescriptor"]).get("FontFile3")
                if program is None:
                    continue
                data = resolve1(program).get_data()
                if data not in seen:
                    seen.add(data)
                    stated = _stated(resolve1(descendant.get("W", [])), descendant.get("DW", 1000))
                    yield from ((stated(glyph), width) for glyph, width in enumerate(_real(data)) if glyph)


def _stated(widths: list[object], default: int):  # type: ignore[no-untyped-def]
    known: dict[int, int] = {}
    at = 0
    while at < len(widths):
        first, second = widths[at], resolve1(widths[at + 1])
        if isinstance(second, list):
            known |= {first + place: width for place, width in enumerate(second)}  # type: ignore[operator]
            at += 2
        else:
            known |= dict.fromkeys(range(first, second + 1), widths[at + 2])  # type: ignore[call-overload]
            at += 3
    return lambda glyph: round(known.get(glyph, default))


def _real(data: bytes) -> list[int]:
    _, at = _index(data, data[2])
    tops, _ = _index(data, at)
    top = _dict(tops[0])
    strings, _ = _index(data, top[17][0])
    fonts, _ = _index(data, top[1236][0])
    privates = []
    for font in fonts:
        size, offset = _dict(font)[18]
        private = _dict(data[offset : offset + size])
        privates.append((private.get(20, [0])[0], private.get(21, [0])[0]))
    select = top[1237][0]
    assert data[select] == 0, "one font dictionary a glyph"
    return [_width(string, *privates[data[select + 1 + glyph]]) for glyph, string in enumerate(strings)]


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    count = struct.unpack_from(">H", data, at)[0]
    if not count:
        return [], at + 2
    size = data[at + 2]
    offsets = [
        int.from_bytes(data[at + 3 + n * size : at + 3 + (n + 1) * size], "big") for n in range(count + 1)
    ]
    base = at + 2 + (count + 1) * size
    return [data[base + a : base + b] for a, b in itertools.pairwise(offsets)], base + offsets[-1]


def _dict(data: bytes) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    stack: list[int] = []
    at = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            key, at = (1200 + data[at + 1], at + 2) if first == 12 else (first, at + 1)
            found[key], stack = stack, []
        elif first == 30:
            while data[at] & 15 != 15 and data[at] >> 4 != 15:
                at += 1
            at += 1
            stack.append(0)  # a fraction: none of the values wanted here
        elif first == 29:
            stack.append(struct.unpack_from(">i", data, at + 1)[0])
            at += 5
        else:
            value, at = _number(data, at)
            stack.append(value)
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    first = data[at]
    if first == 28:
        return struct.unpack_from(">h", data, at + 1)[0], at + 3
    if first <= 246:
        return first - 139, at + 1
    if first <= 250:
        return (first - 247) * 256 + data[at + 1] + 108, at + 2
    return -(first - 251) * 256 - data[at + 1] - 108, at + 2


def _width(string: bytes, default: int, nominal: int) -> int:
    stack: list[int] = []
    at = 0
    while at < len(string):
        first = string[at]
        if first == 255:
            stack.append(struct.unpack_from(">i", string, at + 1)[0] >> 16)
            at += 5
        elif first >= 32 or first == 28:
            value, at = _number(string, at)
            stack.append(value)
        else:
            has_width = len(stack) % 2 == 1 if first in _STEMS else len(stack) > _MOVES[first]
            return nominal + stack[0] if has_width else default
    return default
