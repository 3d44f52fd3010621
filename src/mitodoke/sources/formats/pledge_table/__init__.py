"""The pledge report (市長公約の取組状況) as one wide table: a row a measure, its vision and pledge merged over rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import PlanItem
from mitodoke.domain.place import line_place
from mitodoke.sources.find_municipality import find_municipality
from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.pledge_table.head import WideHead, read_wide_head
from mitodoke.sources.formats.pledge_table.ratings import read_ratings, settle_progress
from mitodoke.sources.formats.pledge_table.rows import Row, TableText, read_rows, row_of, vision_row
from mitodoke.sources.formats.pledges import document_of
from mitodoke.sources.formats.pledges.account import account
from mitodoke.sources.formats.pledges.body_text import SummaryText
from mitodoke.sources.formats.pledges.department_names import rank, split_departments
from mitodoke.sources.formats.pledges.doubts import find_doubts
from mitodoke.sources.formats.pledges.front_matter import read_front
from mitodoke.sources.formats.pledges.line_marks import mark_lines
from mitodoke.sources.formats.pledges.parts import VisionParts, put_together
from mitodoke.sources.formats.pledges.regions import find_regions, is_section_head
from mitodoke.sources.formats.pledges.stated_counts import stated_counts
from mitodoke.sources.formats.pledges.summary_words import is_period, reason_outside
from mitodoke.sources.formats.pledges.to_records import measure_id, to_items, to_stated
from mitodoke.sources.formats.unknown_column import unknown_column
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText

LOOKED_FOR = "市長公約の取組状況の表（「公約」、「施策」または「取組事業内容」と、「担当課」や「進捗状況」などの見出し）"


def recognise(text: SourceText) -> float:
    """1 where a line is the head of such a table with rows below it, and no pledge has a heading of its own."""
    has_table = bool(_tables(text.lines).rows)
    return 1.0 if has_table and not find_regions(mark_lines(text.lines)).headings else 0.0


@dataclass(slots=True)
class _Tables:
    """The tables among the lines: the lines of heads, the rows, heads that nobody knows with the cells below them."""

    heads: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)


def _cells(line: str) -> list[str]:
    if line.startswith("|") and line.rstrip().endswith("|"):
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return line.split("\t")


def _tables(lines: Sequence[str]) -> _Tables:
    tables = _Tables()
    head: WideHead | None = None
    for number, line in enumerate(lines, start=1):
        cells = _cells(line)
        if len(cells) < 2:
            across = vision_row(number, line) if head is not None else None
            tables.rows += [across] if across is not None else []
            continue
        if (found := read_wide_head(cells)) is not None:
            head = found
            tables.heads.append(number)
            continue
        if head is None:
            continue
        tables.rows.append(row_of(number, cells, head))
        for position, words in head.unknown:
            if position < len(cells) and cells[position].strip():
                tables.unknown.setdefault(words, tables.heads[-1])
    return tables


def parse(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Read the tables into the outline, the figures they state, and what is doubtful in them."""
    raw = text.lines
    lines = mark_lines(raw)
    tables = _tables(raw)
    front = read_front(lines, raw, tables.heads[0] - 1 if tables.heads else 0, None)
    settle_progress(tables.rows)
    table = read_rows(tables.rows)
    municipality = find_municipality(text)
    visions = put_together(front, table.body, SummaryText(), municipality)
    for line in tables.heads:
        ledger.heading(line, "table_head")
    _record_rows(ledger, visions, table)
    account(ledger, visions, front, table.body, [])
    _lines_between(ledger, raw, tables)
    stated = [*to_stated(visions, table.overall)]
    introduction = [(i + 1, raw[i].strip()) for i in front.introduction]
    document = replace(document_of(text, lines, front, municipality), layout=PLEDGE_TABLE.name)
    departments = _departments(table)
    items = tuple(to_items(visions, departments))
    rated = read_ratings(
        table.rated, _measures(visions, items), fiscal_year=document.fiscal_year, known=departments
    )
    content = DocumentContent(
        document=document,
        items=items,
        ratings=tuple(rated.ratings.values()),
        stated=(*stated_counts(introduction), *stated),
    )
    has_percentages = any(pledge.progress_seen for pledge in table.body.pledges)
    found = [
        one
        for one in find_doubts(visions, SummaryText())
        if has_percentages or one.check != "pledge_without_percentage"
    ]
    return content, [*found, *_doubts(table, tables), *rated.findings]


def _measures(visions: Sequence[VisionParts], items: Sequence[PlanItem]) -> dict[int, PlanItem]:
    """The item of each measure by the identity of its text."""
    by_id = {item.item_id: item for item in items}
    return {
        id(measure): by_id[measure_id(pledge, number)]
        for vision in visions
        for pledge in vision.pledges
        for number, measure in enumerate(pledge.measures, start=1)
    }


def _record_rows(ledger: LineLedger, visions: Sequence[VisionParts], table: TableText) -> None:
    """A row is its measure's, for that is what it is about; vision and pledge have those without any."""
    for vision in visions:
        for pledge in vision.pledges:
            for number, measure in enumerate(pledge.measures, start=1):
                for line in measure.lines():
                    ledger.record(line, line, measure_id(pledge, number))
    if table.overall is not None:
        for line in table.overall.lines:
            ledger.record(line, line, "document")


def _departments(table: TableText) -> frozenset[str]:
    """The names that cells give whole, which tell further names from words that only the cell's width broke."""
    return frozenset(
        name
        for pledge in table.body.pledges
        for measure in pledge.measures
        for line in measure.departments
        for name in split_departments(line.text)
        if rank(name) is not None
    )


def _lines_between(ledger: LineLedger, raw: Sequence[str], tables: _Tables) -> None:
    """Lines below the first head that are no rows: notes, periods and headings again."""
    rows = {row.line for row in tables.rows}
    for number in range(tables.heads[0] if tables.heads else len(raw), len(raw) + 1):
        text = raw[number - 1].strip() if number else ""
        if not text or number in rows:
            continue
        if (reason := reason_outside(text)) is not None:
            ledger.leave_out(number, number, reason)
        elif is_period(text):
            ledger.heading(number, "period")
        elif is_section_head(text):
            ledger.heading(number, "section")


def _doubts(table: TableText, tables: _Tables) -> list[Finding]:
    findings = [unknown_column(words, line) for words, line in tables.unknown.items()]
    findings += [
        Finding(
            check="unreadable_value",
            severity=Severity.WARNING,
            subject="document",
            field="printed_progress",
            place=line_place(line),
            printed=printed,
            expected="",
            message=f"進捗状況の欄の「{printed}」は、割合（％）として読めません。値は記録していません。原本を確認してください。",
        )
        for line, printed in table.unreadable
    ]
    if table.numbered_by_us:
        findings.append(
            Finding(
                check="number_missing",
                severity=Severity.WARNING,
                subject="document",
                field="code",
                place=line_place(table.numbered_by_us[0]),
                printed="",
                expected="",
                message=f"番号が書かれていない公約が{len(table.numbered_by_us)}件あるため、表の順に番号を付けました。公約の番号を確かめてください。",
            )
        )
    return findings


PLEDGE_TABLE = Layout(name="pledge_table", looked_for=LOOKED_FOR, recognise=recognise, parse=parse)
