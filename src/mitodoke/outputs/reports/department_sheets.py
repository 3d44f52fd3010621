"""Report (d): a sheet for each department with everything that stands under its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.reports.activities import activity_texts
from mitodoke.outputs.reports.blocks import (
    Block,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Section,
    Table,
    row,
)
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.entry_words import dates_and_participants, organisations_words
from mitodoke.outputs.reports.front import document_title, make_report
from mitodoke.outputs.reports.indicator_tables import printed_quantity
from mitodoke.outputs.reports.item_names import departments_words, flags_words, item_number, item_title
from mitodoke.outputs.reports.percentages import REPEAT_MARKS
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import one_line, year_words

_Record = PlanItem | CollaborationEntry

UNKNOWN = "担当部署が原文から失われているもの"
NONE_TOLD = "担当部署の記載がないもの"

_PLAN_COLUMNS = {
    DocumentKind.MAYORAL_PLEDGES: ("公約", "施策", "取組事業内容", "担当部署"),
    DocumentKind.COMPREHENSIVE_STRATEGY: ("施策", "事業", "指標", "担当課"),
    DocumentKind.COMPREHENSIVE_PLAN: ("上位の項目", "項目", "取組事業内容・指標", "担当部署"),
}


def department_sheets(edition: Edition, settings: ReportSettings) -> Report:
    """A section for each department, in the order in which the document names them.

    Items without a department, and items whose departments the source lost, have a sheet each at the end, so
    that the sheets together hold every item. `settings.departments` limits the sheets to those named.
    """
    tree = EditionTree(edition)
    records = _records_by_department(tree)
    kind = edition.content.document.kind
    columns = _entry_columns() if kind is DocumentKind.COLLABORATION_REGISTER else _plan_columns(kind)
    title = f"{document_title(edition)}　担当部署別一覧"
    wanted = set(settings.departments)
    sections = tuple(
        Section(name=name, blocks=_sheet(tree, name, columns, of_department), landscape=True)
        for name, of_department in records.items()
        if not wanted or name in wanted
    )
    if not sections:
        sections = (Section(name="一覧", blocks=(Heading(level=1, text="該当する担当部署はありません"),)),)
    return make_report(edition, settings, title=title, sections=sections, with_cover=False)


def department_names(edition: Edition) -> tuple[str, ...]:
    """The names of the sheets that `edition` has, in their order: what `ReportSettings.departments` may name."""
    return tuple(_records_by_department(EditionTree(edition)))


def _records_by_department(tree: EditionTree) -> dict[str, list[_Record]]:
    content = tree.edition.content
    is_register = content.document.kind is DocumentKind.COLLABORATION_REGISTER
    records: Iterable[_Record] = content.entries if is_register else _responsible(tree)
    found: dict[str, list[_Record]] = {}
    for record in records:
        for name in _names(record.departments):
            found.setdefault(name, []).append(record)
    last = [name for name in (NONE_TOLD, UNKNOWN) if name in found]
    return {name: found[name] for name in [*(one for one in found if one not in last), *last]}


def _names(departments: tuple[str, ...] | None) -> tuple[str, ...]:
    if departments is None:
        return (UNKNOWN,)
    return tuple(dict.fromkeys(one_line(name) for name in departments if name.strip())) or (NONE_TOLD,)


def _responsible(tree: EditionTree) -> Iterator[PlanItem]:
    """The items that departments answer for: those at the bottom, and those above that name one of their own."""
    for item in tree.edition.content.items:
        if item.departments or not tree.children(item):
            yield item


def _sheet(
    tree: EditionTree, name: str, columns: tuple[Column, ...], records: list[_Record]
) -> tuple[Block, ...]:
    rows = tuple(_item_row(tree, one) if isinstance(one, PlanItem) else _entry_row(one) for one in records)
    return (
        Heading(level=1, text=name),
        Paragraph(text=f"{len(rows)}件"),
        Table(caption="", columns=columns, rows=rows),
    )


def _plan_columns(kind: DocumentKind) -> tuple[Column, ...]:
    above, item, content, departments = _PLAN_COLUMNS[kind]
    return (
        Column(header="番号", weight=5),
        Column(header=above, weight=13),
        Column(header=item, weight=15),
        Column(header=content, weight=36),
        Column(header=departments, weight=13),
    )


def _item_row(tree: EditionTree, item: PlanItem) -> Row:
    marks = REPEAT_MARKS[item.repeat] or (f"【{flags_words(item)}】" if item.flags else "")
    above = tree.items.get(item.parent_id or "")
    return row(
        item_number(above or item),
        item_title(above) if above else "",
        item_title(item) + (f"\n{marks}" if marks else ""),
        _content(tree, item),
        departments_words(item),
    )


def _content(tree: EditionTree, item: PlanItem) -> str:
    lines = [f"・{text}" for text in activity_texts(item)]
    hidden = len(item.activities) - len(lines)
    if hidden:
        lines.append(f"取組{hidden}件（文章はこの版に含まれません）")
    for indicator in tree.indicators(item):
        values = "、".join(
            f"{value.role.label}{_year(value.fiscal_year, value.calendar_year)} {printed_quantity(value.quantity)}"
            for value in indicator.values
        )
        lines.append(f"{one_line(indicator.name)}：{values}")
    return "\n".join(lines)


def _year(year: int | None, calendar_year: bool) -> str:
    words = year_words(year, calendar_year=calendar_year)
    return f"（{words}）" if words else ""


def _entry_columns() -> tuple[Column, ...]:
    return (
        Column(header="協働の形態", weight=12),
        Column(header="No.", weight=5),
        Column(header="事業の名称", weight=22),
        Column(header="団体等", weight=20),
        Column(header="実施年月日、参加人数", weight=22),
    )


def _entry_row(entry: CollaborationEntry) -> Row:
    form = entry.form.label + (f"\n【{entry.name_holder.label}】" if entry.name_holder else "")
    return row(
        form,
        one_line(entry.number),
        one_line(entry.title),
        organisations_words(entry),
        dates_and_participants(entry),
    )
