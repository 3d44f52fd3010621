"""Documents set again as PDF, upright, landscape and turned: the same records as from their text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.domain.place import parse_page_boxes
from mitodoke.sources.read_file import read_file, read_file_bytes
from sources.read_pdf.compare_contents import compare
from sources.read_pdf.reset_document import Setting, reset_as_pdf

FICTIONAL = sorted((Path(__file__).parents[2] / "documents").glob("*.txt"))
SETTINGS = {
    "upright": Setting(),
    "landscape": Setting(landscape=True),
    "turned right": Setting(landscape=True, turn=90),
    "upside down": Setting(turn=180),
    "turned left": Setting(turn=270),
}
ORIGINALS = (
    "mayoral-pledges-fy2025.txt",
    "strategy-fy2020-2024-revised.txt",
    "collaboration-fy2020.txt",
    "collaboration-fy2024-cohosting.txt",
)
WANTED = 99.5
"""Percent of the fields of a document that its PDF must give as its text does."""


@cache
def text_reading(path: Path) -> Reading:
    return read_file(path).reading


def check(path: Path, setting: Setting, wanted: float = WANTED) -> Reading:
    expected = text_reading(path)
    found = read_file_bytes(reset_as_pdf(expected.lines, setting), path.name).reading
    comparison = compare(expected.content, found.content)
    assert comparison.share >= wanted, comparison.told()
    if comparison.share == 100.0:
        assert [found.lines[number - 1] for number in found.unaccounted] == []
    assert comparison.compared > 100
    return found


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("path", FICTIONAL, ids=lambda path: path.stem)
def test_fictional_documents_give_the_same_records(path: Path, setting: str) -> None:
    check(path, SETTINGS[setting])


@pytest.mark.parametrize("name", ["strategy-hanasaki", "pledges-minato-2024", "collaboration-hanasaki-2021"])
def test_a_running_head_is_left_out_with_its_reason(name: str) -> None:
    path = next(path for path in FICTIONAL if path.stem == name)
    found = check(path, Setting(head="令和8年6月　資料3"))
    heads = [number for number, line in enumerate(found.lines, start=1) if "資料3" in line]
    left_out = {use.place for use in found.line_uses if use.detail == "running_head"}
    assert len(heads) > 1
    assert left_out
    assert found.unaccounted == ()


@pytest.mark.parametrize("name", ["strategy-minato", "pledges-hanasaki-2025", "collaboration-hanasaki-2021"])
def test_tables_without_rules_give_the_same_records(name: str) -> None:
    path = next(path for path in FICTIONAL if path.stem == name)
    check(path, Setting(landscape=True, ruled=False))


@pytest.mark.originals
@pytest.mark.parametrize("setting", ["upright", "landscape", "turned right"])
@pytest.mark.parametrize("name", ORIGINALS)
def test_published_documents_give_the_same_records(
    original: Callable[[str], Path], name: str, setting: str
) -> None:
    check(original(name), SETTINGS[setting])


def test_every_record_knows_its_page_and_box() -> None:
    found = check(FICTIONAL[0], SETTINGS["upright"])
    places = [entry.place for entry in found.content.entries] + [item.place for item in found.content.items]
    assert places
    for place in places:
        for box in parse_page_boxes(place):
            assert box.box is not None
            assert box.box[2] <= 596
            assert box.box[3] <= 842


def test_the_box_of_a_turned_page_lies_where_the_page_shows_it() -> None:
    path = next(path for path in FICTIONAL if path.stem.startswith("pledges"))
    expected = text_reading(path)
    upright = read_file_bytes(reset_as_pdf(expected.lines, Setting()), "a").reading
    turned = read_file_bytes(reset_as_pdf(expected.lines, Setting(turn=90)), "a").reading
    for one, two in zip(upright.content.items, turned.content.items, strict=True):
        (first, *_), (second, *_) = parse_page_boxes(one.place), parse_page_boxes(two.place)
        assert first.box is not None
        assert second.box is not None
        # Turned clockwise: what was left stands above, what was above stands right.
        assert abs(first.box[0] - second.box[1]) <= 1
        assert abs((842 - first.box[3]) - second.box[0]) <= 2
