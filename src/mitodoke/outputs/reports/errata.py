"""Report (e): 正誤表, what differs between two editions of one document."""

from __future__ import annotations

from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.domain.fiscal_year import format_iso
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
from mitodoke.outputs.reports.comparison import Correction, compare_editions, with_reasons
from mitodoke.outputs.reports.front import DRAFT, document_title, make_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import number

NOTHING_DIFFERS = "二つの版の内容に違いはありません。"
_NOT_THERE = "（記載なし）"
_TAKEN_AWAY = "（削除）"
_NOT_TOLD = "（記録なし）"


def errata_report(
    before: Edition, after: Edition, settings: ReportSettings, reasons: ChangeReasons | None = None
) -> Report:
    """The list of corrections from `before` to `after` with their `reasons`; it belongs to the newer edition."""
    corrections = with_reasons(compare_editions(before, after), reasons)
    title = f"{document_title(after)}　正誤表"
    blocks: list[Block] = [
        Heading(level=1, text=title),
        Labelled(label="訂正前", text=_version(before)),
        Labelled(label="訂正後", text=f"第{after.version}版の{DRAFT}" if settings.draft else _version(after)),
    ]
    if reasons is not None:
        blocks.append(Labelled(label="種類", text=reasons.kind.label))
    if corrections:
        kind = "訂正" if reasons is None else reasons.kind.label
        blocks.append(Paragraph(text=f"{kind}は{number(len(corrections))}か所です。"))
        blocks.append(_table(corrections, reasons))
    else:
        blocks.append(Paragraph(text=NOTHING_DIFFERS))
        if reasons is not None and reasons.rest is not None:
            blocks.append(Labelled(label="理由", text=reasons.rest))
    section = Section(name="正誤表", blocks=tuple(blocks), landscape=True)
    return make_report(after, settings, title=title, sections=(section,), with_cover=False)


def _version(edition: Edition) -> str:
    published = format_iso(edition.published_on)
    return f"第{edition.version}版" + (f"（{published}公表）" if published else "")


def _table(corrections: tuple[Correction, ...], reasons: ChangeReasons | None) -> Table:
    """The list; with a column for the reasons where any were told."""
    wrong, right = ("前", "後") if reasons and reasons.kind is ChangeKind.UPDATE else ("誤", "正")
    told = any(one.reason for one in corrections)
    columns = (
        Column(header="番号", weight=5),
        Column(header="箇所", weight=16),
        Column(header="欄", weight=12),
        Column(header=wrong, weight=25 if told else 35),
        Column(header=right, weight=25 if told else 35),
        *((Column(header="理由", weight=20),) if told else ()),
    )
    rows = tuple(
        row(
            str(count),
            one.name,
            one.field,
            _NOT_THERE if not one.before else one.before,
            _TAKEN_AWAY if one.after is None else one.after or _NOT_THERE,
            *((one.reason or _NOT_TOLD,) if told else ()),
        )
        for count, one in enumerate(corrections, start=1)
    )
    return Table(caption="", columns=columns, rows=rows)
