"""Checks at entry: one a file, listed once in CHECKS in the order in which people read them.

A doubt does not forbid: the answer can be submitted once each doubt has a reason, which is kept.
"""

from __future__ import annotations

from mitodoke.domain.answer import Answer
from mitodoke.domain.entry_checks import (
    cumulative_falls,
    date_missing,
    date_outside_period,
    era_mistake,
    impossible_number,
    jump,
    rating_against_kpi,
    same_as_last_year,
    unit_differs,
)
from mitodoke.domain.entry_checks.check import EntryCheck, EntryContext, EntryDoubt

CHECKS: tuple[EntryCheck, ...] = (
    impossible_number.CHECK,
    jump.CHECK,
    unit_differs.CHECK,
    cumulative_falls.CHECK,
    rating_against_kpi.CHECK,
    same_as_last_year.CHECK,
    date_missing.CHECK,
    date_outside_period.CHECK,
    era_mistake.CHECK,
)
"""Numbers, texts, dates."""

__all__ = ["CHECKS", "EntryCheck", "EntryContext", "EntryDoubt", "doubt_answer"]


def doubt_answer(answer: Answer, context: EntryContext) -> tuple[EntryDoubt, ...]:
    """Every doubt about `answer`; of one check and field the first is told."""
    found: dict[tuple[str, str], EntryDoubt] = {}
    for check in CHECKS:
        for doubt in check.look(answer, context):
            signed = EntryDoubt(check=check.name, field=doubt.field, message=doubt.message)
            found.setdefault((signed.check, signed.field), signed)
    return tuple(found.values())
