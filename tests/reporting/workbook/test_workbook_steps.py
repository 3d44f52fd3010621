"""What the steps of a rating mean in a plan stands in its workbook, and changes nothing of what comes back."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from mitodoke.domain.rating_scale import LONGEST_DEFINITION, STEPS
from mitodoke.plans.queries import usual_steps
from mitodoke.plans.services import define_rating_scale, take_over_plan
from mitodoke.reporting.workbook.instructions import LONGEST_MESSAGE, STEPS_HEAD
from reporting.desk import APRIL
from reporting.workbook.edited_books import Book, Office
from reporting.workbook.libreoffice_books import FOLDER, with_own_steps

pytestmark = pytest.mark.django_db

WORDS = {step: f"わが市の段階{step}" for step in STEPS}
SAVED = FOLDER / "plan-own-steps.xlsx"


def told(data: bytes) -> list[str]:
    """The lines of the first sheet that stand under the heading of the steps."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    lines = [str(row[0].value or "") for row in sheet.iter_rows()]
    if STEPS_HEAD not in lines:
        return []
    return lines[lines.index(STEPS_HEAD) + 1 :][: len(STEPS)]


def message(data: bytes) -> str | None:
    """What the cell of a rating says when it is chosen."""
    book = Book(data)
    sheet = book.book[book.cells[next(key for key in book.cells if key[1] == "rating.step")].sheet]
    return next(
        (one.prompt for one in sheet.data_validations.dataValidation if one.promptTitle == "10段階評価"), None
    )


def own(office: Office, words: dict[int, str] = WORDS) -> None:
    """The plan of the round says in words of its own what the steps mean."""
    desk = office.desk
    ledger = take_over_plan(
        document=desk.document,
        title="市長公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    define_rating_scale(ledger=ledger, definitions=words, seen=0, by=desk.planner, clock=desk.clock)


def test_the_words_of_the_plan_stand_in_the_workbook() -> None:
    office = Office()
    usual = office.made()
    assert told(usual) == [f"{step}：{meaning}" for step, meaning in usual_steps()]
    own(office)
    data = office.made()
    assert told(data) == [f"{step}：{text}" for step, text in WORDS.items()]
    assert message(data) == "\n".join(f"{step} {text}" for step, text in WORDS.items())
    assert message(usual) != message(data)


@pytest.mark.parametrize("saved_again", [False, True])
def test_untouched_it_still_changes_nothing(saved_again: bool) -> None:
    office = Office()
    own(office)
    data = office.made()
    book = Book(data)
    reading = office.read(book.saved() if saved_again else data)
    assert reading.refusal is None
    assert reading.changes_nothing
    assert (reading.problems, reading.notices, reading.warnings) == ((), (), ())
    assert reading.untouched == len(book.cells)


def test_words_that_changed_since_the_workbook_went_out_are_no_change() -> None:
    office = Office()
    data = office.made()
    own(office)
    reading = office.read(data)
    assert (reading.refusal, reading.changes_nothing, reading.warnings) == (None, True, ())


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (7, "7"),
        ("7", "7"),
        ("７", "7"),
        ("7：わが市の段階7", "7"),
        ("10: わが市の段階10", "10"),
        ("０：わが市の段階0", "0"),
        ("11：ない段階", None),
        ("7わが市", None),
        ("7：", None),
        ("：7", None),
        ("わが市の段階7", None),
    ],
)
def test_a_step_that_was_copied_with_its_words_is_the_step(typed: Any, value: str | None) -> None:
    office = Office()
    own(office)

    def put(book: Book) -> None:
        book.one("rating.step").value = typed

    reading = office.back(put)
    if value is None:
        assert reading.differences == ()
        assert len(reading.problems) == 1
    else:
        assert [(one.field, one.now) for one in reading.differences] == [("rating.step", value)]
        noticed = [one for one in reading.notices if not one.asks_reason]
        assert len(noticed) == ("：" in str(typed) or ":" in str(typed))


def test_words_too_long_to_stand_beside_a_cell_are_told_on_the_first_sheet() -> None:
    office = Office()
    words = {step: f"{step}" + "長" * (LONGEST_DEFINITION - 2) for step in STEPS}
    own(office, words)
    data = office.made()
    assert told(data) == [f"{step}：{text}" for step, text in words.items()]
    pointed = message(data)
    assert pointed is not None
    assert STEPS_HEAD in pointed
    assert len(pointed) <= LONGEST_MESSAGE


def test_hostile_words_stay_text() -> None:
    office = Office()
    words = WORDS | {0: "=1+1", 1: '<b>"&amp;', 2: "{=SUM(A1)}", 3: "@cmd", 4: "https://example.jp/"}
    own(office, words)
    data = office.made()
    assert told(data) == [f"{step}：{text}" for step, text in words.items()]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert office.read(data).changes_nothing


@pytest.mark.parametrize("kind", ["register"])
def test_a_workbook_without_ratings_says_nothing_of_steps(kind: str) -> None:
    assert told(Office(kind).made()) == []


def test_the_number_of_queries(django_assert_max_num_queries: Any) -> None:
    office = Office()
    own(office)
    with django_assert_max_num_queries(14):
        office.made()


def test_saved_by_libreoffice_it_reads_back_equal() -> None:
    """The file is `with_own_steps`, opened and saved by LibreOffice (see `libreoffice_books`)."""
    office = with_own_steps()
    data = SAVED.read_bytes()
    assert told(data) == told(office.made())
    reading = office.read(data)
    assert reading.refusal is None
    assert reading.changes_nothing
    assert (reading.problems, reading.warnings) == ((), ())
    assert reading.untouched == len(Book(office.made()).cells)
