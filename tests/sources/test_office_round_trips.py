"""An edition as workbook, Word document, CSV and JSON, and back: equal records, but for what docs/round-trips.md lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest

from mitodoke.domain.edition import DocumentContent, Edition
from mitodoke.domain.figure import Figure
from mitodoke.outputs.docx_report import render_docx
from mitodoke.outputs.edition_json import edition_json, read_edition
from mitodoke.outputs.reports.registry import build_report, reports_of
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_print import render_print_sheet
from mitodoke.outputs.xlsx_tables import render_tables
from mitodoke.sources.extract import Stated
from mitodoke.sources.read_file import read_file_bytes
from sources.read_excel.cities import TEXTS, edition_of
from sources.read_excel.same_records import differences

SETTINGS = ReportSettings()
_STATED_PRINT = re.compile(r"stated\[[^]]*\]\.printed: ")
_NOT_IN_A_REPORT = (
    r"^stated\[[^]]*\]\.(?:printed|value|figure|subject)$",  # percentages that stood in two places, and their signs
    r"^stated\.length$",
    r"^document\.(?:municipality|fiscal_year|publisher|published|as_of|period_start|period_end)$",
)
"""What docs/round-trips.md says a report for people does not carry as it was."""
_NOT_IN_A_SHEET = (r"\]\.departments",)
"""A row that is higher than a sheet's rows can be goes on in the next, broken in the middle of words."""


@cache
def edition(name: str) -> Edition:
    return edition_of(TEXTS[name])


def owner(of: Edition) -> Stated:
    document = of.content.document
    return Stated(municipality=document.municipality, municipality_code=document.municipality_code)


def figure_of(figure: Figure) -> tuple[str, Decimal | None, bool | None]:
    """What a figure says, as a number: a workbook keeps no zeros at the end of one."""
    value = None if figure.calculated is None else Decimal(figure.calculated)
    return figure.subject, value, figure.agrees


def read_back(data: bytes, of: Edition) -> DocumentContent:
    return read_file_bytes(data, "round-trip", owner(of)).reading.content


@pytest.mark.parametrize("name", TEXTS)
def test_the_workbook_of_tables_is_read_back_equal(name: str) -> None:
    of = edition(name)
    told, _ = differences(of.content, read_back(render_tables(of), of))

    assert [line for line in told if not _STATED_PRINT.match(line)] == []
    audit = read_file_bytes(render_tables(of), "round-trip", owner(of)).audit
    assert audit is not None
    assert [figure_of(one) for one in audit.figures] == [figure_of(one) for one in of.audit.figures]


@pytest.mark.parametrize("name", TEXTS)
def test_json_is_read_back_equal(name: str) -> None:
    assert read_edition(edition_json(edition(name))) == edition(name)


def print_sheet(of: Edition) -> bytes:
    return render_print_sheet(build_report(of, reports_of(of)[0].name, SETTINGS), SETTINGS)


def word(of: Edition) -> bytes:
    return render_docx(build_report(of, reports_of(of)[0].name, SETTINGS), SETTINGS)


REPORTS: dict[str, Callable[[Edition], bytes]] = {"print sheet": print_sheet, "Word": word}


@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_report_for_people_is_read_back(name: str, form: str) -> None:
    of = edition(name)
    found = read_back(REPORTS[form](of), of)

    told, _ = differences(of.content, found)
    allowed = [*_NOT_IN_A_REPORT, *(_NOT_IN_A_SHEET if form == "print sheet" else ())]
    beyond = [line for line in told if not any(re.search(one, line.partition(": ")[0]) for one in allowed)]
    assert beyond == []
    assert [one.code for one in found.items] == [one.code for one in of.content.items]
    assert [one.entry_id for one in found.entries] == [one.entry_id for one in of.content.entries]
    assert len(found.indicators) == len(of.content.indicators)
