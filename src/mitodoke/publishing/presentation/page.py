"""Parts that many pages share: trails of links, links to the source, findings beside a fact, pages of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.finding import Finding
from mitodoke.domain.place import Place
from mitodoke.publishing.presentation.addresses import EditionAddresses, place_lines
from mitodoke.publishing.presentation.labels import check_label


class NoSuchPageError(Exception):
    """Nothing stands at this address; the text is one Japanese sentence for the reader."""


class BadParameterError(Exception):
    """A filter or page number that makes no sense; the text is one Japanese sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Link:
    """A named address."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Where in the source a fact stands."""

    lines: str
    address: str


def source_link(place: Place | None, addresses: EditionAddresses) -> SourceLink | None:
    """The link to `place` with its lines marked; None where the fact has no place in a text."""
    lines = place_lines(place)
    return None if lines is None else SourceLink(lines.replace("-", "～"), addresses.source(place))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A finding for a page."""

    check: str
    severity: str
    severity_label: str
    field: str
    printed: str
    expected: str
    message: str
    source: SourceLink | None
    subject: Link | None = None
    document: str = ""


def show_findings(findings: Sequence[Finding], addresses: EditionAddresses) -> tuple[ShownFinding, ...]:
    """Findings beside the fact they are about."""
    return tuple(show_finding(finding, addresses) for finding in findings)


def show_finding(
    finding: Finding, addresses: EditionAddresses, subject: Link | None = None, document: str = ""
) -> ShownFinding:
    """One finding with its words and its place."""
    return ShownFinding(
        check=check_label(finding.check),
        severity=str(finding.severity),
        severity_label=finding.severity.label,
        field=finding.field,
        printed=finding.printed,
        expected=finding.expected,
        message=finding.message,
        source=source_link(finding.place, addresses),
        subject=subject,
        document=document,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One page of a long list: positions `start` to `stop` of `total`, page `number` of `pages`."""

    start: int
    stop: int
    total: int
    number: int
    pages: int

    @property
    def first(self) -> int:
        """The number of the first one shown, counted from 1; 0 for an empty list."""
        return self.start + 1 if self.total else 0

    @property
    def previous(self) -> int:
        """The page before."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The page after."""
        return self.number + 1


def slice_page(total: int, size: int, page: str | None) -> Slice:
    """The page that a request names (none: the first); BadParameterError for one that does not exist."""
    pages = max(1, -(-total // size))
    text = (page or "").strip() or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadParameterError("ページの番号は、1以上の数字で指定してください。")
    number = int(text)
    if not 1 <= number <= pages:
        raise BadParameterError(f"ページの番号は、1から{pages}までの数字で指定してください。")
    start = (number - 1) * size
    return Slice(start=start, stop=min(start + size, total), total=total, number=number, pages=pages)
