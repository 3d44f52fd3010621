"""Lays a document out as offices do for the eye (神エクセル): merged cells, spacer columns, heads of two lines.

A row of a table takes several columns of the sheet a cell, often two rows, and a narrow empty column stands between;
numbers come as text or as numbers with formats, dates as words or as dates with 和暦 formats.
"""

from __future__ import annotations

import datetime
import io
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.fiscal_year import parse_year
from mitodoke.sources.formats.collaboration_register.columns import read_head_cells
from mitodoke.sources.formats.strategy.table_head import read_head

_WHOLE = re.compile(
    r"(?P<before>累計|約)?(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9})(?P<unit>人|件|社|回|円|団体|校|%)?\Z"
)
_DECIMAL = re.compile(r"(?P<number>\d{1,6}\.(?P<decimals>\d{1,3}))(?P<unit>%|人)?\Z")
_DATE = re.compile(r"(?P<year>令和\d{1,2}年)(?P<month>\d{1,2})月(?P<day>\d{1,2})日\Z")
_BREAK = re.compile(r"<br\s*/?>")
_RULE = re.compile(r"[|\s:-]+\Z")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is to be laid: its head, its rows."""

    head: list[str]
    rows: list[list[str]] = field(default_factory=list)


Block = str | Table


def blocks_of(lines: Sequence[str]) -> list[Block]:
    """The paragraphs and tables of a text; a table is a run of lines with tabs or pipes. Blank lines are ``""``."""
    blocks: list[Block] = []
    for line in lines:
        cells = _cells(line)
        if cells is None:
            blocks.append(line.strip("\n"))
        elif not (line.lstrip().startswith("|") and _RULE.match(line)):
            if blocks and isinstance(blocks[-1], Table):
                blocks[-1].rows.append(cells)
            else:
                blocks.append(Table(cells))
    return blocks


def _cells(line: str) -> list[str] | None:
    """The cells of a row; None for a paragraph, and for rows that hold markup, which no workbook would."""
    line = _BREAK.sub("\n", line)
    if "<" in line:
        return None
    if line.lstrip().startswith("|"):
        return [cell.strip() for cell in _PIPE.split(line.strip().strip("|"))]
    return line.split("\t") if line.count("\t") >= 2 else None


def register_blocks(content: DocumentContent) -> list[Block]:
    """A register whose text came in broken cells, as the table that it was."""
    blocks: list[Block] = [content.document.title, ""]
    section = holder = None
    for entry in content.entries:
        if entry.form is not section:
            section, holder = entry.form, None
            blocks.append(f"協働の形態：{section.label}（{_stated(content, section.value)}）")
        if entry.name_holder is not holder:
            holder = entry.name_holder
            assert holder is not None
            blocks.append(f"【{holder.label}】（{_stated(content, f'{section.value}-{holder.value}')}）")
        organisations = "\n".join(one.name for one in entry.organisations)
        if not isinstance(blocks[-1], Table):
            blocks.append(Table(list(_SHORT_HEAD if section is CollaborationForm.PATRONAGE else _WIDE_HEAD)))
        table = blocks[-1]
        assert isinstance(table, Table)
        if section is CollaborationForm.PATRONAGE:
            table.rows.append([entry.number, entry.title, organisations, "、".join(entry.departments)])
            continue
        table.rows.append([
            entry.number, entry.dates_printed or "", entry.title, "、".join(entry.departments),
            entry.recurrence_printed or "", entry.purpose or "", _organisations(entry),
            entry.participants_printed or "", entry.effects or "",
        ])  # fmt: skip
    return blocks


_WIDE_HEAD = ("№", "実施年月日", "協働事業の名称", "担当部署", "実施区分", "協働事業の目的、内容等",
              "取組に関係した団体等", "参加人数（複数回の場合は延べ人数）", "取組の効果、市民からの反響等")  # fmt: skip
_SHORT_HEAD = ("No.", "事業の名称", "主催者", "担当部署")


def _organisations(entry: CollaborationEntry) -> str:
    """The organisations as printed, one a line where the text lost the line breaks between them."""
    printed = entry.organisations_printed or ""
    names = "\n".join(one.name for one in entry.organisations)
    return names if "".join(names.split()) == "".join(printed.split()) else printed


def _stated(content: DocumentContent, subject: str) -> str:
    """The number of entries that the register states for a form or name holder."""
    return next(one.printed or "" for one in content.stated if one.subject == subject)


def lay_out(blocks: Sequence[Block], seed: int) -> bytes:
    """The blocks as a workbook; equal seeds lay them out in the same way."""
    return _Writer(random.Random(seed)).write(blocks)


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._stored = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._stored, {"in_memory": True})
        self._formats: dict[str, Any] = {}
        self._sheet: Any = None
        self._row = 0
        self._sheets = 0
        self._spacer = chance.random() < 0.7
        self._margin = chance.choice([0, 1, 2])

    def write(self, blocks: Sequence[Block]) -> bytes:
        self._next_sheet()
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            elif block.strip():
                if self._row > 200 and block.lstrip().startswith(("■", "①", "②", "③", "④", "【", "基本目標")):
                    self._next_sheet()
                self._merge(self._row, self._margin, self._row, self._margin + 40, block)
                self._row += 1
            else:
                self._row += 1
        self._book.close()
        return self._stored.getvalue()

    def _next_sheet(self) -> None:
        self._sheets += 1
        self._sheet = self._book.add_worksheet(f"様式{self._sheets}")
        self._row = self._chance.choice([0, 1, 3])

    def _columns(self, count: int) -> list[tuple[int, int]]:
        """For each column of a table the first and the last column of the sheet that it takes."""
        spans, at = [], self._margin
        for _ in range(count):
            width = self._chance.choice([1, 2, 3])
            spans.append((at, at + width - 1))
            at += width + (1 if self._spacer else 0)
        return spans

    def _table(self, table: Table) -> None:
        spans = self._columns(max(len(table.head), *(len(row) for row in table.rows), 1))
        high = self._head(table.head, spans)
        self._row += high
        for row in table.rows:
            height = self._chance.choice([1, 1, 2])
            for text, (first, last) in zip(row, spans, strict=False):
                if text.strip():
                    self._merge(self._row, first, self._row + height - 1, last, text)
            self._row += height

    def _head(self, head: list[str], spans: list[tuple[int, int]]) -> int:
        """A head of one line, or of two: some heads under a common one, the others merged downwards."""
        is_head = read_head_cells(head) is not None or (read_head(tuple(head)) is not None and all(head))
        if self._chance.random() < 0.3 or len(head) < 4 or not is_head:
            for text, (first, last) in zip(head, spans, strict=False):
                if text.strip():
                    self._merge(self._row, first, self._row, last, text)
            return 1
        grouped = range(2, min(len(head), 4))
        self._merge(self._row, spans[grouped[0]][0], self._row, spans[grouped[-1]][1], "概要")
        for position, text in enumerate(head):
            first, last = spans[position]
            top = self._row + 1 if position in grouped else self._row
            if text.strip():
                self._merge(top, first, self._row + 1, last, text)
        return 2

    def _merge(self, top: int, left: int, bottom: int, right: int, text: str) -> None:
        plain = self._format("@")
        if (top, left) != (bottom, right):
            self._sheet.merge_range(top, left, bottom, right, "", plain)
        value, code = self._value(text)
        if isinstance(value, datetime.date):
            moment = datetime.datetime.combine(value, datetime.time())
            self._sheet.write_datetime(top, left, moment, self._format(code))
        elif isinstance(value, float):
            self._sheet.write_number(top, left, value, self._format(code))
        else:
            self._sheet.write_string(top, left, text, plain)

    def _format(self, code: str) -> Any:
        if code not in self._formats:
            self._formats[code] = self._book.add_format({"num_format": code, "text_wrap": True})
        return self._formats[code]

    def _value(self, text: str) -> tuple[float | datetime.date | None, str]:
        """What a cell holds instead of the text, with the format that shows the text; None for the text itself."""
        if self._chance.random() < 0.4:
            return None, ""
        if match := _DATE.match(text):
            year = parse_year(match["year"])
            assert year is not None
            day = datetime.date(year, int(match["month"]), int(match["day"]))
            return day, '[$-411]ggge"年"m"月"d"日";@'
        if match := _DECIMAL.match(text):
            percent = match["unit"] == "%"
            unit = "%" if percent else f'"{match["unit"] or ""}"'
            return float(match["number"]) / (100 if percent else 1), f"0.{'0' * len(match['decimals'])}{unit}"
        match = _WHOLE.match(text)
        if match is None or (match["number"].startswith("0") and len(match["number"]) > 1):
            return None, ""
        digits = "#,##0" if "," in match["number"] else "0"
        number = float(match["number"].replace(",", ""))
        if match["unit"] == "%":
            return number / 100, f"{digits}%"
        return number, f'"{match["before"] or ""}"{digits}"{match["unit"] or ""}"'
