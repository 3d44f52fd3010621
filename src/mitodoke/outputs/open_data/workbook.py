"""An open data table as an Excel workbook: the table alone on the first sheet, its definitions on the second.

The first sheet has its header in row 1 and data from row 2 on; numbers are numbers, texts are texts (never
formulas, links or dates), and nothing is merged, hidden, coloured or bold.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from mitodoke.domain.edition import Edition
from mitodoke.domain.place import column_letters
from mitodoke.outputs.open_data.codes import code_list
from mitodoke.outputs.open_data.edition_name import edition_title
from mitodoke.outputs.open_data.open_table import OpenTable, Value

LONGEST_TEXT = 32_767
"""What a cell of Excel can hold."""

_CUT = "…（以下は省略。全文はCSVとJSONにあります）"
_EXACT_DIGITS = 15
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  (the same bytes every time; Excel knows no zones)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """A text that is longer than a cell of Excel can hold: where its beginning stands, and its length."""

    place: str
    column: str
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The file, and the texts that it holds only in part."""

    data: bytes
    shortened: tuple[Shortened, ...] = ()


def workbook(table: OpenTable, edition: Edition) -> Workbook:
    """The table as an xlsx file; the same edition gives the same bytes."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(
        output,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": f"{edition_title(edition)}：{table.title}", "created": _CREATED})
    shortened = _write_rows(book.add_worksheet(table.name), table, edition)
    _write_definitions(book.add_worksheet("columns"), table)
    if any(field.codes for field in table.fields):
        _write_codes(book.add_worksheet("codes"), table)
    book.close()
    return Workbook(data=output.getvalue(), shortened=shortened)


def _write_rows(sheet: Worksheet, table: OpenTable, edition: Edition) -> tuple[Shortened, ...]:
    shortened: list[Shortened] = []
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name)
    for line, row in enumerate(table.rows(edition), start=1):
        for column, value in enumerate(row):
            if _write(sheet, line, column, value):
                name = table.columns[column]
                place = f"{table.name}!{column_letters(column + 1)}{line + 1}"
                shortened.append(Shortened(place=place, column=name, length=len(str(value))))
    return tuple(shortened)


def _write(sheet: Worksheet, line: int, column: int, value: Value) -> bool:
    """Write one cell; True when its text had to be cut."""
    if value is None:
        return False
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int | Decimal) and _is_exact(value):
        sheet.write_number(line, column, value)
    else:
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        # Excel counts characters beyond U+FFFF twice.
        too_long = len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT
        sheet.write_string(line, column, text[: LONGEST_TEXT // 2 - len(_CUT)] + _CUT if too_long else text)
        return too_long
    return False


def _is_exact(value: int | Decimal) -> bool:
    """Whether Excel, which calculates with binary floating point, keeps every digit of `value`."""
    return len(Decimal(value).as_tuple().digits) <= _EXACT_DIGITS


def _write_definitions(sheet: Worksheet, table: OpenTable) -> None:
    header = ("name", "title", "title_en", "type", "unit", "code_list", "description", "description_en")
    for column, text in enumerate(header):
        sheet.write_string(0, column, text)
    for line, field in enumerate(table.fields, start=1):
        cells = (
            field.name, field.title, field.title_en, str(field.type), field.unit, field.codes, field.description,
            field.description_en,
        )  # fmt: skip
        for column, value in enumerate(cells):
            _write(sheet, line, column, value)


def _write_codes(sheet: Worksheet, table: OpenTable) -> None:
    for column, text in enumerate(("code_list", "code", "label", "label_en")):
        sheet.write_string(0, column, text)
    used = dict.fromkeys(field.codes for field in table.fields if field.codes)
    lines = ((name, code) for name in used for code in code_list(name).codes)
    for line, (name, code) in enumerate(lines, start=1):
        for column, text in enumerate((name, code.code, code.label, code.label_en)):
            sheet.write_string(line, column, text)
