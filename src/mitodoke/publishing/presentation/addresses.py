"""Addresses of the public pages, as plain paths below the place where the site is installed.

Every page of an edition names its year and version, so that a link says for good what was read. The pages are
the same below the prefix of another language; files are the same in every language and stand without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote
from zlib import crc32

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.place import CellRange, PageBox, Place, locate, parse_place
from mitodoke.outputs.open_data.edition_name import PILLARS, UNKNOWN
from mitodoke.publishing.language.speak import JAPANESE, language
from mitodoke.publishing.presentation.text import address_key

KINDS: dict[str, DocumentKind] = {name: kind for kind, name in PILLARS.items()}
"""The kind that an address names."""

RESERVED = frozenset(
    {"source", "latest", "departments", "organisations", "calendar", "revision", "kpi", "embed", "table"}
)
"""Segments after an edition that are no item's, so that no item's key may be one of them."""

LINES_A_PAGE = 300
"""How many lines of a source text stand on one page."""

ROWS_A_PAGE = 100
"""How many rows of a sheet of an original stand on one page."""


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


def place_key(place: Place) -> str:
    """A place on pages or in a sheet as an anchor and as the name of a file: ``p3-36-100-560-142``, ``B4-D9``."""
    cells = ".".join(part.rpartition("!")[2] for part in place.split("+"))
    return re.sub(r"[^A-Za-z0-9.]+", "-", cells)


def sheet_key(name: str) -> str:
    """The name of a sheet as a segment of an address; names that look alike in it have different ones."""
    key = address_key(name)
    return key if key == name else f"{key}~{crc32(name.encode()):08x}"


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


@dataclass(frozen=True, slots=True)
class EditionAddresses:
    """The pages and files of one edition."""

    city: CityAddresses
    kind: DocumentKind
    fiscal_year: int | None
    version: int

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

    def embed(self, key: str = "") -> str:
        """The chart of the item or indicator that bears `key`, for a frame on another site; of the whole for none."""
        segment = f"{quote(key, safe='')}/" if key else ""
        return f"{self.home}embed/{segment}"

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
            return self._original(place) if place else f"{self.home}source/"
        page = (int(lines.partition("-")[0]) - 1) // LINES_A_PAGE + 1
        return f"{self.home}source/{f'page/{page}/' if page > 1 else ''}#L{lines.replace('-', '-L')}"

    def original_page(self, page: int) -> str:
        """The page that shows page `page` of the PDF that the edition was read from."""
        return f"{self.home}source/original/{page}/"

    def original_sheet(self, sheet: str, part: int) -> str:
        """The page that shows part `part` of the sheet with the key `sheet` of the workbook it was read from."""
        return f"{self.home}source/sheet/{quote(sheet, safe='')}/{part}/"

    def _original(self, place: Place) -> str:
        """Where `place`, on a page or in a sheet, is shown; the text for what is no place."""
        try:
            first = locate(place)[0]
        except ValueError:
            return f"{self.home}source/"
        if isinstance(first, PageBox):
            return f"{self.original_page(first.page)}#{place_key(place)}"
        if isinstance(first, CellRange):
            part = (first.first_row - 1) // ROWS_A_PAGE + 1
            return f"{self.original_sheet(sheet_key(first.sheet), part)}#{place_key(place)}"
        return f"{self.home}source/"
