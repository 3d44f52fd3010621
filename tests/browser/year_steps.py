"""The steps of a year at the desk, by which department and kind of document the year-long tests differ."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page

from browser.desk_person import Person
from browser.year_city import THIS_YEAR
from mitodoke.desk.presentation.document_names import with_year
from mitodoke.domain.answer_fields import Ask, shown_value
from mitodoke.domain.fiscal_year import format_date
from reporting.sample import CODE
from reporting.workbook.edited_books import Book

Answer = Mapping[str, str]
Answers = Mapping[str, Answer]
"""What a department answers: by subject as the desk names it, the fields and their values."""


@dataclass(frozen=True)
class Subject:
    """What a year is about: last year's document as the list names it, this year's title, what is asked."""

    last_title: str
    title: str
    asks: tuple[Ask, ...]


def day(offset: int) -> str:
    """A day from today as a person writes it."""
    return format_date(datetime.date.today() + datetime.timedelta(days=offset))  # noqa: DTZ011


def begin(planner: Person, subject: Subject) -> None:
    """This year's document from last year's, and its round, one day overdue."""
    page = planner.page
    planner.open(f"/desk/cities/{CODE}/documents/new/")
    page.get_by_label("元になる文書").select_option(label=with_year(subject.last_title, THIS_YEAR - 1))
    page.get_by_label("新しい文書の年度").fill(str(THIS_YEAR))
    page.get_by_label("題名").fill(subject.title)
    planner.press("文書を作る")
    planner.open(f"/desk/cities/{CODE}/rounds/new/")
    page.get_by_label("対象の文書").select_option(label=f"{with_year(subject.title, THIS_YEAR)}（第1稿）")
    page.get_by_label("昨年度の文書").select_option(label=with_year(subject.last_title, THIS_YEAR - 1))
    page.get_by_label("年度", exact=True).fill(str(THIS_YEAR))
    page.get_by_label("開始日").fill(day(-40))
    page.get_by_label("回答期限").fill(day(-1))
    for ask in subject.asks:
        page.locator(f'input[name="asks"][value="{ask.value}"]').check()
    planner.press("だれに何を尋ねるか見る")
    planner.press("この内容で調査を始める")


def fill(page: Page, answer: Answer) -> None:
    """Fill the fields of an answer's form, whatever kind of control each is."""
    for field, value in answer.items():
        choice = page.locator(f'[name="v:{field}"][type="radio"][value="{value}"]')
        if choice.count():
            choice.check()
            continue
        control = page.locator(f'[name="v:{field}"]')
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value=value)
        else:
            control.fill(value)


def answer_on_the_web(reporter: Person, answers: Answers) -> None:
    """Each answer opened from the list of tasks, filled in and submitted."""
    for subject, answer in answers.items():
        reporter.open("/desk/")
        reporter.follow(subject)
        fill(reporter.page, answer)
        reporter.press("保存して提出")
        doubts = reporter.page.locator('[name^="d:"]').all()
        for doubt in doubts:
            doubt.fill("公園を新しくひらいたため")
        if doubts:
            reporter.press("保存して提出")
        reporter.reads("提出しました。")


def answer_by_workbook(reporter: Person, answers: Answers, folder: Path) -> None:
    """The department's workbook taken, filled in, handed in and stored; then each answer is submitted."""
    page = reporter.page
    reporter.open("/desk/")
    reporter.follow(re.compile("調査票（Excel）"))
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("調査票を受け取る")).click()
    target = folder / taken.value.suggested_filename
    target.write_bytes(filled(Path(taken.value.path()).read_bytes(), answers))
    reporter.follow(re.compile("調査票を読み込む"))
    page.get_by_label("調査票のファイル").set_input_files(target)
    reporter.press("読み込んで変更を確かめる")
    reporter.press("この内容で保存する")
    reporter.reads("を下書きとして保存しました。")
    for subject in answers:
        reporter.open("/desk/")
        reporter.follow(subject)
        reporter.press("保存して提出")
        reporter.reads("提出しました。")


def filled(data: bytes, answers: Answers) -> bytes:
    """The workbook with the answers in its cells; choices as the words that its lists offer."""
    book = Book(data)
    tokens = _tokens(book)
    for subject, answer in answers.items():
        token = tokens[known_as(subject, tokens)]
        for field, value in answer.items():
            row_id = next(row for row, name in book.cells if name == field and row.split("/")[0] == token)
            book.cell(row_id, field).value = shown_in_cell(field, value)
    return book.saved()


def _tokens(book: Book) -> dict[str, str]:
    """The mark of each answer in the workbook, by number and title as the sheet prints them."""
    found: dict[str, str] = {}
    for cell in book.cells.values():
        sheet = book.book[cell.sheet]
        texts = [str(sheet.cell(cell.row, column).value or "") for column in (2, 3)]
        for name in (" ".join(texts).strip(), *texts):
            found.setdefault(name, cell.row_id.split("/")[0])
    return found


def known_as(subject: str, names: Collection[str]) -> str:
    """What a workbook calls a subject: its number alone, where no sheet has its title."""
    return subject if subject in names else subject.partition(" ")[0]


def typed_cells(data: bytes) -> dict[tuple[str, str], object]:
    """What stands in the cells for answers of a workbook, locked or not, by subject and field."""
    book = Book(data, locked=True)
    found: dict[tuple[str, str], object] = {}
    for subject, token in _tokens(book).items():
        for row_id, field in book.cells:
            if row_id.split("/")[0] == token:
                value = book.cell(row_id, field).value
                dated = isinstance(value, datetime.datetime)
                found[subject, field] = format_date(value.date()) if dated else value
    return found


def shown_in_cell(field: str, value: str) -> object:
    """The value as a cell has it: choices as the words of its list, numbers as numbers."""
    shown = shown_value(field, value)
    return int(shown) if field == "rating.step" and shown else shown


def workbook_of(page: Page, desk: str, round_path: str, department: str) -> bytes:
    """A department's workbook as the planner gets it."""
    page.goto(f"{desk}{round_path}workbooks/")
    with page.expect_download() as taken:
        page.get_by_role("link", name=f"{department}の調査票を受け取る").click()
    data = Path(taken.value.path()).read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    return data


def people(browser: Browser, desk: str) -> tuple[Person, Person, Person, Person, Person]:
    """Planner, the three reporters, and the head of all three departments."""
    return tuple(  # type: ignore[return-value]
        Person(browser, desk, name) for name in ("kikaku", "hana", "midori", "koen", "bucho")
    )
