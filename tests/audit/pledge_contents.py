"""Contents of pledge reports for the tests of the audit, made from a few numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.rating import Rating

DOCUMENT = SourceDocument(
    document="test",
    title="市長公約の取組状況",
    kind=DocumentKind.MAYORAL_PLEDGES,
    layout="pledges",
    municipality_code=None,
    municipality="花咲市",
    fiscal_year=2025,
    period_start="2025-04-01",
    period_end="2026-03-31",
    as_of="2026-03-31",
    published="2026-06",
    publisher="花咲市 企画部",
    sha256="0" * 64,
    lines=1,
    lines_accounted=1,
)


def number(text: str | int | None) -> Decimal | None:
    return None if text is None else Decimal(str(text))


def stated(subject: str, figure: str, value: str | int | None) -> StatedFigure:
    printed = None if value is None else f"{value}%"
    return StatedFigure(subject=subject, figure=figure, printed=printed, value=number(value), place="L1")


def pledges_content(
    visions: Sequence[tuple[str | int | None, Sequence[str | int | None]]],
    overall: str | int | None = None,
    *,
    table: Mapping[str, str | int | None] | None = None,
    measures: int = 1,
    ratings: tuple[Rating, ...] = (),
    extra: tuple[StatedFigure, ...] = (),
) -> DocumentContent:
    """Visions as (printed percentage, printed percentages of the pledges), and the overall percentage.

    `table` gives what the summary table prints for a pledge where it is not what the body prints.
    """
    items: list[PlanItem] = []
    figures: list[StatedFigure] = []
    for v, (printed, pledges) in enumerate(visions, start=1):
        vision = f"{v:02}"
        items.append(plan_item(vision, None, ItemKind.VISION, printed))
        figures.append(stated(vision, "progress", printed))
        for p, value in enumerate(pledges, start=1):
            pledge = f"{vision}-{p}"
            items.append(plan_item(pledge, vision, ItemKind.PLEDGE, value))
            figures.append(stated(pledge, "progress", value))
            figures.append(stated(pledge, "progress.summary", (table or {}).get(pledge, value)))
            items += [
                plan_item(f"{pledge}-{m}", pledge, ItemKind.MEASURE, None) for m in range(1, measures + 1)
            ]
    if overall is not None:
        figures.append(stated("document", "progress.overall", overall))
    return DocumentContent(document=DOCUMENT, items=tuple(items), stated=(*figures, *extra), ratings=ratings)


def plan_item(item_id: str, parent: str | None, kind: ItemKind, printed: str | int | None) -> PlanItem:
    return PlanItem(
        item_id=item_id,
        parent_id=parent,
        kind=kind,
        code=item_id,
        title=f"項目{item_id}",
        place="L1",
        printed_progress=number(printed),
    )
