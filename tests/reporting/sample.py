"""A small fictional city's readings, made by hand so that every table gets rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    Occurrence,
    OrganisationMention,
    OrganisationRole,
    Recurrence,
)
from mitodoke.domain.document import DocumentKind, LineRole, LineUse, SourceDocument
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.indicator import Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.outline import Activity, GlossaryTerm, ItemKind, PlanItem, Repeat, RevisionFlag
from mitodoke.domain.quantity import MissingReason, parse_quantity
from mitodoke.domain.rating import Rating, RatingState

CODE = "999997"
CITY = "花咲市"
LINES = ("花咲市の公約", "", "１　花のまち", "01-1 花壇をふやす  担当部署：花課", "・苗を配りました。")


def document(kind: DocumentKind = DocumentKind.MAYORAL_PLEDGES, year: int | None = 2025) -> SourceDocument:
    """A document of `kind`; its text is LINES."""
    return SourceDocument(
        document=f"{kind}-{CODE}-{year or 'unknown'}",
        title="花咲市の公約",
        kind=kind,
        layout="hand_made",
        municipality_code=CODE,
        municipality=CITY,
        fiscal_year=year,
        period_start="2025-04-01",
        period_end=None,
        as_of=None,
        published="2026-05",
        publisher=None,
        sha256="0" * 64,
        lines=len(LINES),
        lines_accounted=4,
    )


def plan_reading() -> Reading:
    """A plan with a record in every table that plans have; line 5 is unaccounted for."""
    items = (
        PlanItem(
            item_id="01",
            parent_id=None,
            kind=ItemKind.VISION,
            code="01",
            title=None,
            place="L3",
            departments=None,
            flags=None,
            sdgs=None,
        ),
        PlanItem(
            item_id="01-1",
            parent_id="01",
            kind=ItemKind.PLEDGE,
            code="01-1",
            title="花壇をふやす",
            place="L4",
            flags=(RevisionFlag.ENDED, RevisionFlag.KPI_CHANGED),
            sdgs=(11, 15),
            printed_progress=Decimal("41.20"),
        ),
        PlanItem(
            item_id="01-1-1",
            parent_id="01-1",
            kind=ItemKind.MEASURE,
            code="01-1-1",
            title="苗を配る",
            place="L4",
            departments=("花課", "みどり課"),
            audience=("市民",),
            activities=(Activity(position=1, text="苗を配りました。", repeat=Repeat.NONE, place="L5"),),
        ),
    )
    indicator = Indicator(
        indicator_id="K1",
        item_id="01-1",
        level=IndicatorLevel.KPI,
        name="花壇の数",
        unit="か所",
        accumulation=None,
        desired_change=None,
        values=(
            _value(ValueRole.BASELINE, 2020, "0か所"),
            _value(ValueRole.ACTUAL, 2024, "－"),
            _value(ValueRole.TARGET, 2025, "12.50か所"),
        ),
        place="L4",
    )
    rating = Rating(item_id="01-1-1", department="花課", fiscal_year=2025, state=RatingState.RATED, step=0)
    return Reading(
        content=DocumentContent(
            document=document(),
            items=items,
            indicators=(indicator,),
            glossary=(GlossaryTerm(number=1, term="苗", definition="若い草", place="L5"),),
            ratings=(rating,),
            stated=(
                StatedFigure(subject="01-1", figure="progress", printed="41%", value=Decimal(41), place="L4"),
                StatedFigure(subject="01", figure="progress", printed=None, value=None, place=None),
            ),
        ),
        lines=LINES,
        line_uses=(
            LineUse(place="L1", role=LineRole.HEADING, detail="title"),
            LineUse(place="L2", role=LineRole.LEFT_OUT, detail="blank"),
            LineUse(place="L3-L4", role=LineRole.RECORD, detail="01-1"),
        ),
        unaccounted=(5,),
        findings=(
            Finding(
                check="lost_title",
                severity=Severity.WARNING,
                subject="01",
                field="title",
                place="L3",
                printed="",
                expected="",
                message="見出しが失われています。原文を確かめてください。",
            ),
        ),
    )


def _value(role: ValueRole, year: int, printed: str) -> IndicatorValue:
    quantity = parse_quantity(printed)
    assert (quantity.missing is MissingReason.NOT_GIVEN) == (printed == "－")
    return IndicatorValue(role=role, fiscal_year=year, quantity=quantity, place="L4")


def register_reading(year: int | None = 2024) -> Reading:
    """A collaboration register of one entry with every kind of part."""
    entry = CollaborationEntry(
        entry_id="co_hosting-1",
        fiscal_year=year,
        form=CollaborationForm.CO_HOSTING,
        name_holder=None,
        number="1",
        title="花まつり",
        departments=("花課",),
        recurrence=Recurrence.ANNUAL,
        recurrence_printed="例年実施（平成元年～）",
        since_year=1989,
        purpose="花を\n見る",
        organisations_printed="花の会、草の会",
        organisations=(
            OrganisationMention(position=1, name="花の会", role=OrganisationRole.PARTNER, place="L4"),
            OrganisationMention(position=2, name="草の会", role=OrganisationRole.ORGANISER, place="L4"),
        ),
        organisations_are_prose=False,
        effects=None,
        participants_printed="0",
        participants=0,
        occurrences=(
            Occurrence(
                position=1,
                label=None,
                start="2024-05-03",
                end="2024-05-01",
                date_printed="令和6年5月3日～1日",
                participants=None,
                approximate=False,
                cumulative=False,
                cancelled=True,
                note=None,
                place="L4",
            ),
        ),
        dates_printed="令和6年5月3日～1日",
        place="L4-L5",
    )
    return Reading(
        content=DocumentContent(
            document=document(DocumentKind.COLLABORATION_REGISTER, year), entries=(entry,)
        ),
        lines=LINES,
        line_uses=(LineUse(place="L1-L5", role=LineRole.RECORD, detail="co_hosting-1"),),
        unaccounted=(),
    )


def with_title(reading: Reading, item_id: str, title: str) -> Reading:
    """`reading` with another title of one item."""
    items = tuple(
        replace(item, title=title) if item.item_id == item_id else item for item in reading.content.items
    )
    return replace(reading, content=replace(reading.content, items=items))
