"""The newest published figures of the items of a plan, to have beside a 検証."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.fiscal_year import FiscalYear, format_year
from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.domain.plan_content import PlanContent
from mitodoke.plans.models import PlanLedger
from mitodoke.publishing.queries import load_edition


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestFigures:
    """Sentences by item id, from the edition called `edition`; nothing where nothing is published."""

    edition: str = ""
    by_item: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def newest_figures(ledger: PlanLedger, content: PlanContent) -> NewestFigures:
    """The progress and the newest actual values in the newest edition of the plan's kind.

    An item counts only where the edition has it under the same id, code and title: the newest edition may be of
    another plan of the same kind.
    """
    if ledger.document_kind is None:
        return NewestFigures()
    edition = load_edition(ledger.municipality_id, DocumentKind(ledger.document_kind))
    if edition is None:
        return NewestFigures()
    published = {(one.item_id, one.code, one.title) for one in edition.content.items}
    same = {one.item_id for one in content.items if (one.item_id, one.code, one.title) in published}
    told: dict[str, list[str]] = defaultdict(list)
    for figure in edition.audit.figures:
        if figure.subject in same and figure.figure == "progress":
            shown = figure.calculated if figure.calculated is not None else figure.printed
            if shown is not None:
                told[figure.subject].append(f"進捗状況 {shown.rstrip('%％')}％")
    for indicator in edition.content.indicators:
        if indicator.item_id in same:
            told[indicator.item_id].append(_indicator(indicator))
    if not told:
        return NewestFigures()
    year = edition.content.document.fiscal_year
    about = f"{FiscalYear(year).label}の" if year is not None else ""
    return NewestFigures(
        edition=f"{about}「{edition.content.document.title}」第{edition.version}版",
        by_item={key: tuple(several) for key, several in told.items()},
    )


def _indicator(indicator: Indicator) -> str:
    actual, target = indicator.value(ValueRole.ACTUAL), indicator.value(ValueRole.TARGET)
    values = [
        f"{label} {_shown(value)}"
        for label, value in (("実績", actual), ("目標", target))
        if value is not None
    ]
    return f"{indicator.name}：{'、'.join(values) or '実績と目標の記載なし'}"


def _shown(value: IndicatorValue) -> str:
    printed = value.quantity.printed or "記載なし"
    if value.fiscal_year is None:
        return printed
    year = format_year(value.fiscal_year) if value.calendar_year else FiscalYear(value.fiscal_year).label
    return f"{printed}（{year}）"
