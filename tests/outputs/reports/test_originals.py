"""The reports of the published documents: everything printed, in order, on the page, to the standards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import page
import pypdfium2
import pytest

from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import read_edition
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.render import render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text
from outputs.reports import pdf_reading
from outputs.reports.glyphs import missing_glyphs_of
from outputs.reports.printed_facts import pledge_texts, register_texts, strategy_texts
from outputs.reports.test_pdf import problems

pytestmark = pytest.mark.originals

DOCUMENTS = {
    "pledges": "mayoral-pledges-fy2025.txt",
    "strategy": "strategy-fy2020-2024-revised.txt",
    "register": "collaboration-fy2020.txt",
    "broken register": "collaboration-fy2024-cohosting.txt",
}
END_ALONE = ("部", "室", "市")
"""The foot of a cover."""


@cache
def edition_of(path: Path) -> Edition:
    reading = extract(read_text(path))
    audit = audit_content(reading.content, reading.lines)
    audit = replace(audit, findings=reading.findings + audit.findings)
    return Edition(content=reading.content, audit=audit, published_on="2026-06-30")


@cache
def report_of(path: Path, name: str) -> bytes:
    return render_report(edition_of(path), name, ReportSettings())


Original = Callable[[str], Path]


def test_the_pledges_are_printed_in_order(original: Original) -> None:
    path = original(DOCUMENTS["pledges"])
    whole = pdf_reading.all_text(report_of(path, "pledges"))
    body = whole[whole.rindex("Ⅰ市長公約取組状況") :]
    assert pdf_reading.in_order(pledge_texts(edition_of(path)), body) == []
    assert pdf_reading.in_order(["全体", "41.2%"], body) == []


def test_the_strategy_is_printed_in_order(original: Original) -> None:
    path = original(DOCUMENTS["strategy"])
    whole = pdf_reading.all_text(report_of(path, "strategy"))
    body = whole[whole.rindex("の体系") :]
    assert pdf_reading.in_order(strategy_texts(edition_of(path)), body) == []
    terms = [
        text for term in edition_of(path).content.glossary for text in (term.term, f"※{term.number}") if text
    ]
    glossary = body[body.rindex("用語解説") :]
    assert [term for term in terms if pdf_reading.squeezed(term) not in glossary] == []


@pytest.mark.parametrize("name", ["register", "broken register"])
def test_the_registers_are_printed_row_by_row(original: Original, name: str) -> None:
    path = original(DOCUMENTS[name])
    whole = pdf_reading.all_text(report_of(path, "register"))
    rows = register_texts(edition_of(path))
    bare = pdf_reading.bare(whole)
    missing = [text for row in rows for text in row if pdf_reading.bare(text) not in bare]
    assert missing == []
    titles = [pdf_reading.bare(entry.title) for entry in edition_of(path).content.entries]
    assert pdf_reading.in_order(titles, bare) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_report_meets_the_standards_and_stays_on_its_pages(original: Original, name: str) -> None:
    path = original(DOCUMENTS[name])
    for report in reports_of(edition_of(path)):
        pdf = report_of(path, report.name)
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
            assert problems(pdf, profile) == []
        assert pdf_reading.outside_page(pdf) == []
        assert pdf_reading.overlapping(pdf) == []
        assert read_edition(pdf_reading.attachments(pdf)["edition.json"]) == edition_of(path)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_summary_fits_on_one_page(original: Original, name: str) -> None:
    assert len(pypdfium2.PdfDocument(report_of(original(DOCUMENTS[name]), "summary"))) == 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_page_ends_with_a_heading(original: Original, name: str) -> None:
    path = original(DOCUMENTS[name])
    for report in reports_of(edition_of(path)):
        lines = pdf_reading.last_lines(report_of(path, report.name))
        ends = [text for text, size, bold in lines if bold and size > 10]
        assert [text for text in ends if not text.endswith(END_ALONE)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_fonts_have_every_character(original: Original, name: str) -> None:
    assert missing_glyphs_of(edition_of(original(DOCUMENTS[name])), ReportSettings()) == ()
