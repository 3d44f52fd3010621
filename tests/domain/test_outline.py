"""Which kinds nest, and that what the readers make of documents nests so."""

from __future__ import annotations

import pytest

from mitodoke.demo.example import example_readings, fictional_readings
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Reading
from mitodoke.domain.outline import ItemKind, parent_kind


@pytest.mark.parametrize(
    ("document", "kind", "parent"),
    [
        (DocumentKind.MAYORAL_PLEDGES, ItemKind.VISION, None),
        (DocumentKind.MAYORAL_PLEDGES, ItemKind.MEASURE, ItemKind.PLEDGE),
        (DocumentKind.COMPREHENSIVE_STRATEGY, ItemKind.BASIC_GOAL, None),
        (DocumentKind.COMPREHENSIVE_STRATEGY, ItemKind.MEASURE, ItemKind.BASIC_DIRECTION),
        (DocumentKind.COMPREHENSIVE_STRATEGY, ItemKind.PROJECT, ItemKind.MEASURE),
    ],
)
def test_the_kind_above(document: DocumentKind, kind: ItemKind, parent: ItemKind | None) -> None:
    assert parent_kind(document, kind) is parent


def test_a_kind_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="pledge"):
        parent_kind(DocumentKind.COMPREHENSIVE_STRATEGY, ItemKind.PLEDGE)


@pytest.mark.parametrize(
    "reading",
    [*example_readings(), *fictional_readings()],
    ids=lambda reading: reading.content.document.document,
)
def test_every_item_hangs_under_the_kind_above(reading: Reading) -> None:
    content = reading.content
    kinds = {item.item_id: item.kind for item in content.items}
    for item in content.items:
        above = kinds[item.parent_id] if item.parent_id else None
        assert above is parent_kind(content.document.kind, item.kind), item.item_id
