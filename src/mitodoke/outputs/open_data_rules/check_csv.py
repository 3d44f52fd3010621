"""Checks of a CSV file: its bytes, its lines, and then what every table is checked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.domain.finding import Finding
from mitodoke.domain.place import column_letters
from mitodoke.outputs.open_data_rules.check_grid import grid_hits
from mitodoke.outputs.open_data_rules.column_words import is_dressed_number, is_plain_number
from mitodoke.outputs.open_data_rules.grid import Grid, text_cell
from mitodoke.outputs.open_data_rules.hits import Hit, findings

_NOT_CSV: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "圧縮ファイルかExcel"),
    (b"\xd0\xcf\x11\xe0", "古い形式のOffice文書"),
    (b"<", "HTMLかXML"),
)
# Possessive, so that a quote that never closes is looked for only once.
_FIELD = re.compile(r'"[^"]*+(?:""[^"]*+)*+"|[^",\r\n][^,\r\n]*+|')
_REST = re.compile(r"[^,\r\n]*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FORMULA = re.compile(r"[=+\-@\t]")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record as it stands in the file: its values, and what is wrong with how it is written."""

    values: list[str]
    broken_line: bool = False
    open_quote: bool = False


def check_csv(data: bytes, subject: str = "CSV") -> tuple[Finding, ...]:
    """What a CSV file breaks of the rules, and advice; `subject` is what the findings call it.

    Never raises: what cannot be read as CSV at all is one finding.
    """
    kind = next(
        (name for mark, name in _NOT_CSV if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(mark)), None
    )
    if kind or not data.strip():
        wrong = f"から{kind}の中身が始まっている" if kind else "から先に何も書かれていない"
        hit = Hit(rule="L1-01", place="A1", wrong=wrong, todo="表をCSVかxlsxで作り直してください")
        return findings([hit], subject)
    text = _decoded(data)
    if text is None:
        hit = Hit(
            rule="L3-08",
            place="A1",
            wrong="からの文字コードがUTF-8でもShift_JISでもない",
            todo="UTF-8（BOM付き）で保存し直してください",
        )
        return findings([hit], subject)
    records = list(_records(text))
    grid = Grid(None, [[text_cell(value) for value in record.values] for record in records])
    return findings([*_line_hits(records, text), *_formula_hits(grid), *grid_hits(grid)], subject)


def csv_columns(data: bytes) -> tuple[str, ...]:
    """The names of the columns of a CSV file: its first record; none where it cannot be read as CSV."""
    first = next(_records(_decoded(data) or ""), None)
    return () if first is None else tuple(first.values)


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _records(text: str) -> Iterator[_Record]:
    """The records of the file; a quote that never closes ends with its line."""
    position, length = 0, len(text)
    while position < length:
        values: list[str] = []
        broken = opened = False
        while True:
            field = _FIELD.match(text, position)
            assert field is not None  # the pattern matches nothing, too
            raw = field[0]
            position = field.end()
            if raw.startswith('"'):
                value = raw[1:-1].replace('""', '"')
                broken = broken or "\n" in value or "\r" in value
            else:
                value = raw
            # What follows a closing quote, or begins with one that never closes, belongs to the value.
            rest = _REST.match(text, position)
            if rest and rest[0]:
                opened = True
                value += rest[0]
                position = rest.end()
            values.append(value)
            if position < length and text[position] == ",":
                position += 1
                continue
            break
        yield _Record(values, broken, opened)
        end = _LINE_END.match(text, position)
        position = end.end() if end else position


def _line_hits(records: list[_Record], text: str) -> Iterator[Hit]:
    """L1-14, L1-15 and the separator."""
    width = max((len(r.values) for r in records[:1]), default=0)
    if width == 1 and any(mark in text.split("\n", 1)[0] for mark in "\t;"):
        yield Hit(
            rule="L1-15",
            place="A1",
            wrong="の項目名がカンマで区切られていない",
            todo="カンマで区切ってください",
        )
    for row, record in enumerate(records):
        place = f"A{row + 1}"
        if record.broken_line:
            yield Hit(
                rule="L1-14", place=place, wrong="の行の値の中に改行がある", todo="改行を取り除き、1件を1行にしてください"
            )  # fmt: skip
        if record.open_quote:
            yield Hit(
                rule="L1-15", place=place, wrong="の行の二重引用符が正しく閉じていない",
                todo="値の全体を二重引用符で囲み、値の中の二重引用符は2つ重ねてください",
            )  # fmt: skip
        extra = len(record.values) - width
        if extra > 0 and any(value.strip() for value in record.values[width:]):
            yield Hit(
                rule="L1-15", place=f"{column_letters(width + 1)}{row + 1}", wrong=f"に項目名より{extra}個多い値がある",
                todo="カンマを含む値を二重引用符で囲んでください",
            )  # fmt: skip
        if extra < 0 and any(value.strip() for value in record.values):
            yield Hit(
                rule="L1-14", place=place, wrong=f"の行の値が項目名より{-extra}個少ない",
                todo="値のない項目も空欄として区切り、1件を1行にしてください",
            )  # fmt: skip


def _formula_hits(grid: Grid) -> Iterator[Hit]:
    """L2-06: a value that a spreadsheet would run."""
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            text = cell.text
            if not _FORMULA.match(text) or len(text) == 1:
                continue
            if is_plain_number(text) or (text[0] in "+-" and is_dressed_number(text)):
                continue
            yield Hit(
                rule="L2-06", place=grid.place(row, column), wrong="の値が数式として実行されるおそれがある",
                todo="値に直すか、先頭に「'」を付けてください", shown=text,
            )  # fmt: skip
