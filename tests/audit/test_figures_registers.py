"""Recomputed counts and totals of participants of a collaboration register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audit.checks.build import content, entry, occurrence, patronage
from audit.pledge_contents import stated
from mitodoke.audit.run import audit_content
from mitodoke.domain.collaboration import CollaborationForm, NameHolder, Occurrence
from mitodoke.domain.figure import Figure
from mitodoke.domain.finding import Severity

REGISTER = content(
    entry("花まつり", number=1),
    entry("港まつり", number=2),
    entry("実行委員会", number=1, form=CollaborationForm.COMMITTEE),
    patronage("書道展", 1, "書道会", NameHolder.CITY),
    patronage("合唱祭", 2, "合唱団", NameHolder.CITY),
    patronage("作文展", 1, "作文会", NameHolder.BOARD_OF_EDUCATION),
)


@pytest.mark.parametrize(
    ("subject", "count", "found"),
    [
        ("co_hosting", 2, 2),
        ("committee", 2, 1),
        ("patronage", 3, 3),
        ("patronage-city", 2, 2),
        ("patronage-board_of_education", 0, 1),
        ("document", 6, 6),
        ("cooperation", 1, 0),
    ],
)
def test_entries_by_form_and_name_holder(subject: str, count: int, found: int) -> None:
    audit = audit_content(replace(REGISTER, stated=(stated(subject, "count.entries", count),)))
    (figure,) = audit.figures
    assert (figure.printed, figure.calculated, figure.agrees) == (str(count), str(found), count == found)
    warned = [f for f in audit.findings if f.check == "figure_disagrees"]
    assert [f.severity for f in warned] == ([] if count == found else [Severity.WARNING])


def day(number: int, participants: int | None, **changes: Any) -> Occurrence:
    return occurrence(f"2024-06-{number:02}", participants=participants, position=number, **changes)


def total(*occurrences: Occurrence, value: int, subject: str = "co_hosting-1") -> Figure:
    register = content(entry("花まつり", *occurrences))
    (figure,) = audit_content(
        replace(register, stated=(stated(subject, "participants.total", value),))
    ).figures
    return figure


@pytest.mark.parametrize(
    ("occurrences", "value", "calculated", "agrees"),
    [
        ((day(1, 10), day(2, 20)), 30, "30", True),
        ((day(1, 10), day(2, 20)), 31, "30", False),
        ((day(1, 0), day(2, 0)), 0, "0", True),
        ((day(1, 10), day(2, None)), 30, None, None),
        ((day(1, 10), day(2, None, cancelled=True)), 10, "10", True),
        ((day(1, None), day(2, None)), 309, None, None),
        ((), 5, None, None),
        ((day(1, 10, approximate=True), day(2, 20)), 31, None, None),
        ((day(1, 10, approximate=True), day(2, 20)), 30, "30", True),
    ],
)
def test_totals_of_a_row(
    occurrences: tuple[Occurrence, ...], value: int, calculated: str | None, agrees: bool | None
) -> None:
    figure = total(*occurrences, value=value)
    assert (figure.printed, figure.calculated, figure.agrees) == (str(value), calculated, agrees)


def test_a_total_under_a_label_counts_only_its_dates() -> None:
    dates = (day(1, 5, label="委員会"), day(2, 95, label="式典"), day(3, 885, label="式典"))
    figure = total(*dates, value=980, subject="co_hosting-1/式典")
    assert (figure.calculated, figure.agrees) == ("980", True)
    assert "「式典」の2回" in figure.rule


def test_a_total_of_an_unknown_row_is_not_compared() -> None:
    figure = total(day(1, 5), value=5, subject="co_hosting-9")
    assert (figure.calculated, figure.agrees) == (None, None)
