"""One indicator in full: its chart, the same figures as a table, rates and judgement with the numbers put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.indicator import Indicator, ValueRole
from mitodoke.domain.judge_indicator import JudgedPlan
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_chart import IndicatorChart, indicator_chart
from mitodoke.publishing.presentation.indicator_table import (
    IndicatorRow,
    ShownValue,
    indicator_row,
    show_value,
    value_notes,
)
from mitodoke.publishing.presentation.indicator_targets import (
    EarlierEdition,
    OriginalTarget,
    original_target,
)
from mitodoke.publishing.presentation.judgement import ShownJudgement, show_judgement
from mitodoke.publishing.presentation.page import SourceLink, source_link


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """One value of the table beside a chart; `mark` is that of its note in the chart."""

    role: str
    value: ShownValue
    mark: str
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorCard:
    """An indicator with its chart; `original` where an earlier edition has a target for it.

    `key` names it in the address of its chart for other sites.
    """

    key: str
    row: IndicatorRow
    chart: IndicatorChart
    values: tuple[ValueRow, ...]
    judgement: ShownJudgement | None
    original: OriginalTarget | None


def indicator_cards(
    indicators: Sequence[Indicator],
    index: EditionIndex,
    addresses: EditionAddresses,
    *,
    plan: JudgedPlan | None,
    earlier: Sequence[EarlierEdition] = (),
) -> tuple[IndicatorCard, ...]:
    """The cards of `indicators`."""
    return tuple(_card(one, index, addresses, plan, earlier) for one in indicators)


def _card(
    indicator: Indicator,
    index: EditionIndex,
    addresses: EditionAddresses,
    plan: JudgedPlan | None,
    earlier: Sequence[EarlierEdition],
) -> IndicatorCard:
    row = indicator_row(indicator, index, addresses)
    original = original_target(indicator, index, earlier)
    moved = original.value if original and original.differs else None
    marks = _marks(indicator)
    order = {role: place for place, role in enumerate(ValueRole)}
    values = sorted(
        enumerate(indicator.values), key=lambda pair: (order[pair[1].role], pair[1].fiscal_year or 0)
    )
    return IndicatorCard(
        key=indicator.indicator_id,
        row=row,
        chart=indicator_chart(indicator, row.anchor, marks, moved),
        values=tuple(
            ValueRow(
                role=tr(value.role.label),
                value=show_value(value),
                mark=marks.get(position, ""),
                source=source_link(value.place, addresses),
            )
            for position, value in values
        ),
        judgement=show_judgement(indicator, plan),
        original=original,
    )


def _marks(indicator: Indicator) -> dict[int, str]:
    """The mark of the note of each value that has one, by the value's position; equal notes share theirs."""
    numbers: dict[str, int] = {}
    found: dict[int, str] = {}
    for position, value in enumerate(indicator.values):
        notes = "、".join(value_notes(value))
        if notes:
            number = numbers.setdefault(notes, len(numbers) + 1)
            found[position] = tr("※{number}", number=number)
    return found
