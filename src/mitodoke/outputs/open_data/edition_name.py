"""What an edition is called in files, identifiers and addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.japanese_text import fold_width

PILLARS: dict[DocumentKind, str] = {
    DocumentKind.MAYORAL_PLEDGES: "pledges",
    DocumentKind.COMPREHENSIVE_STRATEGY: "strategy",
    DocumentKind.COMPREHENSIVE_PLAN: "plan",
    DocumentKind.COLLABORATION_REGISTER: "collaboration",
}
"""The part of an address that names each kind of document."""

UNKNOWN = "unknown"


def edition_name(edition: Edition) -> str:
    """The name in lower-case ASCII: ``mayoral_pledges-999997-2025-v1``."""
    document = edition.content.document
    year = UNKNOWN if document.fiscal_year is None else str(document.fiscal_year)
    return f"{document.kind}-{document.municipality_code or UNKNOWN}-{year}-v{edition.version}"


def edition_path(edition: Edition) -> str:
    """Where the files of an edition stand below the public address; version and year are part of it."""
    document = edition.content.document
    year = UNKNOWN if document.fiscal_year is None else str(document.fiscal_year)
    code = document.municipality_code or UNKNOWN
    return f"{code}/{PILLARS[document.kind]}/fy{year}/v{edition.version}/"


def edition_title(edition: Edition) -> str:
    """The title for people: whose, what, which year, and which version where it is not the first."""
    document = edition.content.document
    year = "" if document.fiscal_year is None else f"（{FiscalYear(document.fiscal_year).label}）"
    version = f" 第{edition.version}版" if edition.version > 1 else ""
    title = " ".join(document.title.split())
    whose = document.municipality or ""
    owner = "" if whose and whose in title else whose
    marked = "【架空】" if edition.fictional else ""
    named_year = "" if year and year[1:-1] in fold_width(title) else year
    return f"{marked}{owner}{' ' if owner else ''}{title}{named_year}{version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The terms under which data may be used; `name` is the SPDX identifier."""

    name: str
    title: str
    address: str


CC_BY_4 = Licence(
    name="CC-BY-4.0",
    title="クリエイティブ・コモンズ 表示 4.0 国際",
    address="https://creativecommons.org/licenses/by/4.0/",
)
"""The terms that the government's standard terms of use (公共データ利用規約) are compatible with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where and under which terms editions are published.

    `base` is the public address, ending with a slash, or empty for files that are passed on without one; `since`
    the year (or ISO date) in which the publisher had that address, for tag URIs, which must never change; `path`
    tells where an edition's files stand below the base, `page` where its page stands (the same by default).
    """

    base: str = ""
    licence: Licence = CC_BY_4
    since: str = "2026"
    contact: str | None = None
    path: Callable[[Edition], str] = field(default=edition_path)
    page: Callable[[Edition], str] = field(default=edition_path)

    def __post_init__(self) -> None:
        if not self.base:
            return
        parts = urlsplit(self.base)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not self.base.endswith("/"):
            raise ValueError(f"not a public address that ends with a slash: {self.base!r}")

    def file(self, edition: Edition, name: str) -> str:
        """The address of the file `name` of an edition."""
        return f"{self._known_base}{self.path(edition)}{name}"

    def page_of(self, edition: Edition) -> str:
        """The address of the page of an edition."""
        return f"{self._known_base}{self.page(edition)}"

    def tag(self, specific: str) -> str:
        """A tag URI (RFC 4151), which stays the same when the site moves."""
        return f"tag:{urlsplit(self._known_base).hostname},{self.since}:{specific}"

    @property
    def _known_base(self) -> str:
        if not self.base:
            raise ValueError("this output needs the public address of the site")
        return self.base
