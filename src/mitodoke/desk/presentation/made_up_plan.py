"""A made-up plan of the levels of a real one: what rules make of it explains them while the plan itself has no facts."""

from __future__ import annotations

from decimal import Decimal

from mitodoke.domain.document import SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.indicator import DesiredChange, Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.quantity import Quantity
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.plans.queries import PlanOutline

YEAR = 2025
_PLACE = "L1"
_NAME = "例"
_STEPS = (7, 4, 9, 8, 5, 10, 2)
"""Steps whose means are no round numbers, and lie on both sides of a half."""


def made_up_plan(outline: PlanOutline) -> DocumentContent:
    """Two items at the top, the first with two branches of unlike size; one of the rated items is stopped."""
    items: list[PlanItem] = []
    _grow(items, outline.rolled, None, is_first=True)
    rated = [one for one in items if one.kind in outline.rated]
    return DocumentContent(
        document=_document(outline),
        items=tuple(items),
        levels=outline.levels,
        ratings=tuple(_rating(item, number, len(rated)) for number, item in enumerate(rated)),
    )


def made_up_indicator(first_year: int) -> Indicator:
    """An indicator from 50 to 90 that stands at 80 in the second year of the plan."""
    numbers = {ValueRole.BASELINE: 50, ValueRole.ACTUAL: 80, ValueRole.TARGET: 90}
    years = {ValueRole.BASELINE: first_year - 1, ValueRole.ACTUAL: first_year + 1, ValueRole.TARGET: None}
    return Indicator(
        indicator_id="example",
        item_id="",
        level=IndicatorLevel.KPI,
        name=_NAME,
        unit=None,
        accumulation=None,
        desired_change=DesiredChange.INCREASE,
        values=tuple(
            IndicatorValue(
                role=role,
                fiscal_year=years[role],
                quantity=Quantity(printed=str(number), value=Decimal(number)),
                place=_PLACE,
            )
            for role, number in numbers.items()
        ),
        place=_PLACE,
    )


def _grow(
    items: list[PlanItem], kinds: tuple[ItemKind, ...], parent: PlanItem | None, *, is_first: bool
) -> None:
    """Items of the first of `kinds` under `parent`, and theirs below; first branches have more than later ones."""
    if not kinds:
        return
    lowest = len(kinds) == 1 and parent is not None
    for number in range(1, (3 if lowest else 2) + 1 if is_first else 2):
        code = f"{parent.code}-{number}" if parent else str(number)
        item = PlanItem(
            item_id=f"example-{code}",
            parent_id=parent.item_id if parent else None,
            kind=kinds[0],
            code=code,
            title=None,
            place=_PLACE,
            departments=(_NAME,),
        )
        items.append(item)
        _grow(items, kinds[1:], item, is_first=number == 1)


def _rating(item: PlanItem, number: int, count: int) -> Rating:
    stopped = number == count - 1 and count > 1
    return Rating(
        item_id=item.item_id,
        department=_NAME,
        fiscal_year=YEAR,
        state=RatingState.STOPPED if stopped else RatingState.RATED,
        step=None if stopped else _STEPS[number % len(_STEPS)],
        reason=_NAME if stopped else None,
    )


def _document(outline: PlanOutline) -> SourceDocument:
    return SourceDocument(
        document="example",
        title=_NAME,
        kind=outline.document,
        layout="example",
        municipality_code=None,
        municipality=_NAME,
        fiscal_year=YEAR,
        period_start=None,
        period_end=None,
        as_of=None,
        published=None,
        publisher=None,
        sha256="0" * 64,
        lines=1,
        lines_accounted=1,
    )
