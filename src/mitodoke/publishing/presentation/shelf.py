"""All editions of one city in order: which is the newest, which one an address means, how to switch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.asked import asked
from mitodoke.publishing.presentation.dates import show_date, show_fiscal_year


class EditionRow(Protocol):
    """One published edition as the queries list it; it serves as a key of what is kept in memory."""

    def __hash__(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> DocumentKind: ...
    @property
    def fiscal_year(self) -> int | None: ...
    @property
    def version(self) -> int: ...
    @property
    def published_on(self) -> str | None: ...
    @property
    def title(self) -> str: ...
    @property
    def edition_id(self) -> int: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchChoice:
    """One edition of a switch between editions."""

    label: str
    address: str
    current: bool


class Shelf:
    """The editions of one city."""

    def __init__(self, city: CityAddresses, rows: Iterable[EditionRow]) -> None:
        self.city = city
        ordered = sorted(rows, key=lambda row: (_year(row), row.version), reverse=True)
        self._rows = tuple(ordered)
        self._by_kind: dict[DocumentKind, list[EditionRow]] = {}
        self._newest: dict[tuple[DocumentKind, int | None], EditionRow] = {}
        for row in self._rows:
            kind = DocumentKind(row.kind)
            self._by_kind.setdefault(kind, []).append(row)
            self._newest.setdefault((kind, row.fiscal_year), row)

    @property
    def rows(self) -> tuple[EditionRow, ...]:
        """Every edition, the newest year first."""
        return self.all_rows()

    @asked
    def all_rows(self) -> tuple[EditionRow, ...]:
        """Every edition, the newest year first."""
        return self._rows

    @asked
    def has(self, kind: DocumentKind) -> bool:
        """Whether there is any edition of `kind`."""
        return kind in self._by_kind

    @asked
    def newest(self, kind: DocumentKind) -> EditionRow | None:
        """The newest version of the newest year of `kind`."""
        rows = self._by_kind.get(kind)
        return rows[0] if rows else None

    @asked
    def of_kind(self, kind: DocumentKind) -> tuple[EditionRow, ...]:
        """Every edition of `kind`, the newest first."""
        return tuple(self._by_kind.get(kind, ()))

    @asked
    def newest_of_each_year(self, kind: DocumentKind) -> tuple[EditionRow, ...]:
        """The newest version of every year of `kind`, newest year first."""
        return tuple(row for (of, _), row in self._newest.items() if of is kind)

    def newest_of_all(self) -> tuple[EditionRow, ...]:
        """The newest version of every document, kinds in the order of the pillars."""
        return tuple(row for kind in DocumentKind for row in self.newest_of_each_year(kind))

    @asked
    def find(
        self, kind: DocumentKind, fiscal_year: int | None, version: int | None = None
    ) -> EditionRow | None:
        """The edition of a year, the newest version where none is named; None where there is no such edition."""
        if version is None:
            return self._newest.get((kind, fiscal_year))
        return next(
            (
                row
                for row in self._by_kind.get(kind, ())
                if row.fiscal_year == fiscal_year and row.version == version
            ),
            None,
        )

    def corrected_by(self, row: EditionRow) -> EditionRow | None:
        """The version of the same year that `row` corrects: the one before it; None for a first version."""
        return next(
            (
                one
                for one in self.of_kind(DocumentKind(row.kind))
                if one.fiscal_year == row.fiscal_year and one.version < row.version
            ),
            None,
        )

    def addresses(self, row: EditionRow) -> EditionAddresses:
        """Where the pages of `row` stand."""
        return EditionAddresses(
            city=self.city,
            kind=DocumentKind(row.kind),
            fiscal_year=row.fiscal_year,
            version=row.version,
        )

    @asked
    def standing(self, kind: DocumentKind, fiscal_year: int | None, version: int) -> tuple[bool, bool]:
        """Whether a version is the newest of its year, and whether its year is the newest of its kind."""
        of_year = self._newest.get((kind, fiscal_year))
        rows = self._by_kind.get(kind)
        return (
            of_year is None or of_year.version == version,
            not rows or rows[0].fiscal_year == fiscal_year,
        )

    def switch(self, current: EditionRow) -> tuple[SwitchChoice, ...]:
        """All editions of the kind of `current`; empty when it is the only one."""
        rows = self.of_kind(DocumentKind(current.kind))
        if len(rows) < 2:
            return ()
        return tuple(
            SwitchChoice(
                label=edition_label(row),
                address=self.addresses(row).home,
                current=(row.fiscal_year, row.version) == (current.fiscal_year, current.version),
            )
            for row in rows
        )


def edition_label(row: EditionRow, *, published: bool = True) -> str:
    """What people call an edition: ``令和7年度 第1版（令和8年5月20日公表）``."""
    year = show_fiscal_year(row.fiscal_year)
    if not row.published_on or not published:
        return tr("{year} 第{version}版", year=year, version=row.version)
    return tr(
        "{year} 第{version}版（{date}公表）", year=year, version=row.version, date=show_date(row.published_on)
    )


def _year(row: EditionRow) -> int:
    return -1 if row.fiscal_year is None else row.fiscal_year
