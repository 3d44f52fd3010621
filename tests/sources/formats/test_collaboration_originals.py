"""The published registers of the example city, against what a careful reader wrote down, and counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.sources.formats.collaboration_register import BROKEN_CELLS, TAB_SEPARATED
from sources.formats.collaboration_reading import Read, all_text, as_expected, bare, read

pytestmark = pytest.mark.originals

Original = Callable[[str], Path]
Expected = Callable[[str], Any]


@pytest.fixture(scope="module")
def register(original: Original) -> Read:
    return read(original("collaboration-fy2020.txt"), TAB_SEPARATED)


@pytest.fixture(scope="module")
def broken(original: Original) -> Read:
    return read(original("collaboration-fy2024-cohosting.txt"), BROKEN_CELLS)


def assert_equal_to_sheet(entries: list[Any], sheet: list[dict[str, Any]]) -> None:
    for entry, wanted in zip(entries, sheet, strict=True):
        got = as_expected(entry)
        assert bare({key: got[key] for key in wanted}) == bare(wanted), f"no. {wanted['no']}"


@pytest.mark.parametrize(
    ("form", "sheet"),
    [
        (CollaborationForm.CO_HOSTING, "collaboration-fy2020-co_hosting.json"),
        (CollaborationForm.COMMITTEE, "collaboration-fy2020-committee.json"),
    ],
)
def test_projects_equal_the_sheet(
    register: Read, expected: Expected, form: CollaborationForm, sheet: str
) -> None:
    entries = [entry for entry in register.content.entries if entry.form is form]
    assert_equal_to_sheet(entries, expected(sheet))


def test_patronages_equal_the_sheet(register: Read, expected: Expected) -> None:
    entries = [entry for entry in register.content.entries if entry.name_holder is NameHolder.CITY]
    assert_equal_to_sheet(entries, expected("collaboration-fy2020-patronage-city.json"))


def test_broken_cells_equal_the_sheet(broken: Read, expected: Expected) -> None:
    sheet = expected("collaboration-fy2024-cohosting-first12.json")
    assert_equal_to_sheet(list(broken.content.entries[: len(sheet)]), sheet)


def test_every_line_is_accounted_for(register: Read, broken: Read) -> None:
    assert register.ledger.unaccounted == ()
    assert broken.ledger.unaccounted == ()


def test_counts(register: Read, broken: Read) -> None:
    per_form = dict.fromkeys(CollaborationForm, 0)
    for entry in register.content.entries:
        per_form[entry.form] += 1
    assert [per_form[form] for form in list(CollaborationForm)[:4]] == [10, 11, 16, 181]
    assert [entry.number for entry in broken.content.entries] == [str(n) for n in range(1, 26)]


def test_stated_figures(register: Read, broken: Read) -> None:
    stated = {(each.subject, each.figure): int(each.value or 0) for each in register.content.stated}
    assert stated == {
        ("co_hosting", "count.entries"): 10,
        ("committee", "count.entries"): 11,
        ("cooperation", "count.entries"): 16,
        ("patronage", "count.entries"): 181,
        ("patronage-city", "count.entries"): 108,
        ("patronage-board_of_education", "count.entries"): 73,
        ("committee-4", "participants.total"): 309,
        ("committee-11/式典", "participants.total"): 980,
        ("cooperation-16", "participants.total"): 99,
    }
    assert [(each.subject, each.value) for each in broken.content.stated] == [("co_hosting", 25)]


def test_nothing_is_doubted_that_reads_well(register: Read, broken: Read) -> None:
    assert register.checks == []
    assert broken.checks == []


def test_the_documents_themselves(register: Read, broken: Read) -> None:
    for document, year in ((register.content.document, 2020), (broken.content.document, 2024)):
        assert (document.fiscal_year, document.period_start) == (year, f"{year}-04-01")
        assert document.as_of == document.period_end == f"{year + 1}-03-31"
        assert document.title.startswith("協働事業実施状況（令和")


COOPERATION = [
    # since, recurrence, organisations, prose, occurrences, participants summed, stated, cancelled, departments
    (None, "one_off", 4, False, 2, 16, None, 0, 1),
    (1992, "annual", 1, True, 1, 778, None, 0, 1),
    (2016, "annual", 2, True, 3, 62, None, 0, 1),
    (2016, "annual", 4, True, 1, 1, None, 0, 1),
    (1987, "annual", 5, True, 1, 13889, None, 0, 1),
    (2015, "annual", 1, True, 1, 15233, None, 0, 1),
    (1993, "annual", 5, True, 3, 12, None, 0, 1),
    (None, "one_off", 2, False, 1, 0, None, 0, 1),
    (None, "one_off", 4, False, 1, 280, None, 0, 1),
    (None, "one_off", 4, False, 3, 70, None, 0, 1),
    (2002, "annual", 0, True, 1, 1896, None, 0, 1),
    (2010, "annual", 1, False, 1, 147, None, 0, 1),
    (1987, "annual", 3, False, 1, 120, None, 0, 1),
    (2014, "annual", 1, False, 1, 22, None, 0, 1),
    (1989, "annual", 1, True, 1, 353, None, 0, 1),
    (2013, "annual", 1, False, 6, 99, 99, 1, 1),
]


def test_cooperation_as_counted_by_hand(register: Read) -> None:
    entries = [entry for entry in register.content.entries if entry.form is CollaborationForm.COOPERATION]
    counted = [
        (
            entry.since_year,
            entry.recurrence,
            len(entry.organisations),
            entry.organisations_are_prose,
            len(entry.occurrences),
            sum(each.participants or 0 for each in entry.occurrences),
            entry.participants,
            sum(each.cancelled for each in entry.occurrences),
            len(entry.departments),
        )
        for entry in entries
    ]
    assert counted == COOPERATION


def test_the_reversed_range_stays_as_printed(register: Read) -> None:
    first = register.entries["cooperation-1"].occurrences[0]
    assert (first.start, first.end) == ("2020-06-03", "1990-08-30")
    assert bare(first.date_printed) == "令和2年6月3日～平成2年8月30日"


def test_patronage_of_the_board_as_counted_by_hand(register: Read) -> None:
    entries = [e for e in register.content.entries if e.name_holder is NameHolder.BOARD_OF_EDUCATION]
    assert [entry.number for entry in entries] == [str(n) for n in range(1, 74)]
    assert all(len(entry.organisations) == 1 for entry in entries)
    per_department: dict[str, int] = {}
    for entry in entries:
        (department,) = entry.departments
        per_department[department] = per_department.get(department, 0) + 1
    assert sorted(per_department.values()) == [27, 46]


BROKEN_FROM_13 = [
    # number, dates, since, organisations, participants
    (13, ["2024-08-31"], 2009, 2, 608),
    (14, ["2024-10-05"], 2023, 1, 40),
    (15, ["2024-10-28", "2024-10-29"], 2015, 1, 10),
    (16, ["2024-11-02/2024-11-05"], 2017, 1, None),
    (17, ["2024-11-04"], 1977, 1, 32),
    (18, ["2024-11-10"], 1987, 2, 15),
    (19, ["2024-11-12"], 1998, 1, 27),
    (20, ["2024-12-03/2024-12-05"], None, 1, 35),
    (21, ["2025-01-16/2025-01-26"], None, 1, 173),
    (22, ["2025-01-25"], 1987, 2, 15),
    (23, ["2025-02-15/2025-02-16"], 1977, 1, 109),
    (24, ["2025-02-16"], 1987, 3, 20),
    (25, ["2025-03-08"], 1987, 2, 9),
]


def test_the_other_broken_rows_as_counted_by_hand(broken: Read) -> None:
    counted = [
        (
            int(entry.number),
            [f"{each.start}/{each.end}" if each.end else each.start for each in entry.occurrences],
            entry.since_year,
            len(entry.organisations),
            entry.participants,
        )
        for entry in broken.content.entries[12:]
    ]
    assert counted == BROKEN_FROM_13


def test_no_character_of_a_broken_row_is_lost_or_moved(broken: Read) -> None:
    lines = broken.text.lines
    for entry in broken.content.entries:
        first, _, last = entry.place.replace("L", "").partition("-")
        assert all_text(entry) == bare("".join(lines[int(first) - 1 : int(last or first)]))


def test_no_character_of_a_tabbed_row_is_lost(register: Read) -> None:
    lines = register.text.lines
    for entry in register.content.entries:
        if entry.form is CollaborationForm.PATRONAGE:
            continue
        cells = lines[int(entry.place[1:]) - 1].split("\t")
        titled = bare(entry.title + "(" + "、".join(entry.departments) + ")")
        assert [bare(cell) for cell in cells[1:]] == [
            titled,
            bare(entry.recurrence_printed),
            bare(entry.purpose),
            bare(entry.organisations_printed),
            bare(entry.dates_printed),
            bare(entry.effects),
        ]


def test_places_point_at_the_right_lines(broken: Read) -> None:
    entry = broken.entries["co_hosting-2"]
    assert entry.place == "L46-L71"
    assert entry.occurrences[0].place == "L48"
    assert [mention.place for mention in entry.organisations] == [
        "L65-L66",
        "L66-L67",
        "L67",
        "L67",
        "L67-L68",
    ]


def test_each_layout_recognises_its_own(register: Read, broken: Read) -> None:
    assert TAB_SEPARATED.recognise(register.text) > 0.9 > 0.5 > BROKEN_CELLS.recognise(register.text)
    assert BROKEN_CELLS.recognise(broken.text) > 0.9 > 0.5 > TAB_SEPARATED.recognise(broken.text)
