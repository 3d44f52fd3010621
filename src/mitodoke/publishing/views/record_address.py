"""Where the page of a found record stands."""

from __future__ import annotations

from collections.abc import Callable

from mitodoke.publishing.presentation.addresses import EditionAddresses, year_segment
from mitodoke.publishing.presentation.departments import department_address
from mitodoke.publishing.presentation.explained import term_anchor
from mitodoke.publishing.presentation.name_key import name_key
from mitodoke.publishing.search.record import RecordKind, SearchRecord
from mitodoke.publishing.views.page import City


def record_addresses(city: City) -> Callable[[SearchRecord], str]:
    """The address of a record's page; a record without a page of its own leads to the list that holds it."""
    known: dict[tuple[str, str], EditionAddresses] = {}

    def edition(record: SearchRecord) -> EditionAddresses:
        key = (record.document, f"{year_segment(record.fiscal_year)}-{record.version}")
        if key not in known:
            known[key] = EditionAddresses(
                city=city.addresses,
                kind=record.document,
                fiscal_year=record.fiscal_year,
                version=record.version,
            )
        return known[key]

    def address(record: SearchRecord) -> str:
        part = record.part or record.title
        if record.kind is RecordKind.DEPARTMENT:
            return department_address(part, city.addresses)
        if record.kind is RecordKind.ORGANISATION:
            return city.addresses.page("organisations", name_key(part))
        if record.kind is RecordKind.GLOSSARY_TERM:
            return f"{city.addresses.page('glossary')}#{term_anchor(part)}"
        if record.kind is RecordKind.FINDING:
            return edition(record).page(record.key) if record.key else city.addresses.findings
        if record.kind is RecordKind.OPINION:
            page = edition(record).page(record.key) if record.key else edition(record).home
            return f"{page}#opinions-heading"
        if record.key is None:
            return edition(record).home
        page = edition(record).page(record.key)
        return f"{page}#{record.part}" if record.kind is RecordKind.INDICATOR else page

    return address
