"""Every open data table, in the order in which a package lists them."""

from __future__ import annotations

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.collaboration_tables import COLLABORATION_TABLES
from mitodoke.outputs.open_data.document_tables import AUDIT_TABLES, DOCUMENT_TABLES
from mitodoke.outputs.open_data.indicator_tables import INDICATOR_TABLES
from mitodoke.outputs.open_data.item_tables import ITEM_TABLES
from mitodoke.outputs.open_data.open_table import OpenTable

OPEN_TABLES: tuple[OpenTable, ...] = (
    *DOCUMENT_TABLES,
    *ITEM_TABLES,
    *INDICATOR_TABLES,
    *COLLABORATION_TABLES,
    *AUDIT_TABLES,
)

_BY_NAME = {table.name: table for table in OPEN_TABLES}


def open_table(name: str) -> OpenTable:
    """The table of that name; KeyError for a name that is none's."""
    return _BY_NAME[name]


def tables_of(edition: Edition) -> tuple[OpenTable, ...]:
    """The tables that an edition of this kind has; the same every year, also where one has no rows."""
    content = edition.content
    register = content.document.kind is DocumentKind.COLLABORATION_REGISTER
    tables = DOCUMENT_TABLES
    if not register or content.items or content.indicators:
        tables += ITEM_TABLES + INDICATOR_TABLES
    if register or content.entries:
        tables += COLLABORATION_TABLES
    return tables + AUDIT_TABLES
