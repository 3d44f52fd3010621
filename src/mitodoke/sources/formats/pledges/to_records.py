"""Turns the parts of a pledge report into records: items of the outline and the figures the report states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.japanese_text import join_lines, without_space
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.place import Place, line_place
from mitodoke.sources.formats.pledges.activity_lines import read_activities
from mitodoke.sources.formats.pledges.body_text import MeasureText, OverallText
from mitodoke.sources.formats.pledges.department_names import join_departments, split_departments
from mitodoke.sources.formats.pledges.line_marks import Percentage
from mitodoke.sources.formats.pledges.parts import PledgeParts, VisionParts

WHOLE = "document"


def to_items(visions: Iterable[VisionParts], known: frozenset[str]) -> Iterator[PlanItem]:
    """Every vision, followed by its pledges, each followed by its measures; `known` are names of departments."""
    for vision in visions:
        yield PlanItem(
            item_id=vision.item_id,
            parent_id=None,
            kind=ItemKind.VISION,
            code=vision.code,
            title=vision.title,
            subtitle=vision.subtitle,
            printed_progress=_value(vision_percentage(vision)),
            place=vision_place(vision),
        )
        for pledge in vision.pledges:
            yield _pledge_item(pledge, vision.item_id)
            for number, measure in enumerate(pledge.measures, start=1):
                yield _measure_item(measure, pledge, number, known)


def to_stated(visions: Sequence[VisionParts], overall: OverallText | None) -> Iterator[StatedFigure]:
    """The percentages: of visions, of pledges in the body and in the table, of printed measures, of everything."""
    in_body = any(
        pledge.body is not None and pledge.body.progress_seen
        for vision in visions
        for pledge in vision.pledges
    )
    for vision in visions:
        if vision.table is not None or vision_percentage(vision) is not None:
            yield _stated(vision.item_id, "progress", vision_percentage(vision), vision_place(vision))
        for pledge in vision.pledges:
            if pledge.body is not None and in_body:
                yield _stated(pledge.item_id, "progress", pledge.body.percentage, pledge_place(pledge))
            if pledge.row is not None:
                yield _stated(
                    pledge.item_id, "progress.summary", pledge.row.percentage, _span(pledge.row.lines)
                )
            for number, measure in enumerate(pledge.measures, start=1):
                if measure.percentage is not None:
                    yield _stated(
                        measure_id(pledge, number), "progress", measure.percentage, measure_place(measure)
                    )
    if overall is not None:
        yield _stated(WHOLE, "progress.overall", overall.percentage, _span(overall.lines))


def vision_percentage(vision: VisionParts) -> Percentage | None:
    """The percentage of the table, else of a heading in the body."""
    return next((text.percentage for text in vision.sources if text.percentage is not None), None)


def vision_place(vision: VisionParts) -> Place:
    """Where it is printed most completely; where nowhere, the first of its pledges."""
    if vision.sources:
        return _span(vision.sources[0].lines)
    return pledge_place(vision.pledges[0])


def pledge_place(pledge: PledgeParts) -> Place:
    """Its heading in the body down to its percentage; else its row in the table."""
    if pledge.body is not None:
        return _span(pledge.body.header_lines())
    return _span(pledge.row.lines if pledge.row else [1])


def measure_place(measure: MeasureText) -> Place:
    """From its title to its departments."""
    return _span(measure.lines())


def measure_id(pledge: PledgeParts, number: int) -> str:
    """The id of the `number`-th measure of a pledge: ``01-1-1``."""
    return f"{pledge.item_id}-{number}"


def _pledge_item(pledge: PledgeParts, vision_id: str) -> PlanItem:
    printed = pledge.body.percentage if pledge.body else None
    if _value(printed) is None and pledge.row is not None:
        printed = pledge.row.percentage
    return PlanItem(
        item_id=pledge.item_id,
        parent_id=vision_id,
        kind=ItemKind.PLEDGE,
        code=pledge.code,
        title=pledge.title,
        printed_progress=_value(printed),
        place=pledge_place(pledge),
    )


def _measure_item(measure: MeasureText, pledge: PledgeParts, number: int, known: frozenset[str]) -> PlanItem:
    departments = None
    if measure.departments:
        lines = [line.text for line in measure.departments]
        departments = split_departments(join_departments(lines, known))
    return PlanItem(
        item_id=measure_id(pledge, number),
        parent_id=pledge.item_id,
        kind=ItemKind.MEASURE,
        code=f"{pledge.code}-{number}",
        title=join_lines([line.text for line in measure.title]) or None,
        departments=departments,
        repeat=measure.repeat,
        printed_progress=_value(measure.percentage),
        activities=read_activities(measure.activities, measure.repeat),
        place=measure_place(measure),
    )


def _value(percentage: Percentage | None) -> Decimal | None:
    return percentage.value if percentage is not None else None


def _stated(subject: str, figure: str, percentage: Percentage | None, place: Place) -> StatedFigure:
    if percentage is None:
        return StatedFigure(subject=subject, figure=figure, printed=None, value=None, place=place)
    return StatedFigure(
        subject=subject,
        figure=figure,
        printed=without_space(percentage.printed),
        value=percentage.value,
        place=line_place(percentage.line),
    )


def _span(lines: Iterable[int]) -> Place:
    numbers = list(lines)
    return line_place(min(numbers), max(numbers))
