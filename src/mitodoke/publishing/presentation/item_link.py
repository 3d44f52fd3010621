"""What a page calls an item of a plan, and the link to it; a title that the document lost is told as lost."""

from __future__ import annotations

from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import Link

LOST_TITLE = "（見出しは原文から失われています）"


def shown_title(title: str | None) -> str:
    """The title as the document prints it, or the words that stand for a lost one."""
    return title or tr(LOST_TITLE)


def numbered_title(item: PlanItem) -> str:
    """Number and title of an item, for links and lists."""
    return f"{item.code} {shown_title(item.title)}"


def item_link(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> Link:
    """An item by number and title, with its page in the edition; the words for a lost title are the site's own."""
    address = addresses.page(index.item_keys[item.item_id])
    return Link(numbered_title(item), address, content=bool(item.title))
