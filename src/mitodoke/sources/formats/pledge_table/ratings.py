"""The ratings of a wide table as records: whose each is, and what is doubtful about it (docs/adr/0019)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mitodoke.domain.finding import Finding
from mitodoke.domain.japanese_text import comparable, is_missing_mark
from mitodoke.domain.outline import PlanItem
from mitodoke.domain.place import line_place
from mitodoke.domain.rating import NO_REASON_PRINTED, Rating, RatingState
from mitodoke.sources.formats.pledge_table import rating_doubts as doubts
from mitodoke.sources.formats.pledge_table.head import Column
from mitodoke.sources.formats.pledge_table.rating_cells import (
    RatingCell,
    SaidRating,
    is_bare_number,
    read_rating,
    settled_scale,
)
from mitodoke.sources.formats.pledge_table.rating_head import RatingHead, Scale
from mitodoke.sources.formats.pledge_table.rows import RatedRow, Row
from mitodoke.sources.formats.pledges.department_names import join_departments, split_departments

Key = tuple[str, int | None]
"""What tells columns of ratings apart: the words of the head, and the year it names."""


@dataclass(frozen=True, slots=True)
class RatedCell:
    """A cell of a column of ratings with its row; `item` is the measure it is of, None where the row has none."""

    row: RatedRow
    cell: RatingCell
    item: PlanItem | None


@dataclass(slots=True)
class TableRatings:
    """The ratings read, in the order of the table, and what is doubtful."""

    ratings: dict[tuple[str, str, int], Rating] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def settle_progress(rows: Sequence[Row]) -> None:
    """Take cells under heads such as 達成度 out of the percentages of `rows` where their numbers are or may be steps."""
    columns: dict[Key, list[RatingCell]] = {}
    for row in rows:
        if row.progress_or_rating is not None:
            columns.setdefault(_key(row.progress_or_rating.head), []).append(row.progress_or_rating)
    scales = {key: settled_scale(cells[0].head, (c.lines for c in cells)) for key, cells in columns.items()}
    for row in rows:
        cell = row.progress_or_rating
        if cell is not None and scales[_key(cell.head)] is not Scale.PERCENT:
            row.cells.pop(Column.PROGRESS, None)
            row.ratings = (cell,)


def read_ratings(
    rated: Sequence[RatedRow],
    measures: Mapping[int, PlanItem],
    *,
    fiscal_year: int | None,
    known: frozenset[str],
) -> TableRatings:
    """The ratings of `rated` rows.

    `measures` are the items by the `id` of their `MeasureText`, `known` the departments' names that cells give whole.
    Ratings are of `fiscal_year`, the document's; where it has none, of the newest year that a head names. Those of
    other years stay unread: percentages of one year must not be calculated from ratings of two.
    """
    found = TableRatings()
    columns: dict[Key, list[RatedCell]] = {}
    for row in rated:
        item = measures.get(id(row.measure)) if row.measure is not None else None
        for cell in row.row.ratings:
            columns.setdefault(_key(cell.head), []).append(RatedCell(row, cell, item))
    year = fiscal_year or max((year for _, year in columns if year is not None), default=None)
    for (_, named), cells in columns.items():
        if named not in (None, year):
            told = [one.cell for one in cells if not one.cell.is_empty]
            found.findings += [doubts.other_year(told[0], len(told))] if told else []
        else:
            _Column(found, cells, year, known).read()
    return found


def _key(head: RatingHead) -> Key:
    return comparable(head.words), head.year


class _Column:
    """One column of ratings, read into `found`."""

    def __init__(
        self, found: TableRatings, cells: list[RatedCell], fiscal_year: int | None, known: frozenset[str]
    ) -> None:
        self._found, self._cells, self._known = found, cells, known
        self._head = cells[0].cell.head
        self._scale = settled_scale(self._head, (one.cell.lines for one in cells))
        self._year = fiscal_year

    def read(self) -> None:
        """Every cell that says something; what holds for the whole column is told once."""
        told = [one for one in self._cells if not one.cell.is_empty]
        if self._scale is Scale.UNSAID and (bare := [o for o in told if is_bare_number(o.cell.lines)]):
            self._doubt(doubts.scale_unclear(self._head, bare[0].cell.line, len(bare)))
            told = [one for one in told if one not in bare]
        elif told and _is_per_pledge(self._cells):
            self._doubt(doubts.of_pledges(self._head, told[0].cell.line, len(told)))
            return
        if told and self._year is None:
            self._doubt(doubts.year_missing(self._head, told[0].cell.line, len(told)))
            return
        for one in told:
            self._read(one)
        silent = [one for one in self._measures_without() if told]
        if silent:
            self._doubt(doubts.not_rated(self._head, silent[0].cell.line, len(silent)))

    def _measures_without(self) -> list[RatedCell]:
        """The first row of each measure of whose rows none says anything here."""
        said = {one.item.item_id for one in self._cells if one.item is not None and not one.cell.is_empty}
        first = {one.item.item_id: one for one in reversed(self._cells) if one.item is not None}
        return [one for item_id, one in reversed(first.items()) if item_id not in said]

    def _doubt(self, finding: Finding) -> None:
        self._found.findings.append(finding)

    def _read(self, one: RatedCell) -> None:
        cell, item = one.cell, one.item
        if item is None:
            self._doubt(doubts.without_measure(cell))
            return
        said = read_rating(cell.lines, self._scale)
        if said is None:
            self._doubt(doubts.unreadable(cell, item.item_id, self._scale))
            return
        department = self._department(one, item)
        if department is None:
            self._doubt(doubts.without_department(cell, item.item_id))
            return
        assert self._year is not None
        rating = Rating(
            item_id=item.item_id,
            department=department,
            fiscal_year=self._year,
            state=said.state,
            step=said.step,
            reason=self._reason(one, item, said),
            place=line_place(cell.line),
        )
        key = (rating.item_id, rating.department, rating.fiscal_year)
        earlier = self._found.ratings.setdefault(key, rating)
        if replace(earlier, place=None) != replace(rating, place=None):
            self._doubt(doubts.differs(cell, item.item_id, department))

    def _reason(self, one: RatedCell, item: PlanItem, said: SaidRating) -> str | None:
        beside = "" if is_missing_mark(one.cell.reason) else one.cell.reason
        reason = "、".join(dict.fromkeys(text for text in (said.reason, beside) if text))
        if said.state is RatingState.RATED or reason:
            return reason or None
        self._doubt(doubts.reason_missing(one.cell, item.item_id))
        return NO_REASON_PRINTED

    def _department(self, one: RatedCell, item: PlanItem) -> str | None:
        """The lead of the row: the department its cell names first; where the cell is empty, the measure's lead."""
        pieces = one.row.row.pieces(Column.DEPARTMENT)
        own = (
            ()
            if is_missing_mark("".join(pieces))
            else split_departments(join_departments(pieces, self._known))
        )
        return next(iter(own or item.departments or ()), None)


def _is_per_pledge(cells: Sequence[RatedCell]) -> bool:
    """Whether each pledge with several measures has one cell for all of them: filled in the first, blank in the others.

    A dash is an answer, and no blank.
    """
    first: dict[int, RatedCell] = {}
    several = False
    for one in cells:
        if one.item is None:
            continue
        begun = first.setdefault(id(one.row.pledge), one)
        if begun.item is one.item:
            continue
        if one.cell.lines:
            return False
        several = several or bool(begun.cell.lines)
    return several
