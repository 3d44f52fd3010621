"""Tells which sheets and rows of the form are not in a workbook that came back; their answers stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mitodoke.reporting.workbook.form import Form
from mitodoke.reporting.workbook.layout import LAYOUT_OF, Part
from mitodoke.reporting.workbook.marks import Marks
from mitodoke.reporting.workbook.typed_rows import TypedRows

_TOLD = 5
"""So many rows are named."""
_STAYS = "なくなった行の回答は変えません。消すときは、行を残したまま欄を空にしてください。"


def tell_missing_rows(typed: TypedRows, marks: Marks, form: Form) -> Iterator[str]:
    """A sentence for every sheet that is gone or has lost rows."""
    titles: dict[str, str] = {part: layout.title for part, layout in LAYOUT_OF.items()}
    names: dict[str, str] = {}
    for sheet in form.sheets:
        titles[sheet.layout.part] = sheet.layout.title
        # A project has its number as a label; its name stands beside it.
        shown = max(sheet.layout.labels, 2)
        names |= {row.row_id: " ".join(filter(None, row.fixed[:shown])) for row in sheet.rows}
    told = {problem.row_id for problem in typed.problems}
    there = {_part(row_id) for row_id in (*typed.rows, *told) if row_id is not None}
    missing: dict[str, list[str]] = defaultdict(list)
    for row_id in marks.rows:
        if row_id not in typed.rows and row_id not in told:
            missing[_part(row_id)].append(names.get(row_id, "いまは依頼のない行"))
    for part, rows in missing.items():
        several = f"「{'」「'.join(rows[:_TOLD])}」{'など' if len(rows) > _TOLD else ''}"
        if part in there:
            yield f"シート「{titles[part]}」の{several}の{len(rows):,}行がなくなっています。{_STAYS}"
        else:
            yield f"シート「{titles[part]}」（{several}の{len(rows):,}行）がないか、読めません。{_STAYS}"


def _part(row_id: str) -> Part:
    return Part(row_id.split("/", 2)[1])
