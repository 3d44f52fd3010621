"""Addresses of the public pages, as plain paths below the place where the site is installed.

Every page of an edition names its year and version, so that a link says for good what was read. The pages are
the same below the prefix of another language; files are the same in every language and stand without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.place import Place, parse_place
from mitodoke.outputs.open_data.edition_name import PILLARS, UNKNOWN
from mitodoke.publishing.language.speak import JAPANESE, language

KINDS: dict[str, DocumentKind] = {name: kind for kind, name in PILLARS.items()}
"""The kind that an address names."""

RESERVED = frozenset(
    {"source", "latest", "departments", "organisations", "calendar", "revision", "kpi", "table"}
)
"""Segments after an edition that are no item's, so that no item's key may be one of them."""

LINES_A_PAGE = 300
"""How many lines of a source text stand on one page."""


def year_segment(year: int | None) -> str:
    """A fiscal year as a segment of an address."""
    return UNKNOWN if year is None else str(year)


def place_lines(place: Place | None) -> str | None:
    """The lines of a place as an address says them (``120-134``, ``120``); None for no place in a text."""
    if place is None:
        return None
    try:
        lines = parse_place(place)
    except ValueError:
        return None
    return str(lines.first) if lines.first == lines.last else f"{lines.first}-{lines.last}"


def language_prefix() -> str:
    """What the addresses of pages in the language of the page begin with; empty for Japanese."""
    return "" if language() == JAPANESE else f"{language()}/"


@dataclass(frozen=True, slots=True)
class CityAddresses:
    """The pages of one municipality; `root` is the path that the site is installed at."""

    code: str
    root: str = "/"

    @property
    def home(self) -> str:
        """The city's first page."""
        return f"{self.root}{language_prefix()}{quote(self.code, safe='')}/"

    @property
    def files(self) -> str:
        """What the addresses of the city's files begin with, in every language the same."""
        return f"{self.root}{quote(self.code, safe='')}/"

    def page(self, *segments: str) -> str:
        """A page of the city by its segments."""
        return self.home + "".join(f"{quote(segment, safe='')}/" for segment in segments)

    @property
    def audit(self) -> str:
        """検算."""
        return self.page("audit")

    @property
    def findings(self) -> str:
        """指摘."""
        return self.page("findings")

    @property
    def collaboration(self) -> str:
        """The register over all years."""
        return self.pillar(DocumentKind.COLLABORATION_REGISTER)

    def pillar(self, kind: DocumentKind) -> str:
        """The newest edition of a kind; for the register the list over all years."""
        return self.page(PILLARS[kind])

    def register(self, **filters: str) -> str:
        """The register with the filters that are not empty."""
        chosen = {name: value for name, value in filters.items() if value}
        return self.collaboration + (f"?{urlencode(chosen)}" if chosen else "")


@dataclass(frozen=True, slots=True)
class EditionAddresses:
    """The pages and files of one edition.

    `newest_version` and `newest_year` tell whether it is the latest of its year and of its kind.
    """

    city: CityAddresses
    kind: DocumentKind
    fiscal_year: int | None
    version: int
    newest_version: bool = True
    newest_year: bool = True

    @property
    def _edition(self) -> str:
        return f"{PILLARS[self.kind]}/fy{year_segment(self.fiscal_year)}/v{self.version}/"

    @property
    def home(self) -> str:
        """The first page of the edition."""
        return f"{self.city.home}{self._edition}"

    @property
    def latest(self) -> str:
        """The first page of whichever edition of this kind is the newest."""
        return self.city.page(PILLARS[self.kind], "latest")

    def page(self, key: str) -> str:
        """The page of the item or entry that bears `key` in this edition."""
        return f"{self.home}{quote(key, safe='')}/"

    def latest_page(self, key: str) -> str:
        """The page of the same item in the newest edition."""
        return self.city.page(PILLARS[self.kind], "latest", key)

    def file(self, name: str) -> str:
        """A file of this edition."""
        return f"{self.city.files}{self._edition}{quote(name, safe='/')}"

    def source(self, place: Place | None = None) -> str:
        """The page of the source text that holds `place`, at its first line."""
        lines = place_lines(place)
        if lines is None:
            return f"{self.home}source/"
        page = (int(lines.partition("-")[0]) - 1) // LINES_A_PAGE + 1
        return f"{self.home}source/{f'page/{page}/' if page > 1 else ''}#L{lines.replace('-', '-L')}"
