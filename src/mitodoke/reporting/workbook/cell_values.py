"""What stands in a cell for the value of a field, and what a cell says back: exact, and the same both ways.

A text that is a plain number is written as a number, a day in 和暦 as a date that the cell's format shows in 和暦,
a choice as its label, everything else as text; reading what was written gives the value again, character by
character. What people and programs do to cells (numbers as text, full width, serial numbers) is read where only one
thing can be meant, and told; anything else is a problem, in a sentence.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.answer_fields import FieldKind, FieldName, FieldRule, tidy_value, value_refusal
from mitodoke.domain.entry_checks.era_mistake import mistakes
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.japanese_date import DateProblem, parse_date
from mitodoke.domain.japanese_text import comparable, fold_width
from mitodoke.reporting.workbook.example_dates import ExampleDates
from mitodoke.reporting.workbook.layout import choice_labels, list_of
from mitodoke.reporting.workbook.raw_cells import CellShape, RawCell
from mitodoke.sources.read_excel.number_format import plain_number

_PLAIN = re.compile(r"(?:0|-?[1-9]\d{0,13})\Z|-?(?:0|[1-9]\d{0,9})\.\d{0,4}[1-9]\Z", re.ASCII)
_FULL_WIDTH_NUMBER = re.compile(r"[-－−+＋]?[\d０-９][\d０-９,，.．]*\Z")
_STEP_WITH_WORDS = re.compile(r"(\d{1,2})\s?:\s?\S", re.ASCII)
"""A step copied together with its meaning from the instructions: ``7：おおむね計画どおり``."""
_FIRST_DAY = datetime.date(1900, 3, 1)
"""Before it a spreadsheet counts a day that never was."""
_DAYS = range(18_264, 73_051)
"""Serial numbers from 1950 to 2099: what a number in a column of dates may mean."""
_DAY_ZERO = datetime.date(1899, 12, 30)

Content = str | Decimal | datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadValue:
    """What a cell says: the field's `value` (None: empty), or `problem` why it says nothing; `notice` tells a doubt."""

    value: str | None = None
    problem: str | None = None
    notice: str | None = None


def content_of(rule: FieldRule, value: str | None) -> Content:
    """What is written into the cell for a stored `value`."""
    if value is None:
        return None
    if rule.words is not None:
        return next((label for label, word in choice_labels(rule).items() if word == value), value)
    if rule.kind in (FieldKind.WHOLE, FieldKind.QUANTITY) and _PLAIN.match(value):
        return Decimal(value)
    if rule.kind is FieldKind.DATES:
        span = parse_date(value)
        if span is not None and span.start and span.end is None and len(span.start) == 10:
            day = datetime.date.fromisoformat(span.start)
            if day >= _FIRST_DAY and format_date(day) == value:
                return day
    return value


def cell_of(content: Content) -> RawCell:
    """The cell that a spreadsheet gives back for what was written into it."""
    if content is None:
        return RawCell(address="", shape=CellShape.EMPTY)
    if isinstance(content, Decimal):
        return RawCell(address="", shape=CellShape.NUMBER, text=plain_number(content), number=content)
    if isinstance(content, datetime.date):
        return RawCell(address="", shape=CellShape.DATE, text=format_date(content), day=content)
    return RawCell(address="", shape=CellShape.TEXT, text=content)


def sense_of(field: FieldName, cell: RawCell, dates: ExampleDates) -> str | None:
    """What a cell says, as far as it matters whether it was touched: its value, or the very text of a problem.

    A draft may hold what a workbook reads otherwise (１２３) or not at all; left alone it is no change and no problem.
    """
    read = value_in(field, cell, dates)
    return read.value if read.problem is None else f"\0{cell.text.strip()}"


def value_in(field: FieldName, cell: RawCell, dates: ExampleDates) -> ReadValue:
    """The value of `field` that `cell` says; `dates` are the examples that a problem names."""
    rule = field.rule
    if cell.shape is CellShape.ERROR:
        return ReadValue(problem=f"はエラー値（{cell.text}）です。値を入力し直してください。")
    if cell.shape is CellShape.NO_RESULT:
        return ReadValue(problem="は計算結果のない数式です。数式をやめて、値を入力してください。")
    read = _typed(rule, cell, dates)
    if read.problem is not None:
        return read
    value = tidy_value(read.value)
    if value is not None and (refusal := value_refusal(field, value)):
        return ReadValue(problem=f"：{refusal}")
    notices = [read.notice] if read.notice else []
    if cell.formula:
        notices.append(f"は数式です。最後に計算された「{_short(value)}」を読みました。")
    return ReadValue(value=value, notice="".join(notices) or None)


def _typed(rule: FieldRule, cell: RawCell, dates: ExampleDates) -> ReadValue:
    if cell.shape is CellShape.EMPTY:
        return ReadValue()
    if rule.words is not None:
        return _choice(rule, cell)
    if rule.kind is FieldKind.WHOLE:
        return _step(rule, cell)
    if rule.kind is FieldKind.QUANTITY:
        return _quantity(cell)
    if rule.kind is FieldKind.DATES:
        return _dates(cell, dates)
    return _text(cell)


def _choice(rule: FieldRule, cell: RawCell) -> ReadValue:
    """A label of the list, whatever its width and spaces, or the stored word itself."""
    labels = choice_labels(rule)
    typed = comparable(cell.text)
    if not typed:
        return ReadValue()
    for label, word in labels.items():
        if typed in (comparable(label), comparable(word)):
            return ReadValue(value=word)
    return ReadValue(
        problem=f"「{_short(cell.text)}」は選択肢にありません。次から選んでください：{'、'.join(labels)}。"
    )


def _step(rule: FieldRule, cell: RawCell) -> ReadValue:
    text = fold_width(cell.text).strip() if cell.number is None else plain_number(cell.number)
    if not text:
        return ReadValue()
    if cell.shape is not CellShape.DATE and re.fullmatch(r"\d{1,2}(?:\.0+)?", text, re.ASCII):
        text = str(int(text.partition(".")[0]))
        if text in list_of(rule):
            return ReadValue(value=text)
    if (meant := _STEP_WITH_WORDS.match(text)) and meant[1] in list_of(rule):
        return ReadValue(
            value=meant[1], notice=f"の「{_short(cell.text)}」を評価「{meant[1]}」と読みました。"
        )
    return ReadValue(problem=f"「{_short(cell.text)}」は読めません。0 から 10 までの整数を入力してください。")


def _quantity(cell: RawCell) -> ReadValue:
    if cell.shape is CellShape.DATE:
        return ReadValue(
            problem=f"が日付（{cell.text}）になっています。セルの表示形式を「標準」に戻し、数値を入力してください。"
        )
    if cell.number is not None:
        if cell.percent:
            return ReadValue(value=f"{plain_number(cell.number * 100)}%")
        return ReadValue(value=plain_number(cell.number))
    text = cell.text.strip()
    if _FULL_WIDTH_NUMBER.match(text) and not text.isascii():
        folded = fold_width(text).replace("−", "-")
        return ReadValue(value=folded, notice=f"の全角の数字「{_short(text)}」を「{folded}」と読みました。")
    return ReadValue(value=text)


def _dates(cell: RawCell, dates: ExampleDates) -> ReadValue:
    if cell.shape is CellShape.DATE:
        if cell.day is None:
            return ReadValue(
                problem=f"「{_short(cell.text)}」は日付として読めません。{dates.short} のように入力してください。"
            )
        return ReadValue(value=format_date(cell.day))
    text = cell.text.strip() if cell.number is None else plain_number(cell.number)
    digits = fold_width(text)
    if re.fullmatch(r"\d{5}", digits, re.ASCII) and int(digits) in _DAYS:
        told = format_date(_DAY_ZERO + datetime.timedelta(days=int(digits)))
        return ReadValue(
            value=told,
            notice=f"の「{_short(text)}」を日付の通し番号とみて「{told}」と読みました。違うときは直してください。",
        )
    if re.fullmatch(r"[\d.,]+", digits):
        return ReadValue(
            problem=f"「{_short(text)}」は年月日として読めません。{dates.short} のように入力してください。"
        )
    span = parse_date(text)
    # What no calendar has is doubted by the checks at entry, for the web as well.
    if span is not None and span.problem is DateProblem.NO_YEAR and not any(mistakes(text)):
        told = f"の「{_short(text)}」には年がありません。「{dates.day}」のように年から入力してください。"
        return ReadValue(value=text, notice=told)
    return ReadValue(value=text)


def _text(cell: RawCell) -> ReadValue:
    if cell.shape is CellShape.DATE and cell.day is not None:
        told = format_date(cell.day)
        return ReadValue(value=told, notice=f"が日付になっています。「{told}」と読みました。")
    if cell.number is not None and not cell.percent:
        return ReadValue(value=plain_number(cell.number))
    return ReadValue(value=cell.text)


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= 30 else line[:30] + "…"
