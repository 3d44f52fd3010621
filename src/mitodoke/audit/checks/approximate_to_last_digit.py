"""Looks for approximate numbers that are exact to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity


def exact_to_last_digit(number: int | Decimal) -> bool:
    """Whether a number said to be approximate is no multiple of 5: 約17, 約12,346, but not 約25 or 約280."""
    return number % 5 != 0


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        printed = _approximate(entry)
        if printed:
            yield Doubt(
                subject=entry.entry_id,
                field="participants",
                place=entry.place,
                printed="、".join(printed),
                message=f"「{'」「'.join(printed)}」は「約」なのに一の位まで書かれています。"
                "数えた数なら「約」を外し、概数なら丸めてください。",
            )
    for indicator in content.indicators:
        for value in indicator.values:
            quantity = value.quantity
            counted = quantity.value is not None and not quantity.decimals
            if quantity.approximate and counted and exact_to_last_digit(quantity.value or 0):
                yield Doubt(
                    subject=indicator.indicator_id,
                    field=value.role.value,
                    place=value.place,
                    printed=quantity.printed,
                    message=f"「{quantity.printed}」は「約」なのに一の位まで書かれています。"
                    "数えた数なら「約」を外し、概数なら丸めてください。",
                )


def _approximate(entry: CollaborationEntry) -> list[str]:
    found = []
    for occurrence in entry.occurrences:
        participants = occurrence.participants
        if occurrence.approximate and participants is not None and exact_to_last_digit(participants):
            found.append(f"約{participants:,}人")
    stated = entry.participants_printed or ""
    if "約" in stated and entry.participants is not None and exact_to_last_digit(entry.participants):
        found.append(stated)
    return list(dict.fromkeys(found))


CHECK = Check(
    name="approximate_to_last_digit",
    label="一の位まで書かれた概数",
    explanation="「約」の付いた人数のうち、一の位まで書かれたもの（約17人、約12,346人など）を行ごとにまとめて挙げます。"
    "5の倍数は概数とみなします。",
    severity=Severity.NOTE,
    look=_look,
)
