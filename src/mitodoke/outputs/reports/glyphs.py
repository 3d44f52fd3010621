"""Which characters the fonts of a report lack, told before anything is published."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from mitodoke.outputs.reports.fonts import SIGN_RANGES, FontSet

_SHOWS_NOTHING = ("Cc", "Cf", "Zs", "Zl", "Zp")
_VARIATION_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


def missing_glyphs(texts: Iterable[str], fonts: FontSet) -> tuple[str, ...]:
    """The characters of `texts`, in the order of their codes, that no regular or no bold font of `fonts` has.

    Characters that show nothing (spaces, controls, variation selectors) need no glyph; a mark that composes with
    its letter counts as the composed letter.
    """
    wanted: set[str] = set()
    for text in texts:
        wanted.update(text if text.isascii() else unicodedata.normalize("NFC", text))
    needed = {
        ord(character)
        for character in wanted
        if unicodedata.category(character) not in _SHOWS_NOTHING
        and ord(character) not in _VARIATION_SELECTORS
    }
    return tuple(chr(code) for code in sorted(needed - _shown(fonts.files)))


@cache
def _shown(files: tuple[Path, ...]) -> frozenset[int]:
    """The codes that a regular and a bold font of `files` have, or the font of signs."""
    regular = set().union(*(characters(file) for file in files if not _is_bold(file)))
    bold = set().union(*(characters(file) for file in files if _is_bold(file)))
    signs = {code for first, last in SIGN_RANGES for code in range(first, last + 1)}
    return frozenset((regular & bold) | signs)


def _is_bold(file: Path) -> bool:
    return file.stem.lower().endswith(("bold", "gothicb"))


@cache
def characters(file: Path) -> frozenset[int]:
    """The codes of all characters that a font file has a glyph for (OpenType table cmap, formats 4 and 12)."""
    data = file.read_bytes()
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return frozenset(_cmap(data, offset))
    return frozenset()


def _cmap(data: bytes, start: int) -> set[int]:
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        offset = start + struct.unpack_from(">HHI", data, start + 4 + 8 * number)[2]
        form = struct.unpack_from(">H", data, offset)[0]
        if form == 4:
            found |= _segments(data, offset)
        elif form == 12:
            found |= _groups(data, offset)
    return found


def _segments(data: bytes, offset: int) -> set[int]:
    """Format 4: segments of codes up to U+FFFF."""
    count = struct.unpack_from(">H", data, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, offset + 14)
    starts = struct.unpack_from(f">{count}H", data, offset + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, offset + 16 + 4 * count)
    first_range = offset + 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", data, first_range)
    found: set[int] = set()
    for at, (first, last, delta, distance) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if distance:
                glyph = struct.unpack_from(">H", data, first_range + 2 * at + distance + 2 * (code - first))[
                    0
                ]
                if glyph == 0:
                    continue
            if (glyph + delta) % 0x10000:
                found.add(code)
    return found


def _groups(data: bytes, offset: int) -> set[int]:
    """Format 12: groups of codes of any plane."""
    found: set[int] = set()
    for number in range(struct.unpack_from(">I", data, offset + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, offset + 16 + 12 * number)
        found.update(range(first if glyph else first + 1, last + 1))
    return found
