"""What the pages of pledges and strategy share: which edition an address means, and which item."""

from __future__ import annotations

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.views.page import City, OpenEdition, open_edition

NEWEST = "newest"
"""Stands for the year of an address that names none (a year itself may be unknown, which is None)."""


def open_plan(city: City, kind: DocumentKind, year: int | str | None, version: int | None) -> OpenEdition:
    """The edition that an address means."""
    if isinstance(year, str):
        return open_edition(city, kind, newest=True)
    return open_edition(city, kind, year, version, newest=False)


def find_item(opened: OpenEdition, key: str) -> PlanItem:
    """The item that bears `key`, full-width digits or not; NoSuchPageError where the edition has none."""
    items = opened.index.items_by_key
    item = items.get(key) or items.get(fold_width(key))
    if item is None:
        raise NoSuchPageError(f"{opened.label}には、この番号の項目がありません。")
    return item
