"""The table of what a mid-term review changed: the counts as printed beside those found."""

from __future__ import annotations

from mitodoke.domain.outline import RevisionFlag
from mitodoke.outputs.reports.blocks import Align, Column, Table, row
from mitodoke.outputs.reports.edition_tree import WHOLE, EditionTree
from mitodoke.outputs.reports.wording import LOST, one_line

_FIGURE = "count.revisions."
_LABELS = {
    RevisionFlag.NEW_MEASURE: "新たな施策の追加",
    RevisionFlag.NEW_PROJECT: "新たな事業の追加",
    RevisionFlag.CONTENT_CHANGED: "事業内容の変更",
    RevisionFlag.ENDED: "事業の終了",
    RevisionFlag.TARGET_CHANGED: "数値目標の変更",
    RevisionFlag.KPI_CHANGED: "KPIの変更",
}
_VERDICTS = {True: "一致", False: "不一致", None: "照合できません"}


def revision_table(tree: EditionTree) -> Table | None:
    """A row for each kind of change that the document counts; None where it prints no such table."""
    rows = []
    for flag, label in _LABELS.items():
        name = _FIGURE + flag.value
        stated, figure = tree.stated(WHOLE, name), tree.figure(WHOLE, name)
        if stated is None and figure is None:
            continue
        printed = stated.printed if stated else figure.printed if figure else None
        calculated = figure.calculated if figure else None
        rows.append(
            row(
                label,
                one_line(printed) or LOST,
                f"「{flag.label}」",
                calculated or "－",
                _VERDICTS[figure.agrees if figure else None],
            )
        )
    if not rows:
        return None
    columns = (
        Column(header="見直しの内容", weight=18),
        Column(header="公表された件数", weight=12, align=Align.END),
        Column(header="項目に付く印", weight=14),
        Column(header="本文の印の数", weight=12, align=Align.END),
        Column(header="照合", weight=12),
    )
    return Table(caption="中間見直しで変わった箇所の数", columns=columns, rows=tuple(rows))
