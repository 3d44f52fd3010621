"""An open data table as a CSV file in the three encodings that people and programs ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.edition import Edition
from mitodoke.outputs.csv_text import csv_lines
from mitodoke.outputs.open_data.cp932 import as_cp932, replacements
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.outputs.tables import Row, cell


class CsvEncoding(StrEnum):
    """How the text of a CSV file becomes bytes; the values are names that Python and the web know."""

    UTF_8_BOM = "utf-8-sig"
    UTF_8 = "utf-8"
    CP932 = "cp932"

    @property
    def label(self) -> str:
        """What people are told it is for."""
        return {
            CsvEncoding.UTF_8_BOM: "UTF-8（BOM付き。表計算ソフトで開く場合）",
            CsvEncoding.UTF_8: "UTF-8（BOMなし。プログラムで読む場合）",
            CsvEncoding.CP932: "Shift_JIS（CP932。古い表計算ソフトで開く場合）",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A character that CP932 cannot carry: in which table, row and column, and what stands instead.

    `row` is the line of the file, the header being line 1.
    """

    table: str
    row: int
    column: str
    character: str
    instead: str

    @property
    def code_point(self) -> str:
        """The character by its number: ``U+9AD9``; several where combining marks follow it."""
        return " ".join(f"U+{ord(part):04X}" for part in self.character)


def cell_rows(table: OpenTable, edition: Edition) -> Iterator[Row]:
    """The rows of a table as the texts of a CSV file."""
    for row in table.rows(edition):
        yield [cell(value) for value in row]


def csv_bytes(table: OpenTable, edition: Edition, encoding: CsvEncoding = CsvEncoding.UTF_8_BOM) -> bytes:
    """The table as a CSV file; in CP932 `cp932_replacements` tells what it could not carry."""
    text = "".join(csv_lines(table.columns, cell_rows(table, edition)))
    return encoded(text, encoding)


def encoded(text: str, encoding: CsvEncoding) -> bytes:
    """`text` in `encoding`; what CP932 cannot carry is replaced."""
    return (as_cp932(text) if encoding is CsvEncoding.CP932 else text).encode(encoding)


def cp932_replacements(table: OpenTable, edition: Edition) -> tuple[Replacement, ...]:
    """Every character of the table that its CP932 file shows as something else, in the order of the file."""
    return tuple(
        Replacement(table=table.name, row=line, column=column, character=character, instead=instead)
        for line, row in enumerate(cell_rows(table, edition), start=2)
        for column, text in zip(table.columns, row, strict=True)
        if not text.isascii()
        for character, instead in replacements(text)
    )


REPLACEMENT_COLUMNS = ("table", "row", "column", "character", "code_point", "instead")


def replacements_csv(found: tuple[Replacement, ...]) -> bytes:
    """The list of replacements as a CSV file (UTF-8 with BOM, since CP932 could not hold it)."""
    rows = ([r.table, str(r.row), r.column, r.character, r.code_point, r.instead] for r in found)
    return encoded("".join(csv_lines(REPLACEMENT_COLUMNS, rows)), CsvEncoding.UTF_8_BOM)
