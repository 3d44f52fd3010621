"""Documents laid out as offices do for the eye give the same records as their text."""

from __future__ import annotations

import pytest

from mitodoke.domain.place import CellRange, locate
from mitodoke.sources.extract import extract
from mitodoke.sources.placed_lines import replace_places
from sources.read_excel.cities import TEXTS, owner_of
from sources.read_excel.kami_sheets import blocks_of, lay_out, register_blocks
from sources.read_excel.same_records import differences
from sources.read_excel.workbooks import read_excel

MOST_DIFFERENT = 0.005
BROKEN = "collaboration_register_broken"
FEW_FIELDS = {"collaboration-minato-2023": 0.025}
"""A small document in which one line break that the text told by its layout is a space in a cell of ours."""


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", TEXTS)
def test_a_document_in_merged_cells_gives_the_records_of_its_text(name: str, seed: int) -> None:
    expected = extract(TEXTS[name])
    is_broken = expected.content.document.layout == BROKEN
    blocks = register_blocks(expected.content) if is_broken else blocks_of(TEXTS[name].lines)

    placed = read_excel(lay_out(blocks, seed), name)
    found = extract(placed.text, owner_of(expected))

    told, count = differences(expected.content, found.content)
    assert len(told) <= count * FEW_FIELDS.get(name, MOST_DIFFERENT), told[:20]
    assert set(found.unaccounted) == set() or len(expected.unaccounted) > 0
    assert len(found.content.items) == len(expected.content.items)
    assert len(found.content.indicators) == len(expected.content.indicators)
    assert len(found.content.entries) == len(expected.content.entries)


@pytest.mark.parametrize("name", [name for name in TEXTS if "hanasaki" in name])
def test_every_place_is_a_range_of_cells_that_holds_something(name: str) -> None:
    placed = read_excel(lay_out(blocks_of(TEXTS[name].lines), 0), name)
    reading = replace_places(extract(placed.text), placed)
    content = reading.content

    places = [item.place for item in content.items]
    places += [one.place for one in content.indicators] + [one.place for one in content.entries]
    assert places
    for place in places:
        if place:  # an item that only a gap in the numbers tells of stands nowhere
            assert all(
                isinstance(one, CellRange) and one.sheet.startswith("様式") for one in locate(place)
            ), place
