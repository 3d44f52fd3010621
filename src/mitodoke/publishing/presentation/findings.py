"""The page 指摘: doubtful places grouped by check, filtered by severity and document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mitodoke.domain.finding import Finding, Severity
from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.publishing.presentation.addresses import EditionAddresses, year_segment
from mitodoke.publishing.presentation.audit import subject_link
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.labels import check_texts
from mitodoke.publishing.presentation.page import (
    BadParameterError,
    ShownFinding,
    Slice,
    show_finding,
    slice_page,
)
from mitodoke.publishing.presentation.register_filter import Choice

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDocument:
    """One document whose findings the page shows."""

    index: EditionIndex
    addresses: EditionAddresses
    label: str

    @property
    def key(self) -> str:
        """What the filter calls the document."""
        return f"{PILLARS[self.addresses.kind]}-{year_segment(self.addresses.fiscal_year)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings of one check, as far as this page of the list shows them; `total` counts all."""

    check: str
    label: str
    explanation: str
    total: int
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPage:
    """The findings that are asked for."""

    severities: tuple[Choice, ...]
    documents: tuple[Choice, ...]
    checks: tuple[Choice, ...]
    groups: tuple[FindingGroup, ...]
    slice: Slice
    query: dict[str, str]


def findings_page(
    documents: Sequence[FindingDocument], parameters: Mapping[str, str], page: int = 1
) -> FindingsPage:
    """The findings of `documents` that `parameters` ask for, the gravest first; BadParameterError otherwise."""
    asked = {name: parameters.get(name, "").strip() for name in ("severity", "document", "check")}
    if asked["severity"] and asked["severity"] not in set(Severity):
        raise BadParameterError("指定された重要度はありません。重要度を選び直してください。")
    if asked["document"] and asked["document"] not in {document.key for document in documents}:
        raise BadParameterError("指定された文書はありません。文書を選び直してください。")
    pool = [
        (document, finding) for document in documents for finding in document.index.edition.audit.findings
    ]
    names = {finding.check for _, finding in pool}
    if asked["check"] and asked["check"] not in names:
        raise BadParameterError("指定された種類の指摘はありません。種類を選び直してください。")
    by_severity = Counter(finding.severity for document, finding in pool if _in_document(document, asked))
    wanted = [
        (document, finding)
        for document, finding in pool
        if _in_document(document, asked)
        and (not asked["severity"] or finding.severity == asked["severity"])
        and (not asked["check"] or finding.check == asked["check"])
    ]
    totals = Counter(finding.check for _, finding in wanted)
    ranks = _ranks(finding for _, finding in wanted)
    wanted.sort(key=lambda pair: (ranks[pair[1].check], pair[1].check))
    part = slice_page(len(wanted), PAGE_SIZE, page)
    texts = check_texts()
    groups: dict[str, list[ShownFinding]] = {}
    for document, finding in wanted[part.start : part.stop]:
        groups.setdefault(finding.check, []).append(
            show_finding(
                finding,
                document.addresses,
                subject=subject_link(finding.subject, document.index, document.addresses),
                document=document.label,
            )
        )
    return FindingsPage(
        severities=tuple(
            Choice(
                value=one.value, label=f"{one.label}（{by_severity[one]}件）", chosen=one == asked["severity"]
            )
            for one in Severity
        ),
        documents=tuple(
            Choice(value=one.key, label=one.label, chosen=one.key == asked["document"]) for one in documents
        ),
        checks=tuple(
            Choice(value=name, label=texts.get(name, (name, ""))[0], chosen=name == asked["check"])
            for name in sorted(names)
        ),
        groups=tuple(
            FindingGroup(
                check=name,
                label=texts.get(name, (name, ""))[0],
                explanation=texts.get(name, (name, ""))[1],
                total=totals[name],
                findings=tuple(found),
            )
            for name, found in groups.items()
        ),
        slice=part,
        query={name: value for name, value in asked.items() if value},
    )


def severity_counts(findings: Sequence[Finding]) -> tuple[tuple[str, str, int], ...]:
    """How many findings of each severity: (severity, label, count)."""
    counts = Counter(finding.severity for finding in findings)
    return tuple((severity.value, severity.label, counts[severity]) for severity in Severity)


def _in_document(document: FindingDocument, asked: Mapping[str, str]) -> bool:
    return not asked["document"] or document.key == asked["document"]


def _ranks(findings: Iterable[Finding]) -> dict[str, int]:
    """The gravest severity that each check found, as its place in the order of severities."""
    order = {severity: place for place, severity in enumerate(Severity)}
    ranks: dict[str, int] = {}
    for finding in findings:
        ranks[finding.check] = min(order[finding.severity], ranks.get(finding.check, len(order)))
    return ranks
