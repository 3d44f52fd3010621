"""Addresses of the public pages, as plain paths below the place where the site is installed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.place import Place, parse_place

PILLARS: dict[DocumentKind, str] = {
    DocumentKind.MAYORAL_PLEDGES: "pledges",
    DocumentKind.COMPREHENSIVE_STRATEGY: "strategy",
    DocumentKind.COLLABORATION_REGISTER: "collaboration",
}
"""The part of an address that names each kind of document."""

KINDS: dict[str, DocumentKind] = {name: kind for kind, name in PILLARS.items()} | {
    str(kind): kind for kind in DocumentKind
}
"""The kind that an address names: by the pillar's name, or by the kind's own."""

UNKNOWN_YEAR = "unknown"


def year_segment(year: int | None) -> str:
    """A fiscal year as a segment of an address."""
    return UNKNOWN_YEAR if year is None else str(year)


def place_lines(place: Place | None) -> str | None:
    """The lines of a place as an address says them (``120-134``, ``120``); None for no place in a text."""
    if place is None:
        return None
    try:
        lines = parse_place(place)
    except ValueError:
        return None
    return str(lines.first) if lines.first == lines.last else f"{lines.first}-{lines.last}"


@dataclass(frozen=True, slots=True)
class CityAddresses:
    """The pages of one municipality; `root` is the path that the site is installed at."""

    code: str
    root: str = "/"

    @property
    def home(self) -> str:
        """The city's first page."""
        return f"{self.root}{quote(self.code, safe='')}/"

    @property
    def audit(self) -> str:
        """検算."""
        return f"{self.home}audit/"

    @property
    def findings(self) -> str:
        """指摘."""
        return f"{self.home}findings/"

    @property
    def collaboration(self) -> str:
        """The register over all years."""
        return f"{self.home}{PILLARS[DocumentKind.COLLABORATION_REGISTER]}/"

    def register(self, **filters: str) -> str:
        """The register with the filters that are not empty."""
        chosen = {name: value for name, value in filters.items() if value}
        return self.collaboration + (f"?{urlencode(chosen)}" if chosen else "")


@dataclass(frozen=True, slots=True)
class EditionAddresses:
    """The pages of one edition.

    `newest_version` and `newest_year` tell whether it is the latest of its year and of its kind: the latest
    stands at the short address, every earlier one keeps an address of its own.
    """

    city: CityAddresses
    kind: DocumentKind
    fiscal_year: int | None
    version: int
    newest_version: bool = True
    newest_year: bool = True

    @property
    def home(self) -> str:
        """The first page of the edition; the newest register of a year is that year of the common list."""
        if self.kind is DocumentKind.COLLABORATION_REGISTER and self.newest_version:
            return self.city.register(year=year_segment(self.fiscal_year))
        return self._base

    @property
    def _base(self) -> str:
        """What the addresses of the edition's pages begin with."""
        base = f"{self.city.home}{PILLARS[self.kind]}/"
        year = year_segment(self.fiscal_year)
        if self.kind is DocumentKind.COLLABORATION_REGISTER:
            return f"{base}{year}/" + ("" if self.newest_version else f"v{self.version}/")
        if self.newest_version:
            return base if self.newest_year else f"{base}fy{year}/"
        return f"{base}fy{year}/v{self.version}/"

    def page(self, key: str) -> str:
        """The page of the item or entry that bears `key` in this edition."""
        return f"{self._base}{quote(key, safe='')}/"

    def source(self, place: Place | None = None) -> str:
        """The source text, with the lines of `place` marked."""
        path = f"{self.city.home}source/{PILLARS[self.kind]}/{year_segment(self.fiscal_year)}/"
        query = {} if self.newest_version else {"version": str(self.version)}
        lines = place_lines(place)
        if lines is None:
            return path + (f"?{urlencode(query)}" if query else "")
        return f"{path}?{urlencode(query | {'lines': lines})}#L{lines.partition('-')[0]}"
