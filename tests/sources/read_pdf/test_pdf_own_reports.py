"""Our own reports read back from the page: the same records and figures as the edition they were set from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitodoke.audit.run import audit_content
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition, Reading
from mitodoke.outputs.edition_json import edition_json, read_edition
from mitodoke.outputs.reports.render import render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.sources.extract import extract
from mitodoke.sources.read_file import read_file, read_file_bytes
from mitodoke.sources.read_text import decode_text
from outputs.reports.editions import pledges_edition
from outputs.reports.pdf_reading import attachments
from sources.formats.collaboration_facts import make_facts
from sources.formats.collaboration_print import print_tabs
from sources.formats.pledge_reports import Maker
from sources.formats.strategy_generator import write_strategy
from sources.read_pdf.compare_contents import Comparison, compare

TESTS = Path(__file__).parents[2]
REPORTS = {
    DocumentKind.MAYORAL_PLEDGES: "pledges",
    DocumentKind.COMPREHENSIVE_STRATEGY: "strategy",
    DocumentKind.COLLABORATION_REGISTER: "register",
}
NOT_CARRIED = re.compile(
    r"/stated/.*progress.*/(?:printed|value|subject|figure)\Z|/document/(?:municipality|fiscal_year)\Z"
)
"""What docs/round-trips.md says a report does not carry: how often a percentage was printed and whether with its
sign, and the fiscal year beside a period."""


def edition_of(reading: Reading) -> Edition:
    return Edition(
        content=reading.content,
        audit=audit_content(reading.content, reading.lines),
        published_on="2026-06-30",
    )


def read_back(edition: Edition) -> Reading:
    name = REPORTS[edition.content.document.kind]
    return read_file_bytes(render_report(edition, name, ReportSettings()), "報告書.pdf").reading


def check(reading: Reading) -> Comparison:
    edition = edition_of(reading)
    found = read_back(edition)
    name = REPORTS[edition.content.document.kind]
    assert found.content.document.layout == f"own_report_{name}"
    assert [found.lines[number - 1] for number in found.unaccounted] == []
    comparison = compare(
        edition.content, found.content, left_out=lambda where: bool(NOT_CARRIED.search(where))
    )
    assert comparison.different == (), comparison.told()
    return comparison


def figures_of(edition: Edition) -> dict[tuple[str, str], tuple[str | None, bool | None]]:
    return {(one.subject, one.figure): (one.calculated, one.agrees) for one in edition.audit.figures}


@pytest.mark.parametrize(
    "name",
    [
        "pledges-hanasaki-2025",
        "pledges-minato-2024",
        "strategy-hanasaki",
        "strategy-minato",
        "collaboration-hanasaki-2021",
        "collaboration-minato-2023",
    ],
)
def test_fictional_editions_come_back(name: str) -> None:
    check(read_file(TESTS / "documents" / f"{name}.txt").reading)


def test_the_figures_of_a_report_read_back_are_those_of_its_edition() -> None:
    edition = edition_of(read_file(TESTS / "documents" / "pledges-hanasaki-2025.txt").reading)
    found = read_back(edition)
    assert figures_of(edition_of(found)) == figures_of(edition)


def test_ratings_come_back_from_the_donuts() -> None:
    edition = pledges_edition()
    found = read_back(edition)
    assert {
        (one.item_id, one.department, one.state, one.step, one.reason) for one in found.content.ratings
    } == {(one.item_id, one.department, one.state, one.step, one.reason) for one in edition.content.ratings}


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 10**6))
def test_generated_pledges_come_back(seed: int) -> None:
    check(extract(decode_text(Maker(seed).report().text.encode(), "generated")))


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 10**6))
def test_generated_strategies_come_back(seed: int) -> None:
    check(extract(decode_text(write_strategy(seed).text.encode(), "generated")))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 10**6))
def test_generated_registers_come_back(seed: int) -> None:
    rng = random.Random(seed)
    text = print_tabs([make_facts(rng, number, 2020) for number in range(1, 13)], rng)
    check(extract(decode_text(text.encode(), "generated")))


@pytest.mark.originals
@pytest.mark.parametrize(
    "name",
    [
        "mayoral-pledges-fy2025.txt",
        "strategy-fy2020-2024-revised.txt",
        "collaboration-fy2020.txt",
        "collaboration-fy2024-cohosting.txt",
    ],
)
def test_published_editions_come_back(original: Callable[[str], Path], name: str) -> None:
    check(read_file(original(name)).reading)


def test_the_data_inside_a_report_are_the_edition() -> None:
    edition = edition_of(read_file(TESTS / "documents" / "pledges-hanasaki-2025.txt").reading)
    files = attachments(render_report(edition, "pledges", ReportSettings()))
    assert read_edition(files["edition.json"]) == edition
    assert files["edition.json"] == edition_json(edition)
    assert "items.csv" in files
