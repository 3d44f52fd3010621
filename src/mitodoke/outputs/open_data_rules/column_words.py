"""What the name of a column and the texts in it tell: identifier, number, point in time, words as printed."""

from __future__ import annotations

import re
from enum import Enum, auto

from mitodoke.outputs.open_data_rules.grid import Cell, CellKind, Column

_AS_PRINTED = re.compile(
    r"printed|expected|原文|原典|表記|備考|注記|特記|概要|説明|note|remark|text|message", re.IGNORECASE
)
_IDENTIFIER = re.compile(
    r"(?:\A|_)(?:id|code|number|no|sha256|version|rule|check|subject)\Z|id\Z|コード|番号|電話|郵便|法人番号|\Ano\.?\Z|\A№\Z",
    re.IGNORECASE,
)
_PLAIN_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?\Z")
_TIME_UNIT = r"(?!年|月|日|時|分|秒|期|回目|世紀)"
_DRESSED_NUMBER = re.compile(
    rf"[約▲△¥￥\\$+-]{{0,2}} ?(?!0[0-9])[0-9]{{1,30}}(?:,[0-9]{{3}}){{0,10}}(?:\.[0-9]{{1,30}})? ?"
    rf"{_TIME_UNIT}[^0-9\s、。,.:/~〜～()（）-]{{0,4}}(?:※[0-9]{{0,3}}|\*{{1,3}}[0-9]{{0,2}}|\(注[0-9]{{0,2}}\))?\Z"
)
_SYMBOL = re.compile(
    r"[-‐‑‒–—―−－ー*＊…‥.・xXχ×#＃/／▲△▼▽○●◎?？]{1,5}\Z|(?:N/?A|n/?a|秘|秘匿|非公表|不明|なし|該当なし|未定)\Z"
)
_ERA = r"(?:令和|平成|昭和|大正|明治|[RHSTM]\.? ?)(?:元|[0-9]{1,2})"
_TIME_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("西暦（ISO）", re.compile(r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")),
    ("西暦（斜線）", re.compile(r"[12][0-9]{3}/[0-9]{1,2}(?:/[0-9]{1,2})?\Z")),
    ("西暦（年月日）", re.compile(r"[12][0-9]{3}年(?:度|[0-9]{1,2}月(?:[0-9]{1,2}日)?)?\Z")),
    ("和暦と西暦", re.compile(rf"{_ERA}(?:年度?)?\([12][0-9]{{3}}(?:年度?)?\)(?:年度?)?\Z")),
    ("時間軸コード", re.compile(r"[12][0-9]{9}\Z")),
    (
        "和暦",
        re.compile(
            rf"{_ERA}(?:年(?:度|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?|[./][0-9]{{1,2}}[./][0-9]{{1,2}})\Z"
        ),
    ),
    ("年を略した日付", re.compile(r"[0-9]{1,2}月[0-9]{1,2}日\Z|[0-9]{1,2}/[0-9]{1,2}\Z|'[0-9]{2}\Z")),
)
_TIME_NAME = re.compile(r"年|月|日|時点|期間|date|year|start|end|_on\Z", re.IGNORECASE)
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_LONGEST = 60


class Content(Enum):
    """What a column holds, judged by most of its cells."""

    NUMBERS = auto()
    TIMES = auto()
    TEXTS = auto()


def is_as_printed(name: str) -> bool:
    """Whether a column keeps words as a source prints them, or free notes: its values follow no form."""
    return _AS_PRINTED.search(name) is not None


def is_identifier(name: str) -> bool:
    """Whether a column names things rather than counting them: its digits are no numbers."""
    return _IDENTIFIER.search(name) is not None


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs in half width; ① and ₂ stay, they are no plain digits."""
    return text.translate(_HALF_WIDTH).strip()


def is_plain_number(text: str) -> bool:
    """Whether a text is a number and nothing else, in half-width digits; 01 is a code, not a number."""
    return len(text) <= _LONGEST and _PLAIN_NUMBER.match(text) is not None


def fits_a_spreadsheet(text: str) -> bool:
    """Whether a spreadsheet keeps every digit of a plain number: it calculates with 15 of them."""
    return sum(character.isdigit() for character in text) <= 15


def is_dressed_number(text: str) -> bool:
    """Whether a text is a number with a unit, separators, a mark, or in full-width digits."""
    if len(text) > _LONGEST or is_plain_number(text):
        return False
    plain = half_width(text)
    return _DRESSED_NUMBER.match(plain) is not None or is_plain_number(plain)


def is_symbol(text: str) -> bool:
    """Whether a text is one of the marks that stand for a missing or withheld number."""
    return _SYMBOL.match(text.strip()[:_LONGEST]) is not None


def time_form(text: str) -> str | None:
    """In which form a text writes a day, month or year; None for any other text."""
    if len(text) > _LONGEST:
        return None
    plain = half_width(text)
    return next((name for name, pattern in _TIME_FORMS if pattern.match(plain)), None)


def content(column: Column) -> Content:
    """Numbers or times where at least half of the cells are, and the name does not say otherwise."""
    if not column.cells or is_as_printed(column.name) or is_identifier(column.name):
        return Content.TEXTS
    half = len(column.cells) / 2
    named_time = _TIME_NAME.search(column.name) is not None
    times = sum(_is_time(cell, named_time) for _, cell in column.cells)
    if times and times >= half:
        return Content.TIMES
    numbers = sum(_is_number(cell) for _, cell in column.cells)
    return Content.NUMBERS if numbers and numbers >= half else Content.TEXTS


def _is_time(cell: Cell, named_time: bool) -> bool:
    if cell.kind is CellKind.DATE:
        return True
    form = time_form(cell.text)
    if form is None:
        return False
    # 2025 alone, and ten digits, are times only in a column whose name says so.
    return named_time or not cell.text.isdigit()


def _is_number(cell: Cell) -> bool:
    return cell.kind is CellKind.NUMBER or is_plain_number(cell.text) or is_dressed_number(cell.text)
