"""Where the page of a found record stands."""

from __future__ import annotations

from collections.abc import Callable

from mitodoke.publishing.presentation.addresses import EditionAddresses, year_segment
from mitodoke.publishing.search.record import RecordKind, SearchRecord
from mitodoke.publishing.views.page import City


def record_addresses(city: City) -> Callable[[SearchRecord], str]:
    """The address of a record's page; a record without a page of its own leads to the list that holds it."""
    known: dict[tuple[str, str], EditionAddresses] = {}

    def edition(record: SearchRecord) -> EditionAddresses:
        key = (record.document, f"{year_segment(record.fiscal_year)}-{record.version}")
        if key not in known:
            newest_version, newest_year = city.shelf.standing(
                record.document, record.fiscal_year, record.version
            )
            known[key] = EditionAddresses(
                city=city.addresses,
                kind=record.document,
                fiscal_year=record.fiscal_year,
                version=record.version,
                newest_version=newest_version,
                newest_year=newest_year,
            )
        return known[key]

    def address(record: SearchRecord) -> str:
        if record.kind is RecordKind.FINDING:
            return edition(record).page(record.key) if record.key else city.addresses.findings
        if record.key is None:
            return edition(record).home
        page = edition(record).page(record.key)
        return f"{page}#{record.part}" if record.kind is RecordKind.INDICATOR else page

    return address
