"""What the checks find in the published documents, every finding of which a reader went through and agreed with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mitodoke.audit.checks import CHECKS
from mitodoke.audit.checks.across import check_across
from mitodoke.domain.edition import Reading
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text

Original = Callable[[str], Path]
pytestmark = pytest.mark.originals


def reading(path: Path) -> Reading:
    return extract(read_text(path))


def found(read: Reading) -> dict[str, list[str | None]]:
    """The subjects of every check's findings; those about the whole document by their first line."""
    return {
        check.name: [
            finding.place if finding.subject == "document" else finding.subject for finding in findings
        ]
        for check in CHECKS
        if (findings := list(check.run(read.content, read.lines)))
    }


def test_pledges(original: Original) -> None:
    assert found(reading(original("mayoral-pledges-fy2025.txt"))) == {
        "activity_outside_period": ["06-1-2", "07-4-4"],
        "elapsed_months_differ": ["L13"],
        "repeat_resolved": ["03-4-2", "04-4-1", "06-1-3", "07-3-3"],
        "reference_outside_item": ["03-3-2"],
        "variant_character": ["L67"],
    }


def test_strategy(original: Original) -> None:
    result = found(reading(original("strategy-fy2020-2024-revised.txt")))
    lowered = (
        "S6-1-1 S6-1-2 S6-2-1 S6-2-2 S6-3-2 S6-5-1 S7-1-1 S7-1-2 S13-2-1 S13-3-1 S13-3-3 S16-2-2 S16-3-2"
    )
    assert result == {
        "unit_contradicts_formula": ["S12-1-1"],
        "percent_for_number": ["S18-5-1"],
        "target_below_baseline": lowered.split(),
        "noted_year_differs": ["G3-N2"],
        "years_mixed": ["S16-3-1"],
        "cumulative_against_annual": ["L114"],
        "cumulative_in_name_only": ["G4-N1"],
        "page_reference": ["L48"],
        "flag_legend_differs": ["L88", "L89"],
        "variant_character": ["L170"],
        "unusual_glyph": ["L1205"],
        "unbalanced_quotes": ["L18"],
    }


def test_register_of_2020(original: Original) -> None:
    result = found(reading(original("collaboration-fy2020.txt")))
    city, board = "patronage-city-", "patronage-board_of_education-"
    assert result == {
        "reversed_date_range": ["cooperation-1"],
        "wrong_era": ["cooperation-1"],
        "title_year_differs": ["cooperation-9", f"{city}21", f"{board}67"],
        "title_of_next_year": [f"{city}19", f"{city}20", f"{board}65"],
        "approximate_to_last_digit": [
            *(f"co_hosting-{number}" for number in (2, 3, 5)),
            "committee-3",
            "cooperation-1",
            "cooperation-6",
        ],
        "duplicate_row": [*(f"{city}{n}" for n in (22, 23, 87, 90)), f"{board}44", f"{board}50"],
        "listed_in_several_forms": [f"{city}50", f"{board}48", "L293"],
        "title_spelling": [f"{city}49", *(f"{board}{n}" for n in (16, 7, 38, 51))],
        "form_contradicts_text": ["co_hosting-3"],
        "department_spelling": ["committee-1", f"{city}37"],
        "organisation_spelling": [
            "cooperation-1",
            f"{city}41",
            f"{city}53",
            f"{board}32",
            f"{city}84",
            "committee-2",
            f"{board}28",
            f"{board}16",
        ],
        "legal_form_unknown": [f"{board}11"],
        "variant_character": ["L25"],
        "common_misspelling": ["L89"],
    }


def test_register_of_2024(original: Original) -> None:
    assert found(reading(original("collaboration-fy2024-cohosting.txt"))) == {
        "form_contradicts_text": ["co_hosting-4", "co_hosting-17", "co_hosting-23"],
        "copied_effects": ["co_hosting-20"],
        "organisation_spelling": ["co_hosting-11"],
    }


def test_registers_laid_side_by_side(original: Original) -> None:
    readings = [reading(original(f"collaboration-{name}.txt")) for name in ("fy2020", "fy2024-cohosting")]
    across = [(f.subject, f.expected) for _, f in check_across([read.content for read in readings])]
    assert across == [("co_hosting-9", "2004"), ("co_hosting-10", "1972")] or across == [
        ("co_hosting-10", "1972"),
        ("co_hosting-9", "2004"),
    ]
