"""Random fictional pledge reports, printed in every broken form and read back equal."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitodoke.domain.edition import Reading
from mitodoke.domain.japanese_text import without_space
from mitodoke.domain.outline import ItemKind
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import decode_text
from sources.formats.pledge_reports import Maker, Report


def read(text: str) -> Reading:
    return extract(decode_text(text.encode(), "generated"))


def shown(reading: Reading) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for item in reading.content.items:
        row: tuple[object, ...] = (item.code, without_space(item.title or ""), item.printed_progress)
        if item.kind is ItemKind.VISION:
            row += (without_space(item.subtitle or ""),)
        elif item.kind is ItemKind.MEASURE:
            activities = [without_space(activity.text) for activity in item.activities]
            row += (activities, list(item.departments or ()), item.repeat.value)
        rows.append(row)
    return rows


def wanted(report: Report) -> list[tuple[object, ...]]:
    from decimal import Decimal

    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    rows: list[tuple[object, ...]] = []
    for vision in report.visions:
        subtitle = without_space(vision.subtitle or "")
        rows.append((vision.code, without_space(vision.title), number(vision.progress), subtitle))
        for pledge in vision.pledges:
            rows.append((pledge.code, pledge.title, number(pledge.progress)))
            for place, measure in enumerate(pledge.measures, start=1):
                activities = [without_space(activity) for activity in measure.activities]
                rows.append(
                    (
                        f"{pledge.code}-{place}",
                        measure.title,
                        None,
                        activities,
                        measure.departments,
                        measure.repeat,
                    )
                )
    return rows


def check(seed: int) -> None:
    report = Maker(seed).report()
    reading = read(report.text)
    for found, answer in zip(shown(reading), wanted(report), strict=False):
        assert found == answer
    assert len(shown(reading)) == len(wanted(report))
    assert [reading.lines[number - 1] for number in reading.unaccounted] == []
    stated = {(s.subject, s.figure): s.value for s in reading.content.stated}
    pledges = [pledge for vision in report.visions for pledge in vision.pledges]
    assert stated["document", "count.visions"] == len(report.visions)
    assert stated["document", "count.pledges"] == len(pledges)
    if report.overall is not None:
        assert str(stated["document", "progress.overall"]) == report.overall
        assert all(str(stated[p.code, "progress.summary"]) == p.progress for p in pledges)
    odd = [f for f in reading.findings if f.check not in ("lost_percentage",)]
    assert odd == []


@pytest.mark.parametrize("seed", range(40))
def test_fixed_reports_are_read_back_equal(seed: int) -> None:
    check(seed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=1000, max_value=10**9))
def test_random_reports_are_read_back_equal(seed: int) -> None:
    check(seed)
