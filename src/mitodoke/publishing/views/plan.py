"""What the pages of pledges and strategy share: finding the item that an address means, and their addresses."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.views.page import City, OpenEdition, open_row


def find_item(opened: OpenEdition, key: str) -> PlanItem:
    """The item that bears `key`, full-width digits or not; NoSuchPageError where the edition has none."""
    items = opened.index.items_by_key
    item = items.get(key) or items.get(fold_width(key))
    if item is None:
        raise NoSuchPageError(tr("{edition}には、この番号の項目がありません。", edition=opened.label))
    return item


def plan_pages(city: City, kind: DocumentKind) -> Iterator[str]:
    """The addresses of the pages of every edition of `kind`: the whole, then each item."""
    for row in city.shelf.of_kind(kind):
        opened = open_row(city, row)
        yield opened.addresses.home
        for key in opened.index.items_by_key:
            yield opened.addresses.page(key)
