"""What a workbook and its reading say: dates of the round's year, one name for a field, what is gone, where to mend."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from mitodoke.domain.answer_fields import Ask
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.workbook import example_dates, failing_rows_workbook
from mitodoke.reporting.workbook.failing_rows import LONGEST_TEXT
from mitodoke.reporting.workbook.layout import SHEETS
from reporting.workbook.edited_books import KEY, Book, Office

pytestmark = pytest.mark.django_db


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (None, None, ("令和5年6月28日", "R5.6.28", "2023/6/28", "令和5年6月28日～30日")),
        ("2023-07-01", "2024-06-30", ("令和6年6月28日", "R6.6.28", "2024/6/28", "令和6年6月28日～30日")),
        ("2023-10-31", "2024-01-31", ("令和5年10月26日", "R5.10.26", "2023/10/26", "令和5年10月26日～28日")),
        ("2019-05-01", "2019-05-31", ("令和元年5月1日", "R1.5.1", "2019/5/1", "令和元年5月1日～3日")),
    ],
)
def test_examples_lie_in_the_year_of_the_round(
    start: str | None, end: str | None, told: tuple[str, ...]
) -> None:
    survey = ReportingRound(fiscal_year=2023)
    if start and end:
        survey.period_start, survey.period_end = day(start), day(end)
    dates = example_dates(survey)
    assert (dates.day, dates.short, dates.western, dates.days) == told


def texts(book: Book) -> str:
    cells = [str(cell.value) for sheet in book.book.worksheets for row in sheet.iter_rows() for cell in row]
    prompts = [
        str(one.prompt) for sheet in book.book.worksheets for one in sheet.data_validations.dataValidation
    ]
    return "\n".join(cells + prompts)


@pytest.mark.parametrize(("kind", "examples", "lines"), [("plan", 0, 8), ("register", 4, 9)])
def test_a_workbook_names_dates_of_its_round_and_none_where_there_is_no_column_for_them(
    kind: str, examples: int, lines: int
) -> None:
    text = texts(Book(Office(kind).made()))
    # How to fill in, the list of sheets, the sheet itself, and beside its cells.
    assert text.count("R7.6.28") == examples
    assert ("日付は" in text) is ("令和7年6月28日～30日、毎月第3木曜日" in text) is (examples > 0)
    assert not re.search(r"\{[a-z]+\}", text.replace("{n}", ""))
    numbers = [int(line[0]) for line in text.split("\n") if re.match(r"\d\. ", line)]
    assert numbers == list(range(1, lines + 1))


def test_a_field_has_the_same_name_in_the_workbook_as_on_the_web() -> None:
    for sheet in SHEETS:
        for column in sheet.fields:
            plain = column.header.replace("（リンク）", "").replace("（0～10）", "")
            assert "".join(one for one in plain if not one.isdigit() or plain.startswith("10段階")) == (
                column.rule.label
            )


def test_a_name_that_was_written_over_is_told_with_all_cells_that_name_the_row() -> None:
    office = Office()
    reading = office.back(lambda book: setattr(book.book["評価・根拠資料"]["C4"], "value", "別の名"))
    [problem] = reading.problems
    assert problem.message.startswith("評価・根拠資料!B4:C4：番号や名前が調査票と違います。")
    assert "元の番号と名前に戻すか" in problem.message


def test_a_name_in_one_cell_is_told_at_that_cell() -> None:
    reading = Office("register").back(lambda book: setattr(book.book["協働事業"]["B4"], "value", "9"))
    assert reading.problems[0].message.startswith("協働事業!B4：")


def test_a_sheet_that_was_taken_out_is_named_with_its_rows() -> None:
    office = Office("register")

    def change(book: Book) -> None:
        del book.book["協働事業"]
        book.book["団体"].delete_rows(4, 7)

    gone, fewer = office.back(change).warnings
    assert gone.startswith(
        "シート「協働事業」（「1 花まつり」「新1」「新2」「新3」の4行）がないか、読めません。"
    )
    assert fewer.startswith("シート「団体」の「1 ")
    assert "など" in fewer
    assert "の7行がなくなっています。" in fewer


def mended(office: Office, change: Any) -> tuple[Book, list[str]]:
    """The workbook of the failing rows, and what it says is to mend."""
    data = failing_rows_workbook(reading=office.back(change), key=KEY, clock=office.desk.clock)
    assert data is not None
    book = Book(data)
    notes = []
    for sheet in book.book.worksheets[1:-1]:
        heads = {cell.value: cell.column for cell in sheet[3]}
        notes += [str(sheet.cell(row, heads["直すところ"]).value) for row in range(4, sheet.max_row + 1)]
    return book, notes


def test_what_to_mend_names_the_cell_here_and_the_one_before() -> None:
    office = Office("register")

    def change(book: Book) -> None:
        book.cell("1/occurrence/3", "occurrence.3.dates").value = "12"
        book.cell("1/occurrence/3", "occurrence.3.cancelled").value = "たぶん"

    before = Book(office.made()).cells["1/occurrence/3", "occurrence.3.dates"]
    book, [note] = mended(office, change)
    now = book.cells["1/occurrence/3", "occurrence.3.dates"]
    assert (before.row, now.row) == (6, 4)
    first, second = note.split("\n")
    assert first.startswith("E4（前のファイルでは実施日!E6）「12」は年月日として読めません。R7.6.28 の")
    assert second.startswith("H4（前のファイルでは実施日!H6）「たぶん」は選択肢にありません。")


def test_a_row_whose_name_changed_is_told_at_its_cells_here() -> None:
    office = Office()
    _, notes = mended(office, lambda book: setattr(book.book["取組事業内容"]["C6"], "value", "別の名"))
    assert [note.partition("：")[0] for note in notes] == ["B4:D4（前のファイルでは取組事業内容!B6:D6）"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("あ" * 4_001, 4_001),
        ("あ" * LONGEST_TEXT, LONGEST_TEXT),
        ("あ" * (LONGEST_TEXT + 1), LONGEST_TEXT),
        ("あ" + "😀" * (LONGEST_TEXT // 2), 1 + LONGEST_TEXT // 2),
        ("あい" + "😀" * (LONGEST_TEXT // 2), 1 + LONGEST_TEXT // 2),
    ],
)
def test_a_long_text_comes_back_whole_as_far_as_a_cell_goes(text: str, kept: int) -> None:
    office = Office(asks=(Ask.RATINGS,))

    def change(book: Book) -> None:
        cell = book.one("rating.reason")
        cell._value, cell.data_type = text, "s"

    book, [note] = mended(office, change)
    assert book.one("rating.reason").value == text[:kept]
    assert ("32,767字までのため" in note) is (kept < len(text))
    assert "4,000字までです" in note


def test_halves_of_characters_do_not_break_the_workbook_of_failing_rows() -> None:
    office = Office(asks=(Ask.RATINGS,))
    book, [note] = mended(office, lambda book: setattr(book.one("rating.reason"), "value", "花_xD83D_壇"))
    assert book.one("rating.reason").value == "花壇"
    assert "制御文字" in note
    assert "32,767" not in note
