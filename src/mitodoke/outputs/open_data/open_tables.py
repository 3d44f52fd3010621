"""Every open data table, in the order in which a package lists them."""

from __future__ import annotations

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import BESIDE_FIELDS
from mitodoke.outputs.open_data.beside_tables import BESIDE_TABLES
from mitodoke.outputs.open_data.collaboration_tables import COLLABORATION_TABLES
from mitodoke.outputs.open_data.document_tables import AUDIT_TABLES, DOCUMENT_TABLES
from mitodoke.outputs.open_data.indicator_tables import INDICATOR_TABLES
from mitodoke.outputs.open_data.item_tables import ITEM_TABLES, LEVEL_TABLES
from mitodoke.outputs.open_data.open_table import OpenTable

OPEN_TABLES: tuple[OpenTable, ...] = (
    *DOCUMENT_TABLES,
    *LEVEL_TABLES,
    *ITEM_TABLES,
    *INDICATOR_TABLES,
    *BESIDE_TABLES,
    *COLLABORATION_TABLES,
    *AUDIT_TABLES,
)

_BY_NAME = {table.name: table for table in OPEN_TABLES}


def open_table(name: str) -> OpenTable:
    """The table of that name; KeyError for a name that is none's."""
    return _BY_NAME[name]


def tables_of(edition: Edition) -> tuple[OpenTable, ...]:
    """The tables that an edition of this kind has; the same every year, also where one has no rows.

    What stands beside the facts has its tables where there is any of it; a register has but evidence.
    """
    content = edition.content
    register = content.document.kind is DocumentKind.COLLABORATION_REGISTER
    plan = not register or content.items or content.indicators
    tables = DOCUMENT_TABLES
    if content.levels:
        tables += LEVEL_TABLES
    if plan:
        tables += ITEM_TABLES + INDICATOR_TABLES
    if any(getattr(content, name) for name in BESIDE_FIELDS):
        tables += tuple(one for one in BESIDE_TABLES if plan or one.name == "evidence")
    if register or content.entries:
        tables += COLLABORATION_TABLES
    return tables + AUDIT_TABLES
