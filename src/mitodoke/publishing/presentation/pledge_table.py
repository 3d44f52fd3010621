"""The 総括表 as the city prints it: every vision and pledge with its printed percentage, in the order of the print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.place import Place, parse_place
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.coverage import PROGRESS, absence, scope
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.own_rule import own_words
from mitodoke.publishing.presentation.page import ShownFinding, SourceLink, show_findings, source_link
from mitodoke.publishing.presentation.percentage import overall_percentage, rule_of
from mitodoke.publishing.presentation.percentage_record import Percentage
from mitodoke.publishing.presentation.pledge_rules import rule_words, without_coverage, without_subject

SUMMARY = "progress.summary"
_ABOUT_THE_TABLE = frozenset(
    {"title_differs", "progress_differs", "pledge_without_summary", "figure_disagrees"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """One line of the table; `body` is the percentage printed with the pledge itself where it is another one."""

    kind: str
    label: str
    code: str
    title: str | None
    address: str
    printed: str
    number: str | None
    body: str | None
    scope: str
    source: SourceLink | None
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryTable:
    """The whole table; `as_printed` when the document has such a table whose order is followed, `calculated` when none is printed.

    `rules` are the rules of the figures, each once, with the kind of item that they are for.
    """

    rows: tuple[SummaryRow, ...]
    overall: Percentage | None
    overall_rule: str
    rules: tuple[tuple[str, str], ...]
    as_printed: bool
    calculated: bool
    disagreeing: int


def summary_table(index: EditionIndex, addresses: EditionAddresses) -> SummaryTable:
    """Every vision and pledge; those that the table of the document leaves out stand where the body has them."""
    items = [item for item in index.edition.content.items if item.kind in (ItemKind.VISION, ItemKind.PLEDGE)]
    lines = [_line(_table_place(item, index)) for item in items]
    known = [line for line in lines if line is not None]
    if known and len(known) == len(lines):
        items = [item for _, item in sorted(zip(known, items, strict=True), key=lambda pair: pair[0])]
    rows = tuple(_row(item, index, addresses) for item in items)
    overall = overall_percentage(index, addresses)
    return SummaryTable(
        rows=rows,
        overall=overall,
        overall_rule=_overall_rule(overall),
        rules=rules_of(items, index),
        as_printed=any(index.stated(item.item_id, SUMMARY) for item in items),
        calculated=index.from_ratings,
        disagreeing=sum(row.body is not None for row in rows),
    )


def rules_of(items: Iterable[PlanItem], index: EditionIndex) -> tuple[tuple[str, str], ...]:
    """The rules of the percentages of `items`, each once with the kind it is for, in the words of the page."""
    named = dict.fromkeys((item.kind, without_coverage(rule_of(item, index))) for item in items)
    words = own_words if index.calculates else rule_words
    return tuple((tr(kind.label), without_subject(tr(kind.label), words(rule))) for kind, rule in named)


def _overall_rule(overall: Percentage | None) -> str:
    words = overall.rule if overall else ""
    return without_subject(tr("市長公約全体"), without_subject("全体", words))


def _row(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> SummaryRow:
    stated = index.stated(item.item_id, SUMMARY)
    value = stated.value if stated else index.progress(item)
    lost = absence(item.item_id, SUMMARY if stated else PROGRESS, index)
    return SummaryRow(
        kind=str(item.kind),
        label=tr(item.kind.label),
        code=item.code,
        title=item.title,
        address=addresses.page(index.item_keys[item.item_id]),
        printed=lost if value is None else _percent(value),
        number=None if value is None else show_number(value),
        body=_other(item, value) if stated else None,
        scope=scope(item, index),
        source=source_link(_table_place(item, index) or item.place, addresses),
        findings=show_findings(
            [one for one in index.findings_of(item.item_id) if one.check in _ABOUT_THE_TABLE], addresses
        ),
    )


def _other(item: PlanItem, value: Decimal | None) -> str | None:
    """The percentage of the body in words where it differs from the one of the table."""
    if item.printed_progress == value:
        return None
    return tr("記載なし") if item.printed_progress is None else _percent(item.printed_progress)


def _percent(value: Decimal) -> str:
    return tr("{number}％", number=show_number(value))


def _table_place(item: PlanItem, index: EditionIndex) -> Place | None:
    """Where the table states the percentage: a pledge's own figure, or that of a vision, which stands only there."""
    stated = index.stated(item.item_id, SUMMARY)
    if stated is None and item.kind is ItemKind.VISION:
        stated = index.stated(item.item_id, PROGRESS)
    return stated.place if stated else None


def _line(place: Place | None) -> int | None:
    try:
        return parse_place(place).first if place else None
    except ValueError:
        return None
