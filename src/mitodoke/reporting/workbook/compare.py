"""Holds a workbook that came back against the desk: what was changed in it, what was changed on the desk since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from mitodoke.domain.answer_fields import FieldName, field_label, parse_field, shown_value
from mitodoke.reporting.workbook.cell_values import sense_of, value_in
from mitodoke.reporting.workbook.form import Form, Target
from mitodoke.reporting.workbook.marks import CellMark, Digester, Marks
from mitodoke.reporting.workbook.raw_cells import RawCell
from mitodoke.reporting.workbook.reading import CellProblem, Difference
from mitodoke.reporting.workbook.typed_rows import TypedRow, TypedRows

_NOT_ASKED = "－"


@dataclass(slots=True)
class Compared:
    """The result of the comparison, in the parts of `WorkbookReading`.

    By token of an answer and field: `already` are cells that were typed in and say what stands on the desk, `places`
    the row's id and the cell of every field that the workbook has.
    """

    differences: list[Difference] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    notices: list[CellProblem] = field(default_factory=list)
    untouched: int = 0
    already: list[tuple[str, str]] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    changed_since: int = 0


def compare(
    typed: TypedRows, marks: Marks, form: Form, digester: Digester, added: dict[str, str]
) -> Compared:
    """Every cell of `typed` against `form`; `added` leads from ``new1`` to the answer that this workbook added."""
    found = Compared()
    for problem in typed.problems:
        found.problems.append(
            CellProblem(
                row_id=problem.row_id,
                place=problem.place,
                field=None,
                message=f"{problem.place}：{problem.message}",
            )
        )
    for row in typed.rows.values():
        _RowComparison(row, marks, form, digester, added, found).compare()
    _deny_untitled(found)
    _hold_back(found)
    return found


class _RowComparison:
    """One row; a row whose name does not fit its id says nothing about any answer."""

    def __init__(
        self,
        row: TypedRow,
        marks: Marks,
        form: Form,
        digester: Digester,
        added: dict[str, str],
        found: Compared,
    ) -> None:
        self.row, self.marks, self.digester, self.found = row, marks, digester, found
        self.token = row.row_id.partition("/")[0]
        self.target = form.targets.get(added.get(self.token, self.token))
        self.department, self.dates = form.department.name, form.dates

    def compare(self) -> None:
        """Compare every cell of the row."""
        if self.digester.label(self.row.row_id, self.row.labels) != self.marks.rows[self.row.row_id]:
            self._problem(
                f"{self.row.sheet}!{self.row.label_cells}",
                None,
                "：番号や名前が調査票と違います。行がずれたか書き換えられています。元の番号と名前に戻すか、調査票を取り直して入力してください。",
            )
            return
        for name, cell in self.row.cells.items():
            if self.target is not None:
                self.found.places[self.target.token, name] = (self.row.row_id, self.row.place(name))
            parsed = parse_field(name)
            mark = self.marks.cells.get((self.row.row_id, name))
            if parsed is None:
                continue
            if mark is None:
                self._locked(name, parsed, cell)
            else:
                self._cell(name, parsed, cell, mark)

    def _cell(self, name: str, parsed: FieldName, cell: RawCell, mark: CellMark) -> None:
        place = self.row.place(name)
        if cell.covered:
            self._problem(
                place, name, "は結合されたセルの中にあります。セルの結合を解いて入力し直してください。"
            )
            return
        sense = sense_of(parsed, cell, self.dates)
        if self.digester.value(self.row.row_id, name, sense) == mark.digest:
            self.found.untouched += 1
            if self.target is not None and self.target.revision(name) != mark.revision:
                self.found.changed_since += 1
            return
        read = value_in(parsed, cell, self.dates)
        if read.problem is not None:
            self._problem(place, name, read.problem)
            return
        if self.target is None:
            self._problem(
                place,
                name,
                f"：この行の回答の依頼は、いま{self.department}にはありません。取り消されたか、ほかの部署に移りました。",
            )
            return
        if read.value == self.target.value(name):
            self.found.already.append((self.target.token, name))
            return
        if self.target.refusal is not None:
            self._problem(place, name, f"：{self.target.refusal}")
            return
        if read.notice is not None:
            self._notice(place, name, f"{place}{read.notice}")
        self.found.differences.append(self._difference(name, place, read.value, mark, self.target))

    def _locked(self, name: str, parsed: FieldName, cell: RawCell) -> None:
        """A cell that could not be filled in: what stands there all the same is told, not stored."""
        read = value_in(parsed, cell, self.dates)
        if read.problem is not None or read.value in (None, _NOT_ASKED) or self.target is None:
            return
        if read.value != self.target.value(name):
            place = self.row.place(name)
            self._notice(place, name, f"{place}は変えられないセルのため、読みません。")

    def _difference(
        self, name: str, place: str, value: str | None, mark: CellMark, target: Target
    ) -> Difference:
        standing = target.fields.get(name)
        names = {key: one.name for key, one in target.indicators.items()}
        was = target.value(name)
        return Difference(
            row_id=self.row.row_id,
            token=self.token,
            assignment=target.assignment,
            subject=f"{target.number} {target.name}",
            field=name,
            label=field_label(name, names),
            place=place,
            was=was,
            now=value,
            was_shown=shown_value(name, was) or "（空）",
            now_shown=shown_value(name, value) or "（空）",
            revision=mark.revision,
            revision_now=target.revision(name),
            changed_by=standing.changed_by if standing else None,
            changed_at=standing.changed_at if standing else None,
        )

    def _problem(self, place: str, name: str | None, sentence: str) -> None:
        self.found.problems.append(
            CellProblem(row_id=self.row.row_id, place=place, field=name, message=f"{place}{sentence}")
        )

    def _notice(self, place: str, name: str, message: str) -> None:
        self.found.notices.append(
            CellProblem(row_id=self.row.row_id, place=place, field=name, message=message)
        )


def _deny_untitled(found: Compared) -> None:
    """A new project without a name is none: its dates and organisations would stand alone."""
    by_token: dict[str, list[Difference]] = defaultdict(list)
    for one in found.differences:
        if one.assignment is None:
            by_token[one.token].append(one)
    for several in by_token.values():
        if not any(one.field == "entry.title" for one in several):
            first = several[0]
            found.problems.append(
                CellProblem(
                    row_id=first.row_id,
                    place=first.place,
                    field=first.field,
                    message=f"{first.place}：{first.subject}の事業名がありません。"
                    "シート「協働事業」の同じ番号の行に事業名を入力してください。",
                )
            )


def _hold_back(found: Compared) -> None:
    """Mark what lies in rows with a problem; of a new project everything, since its parts belong together."""
    failing = {one.row_id for one in found.problems if one.row_id is not None}
    tokens = {row_id.partition("/")[0] for row_id in failing}
    found.differences = [
        replace(
            one,
            held_back=one.row_id in failing or (one.assignment is None and one.token in tokens),
        )
        for one in found.differences
    ]
