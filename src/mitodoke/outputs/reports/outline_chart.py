"""施策の体系: the outline of a strategy as a chart of boxes, which is also a table for those who do not see it."""

from __future__ import annotations

from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.outputs.reports.blocks import Cell, Column, Row, Table
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.item_names import item_number, item_title, numbered_kind


def outline_charts(tree: EditionTree) -> list[Table]:
    """A chart for each item at the top: it stands left, its directions and measures branch off to the right."""
    return [chart for root in tree.roots if (chart := _chart(tree, root)) is not None]


def _chart(tree: EditionTree, goal: PlanItem) -> Table | None:
    rows: list[tuple[Cell | None, ...]] = []
    for direction in tree.children(goal):
        is_direction = direction.kind is ItemKind.BASIC_DIRECTION
        measures = tree.children(direction) if is_direction else (direction,)
        first = (
            Cell(text=_named(direction), rowspan=max(len(measures), 1)) if is_direction else Cell(text="－")
        )
        for number, measure in enumerate(measures or (None,)):
            right = Cell(text=_named(measure)) if measure else Cell(text="－")
            rows.append((None, first if number == 0 else None, right))
    if not rows:
        return None
    left = Cell(text=_named(goal), rowspan=len(rows))
    rows[0] = (left, *rows[0][1:])
    columns = (
        Column(header=goal.kind.label, weight=5),
        Column(header=ItemKind.BASIC_DIRECTION.label, weight=6),
        Column(header=ItemKind.MEASURE.label, weight=8),
    )
    return Table(
        caption=f"{numbered_kind(goal)}の体系",
        columns=columns,
        rows=tuple(Row(cells=cells) for cells in rows),
        chart=True,
    )


def _named(item: PlanItem) -> str:
    return f"{item_number(item)}　{item_title(item)}"
