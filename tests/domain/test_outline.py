"""What the readers make of documents nests as the outlines say."""

from __future__ import annotations

import pytest

from mitodoke.demo.example import example_readings, fictional_readings
from mitodoke.domain.edition import Reading
from mitodoke.domain.outline import OUTLINES


@pytest.mark.parametrize(
    "reading",
    [*example_readings(), *fictional_readings()],
    ids=lambda reading: reading.content.document.document,
)
def test_every_item_hangs_under_the_kind_above(reading: Reading) -> None:
    content = reading.content
    levels = OUTLINES[content.document.kind]
    kinds = {item.item_id: item.kind for item in content.items}
    for item in content.items:
        depth = levels.index(item.kind)
        above = kinds[item.parent_id] if item.parent_id else None
        assert above is (levels[depth - 1] if depth else None), item.item_id
