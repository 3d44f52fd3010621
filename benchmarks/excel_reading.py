"""Reading workbooks: a register of 5,000 rows with merged cells and two-line heads, and the same as clean tables."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from time import process_time
from typing import Any

import xlsxwriter

from benchmarks.measure import BARE_PYTHON, MITODOKE, Measured, command_ms, median_ms
from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition
from mitodoke.outputs.xlsx_tables import render_tables
from mitodoke.sources.extract import extract
from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.read_excel import lines_of
from mitodoke.sources.read_excel.open_book import open_book
from mitodoke.sources.read_file import read_file_bytes

ROWS = 5_000
_HEADS = ("No.", "事業の名称", "担当課", "実施区分", "目的、内容等", "関係した団体等", "参加人数", "効果")
_FIRST = datetime.datetime(2024, 4, 1)  # noqa: DTZ001  (a spreadsheet knows no zones)


def measure(files: list[Path], home: Path) -> list[Measured]:
    """Opening and reading a 5,000-row workbook (processor time), and the whole command (wall); `files` play no part."""
    del files
    data = register_workbook(ROWS)
    path = home / "register.xlsx"
    path.write_bytes(data)
    opened = median_ms(lambda: open_book(OfficeArchive(data, "x")), 5, process_time)
    lines = median_ms(lambda: lines_of(open_book(OfficeArchive(data, "x")), data, "x"), 5, process_time)
    read = median_ms(lambda: read_file_bytes(data, "x"), 5, process_time)
    text = lines_of(open_book(OfficeArchive(data, "x")), data, "x").text
    records = median_ms(lambda: extract(text), 5, process_time)
    tables = render_tables(_edition(data))
    from_tables = median_ms(lambda: read_file_bytes(tables, "x"), 3, process_time)
    start, _ = command_ms(BARE_PYTHON, home)
    whole, memory = command_ms([*MITODOKE, "read", path], home, 3)
    return [
        Measured(f"xlsx of {ROWS:,} rows: cells", opened, "records", opened / records, ""),
        Measured(f"xlsx of {ROWS:,} rows: lines", lines, "records", lines / records, ""),
        Measured(f"xlsx of {ROWS:,} rows: read", read, "records", read / records, "< 2,000 ms"),
        Measured(
            f"tables of {ROWS:,} rows: read", from_tables, "records", from_tables / records, "< 2,000 ms"
        ),
        Measured(
            f"xlsx of {ROWS:,} rows: read and audit, command",
            whole,
            "python start",
            whole / start,
            "",
            memory,
        ),
    ]


def register_workbook(rows: int) -> bytes:
    """A register as an office draws it: title, heads over two lines, numbers as text and as numbers, real dates."""
    stored = io.BytesIO()
    book: Any = xlsxwriter.Workbook(stored, {"in_memory": True})
    date = book.add_format({"num_format": '[$-411]ggge"年"m"月"d"日";@'})
    persons = book.add_format({"num_format": '#,##0"人"'})
    sheet = book.add_worksheet("一覧")
    sheet.merge_range(0, 0, 0, 8, "協働事業実施状況（令和6年度）")
    sheet.write_string(1, 0, f"協働の形態：共催（{rows}件）")
    sheet.merge_range(2, 6, 2, 7, "実施内容")
    places = (0, 1, 2, 3, 4, 5, 7, 8)
    for head, column in zip(_HEADS, places, strict=True):
        if column == 7:
            sheet.write_string(3, 6, "実施年月日")
            sheet.write_string(3, 7, head)
        else:
            sheet.merge_range(2, column, 3, column, head)
    for number in range(1, rows + 1):
        row = number + 3
        sheet.write_string(row, 0, str(number))
        sheet.write_string(row, 1, f"花と緑の講習会 第{number}回")
        sheet.write_string(row, 2, "緑の課")
        sheet.write_string(row, 3, "例年実施（平成20年～）")
        sheet.write_string(row, 4, f"花壇づくりを通して交流する。\n参加者は{number}組。")
        sheet.write_string(row, 5, "花咲市町内会連合会、花咲市商工会議所")
        sheet.write_datetime(row, 6, _FIRST + datetime.timedelta(days=number % 360), date)
        sheet.write_number(row, 7, 10 + number % 90, persons)
        sheet.write_string(row, 8, "多くの参加があり、好評であった。")
    book.close()
    return stored.getvalue()


def _edition(data: bytes) -> Edition:
    content = read_file_bytes(data, "x").reading.content
    return Edition(content=content, audit=audit_content(content, ()))
