"""Looks for tables that mix calendar years and fiscal years."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.value_year import year_of
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import Indicator


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    tables: dict[tuple[str, str], list[Indicator]] = {}
    for indicator in content.indicators:
        dated = [value for value in indicator.values if value.fiscal_year is not None]
        if len({value.calendar_year for value in dated}) == 2:
            tables.setdefault((indicator.item_id, _heads(indicator)), []).append(indicator)
    for (_, heads), indicators in tables.items():
        names = "".join(f"「{indicator.name}」" for indicator in indicators)
        yield Doubt(
            subject=indicators[0].indicator_id,
            field="fiscal_year",
            place=indicators[0].place,
            printed=heads,
            message=f"{names}の表で、年（暦年）と年度が混ざっています（{heads}）。"
            "どの期間の値かを確かめ、見出しをそろえてください。",
        )


def _heads(indicator: Indicator) -> str:
    return "、".join(f"{value.role.label} {year_of(value)}" for value in indicator.values if year_of(value))


CHECK = Check(
    name="years_mixed",
    label="年と年度の混在",
    explanation="一つの表の見出しに「年」と「年度」が混ざっていないかを見ます。暦年の統計と年度の集計では期間が3か月ずれます。",
    severity=Severity.WARNING,
    look=_look,
)
