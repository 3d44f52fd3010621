"""Parts that many pages share: trails of links, links to the source, findings beside a fact, pages of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from mitodoke.domain.finding import Finding
from mitodoke.domain.place import CellRange, PageBox, Place, locate
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses, place_lines
from mitodoke.publishing.presentation.labels import check_label


class NoSuchPageError(Exception):
    """Nothing stands at this address; the text is one Japanese sentence for the reader."""


class BadParameterError(Exception):
    """A filter or page number that makes no sense; the text is one Japanese sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Link:
    """A named address; `content` where the name is a document's own words and not the site's."""

    label: str
    address: str
    content: bool = False


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Where in the source a fact stands: in words (``120～134行``, ``3ページ``), and the page that shows it."""

    words: str
    address: str


def source_link(place: Place | None, addresses: EditionAddresses) -> SourceLink | None:
    """The link to `place` with its lines, box or cells marked; None where the fact has no place in a source."""
    words = _place_words(place) if place else None
    return None if words is None else SourceLink(words, addresses.source(place))


def _place_words(place: Place) -> str | None:
    try:
        found = locate(place)
    except ValueError:
        return None
    first, last = found[0], found[-1]
    if isinstance(first, PageBox) and isinstance(last, PageBox):
        if first.page == last.page:
            return tr("{first}ページ", first=first.page)
        return tr("{first}～{last}ページ", first=first.page, last=last.page)
    if isinstance(first, CellRange):
        return tr("シート「{sheet}」{cells}", sheet=first.sheet, cells=first.place.rpartition("!")[2])
    lines = place_lines(place)
    count = 2 if lines and "-" in lines else 1
    return tr("{lines}行", lines=lines.replace("-", tr("～")), count=count) if lines else None


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
        severity_label=tr(finding.severity.label),
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

    def pager(self, base: str, query: Mapping[str, str] | None = None) -> Pager | None:
        """The way to the other pages of the list that begins at `base`; None where there is only one."""
        if self.pages == 1:
            return None
        return Pager(
            number=self.number,
            pages=self.pages,
            previous=page_address(base, self.number - 1, query) if self.number > 1 else None,
            next=page_address(base, self.number + 1, query) if self.number < self.pages else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Page `number` of `pages`, with the addresses of the one before and the one after."""

    number: int
    pages: int
    previous: str | None
    next: str | None


def page_address(base: str, number: int, query: Mapping[str, str] | None = None) -> str:
    """The address of a page of the list at `base`: the first is the list itself."""
    path = base if number == 1 else f"{base}page/{number}/"
    return f"{path}?{urlencode(query)}" if query else path


def slice_page(total: int, size: int, number: int = 1) -> Slice:
    """The page `number` of a list; BadParameterError for one that does not exist."""
    pages = max(1, -(-total // size))
    if not 1 <= number <= pages:
        raise BadParameterError(tr("ページの番号は、1から{pages}までの数字で指定してください。", pages=pages))
    start = (number - 1) * size
    return Slice(start=start, stop=min(start + size, total), total=total, number=number, pages=pages)
