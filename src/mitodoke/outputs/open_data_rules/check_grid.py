"""Every check that a CSV file and a sheet have in common, in one tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mitodoke.domain.finding import Finding, Severity
from mitodoke.outputs.open_data_rules import cells, structure, times_and_areas
from mitodoke.outputs.open_data_rules.grid import Grid
from mitodoke.outputs.open_data_rules.hits import Hit
from mitodoke.outputs.open_data_rules.rules import rule

GRID_CHECKS: tuple[Callable[[Grid], Iterator[Hit]], ...] = (
    structure.first_row,
    structure.blank_rows_and_columns,
    structure.notes_outside,
    structure.column_names,
    structure.header_in_two_rows,
    structure.long_format,
    structure.ascii_names,
    cells.layout_by_spaces,
    cells.odd_characters,
    cells.several_values,
    cells.numbers_are_numbers,
    cells.units_are_stated,
    cells.nothing_omitted,
    cells.choices_are_uniform,
    times_and_areas.times_are_uniform,
    times_and_areas.areas_are_official,
)
"""Each looks at the whole grid once; together they take time in proportion to its cells."""


def grid_hits(grid: Grid) -> Iterator[Hit]:
    """What all checks find, check by check."""
    for check in GRID_CHECKS:
        yield from check(grid)


def compare_columns(previous: tuple[str, ...], current: tuple[str, ...], subject: str) -> tuple[Finding, ...]:
    """L3-07: a file has the columns of the one before it, in their order; new ones only at the end."""
    lost = [name for name in previous if name not in set(current)]
    if current[: len(previous)] == previous:
        return ()
    if lost:
        message = f"前回あった項目「{'」「'.join(lost[:5])}」がないので、残すか、変更履歴に書いてください（規則L3-07）。"
    else:
        message = (
            "項目の並びが前回と違うので、前回と同じ順にし、新しい項目は最後に加えてください（規則L3-07）。"
        )
    return (
        Finding(
            check="L3-07",
            severity=Severity.ERROR,
            subject=subject,
            field="",
            place=None,
            printed=",".join(current[:20]),
            expected=rule("L3-07").demand,
            message=message,
        ),
    )
