"""A plan in force as a document that no file was read for: its text line by line, and each fact with its place.

What the document already holds of the year (activities, ratings, actual values, glossary) is kept. Targets carry
the target that was first decided as a note, so that both are kept wherever the document goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from mitodoke.documents.transcript import Transcript
from mitodoke.domain.document import DESK_LAYOUT, DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.domain.outline import ItemKind, PlanItem, RevisionFlag
from mitodoke.domain.plan_content import PlanContent, PlannedIndicator, PlannedItem, PlannedValue
from mitodoke.domain.plan_difference import shown_value
from mitodoke.domain.plan_structure import kinds_in, own_levels
from mitodoke.domain.quantity import Quantity, parse_quantity
from mitodoke.domain.revision import RevisionComparison, TargetHistory

_OF_FIXED_OUTLINES = frozenset({RevisionFlag.NEW_MEASURE, RevisionFlag.NEW_PROJECT})
"""Marks that name a level of a fixed outline: no item of a plan with levels of its own can carry them."""


def plan_reading(
    content: PlanContent,
    *,
    kind: DocumentKind,
    municipality_code: str,
    municipality: str,
    fiscal_year: int,
    title: str,
    known: DocumentContent | None,
    comparison: RevisionComparison | None,
    targets: Mapping[str, TargetHistory],
) -> Reading:
    """The document of `fiscal_year` for a plan whose levels fit documents of `kind`.

    `known` is what the document holds so far, `comparison` the revision whose marks and table it prints.
    """
    text = Transcript()
    text.heading(title)
    levels = own_levels(content.structure) if kind is DocumentKind.COMPREHENSIVE_PLAN else ()
    if levels:
        text.heading("階層：" + "＞".join(level.name for level in levels), "levels")
    kinds = kinds_in(content.structure, kind)
    former = {item.item_id: item for item in known.items} if known else {}
    items = tuple(
        _item(one, kinds[one.level], former.get(one.item_id), comparison, text) for one in content.items
    )
    kept = {item.item_id for item in items}
    measured = {one.indicator_id: one for one in known.indicators} if known else {}
    indicators = tuple(
        _indicator(one, measured.get(one.indicator_id), comparison, targets.get(one.indicator_id), text)
        for one in content.indicators
    )
    glossary = tuple(
        replace(term, place=text.record(f"{term.term}：{term.definition or ''}", term.term))
        for term in (known.glossary if known else ())
    )
    stated = _table(items, comparison, _OF_FIXED_OUTLINES if levels else frozenset(), text)
    lines = tuple(text.lines)
    year = FiscalYear(fiscal_year)
    document = SourceDocument(
        document=f"{kind}-{municipality_code}-{fiscal_year}",
        title=title,
        kind=kind,
        layout=DESK_LAYOUT,
        municipality_code=municipality_code,
        municipality=municipality,
        fiscal_year=fiscal_year,
        period_start=year.first_day.isoformat(),
        period_end=year.last_day.isoformat(),
        as_of=None,
        published=None,
        publisher=None,
        sha256=hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest(),
        lines=len(lines),
        lines_accounted=len(lines),
    )
    return Reading(
        content=DocumentContent(
            document=document,
            items=items,
            indicators=indicators,
            glossary=glossary,
            ratings=tuple(one for one in (known.ratings if known else ()) if one.item_id in kept),
            stated=stated,
            levels=levels,
        ),
        lines=lines,
        line_uses=tuple(text.uses),
        unaccounted=(),
    )


def _item(
    item: PlannedItem,
    kind: ItemKind,
    former: PlanItem | None,
    comparison: RevisionComparison | None,
    text: Transcript,
) -> PlanItem:
    flags = comparison.flags(item.item_id) if comparison else ()
    if item.ended and RevisionFlag.ENDED not in flags:
        flags = (*flags, RevisionFlag.ENDED)
    marks = "".join(f"【{flag.label}】" for flag in flags)
    place = text.record(f"{item.name}{marks}", item.item_id)
    if item.summary:
        text.record(item.summary, item.item_id)
    activities = tuple(
        replace(one, place=text.record(f"・{one.text or ''}", item.item_id))
        for one in (former.activities if former else ())
    )
    return PlanItem(
        item_id=item.item_id,
        parent_id=item.parent_id,
        kind=kind,
        code=item.code,
        title=item.title,
        place=place,
        subtitle=item.subtitle,
        departments=item.departments,
        flags=flags,
        sdgs=item.sdgs,
        summary=item.summary,
        audience=item.audience,
        outcomes=item.outcomes,
        activities=activities,
    )


def _indicator(
    planned: PlannedIndicator,
    former: Indicator | None,
    comparison: RevisionComparison | None,
    history: TargetHistory | None,
    text: Transcript,
) -> Indicator:
    changed = comparison is not None and planned.indicator_id in comparison.changed_indicators
    place = text.record(
        f"{planned.level.label} {planned.name}" + ("【変更】" if changed else ""), planned.indicator_id
    )
    values: list[IndicatorValue] = []

    def put(role: ValueRole, value: PlannedValue, note: str | None) -> None:
        said = f"{role.label} {shown_value(value)}" + (f"（{note}）" if note else "")
        values.append(
            IndicatorValue(
                role=role,
                fiscal_year=value.fiscal_year,
                quantity=_quantity(value, planned.unit, former, role),
                place=text.record(said, planned.indicator_id),
                calendar_year=value.calendar_year,
                note=note,
            )
        )

    if planned.baseline is not None:
        put(ValueRole.BASELINE, planned.baseline, None)
    for value in former.values if former else ():
        if value.role is ValueRole.ACTUAL:
            told = FiscalYear(value.fiscal_year).label if value.fiscal_year else ""
            line = f"{value.role.label} {told} {value.quantity.printed}"
            values.append(replace(value, place=text.record(line, planned.indicator_id)))
    note = None
    if history is not None and history.original != planned.targets:
        first = "、".join(shown_value(one) or "" for one in history.original) or "なし"
        note = f"当初の目標値：{first}"
    for target in planned.targets:
        put(ValueRole.TARGET, target, note)
    return Indicator(
        indicator_id=planned.indicator_id,
        item_id=planned.item_id,
        level=planned.level,
        name=planned.name,
        unit=planned.unit,
        accumulation=planned.accumulation,
        desired_change=planned.desired_change,
        values=tuple(values),
        place=place,
        note=planned.note,
        changed=changed or None,
    )


def _quantity(value: PlannedValue, unit: str | None, former: Indicator | None, role: ValueRole) -> Quantity:
    """The quantity as the document already has it, for its reader knew the column; else as it is written."""
    for one in former.values if former else ():
        if (one.role, one.fiscal_year, one.quantity.printed) == (role, value.fiscal_year, value.printed):
            return one.quantity
    quantity = parse_quantity(value.printed)
    return quantity if quantity.value is None or quantity.unit else replace(quantity, unit=unit)


def _table(
    items: tuple[PlanItem, ...],
    comparison: RevisionComparison | None,
    unknown: frozenset[RevisionFlag],
    text: Transcript,
) -> tuple[StatedFigure, ...]:
    """The table of counts, which the audit compares with the marks of the items, without those `unknown` to it.

    Items that ended before this revision carry their mark as well: they are counted, and told apart in words.
    """
    if comparison is None:
        return ()
    stated = []
    for flag in RevisionFlag:
        if flag in unknown:
            continue
        count, now = comparison.counts[flag.label], ""
        if flag is RevisionFlag.ENDED:
            ended = sum(flag in (item.flags or ()) for item in items)
            now = f"（うち今回{count}）" if ended != count else ""
            count = ended
        figure = f"count.revisions.{flag.value}"
        place = text.record(f"{flag.label} {count}{now}", figure)
        stated.append(
            StatedFigure(
                subject="document", figure=figure, printed=str(count), value=Decimal(count), place=place
            )
        )
    return tuple(stated)
