"""Every line is used once or listed."""

from __future__ import annotations

from mitodoke.domain.document import LineRole
from mitodoke.sources.line_ledger import LineLedger


def test_blank_lines_account_for_themselves_and_the_rest_is_listed() -> None:
    ledger = LineLedger(("題名", "", "\u3000", "本文", "？"))
    ledger.heading(1, "title")
    ledger.record(4, 4, "01-1")

    assert ledger.unaccounted == (5,)
    assert [(use.place, use.role, use.detail) for use in ledger.line_uses()] == [
        ("L1", LineRole.HEADING, "title"),
        ("L2-L3", LineRole.LEFT_OUT, "blank"),
        ("L4", LineRole.RECORD, "01-1"),
    ]


def test_the_first_use_stands() -> None:
    ledger = LineLedger(("a", "b", "c"))
    ledger.record(1, 2, "first")
    ledger.leave_out(1, 3, "rest")

    assert [(use.place, use.detail) for use in ledger.line_uses()] == [("L1-L2", "first"), ("L3", "rest")]


def test_an_empty_text_has_nothing_to_account_for() -> None:
    ledger = LineLedger(())
    assert ledger.unaccounted == ()
    assert ledger.line_uses() == ()
