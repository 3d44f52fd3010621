"""The fictional city's plan with levels of its own: data in a file, made a document as the desk makes one."""

from __future__ import annotations

from importlib import resources

import msgspec

from mitodoke.demo.example import FICTIONAL
from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.outline import OWN_LEVELS, Activity, GlossaryTerm, PlanItem, Repeat
from mitodoke.domain.plan_content import PlanContent, PlannedIndicator, PlannedItem, PlannedValue
from mitodoke.domain.plan_structure import named_levels
from mitodoke.domain.quantity import parse_quantity
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.plans.issue_text import plan_reading

_NOWHERE = "L1"
"""The place of a fact before the document is written, which gives each its own."""


class _Answer(msgspec.Struct, forbid_unknown_fields=True):
    department: str
    step: int | None = None
    state: RatingState = RatingState.RATED
    reason: str | None = None


class _Item(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    title: str
    summary: str | None = None
    departments: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    activities: tuple[str, ...] = ()
    ratings: tuple[_Answer, ...] = ()

    @property
    def depth(self) -> int:
        """How many levels stand above it."""
        return self.code.count("-")

    @property
    def above(self) -> str | None:
        """The code of the item above."""
        return self.code.rpartition("-")[0] or None


class _Indicator(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    item: str
    level: IndicatorLevel
    name: str
    unit: str
    accumulation: Accumulation
    desired_change: DesiredChange
    baseline: tuple[int, str]
    actuals: tuple[tuple[int, str], ...]
    targets: tuple[tuple[int, str], ...]


class _Plan(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    fiscal_year: int
    levels: tuple[str, ...]
    items: tuple[_Item, ...]
    indicators: tuple[_Indicator, ...]
    glossary: tuple[tuple[str, str], ...]


def fictional_plan() -> Reading:
    """The document of the plan with a year's ratings, activities and actual values."""
    data = resources.files("mitodoke.demo").joinpath("fictional/plan.json").read_bytes()
    plan = msgspec.json.decode(data, type=_Plan)
    code, city = FICTIONAL.municipality_code, FICTIONAL.municipality
    assert code is not None
    assert city is not None
    return plan_reading(
        _content(plan),
        kind=DocumentKind.COMPREHENSIVE_PLAN,
        municipality_code=code,
        municipality=city,
        fiscal_year=plan.fiscal_year,
        title=plan.title,
        known=_known(plan),
        comparison=None,
        targets={},
    )


def _content(plan: _Plan) -> PlanContent:
    structure = named_levels(*plan.levels)
    return PlanContent(
        structure=structure,
        items=tuple(
            PlannedItem(
                item_id=one.code,
                parent_id=one.above,
                level=structure.levels[one.depth].key,
                code=one.code,
                title=one.title,
                summary=one.summary,
                departments=one.departments,
                sdgs=one.sdgs,
            )
            for one in plan.items
        ),
        indicators=tuple(
            PlannedIndicator(
                indicator_id=one.id,
                item_id=one.item,
                level=one.level,
                name=one.name,
                unit=one.unit,
                accumulation=one.accumulation,
                desired_change=one.desired_change,
                baseline=PlannedValue(fiscal_year=one.baseline[0], printed=one.baseline[1]),
                targets=tuple(PlannedValue(fiscal_year=year, printed=text) for year, text in one.targets),
            )
            for one in plan.indicators
        ),
    )


def _known(plan: _Plan) -> DocumentContent:
    """What departments said of the year, as the document would hold it after a round."""
    return DocumentContent(
        document=SourceDocument(
            document="", title=plan.title, kind=DocumentKind.COMPREHENSIVE_PLAN, layout="", municipality_code=None,
            municipality=None, fiscal_year=plan.fiscal_year, period_start=None, period_end=None, as_of=None,
            published=None, publisher=None, sha256="", lines=0, lines_accounted=0,
        ),
        items=tuple(
            PlanItem(
                item_id=one.code,
                parent_id=one.above,
                kind=OWN_LEVELS[one.depth],
                code=one.code,
                title=one.title,
                place=_NOWHERE,
                activities=tuple(
                    Activity(position=number, text=text, repeat=Repeat.NONE, place=_NOWHERE)
                    for number, text in enumerate(one.activities, start=1)
                ),
            )
            for one in plan.items
        ),
        indicators=tuple(_measured(one) for one in plan.indicators),
        glossary=tuple(
            GlossaryTerm(number=number, term=term, definition=definition, place=_NOWHERE)
            for number, (term, definition) in enumerate(plan.glossary, start=1)
        ),
        ratings=tuple(
            Rating(
                item_id=one.code,
                department=said.department,
                fiscal_year=plan.fiscal_year,
                state=said.state,
                step=said.step,
                reason=said.reason,
            )
            for one in plan.items
            for said in one.ratings
        ),
    )  # fmt: skip


def _measured(one: _Indicator) -> Indicator:
    return Indicator(
        indicator_id=one.id,
        item_id=one.item,
        level=one.level,
        name=one.name,
        unit=one.unit,
        accumulation=one.accumulation,
        desired_change=one.desired_change,
        values=tuple(
            IndicatorValue(
                role=ValueRole.ACTUAL, fiscal_year=year, quantity=parse_quantity(text), place=_NOWHERE
            )
            for year, text in one.actuals
        ),
        place=_NOWHERE,
        note=None,
        changed=None,
    )
