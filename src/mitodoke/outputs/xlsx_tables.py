"""Every open data table of an edition in one workbook for machines: one table a sheet, then columns and codes.

Follows the rules for machine-readable data of the Japanese government: header in row 1, numbers as numbers, no merged
or hidden cells, no notes beside a table, no formulas. `open_data.workbook` makes a file of a single table.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.codes import code_list
from mitodoke.outputs.open_data.edition_name import edition_title
from mitodoke.outputs.open_data.open_table import OpenTable, Value
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.outputs.reports.front import moment
from mitodoke.outputs.xlsx_book import CellFormat, Sheet, new_book

LONGEST_CELL = 32_767
"""What a cell of a workbook can hold, in UTF-16 units."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
_EXACT_DIGITS = 15
_WIDEST = 60
_DEFINITIONS = (
    "table",
    "name",
    "title",
    "title_en",
    "type",
    "unit",
    "code_list",
    "description",
    "description_en",
)
_CODES = ("code_list", "code", "label", "label_en")


class CellTooLongError(Exception):
    """A text that no cell of a workbook can hold; its text is one Japanese sentence."""


def render_tables(edition: Edition) -> bytes:
    """The tables of `edition`, each in a sheet of its name, then the sheets `columns` and `codes`.

    Texts are never run as formulas; a number that a workbook could not keep exactly is written as a text. The
    same edition gives the same bytes. CellTooLongError names the cell that is too long.
    """
    stored = io.BytesIO()
    book = new_book(stored, title=edition_title(edition), author="mitodoke", moment=moment(edition))
    quoted = book.add_format({"quote_prefix": True})
    tables = tables_of(edition)
    for table in tables:
        _fill(book.add_worksheet(table.name), table.columns, table.rows(edition), quoted)
    _fill(book.add_worksheet("columns"), _DEFINITIONS, _definitions(tables), quoted)
    _fill(book.add_worksheet("codes"), _CODES, _codes(tables), quoted)
    book.close()
    return stored.getvalue()


def _fill(
    sheet: Sheet, columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]], quoted: CellFormat
) -> None:
    sheet.freeze_panes(1, 0)
    widths = [len(column) for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column)
    for at, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if value is None:
                continue
            widths[place] = max(widths[place], min(2 * len(str(value)), _WIDEST))
            if isinstance(value, bool):
                sheet.write_boolean(at, place, value)
            elif isinstance(value, int | Decimal) and is_exact(value):
                sheet.write_number(at, place, value)
            else:
                text = f"{value:f}" if isinstance(value, Decimal) else str(value)
                if len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
                    raise CellTooLongError(
                        f"表 {sheet.name} の {at + 1} 行目、列 {columns[place]} は長すぎて Excel のセルに入りません。CSV か JSON を使ってください。"
                    )
                sheet.write_string(at, place, text, quoted if text.startswith(_FORMULA_SIGNS) else None)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width + 2)


def is_exact(value: int | Decimal) -> bool:
    """Whether a workbook, which calculates with binary fractions, keeps every digit of `value`."""
    return len(Decimal(value).as_tuple().digits) <= _EXACT_DIGITS


def _definitions(tables: Iterable[OpenTable]) -> Iterable[tuple[Value, ...]]:
    for table in tables:
        for field in table.fields:
            yield (
                table.name, field.name, field.title, field.title_en, str(field.type), field.unit, field.codes,
                field.description, field.description_en,
            )  # fmt: skip


def _codes(tables: Iterable[OpenTable]) -> Iterable[tuple[Value, ...]]:
    for name in dict.fromkeys(field.codes for table in tables for field in table.fields if field.codes):
        for code in code_list(name).codes:
            yield name, code.code, code.label, code.label_en
