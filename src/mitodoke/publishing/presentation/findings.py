"""The page 指摘: doubtful places grouped by check, chosen by severity, document or check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mitodoke.domain.finding import Finding, Severity
from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses, year_segment
from mitodoke.publishing.presentation.audit import subject_link
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.labels import check_explanation, check_label
from mitodoke.publishing.presentation.name_key import name_key
from mitodoke.publishing.presentation.page import (
    BadParameterError,
    ShownFinding,
    Slice,
    page_address,
    show_finding,
    slice_page,
)

PAGE_SIZE = 100
FACETS: dict[str, str] = {"severity": "重要度", "document": "文書", "check": "種類"}
"""By what findings can be chosen: the word in addresses with its Japanese name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDocument:
    """One document whose findings the page shows."""

    index: EditionIndex
    addresses: EditionAddresses
    label: str

    @property
    def key(self) -> str:
        """What addresses call the document."""
        return f"{PILLARS[self.addresses.kind]}-{year_segment(self.addresses.fiscal_year)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChoice:
    """One choice of a facet with the number of findings it has and the page that lists them."""

    value: str
    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacet:
    """One way to choose."""

    name: str
    label: str
    choices: tuple[FindingChoice, ...]


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
    """The findings that are asked for; `chosen` says by what, in words."""

    facets: tuple[FindingFacet, ...]
    chosen: tuple[tuple[str, str], ...]
    groups: tuple[FindingGroup, ...]
    slice: Slice
    query: dict[str, str]


_Pair = tuple[FindingDocument, Finding]


def findings_page(
    documents: Sequence[FindingDocument], parameters: Mapping[str, str], page: int = 1
) -> FindingsPage:
    """The findings of `documents` that `parameters` ask for, the gravest first; BadParameterError otherwise."""
    asked = {name: parameters.get(name, "").strip() for name in FACETS}
    pool = [
        (document, finding) for document in documents for finding in document.index.edition.audit.findings
    ]
    facets = tuple(_facet(name, asked[name], documents, pool) for name in FACETS)
    wanted = [pair for pair in pool if _wanted(pair, asked)]
    totals = Counter(finding.check for _, finding in wanted)
    ranks = _ranks(finding for _, finding in wanted)
    wanted.sort(key=lambda pair: (ranks[pair[1].check], pair[1].check))
    part = slice_page(len(wanted), PAGE_SIZE, page)
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
        facets=facets,
        chosen=tuple(
            (facet.label, choice.label) for facet in facets for choice in facet.choices if choice.chosen
        ),
        groups=tuple(
            FindingGroup(
                check=name,
                label=check_label(name),
                explanation=check_explanation(name),
                total=totals[name],
                findings=tuple(found),
            )
            for name, found in groups.items()
        ),
        slice=part,
        query={name: value for name, value in asked.items() if value},
    )


def facet_address(city: CityAddresses, facet: str, key: str) -> str:
    """The list of the findings that are `key` in `facet`."""
    return city.page("findings", facet, key)


def finding_pages(city: CityAddresses, documents: Sequence[FindingDocument]) -> Iterator[str]:
    """The addresses of every list of findings, each with all its pages."""
    counts: dict[str, int] = dict.fromkeys([city.findings], 0)
    for document in documents:
        for finding in document.index.edition.audit.findings:
            keys = {name: _key(name, document, finding) for name in FACETS}
            for base in (city.findings, *(facet_address(city, *pair) for pair in keys.items())):
                counts[base] = counts.get(base, 0) + 1
    for base, count in counts.items():
        for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1):
            yield page_address(base, number)


def severity_counts(findings: Sequence[Finding]) -> tuple[tuple[str, str, int], ...]:
    """How many findings of each severity: (severity, label, count)."""
    counts = Counter(finding.severity for finding in findings)
    return tuple((severity.value, tr(severity.label), counts[severity]) for severity in Severity)


def _key(facet: str, document: FindingDocument, finding: Finding) -> str:
    keys = {"severity": finding.severity.value, "document": document.key, "check": name_key(finding.check)}
    return keys[facet]


def _wanted(pair: _Pair, asked: Mapping[str, str]) -> bool:
    return all(not value or _key(name, *pair) == value for name, value in asked.items())


def _facet(
    name: str, asked: str, documents: Sequence[FindingDocument], pool: Sequence[_Pair]
) -> FindingFacet:
    """The choices of one facet, counted over all findings; BadParameterError where `asked` is none of them."""
    counts = Counter(_key(name, *pair) for pair in pool)
    labels: dict[str, str] = {
        "severity": {one.value: tr(one.label) for one in Severity},
        "document": {one.key: one.label for one in documents},
        "check": {name_key(check): check_label(check) for check in sorted({one.check for _, one in pool})},
    }[name]
    if asked and asked not in labels:
        raise BadParameterError(
            tr("{facet}の指定を確かめてください。一覧から選び直してください。", facet=tr(FACETS[name]))
        )
    city = documents[0].addresses.city if documents else None
    return FindingFacet(
        name=name,
        label=tr(FACETS[name]),
        choices=tuple(
            FindingChoice(
                value=key,
                label=label,
                count=counts[key],
                address=facet_address(city, name, key) if city and counts[key] else "",
                chosen=key == asked,
            )
            for key, label in labels.items()
        ),
    )


def _ranks(findings: Iterable[Finding]) -> dict[str, int]:
    """The gravest severity that each check found, as its place in the order of severities."""
    order = {severity: place for place, severity in enumerate(Severity)}
    ranks: dict[str, int] = {}
    for finding in findings:
        ranks[finding.check] = min(order[finding.severity], ranks.get(finding.check, len(order)))
    return ranks
