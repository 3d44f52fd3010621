"""Random pledge reports of fictional cities as one wide table: merged cells, heads of two lines, columns in any order."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace
from typing import Any

import xlsxwriter

from sources.formats.pledge_reports import Maker, Measure, Pledge, Report, Vision

HEADS: dict[str, tuple[str, ...]] = {
    "vision": ("ビジョン", "基本政策", "政策の柱"),
    "number": ("番号", "公約No.", "公約番号"),
    "pledge": ("公約", "公約名", "市長公約"),
    "measure": ("施策", "施策名", "取組項目", "事業名"),
    "activities": ("取組事業内容", "取組内容", "主な取組", "取組状況"),
    "department": ("担当課", "担当部署", "所管課"),
    "progress": ("進捗状況", "進捗率（％）", "達成度（％）"),
}


@dataclass(frozen=True)
class Style:
    """What a city decides once for its table."""

    order: tuple[str, ...]
    heads: dict[str, str]
    two_lines: bool
    merged: bool
    spacer: bool
    numbers: bool
    vision_label: str
    bullet: str
    break_departments: bool
    percent: str

    @property
    def code_in_column(self) -> bool:
        """Whether codes have a column of their own."""
        return "number" in self.order


def style_of(seed: int) -> Style:
    """The style of the city `seed`."""
    pick = random.Random(seed)
    columns = [name for name in HEADS if name != "number" or pick.random() < 0.5]
    if pick.random() < 0.3:
        pick.shuffle(columns)
    return Style(
        order=tuple(columns),
        heads={name: pick.choice(words) for name, words in HEADS.items()},
        two_lines=pick.random() < 0.5,
        merged=pick.random() < 0.7,
        spacer=pick.random() < 0.3,
        numbers=pick.random() < 0.8,
        vision_label=pick.choice(["{0} {1}", "ビジョン{0} {1}", "{0}\n{1}", "{0}．{1}"]),
        bullet=pick.choice(["・", "- ", "○", ""]),
        break_departments=pick.random() < 0.5,
        percent=pick.choice(["%", "％", ""]),
    )


def report_of(seed: int) -> Report:
    """A report with titles on one line; the table has no summary of its own."""
    report = Maker(seed).report()
    for number, vision in enumerate(report.visions, start=1):
        vision.title = f"{vision.title or '花と海のまち'}{number}"
        vision.subtitle, vision.progress = None, None
    return replace(report, overall=None)


def workbook(report: Report, style: Style, *, head: dict[str, str] | None = None) -> bytes:
    """The report as a workbook; `head` replaces heads by other words."""
    return _Writer(report, replace(style, heads=style.heads | (head or {}))).write()


class _Writer:
    def __init__(self, report: Report, style: Style) -> None:
        self._report, self._style = report, style
        self._stored = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._stored, {"in_memory": True})
        self._sheet = self._book.add_worksheet("取組状況")
        step = 2 if style.spacer else 1
        self._column = {name: step * place for place, name in enumerate(style.order)}
        self._row = 0

    def write(self) -> bytes:
        for text in ("市長公約の取組状況", "（令和7年4月から令和8年3月までの実施内容）", "花咲市 企画部"):
            self._sheet.write_string(self._row, 0, text)
            self._row += 1
        self._row += 1
        self._head()
        for vision in self._report.visions:
            first = self._row
            for pledge in vision.pledges:
                self._pledge(vision, pledge)
            self._merge("vision", first, self._label(vision))
        self._book.close()
        return self._stored.getvalue()

    def _head(self) -> None:
        """One line, or two with 施策 to 担当課 under a common head and the others merged downwards."""
        style, columns = self._style, self._column
        grouped = [name for name in ("measure", "activities", "department") if style.two_lines]
        places = sorted(columns[name] for name in grouped)
        step = 2 if style.spacer else 1
        if [place - places[0] for place in places] != [0, step, 2 * step]:
            grouped = []
        top = self._row
        if grouped:
            self._sheet.merge_range(top, places[0], top, places[-1], "実施の概要")
        for name in style.order:
            text, column = style.heads[name], columns[name]
            if not grouped:
                self._sheet.write_string(top, column, text)
            elif name in grouped:
                self._sheet.write_string(top + 1, column, text)
            else:
                self._sheet.merge_range(top, column, top + 1, column, text)
        self._row += 2 if grouped else 1

    def _label(self, vision: Vision) -> str:
        style = self._style
        return style.vision_label.format(vision.code, vision.title) if style.numbers else vision.title

    def _pledge(self, vision: Vision, pledge: Pledge) -> None:
        style, first = self._style, self._row
        for measure in pledge.measures:
            self._measure(measure)
        title = pledge.title
        if style.numbers and style.code_in_column:
            self._merge("number", first, pledge.code)
        elif style.numbers:
            title = f"{pledge.code} {title}"
        self._merge("pledge", first, title)
        self._merge("progress", first, pledge.progress + style.percent, always=True)

    def _measure(self, measure: Measure) -> None:
        style = self._style
        mark = {"none": "", "partial": "【一部再掲】", "full": "【再掲】"}[measure.repeat]
        break_at = "\n" if style.break_departments else "、"
        texts = {
            "measure": measure.title + mark,
            "activities": "\n".join(style.bullet + activity for activity in measure.activities),
            "department": break_at.join(measure.departments),
        }
        for name, text in texts.items():
            self._sheet.write_string(self._row, self._column[name], text)
        self._row += 1

    def _merge(self, name: str, first: int, text: str, *, always: bool = False) -> None:
        """A cell over the rows since `first`, merged or with its text in the first of them."""
        column = self._column[name]
        if self._row - first > 1 and (self._style.merged or not always):
            self._sheet.merge_range(first, column, self._row - 1, column, text)
        else:
            self._sheet.write_string(first, column, text)
