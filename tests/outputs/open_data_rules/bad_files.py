"""For each rule files that break it: a CSV as text, or a change made to a clean workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill


@dataclass(frozen=True)
class BadCsv:
    """A CSV text (or bytes) that breaks `rule` at `place`."""

    rule: str
    data: str | bytes
    place: str
    advice: bool = False

    @property
    def bytes(self) -> bytes:
        """The file."""
        return self.data if isinstance(self.data, bytes) else self.data.replace("\n", "\r\n").encode()


BAD_CSV: tuple[BadCsv, ...] = (
    BadCsv("L1-01", b"%PDF-1.7 ...", "A1"),
    BadCsv("L1-01", b"PK\x03\x04....", "A1"),
    BadCsv("L1-01", b"<!doctype html><table></table>", "A1"),
    BadCsv("L1-01", b"", "A1"),
    BadCsv("L1-02", "地区,人数\n東,3\n西,4\n\n施設,面積\n公園,20\n", "A5"),
    BadCsv("L1-03", "地区,人数\n東,3\n,\n西,4\n", "A3"),
    BadCsv("L1-03", "地区,,人数\n東,,3\n西,,4\n", "B1"),
    BadCsv("L1-04", "地区,人数\n東,3\n※東は推計,\n", "A3"),
    BadCsv("L1-04", "地区,人数\n東,3\n（注1）東は推計,\n", "A3"),
    BadCsv("L1-04", "地区,人数\n東,3\n出典：住民基本台帳,\n", "A3"),
    BadCsv("L1-05", "地区,\n東,3\n", "B1"),
    BadCsv("L1-05", "地区,列2\n東,3\n", "B1"),
    BadCsv("L1-05", "地区,※\n東,3\n", "B1"),
    BadCsv("L1-06", "地区,人数\n東 ,3\n", "A2"),
    BadCsv("L1-06", "氏　名,人数\n東,3\n", "A1"),
    BadCsv("L1-06", "名称,人数\n花咲  公園,3\n", "A2"),
    BadCsv("L1-06", "課名,人数\n総 務 課,3\n", "A2"),
    BadCsv("L1-07", "地区,男女の人数\n東,10人、12人\n", "B2"),
    BadCsv("L1-07", "地区,担当\n東,総務課;財政課\n", "B2", advice=True),
    BadCsv("L1-08", "地区,人数\n\ue000田,3\n", "A2"),
    BadCsv("L1-08", "地区,人数\n�,3\n", "A2"),
    BadCsv("L1-08", "地区,人数\n①東,3\n", "A2", advice=True),
    BadCsv("L1-08", "地区,人数\n㈱花,3\n", "A2", advice=True),
    BadCsv("L1-14", '地区,人数\n"東\n西",3\n', "A2"),
    BadCsv("L1-14", "地区,人数\n東\n", "A2"),
    BadCsv("L1-15", "地区,人数\n東,1,234\n", "C2"),
    BadCsv("L1-15", '地区,人数\n"東,3\n', "A2"),
    BadCsv("L1-15", "地区\t人数\n東\t3\n", "A1"),
    BadCsv("L2-01", '地区,人数\n東,3\n西,"1,234"\n', "B3"),
    BadCsv("L2-01", "地区,人数\n東,3人\n西,4人\n", "B2"),
    BadCsv("L2-01", "地区,割合\n東,3%\n西,4%\n", "B2"),
    BadCsv("L2-01", "地区,人数\n東,3\n西,４\n", "B3"),
    BadCsv("L2-01", "地区,人数\n東,3\n西,4※1\n", "B3"),
    BadCsv("L2-01", "地区,増減（人）\n東,3\n西,▲4\n", "B3"),
    BadCsv("L2-02", "地区,年度,人数\n東,2024,3\n,2025,4\n", "A3"),
    BadCsv("L2-02", "地区,担当\n東,総務課\n西,〃\n", "B3"),
    BadCsv("L2-02", "地区,担当\n東,総務課\n西,同上\n", "B3"),
    BadCsv("L2-03", "地区,人数,人数\n東,3,4\n", "C1"),
    BadCsv("L2-03", "地区,人数,\n,男,女\n東,3,4\n", "C2"),
    BadCsv("L2-04", "地区,実施\n東,あり\n西,あり\n南,ｱﾘ\n北,アリ\n中,アリ\n上,アリ\n", "B5", advice=True),
    BadCsv("L2-05", "地区,理由\n東,雨\n西,雨\n南,その他（停電）\n北,雨\n", "B4"),
    BadCsv("L2-06", "地区,人数\n東,=1+2\n", "B2"),
    BadCsv("L2-06", "地区,人数\n@SUM(A1),3\n", "A2"),
    BadCsv("L3-01", "令和7年度の人数,\n地区,人数\n東,3\n", "A1"),
    BadCsv("L3-01", ",\n地区,人数\n東,3\n", "A1"),
    BadCsv("L3-03", "地区,人数\n東,3\n西,－\n南,4\n", "B3", advice=True),
    BadCsv("L3-03", "地区,人数\n東,3\n西,非公表\n南,4\n", "B3", advice=True),
    BadCsv("L3-04", "地区,水準\n東,3\n西,4\n", "B1", advice=True),
    BadCsv("L3-05", "行事,開始日\n祭,令和7年5月11日\n市,令和7年6月1日\n", "B2"),
    BadCsv("L3-05", "行事,開始日\n祭,R7.5.11\n市,R7.6.1\n", "B2"),
    BadCsv("L3-05", "行事,開始日\n祭,2025-05-11\n市,2025-06-01\n花,2025/7/1\n", "B4"),
    BadCsv("L3-05", "行事,開始日\n祭,5月11日\n市,6月1日\n", "B2"),
    BadCsv("L3-06", "市区町村コード,人数\n131017,3\n", "A2"),
    BadCsv("L3-06", "全国地方公共団体コード,人数\n12025,3\n1202,4\n", "A3"),
    BadCsv("L3-06", "都道府県名,人数\n東京,3\n", "A2"),
    BadCsv("L3-06", "市区町村名,人数\n花咲市,3\n", "A1", advice=True),
    BadCsv("L3-08", b"\x81\x00\xff\xfe\x00", "A1"),
    BadCsv("L3-08", "地区,人数\n東,3\n", "A1", advice=True),
    BadCsv("L3-09", "地区,令和5年度,令和6年度,令和7年度\n東,3,4,5\n", "B1"),
    BadCsv("L3-09", "地区,2023,2024,2025\n東,3,4,5\n", "B1"),
    BadCsv("L3-09", "地区,4月,5月,6月\n東,3,4,5\n", "B1"),
)


@dataclass(frozen=True)
class BadWorkbook:
    """A change to a clean workbook that breaks `rule` at `place`."""

    rule: str
    place: str
    change: Callable[[openpyxl.Workbook], None]


def clean_workbook() -> openpyxl.Workbook:
    """A workbook with one table that breaks nothing."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "people"
    for row in (("district", "year", "people"), ("east", 2024, 3), ("east", 2025, 0), ("west", 2025, 4)):
        sheet.append(row)
    return book


def _merge(book: openpyxl.Workbook) -> None:
    book["people"].merge_cells("A2:A3")


def _hide_row(book: openpyxl.Workbook) -> None:
    book["people"].row_dimensions[3].hidden = True


def _hide_column(book: openpyxl.Workbook) -> None:
    book["people"].column_dimensions["B"].hidden = True


def _hide_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("old").sheet_state = "hidden"


def _colour(book: openpyxl.Workbook) -> None:
    book["people"]["C3"].fill = PatternFill("solid", fgColor="FFFF00")


def _bold(book: openpyxl.Workbook) -> None:
    book["people"]["A4"].font = Font(bold=True)


def _formula(book: openpyxl.Workbook) -> None:
    book["people"]["C4"] = "=C2+C3"


def _chart(book: openpyxl.Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(book["people"], min_col=3, min_row=1, max_row=4), titles_from_data=True)
    book["people"].add_chart(chart, "E2")


def _comment(book: openpyxl.Workbook) -> None:
    book["people"]["C3"].comment = Comment("推計", "担当")


def _number_as_text(book: openpyxl.Workbook) -> None:
    book["people"]["C4"] = "4"


def _line_break(book: openpyxl.Workbook) -> None:
    book["people"]["A4"] = "we\nst"


def _title(book: openpyxl.Workbook) -> None:
    book["people"].insert_rows(1)
    book["people"]["A1"] = "令和7年度の人数"


BAD_WORKBOOKS: tuple[BadWorkbook, ...] = (
    BadWorkbook("L1-06", "people!A4", _line_break),
    BadWorkbook("L1-10", "people!A1", _chart),
    BadWorkbook("L1-10", "people!A1", _comment),
    BadWorkbook("L1-11", "people!C3", _colour),
    BadWorkbook("L1-11", "people!A4", _bold),
    BadWorkbook("L1-12", "people!A2:A3", _merge),
    BadWorkbook("L1-13", "people!A3", _hide_row),
    BadWorkbook("L1-13", "people!B1", _hide_column),
    BadWorkbook("L1-13", "old!A1", _hide_sheet),
    BadWorkbook("L2-01", "people!C4", _number_as_text),
    BadWorkbook("L2-06", "people!C4", _formula),
    BadWorkbook("L3-01", "people!A1", _title),
)


def write(book: openpyxl.Workbook, folder: Path) -> Path:
    """The workbook as a file."""
    path = folder / "book.xlsx"
    book.save(path)
    return path
