"""The list of checks as a whole: its page, its names, its cost, and its calm on hostile and empty contents."""

from __future__ import annotations

import importlib
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.checks.build import content, entry, indicator, measure, occurrence, patronage, term
from mitodoke.audit.checks import CHECKS, Check
from mitodoke.audit.checks.page import checks_page
from mitodoke.domain.collaboration import NameHolder
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.outline import Repeat

DOCS = Path(__file__).parents[3] / "docs"


def test_the_page_of_checks_is_up_to_date() -> None:
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == checks_page()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_is_described_and_lives_in_the_module_of_its_name(check: Check) -> None:
    module = importlib.import_module(f"mitodoke.audit.checks.{check.name}")
    assert module.CHECK is check
    assert check.label
    assert check.explanation.endswith("。")


def test_names_are_unique_and_only_what_is_certain_blocks() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert [check.name for check in CHECKS if check.severity is Severity.ERROR] == ["reversed_date_range"]


def test_an_empty_content_has_no_doubts() -> None:
    empty = content(fiscal_year=None, period_start=None, period_end=None)
    assert [finding for check in CHECKS for finding in check.run(empty)] == []


@cache
def _many(size: int) -> tuple[DocumentContent, tuple[str, ...]]:
    """A content of `size` records of each kind with doubts of many kinds, all of one organiser and one text."""
    records: list[object] = []
    for i in range(1, size + 1):
        records += [
            entry(
                f"花咲まつり{i % 7}",
                occurrence("2020-06-03", "1990-08-30", participants=7, approximate=True),
                number=i,
            ),
            patronage(
                f"花咲音楽祭{chr(0x4E00 + i)}", i, "花咲会", NameHolder.CITY, effects="52人が集まった。"
            ),
            patronage(f"花咲音楽会{chr(0x4E00 + i)}", i, "（株）花咲会", NameHolder.BOARD_OF_EDUCATION),
            measure(f"01-1-{i}", "令和8年4月から、花の広場の整備を開始しました。", repeat=Repeat.PARTIAL),
            indicator("参加者数", "b:100人 a:累計9人 t:累計50人", indicator_id=f"S1-1-{i}"),
            term(1, f"用語{i}"),
        ]
    lines = tuple(f"苫原牧場の{'苦' if i % 9 == 0 else '苫'}原牧場へ。サ一ビス。⽇。" for i in range(size))
    return content(*records), lines


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_cost_is_linear(check: Check) -> None:
    def cost(size: int) -> float:
        made = _many(size)
        start = time.process_time()
        for _ in check.run(*made):
            pass
        return time.process_time() - start

    cost(50)
    # The least of three tries: what other work on the machine takes away is no cost of the check.
    small, large = max(cost(200), 0.002), min(cost(3000) for _ in range(3))
    assert large < 15 * small * 3, "15 times the content, with room for a busy machine"


TEXT = st.text(max_size=40)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, TEXT, st.one_of(st.none(), st.integers(-5, 99999)), st.lists(TEXT, max_size=5))
def test_no_content_breaks_a_check(
    title: str, text: str, name: str, year: int | None, lines: list[str]
) -> None:
    records = [
        entry(
            title, occurrence(text, name), organisers=(name,), fiscal_year=year, since_year=year, effects=text
        ),
        entry(
            title, number=2, organisers=(text,), departments=(name,), purpose=text, participants_printed=text
        ),
        measure("01-1-1", text, title, departments=(name, title)),
        indicator(name, "b:5% t:3人", note=text),
        term(year, name),
    ]
    made = content(*records, period_start=text, period_end=name)
    for check in CHECKS:
        for finding in check.run(made, tuple(lines)):
            assert finding.message.endswith("。")
            assert finding.check == check.name
