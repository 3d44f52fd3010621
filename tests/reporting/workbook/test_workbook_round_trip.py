"""What goes out and comes back: untouched it changes nothing, each changed cell is exactly that change."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from mitodoke.reporting.models import AnswerField, HistoryEvent
from mitodoke.reporting.workbook import apply_workbook
from reporting.workbook.edited_books import Book, Office
from reporting.workbook.libreoffice_books import NAMES, numbered_office
from reporting.workbook.typed_values import fill, put, typed_for

pytestmark = pytest.mark.django_db

KINDS = ("plan", "register")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("saved_again", [False, True])
def test_untouched_it_changes_nothing(kind: str, filled: bool, saved_again: bool) -> None:
    office = Office(kind)
    if filled:
        fill(office)
    data = office.made()
    reading = office.read(Book(data).saved() if saved_again else data)

    assert reading.refusal is None
    assert reading.changes_nothing
    assert (reading.differences, reading.conflicts, reading.problems) == ((), (), ())
    assert (reading.notices, reading.warnings, reading.advice) == ((), (), ())
    assert reading.untouched == len(Book(data).cells) > 10


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("filled", [False, True])
def test_each_changed_cell_is_exactly_that_change(kind: str, filled: bool) -> None:
    office = Office(kind)
    if filled:
        fill(office)
    book = Book(office.made())
    places = book.cells
    tried = set()
    for row_id, field in places:
        if row_id.startswith("new") and not row_id.startswith("new1/entry"):
            continue
        cell = book.cell(row_id, field)
        standing = cell.value
        value, meant = typed_for(field, standing)
        put(cell, value)
        reading = office.read(book.saved())
        put(cell, standing)
        assert [(one.row_id, one.field, one.now) for one in reading.differences] == [(row_id, field, meant)]
        assert reading.conflicts == ()
        assert reading.untouched == len(places) - 1
        place = places[row_id, field]
        assert reading.differences[0].place == f"{place.sheet}!{cell.coordinate}"
        # A new project needs its name: everything else is held back until there is one.
        held_back = row_id.startswith("new1") and field != "entry.title"
        assert reading.differences[0].held_back is held_back
        assert len(reading.problems) == held_back
        tried.add(field)
    assert len(tried) > 8


@pytest.mark.parametrize("kind", KINDS)
def test_each_emptied_cell_is_emptied(kind: str) -> None:
    office = Office(kind)
    fill(office)
    book = Book(office.made())
    emptied = 0
    for row_id, field in book.cells:
        cell = book.cell(row_id, field)
        standing = cell.value
        if standing is None:
            continue
        cell.value = None
        reading = office.read(book.saved())
        put(cell, standing)
        assert [(one.field, one.now) for one in reading.differences] == [(field, None)]
        emptied += 1
    assert emptied >= 4


@pytest.mark.parametrize("kind", KINDS)
def test_all_cells_changed_at_once_are_stored_and_the_same_file_again_changes_nothing(kind: str) -> None:
    office = Office(kind)
    book = Book(office.made())
    for row_id, field in book.cells:
        cell = book.cell(row_id, field)
        put(cell, typed_for(field, cell.value)[0])
    data = book.saved()
    reading = office.read(data)
    assert reading.problems == ()
    assert len(reading.differences) == len(book.cells)
    done = apply_workbook(reading=reading, by=office.desk.reporter, clock=office.desk.clock)
    assert (done.saved, done.conflicts, done.held_back) == (len(book.cells), 0, 0)
    assert done.added == (3 if kind == "register" else 0)

    before = (HistoryEvent.objects.count(), list(AnswerField.objects.values()))
    again = office.read(data)
    assert again.changes_nothing
    assert again.already == len(book.cells)
    twice = apply_workbook(reading=again, by=office.desk.reporter, clock=office.desk.clock)
    thrice = apply_workbook(reading=reading, by=office.desk.reporter, clock=office.desk.clock)
    assert (twice.saved, thrice.saved, thrice.conflicts, thrice.added) == (0, 0, 0, 0)
    assert before == (HistoryEvent.objects.count(), list(AnswerField.objects.values()))


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries: Any) -> None:
    office = Office("register")
    fill(office)
    with django_assert_max_num_queries(9):
        data = office.made()
    with django_assert_max_num_queries(14):
        office.read(data)


@pytest.mark.parametrize("kind", KINDS)
def test_saved_by_libreoffice_untouched_it_changes_nothing(kind: str) -> None:
    office = numbered_office(kind)
    reading = office.read(NAMES[kind, "untouched"].read_bytes())

    assert reading.refusal is None
    assert (reading.differences, reading.conflicts, reading.problems, reading.warnings) == ((), (), (), ())
    assert reading.untouched == len(Book(office.made()).cells)


@pytest.mark.parametrize("kind", KINDS)
def test_saved_by_libreoffice_every_change_comes_back_as_it_is(kind: str) -> None:
    office = numbered_office(kind)
    book = Book(office.made())
    meant = {
        (row_id, field): typed_for(field, book.cell(row_id, field).value)[1] for row_id, field in book.cells
    }
    reading = office.read(NAMES[kind, "changed"].read_bytes())

    assert (reading.refusal, reading.problems, reading.conflicts, reading.untouched) == (None, (), (), 0)
    assert {(one.row_id, one.field): one.now for one in reading.differences} == meant


@pytest.mark.parametrize("path", NAMES.values(), ids=lambda path: path.stem)
def test_the_files_of_libreoffice_name_no_machine_and_no_person(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist())
        core = ElementTree.fromstring(archive.read("docProps/core.xml"))
    assert b"LibreOffice" in told
    # No address of a file, and no path from the root of a disk, whatever the folder is called.
    assert b"file:" not in told
    assert (
        re.findall(rb"(?<![\w.:/<])/(?!xl/|docProps/|_rels/|customXml/)\w[\w.-]*/|\b[A-Za-z]:\\\\", told)
        == []
    )
    people = [one for one in core if one.tag.rpartition("}")[2] in ("creator", "lastModifiedBy")]
    assert [one.text for one in people if one.text] == []
