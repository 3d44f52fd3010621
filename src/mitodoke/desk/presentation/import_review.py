"""The page before a document is stored: what was recognised, what is doubtful, and what storing it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from mitodoke.desk.presentation.import_words import (
    counted,
    document_words,
    field_label,
    record_name,
    show_value,
    where,
)
from mitodoke.desk.uploaded_document import Upload
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import Reading
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.own_levels import level_names
from mitodoke.domain.place import Place
from mitodoke.publishing.kept_drafts import kept_reading
from mitodoke.publishing.presentation.labels import check_label
from mitodoke.reporting.changes import LABELS
from mitodoke.reporting.record_changes import RecordAct, RecordChange, record_changes
from mitodoke.reporting.services import ImportOutcome, ImportPlan, plan_import
from mitodoke.sources.read_excel.mapping import COLUMNS, IGNORED

TOLD = 50
"""Findings of a kind, and changes of a table, that are listed; the rest is counted."""

PlaceAddress = Callable[[Place], str]
"""The address of the page that shows a place in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something about a place of the file: `address` shows it there, None where it has no place."""

    text: str
    where: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """Findings of one check: those that are listed, and how many more there are."""

    label: str
    severity: str
    severity_label: str
    told: tuple[Told, ...]
    rest: int

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.told) + self.rest


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A record that would change: what becomes of it, and each field before and after."""

    act: str
    act_label: str
    name: str
    fields: tuple[tuple[str, str, str], ...]
    where: str
    where_before: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChanges:
    """What would change in one table: the counts, the records that are listed, and how many more there are."""

    label: str
    counts: str
    lines: tuple[ChangeLine, ...]
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The page: `plan` is None where storing is forbidden, and `denied` tells why."""

    title: str
    kind: str
    records: str
    lines: str
    unaccounted: tuple[Told, ...]
    unaccounted_rest: int
    findings: tuple[FindingGroup, ...]
    changes: tuple[TableChanges, ...]
    columns: tuple[tuple[str, str, bool], ...]
    plan: ImportPlan | None
    denied: str | None

    @property
    def is_new(self) -> bool:
        """Whether nothing is stored of the document yet."""
        return self.plan is not None and self.plan.outcome is ImportOutcome.NEW

    @property
    def is_unchanged(self) -> bool:
        """Whether storing would change nothing."""
        return self.plan is not None and self.plan.outcome is ImportOutcome.UNCHANGED


def review_of(upload: Upload, reading: Reading, address: PlaceAddress) -> Review:
    """What `reading` holds and would change; the places lead to `address`."""
    plan, denied = None, None
    try:
        plan = plan_import(reading)
    except ActionDenied as problem:
        denied = str(problem)
    document = reading.content.document
    return Review(
        title=document.title,
        kind=document_words(document.kind, document.fiscal_year),
        records=record_counts(reading),
        lines=f"{document.lines:,}行のうち{document.lines_accounted:,}行の使いみちが分かりました。",
        unaccounted=tuple(
            _told(reading.lines[line - 1] if line <= len(reading.lines) else "", f"L{line}", address)
            for line in reading.unaccounted[:TOLD]
        ),
        unaccounted_rest=max(0, len(reading.unaccounted) - TOLD),
        findings=finding_groups(reading.findings, address),
        changes=_changes(reading, address) if plan and plan.outcome is ImportOutcome.REPLACED else (),
        columns=tuple(
            (head, column_words(column), head in upload.remembered) for head, column in upload.columns.items()
        ),
        plan=plan,
        denied=denied,
    )


def record_counts(reading: Reading) -> str:
    """How many records of each kind: ``公約 3件、施策 12件、指標 5件``."""
    content = reading.content
    names = level_names(content.levels)
    kinds = Counter(names[item.kind] for item in content.items)
    others = [
        ("取組事業内容", sum(len(item.activities) for item in content.items)),
        ("指標", len(content.indicators)),
        ("指標の値", sum(len(one.values) for one in content.indicators)),
        ("評価", len(content.ratings)),
        ("協働事業", len(content.entries)),
        ("用語", len(content.glossary)),
    ]
    return counted([*kinds.items(), *others]) or "記録はありません"


def column_words(column: str) -> str:
    """One of our columns in words."""
    return "使わない" if column == IGNORED else COLUMNS[column]


def finding_groups(findings: tuple[Finding, ...], address: PlaceAddress) -> tuple[FindingGroup, ...]:
    """Findings by check, those that ask for most first."""
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for severity in Severity:
        for one in findings:
            if one.severity is severity:
                groups.setdefault((severity, one.check), []).append(one)
    return tuple(
        FindingGroup(
            label=check_label(check),
            severity=severity.value,
            severity_label=severity.label,
            told=tuple(_told(one.message, one.place, address) for one in found[:TOLD]),
            rest=max(0, len(found) - TOLD),
        )
        for (severity, check), found in groups.items()
    )


def _told(text: str, place: Place | None, address: PlaceAddress) -> Told:
    return Told(text=text, where=where(place), address=address(place) if place else None)


def _changes(reading: Reading, address: PlaceAddress) -> tuple[TableChanges, ...]:
    current = current_document(reading.content.document.document)
    if current is None:
        return ()
    found: dict[str, list[RecordChange]] = {}
    for one in record_changes(kept_reading(current), reading):
        found.setdefault(one.table, []).append(one)
    return tuple(
        TableChanges(
            label=LABELS[table],
            counts=counted([(act.label, sum(one.act is act for one in changes)) for act in RecordAct]),
            lines=tuple(_change_line(one, address) for one in islice(changes, TOLD)),
            rest=max(0, len(changes) - TOLD),
        )
        for table, changes in found.items()
    )


def _change_line(one: RecordChange, address: PlaceAddress) -> ChangeLine:
    return ChangeLine(
        act=one.act.value,
        act_label=one.act.label,
        name=record_name(one.key, one.row),
        fields=tuple(
            (field_label(change.field), show_value(change.before), show_value(change.after))
            for change in one.fields
        ),
        where=where(one.place),
        where_before=where(one.place_before) if one.place_before != one.place else "",
        address=address(one.place) if one.place else None,
    )
