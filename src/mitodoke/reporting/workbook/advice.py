"""Advice by the open-data rules about what was typed: never a reason to refuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mitodoke.domain.answer_fields import FieldKind, FieldRule, parse_field
from mitodoke.outputs.open_data_rules.cells import layout_by_spaces, nothing_omitted, odd_characters
from mitodoke.outputs.open_data_rules.grid import Grid, text_cell
from mitodoke.reporting.workbook.reading import CellProblem, Difference

_CHECKS = (layout_by_spaces, odd_characters, nothing_omitted)


def advise(differences: Iterable[Difference]) -> tuple[CellProblem, ...]:
    """What the rules would have otherwise in the changed cells, at their places.

    Line breaks are left alone where a text may have several lines.
    """
    columns: dict[str, list[Difference]] = defaultdict(list)
    for one in differences:
        if one.now is not None:
            columns[_rule(one).label].append(one)
    found = []
    for label, several in columns.items():
        lines = [[text_cell(label)], *([text_cell(_text(one))] for one in several)]
        grid = Grid("", lines)
        for check in _CHECKS:
            for hit in check(grid):
                row = int(hit.place.rpartition("A")[2]) - 1
                if row < 1:
                    continue
                one = several[row - 1]
                found.append(
                    CellProblem(
                        row_id=one.row_id,
                        place=one.place,
                        field=one.field,
                        message=f"{one.place}{hit.wrong}ので、{hit.todo}（規則{hit.rule}）。",
                    )
                )
    return tuple(found)


def _rule(one: Difference) -> FieldRule:
    field = parse_field(one.field)
    assert field is not None
    return field.rule


def _text(one: Difference) -> str:
    text = one.now or ""
    return " ".join(text.split("\n")) if _rule(one).kind is FieldKind.TEXT else text
