"""Looks for cumulative counts that fall from one year to a later one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.value_year import year_of
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import Accumulation, ValueRole


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        whole = indicator.accumulation is Accumulation.CUMULATIVE
        counts = [
            value
            for value in indicator.values
            if value.role is ValueRole.ACTUAL
            and value.fiscal_year is not None
            and value.quantity.value is not None
            and (whole or value.quantity.cumulative)
        ]
        counts.sort(key=lambda value: value.fiscal_year or 0)
        for earlier, later in pairwise(counts):
            before, after = earlier.quantity, later.quantity
            if before.value is not None and after.value is not None and after.value < before.value:
                yield Doubt(
                    subject=indicator.indicator_id,
                    field="actual",
                    place=later.place,
                    printed=f"{before.printed} → {after.printed}",
                    message=f"「{indicator.name}」は累計ですが、{year_of(earlier)}の{before.printed}から"
                    f"{year_of(later)}の{after.printed}に減っています。累計が減ることはないため、どちらかの値を確かめてください。",
                )


CHECK = Check(
    name="cumulative_falls",
    label="減っている累計",
    explanation="累計の実績値が、後の年度で前の年度より小さくなっていないかを見ます。累計は増えるか変わらないかのどちらかです。",
    severity=Severity.WARNING,
    look=_look,
)
