"""Report (e): 正誤表, what differs between two editions of one document."""

from __future__ import annotations

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.blocks import (
    Block,
    Column,
    Heading,
    Labelled,
    Paragraph,
    Report,
    Section,
    Table,
    row,
)
from mitodoke.outputs.reports.comparison import Correction, compare_editions
from mitodoke.outputs.reports.front import document_title, make_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import japanese_date, number

NOTHING_DIFFERS = "二つの版の内容に違いはありません。"
_NOT_THERE = "（記載なし）"
_TAKEN_AWAY = "（削除）"


def errata_report(before: Edition, after: Edition, settings: ReportSettings) -> Report:
    """The list of corrections from `before` to `after`; the report belongs to the newer edition."""
    corrections = compare_editions(before, after)
    title = f"{document_title(after)}　正誤表"
    blocks: list[Block] = [
        Heading(level=1, text=title),
        Labelled(label="訂正前", text=_version(before)),
        Labelled(label="訂正後", text=_version(after)),
    ]
    if corrections:
        blocks.append(Paragraph(text=f"訂正は{number(len(corrections))}か所です。"))
        blocks.append(_table(corrections))
    else:
        blocks.append(Paragraph(text=NOTHING_DIFFERS))
    section = Section(name="正誤表", blocks=tuple(blocks), landscape=True)
    return make_report(after, settings, title=title, sections=(section,), with_cover=False)


def _version(edition: Edition) -> str:
    published = japanese_date(edition.published_on)
    return f"第{edition.version}版" + (f"（{published}公表）" if published else "")


def _table(corrections: tuple[Correction, ...]) -> Table:
    columns = (
        Column(header="番号", weight=5),
        Column(header="箇所", weight=16),
        Column(header="欄", weight=12),
        Column(header="誤", weight=35),
        Column(header="正", weight=35),
    )
    rows = tuple(
        row(
            str(count),
            one.name,
            one.field,
            _NOT_THERE if not one.before else one.before,
            _TAKEN_AWAY if one.after is None else one.after or _NOT_THERE,
        )
        for count, one in enumerate(corrections, start=1)
    )
    return Table(caption="", columns=columns, rows=rows)
