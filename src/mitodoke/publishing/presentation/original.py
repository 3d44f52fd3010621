"""A page or part of a sheet of the file that an edition was read from, with the places of its facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mitodoke.domain.place import CellRange, PageBox, Place, column_letters, locate
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import (
    ROWS_A_PAGE,
    EditionAddresses,
    place_key,
    sheet_key,
)
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.labels import check_label
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.text import one_line, shortened
from mitodoke.sources.read_excel.sheet import Sheet

_LABEL_LENGTH = 60
_MOST_COLUMNS = 60
"""Columns further right hold no table that anybody reads."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that stands on the page: its place as an anchor, in words, and what it is."""

    key: str
    place: Place
    link: Link
    box: tuple[int, int, int, int] | None = None
    first_row: int = 0

    @property
    def width(self) -> int:
        """The width of its box in points."""
        return self.box[2] - self.box[0] if self.box else 0

    @property
    def height(self) -> int:
        """The height of its box in points."""
        return self.box[3] - self.box[1] if self.box else 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: its number, its cells by column, and the places that begin in it."""

    number: int
    cells: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Some rows of a sheet under the letters of its columns."""

    letters: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def named_places(index: EditionIndex, addresses: EditionAddresses) -> dict[Place, Link]:
    """Every place of an edition with the first fact that stands there and the page that shows that fact."""
    found: dict[Place, Link] = {}
    for place, label, address in _named(index, addresses):
        if place and place not in found:
            found[place] = Link(shortened(one_line(label), _LABEL_LENGTH), address, content=True)
    return found


def _named(index: EditionIndex, addresses: EditionAddresses) -> Iterator[tuple[Place | None, str, str]]:
    content = index.edition.content
    for item in content.items:
        page = addresses.page(index.item_keys[item.item_id])
        yield item.place, f"{item.code} {item.title or index.level_word(item.kind)}", page
        for activity in item.activities:
            yield activity.place, activity.text or tr("取組事業内容"), page
    for indicator in content.indicators:
        key = index.item_keys.get(indicator.item_id)
        page = addresses.page(key) if key else addresses.home
        yield indicator.place, indicator.name, page
        for value in indicator.values:
            yield value.place, f"{indicator.name} {tr(value.role.label)} {value.quantity.printed}", page
    for entry in content.entries:
        page = addresses.page(index.entry_keys[entry.entry_id])
        yield entry.place, f"{entry.number} {entry.title}", page
        for one in entry.occurrences:
            yield one.place, f"{entry.title} {one.date_printed or one.start or ''}", page
        for organisation in entry.organisations:
            yield organisation.place, organisation.name, page
    for term in content.glossary:
        yield term.place, term.term, addresses.home
    for stated in content.stated:
        yield stated.place, stated.printed or tr("公表された数値"), addresses.home
    for finding in index.edition.audit.findings:
        yield finding.place, check_label(finding.check), addresses.city.findings


def facts_on_page(named: dict[Place, Link], page: int) -> tuple[Fact, ...]:
    """The facts of which a box lies on page `page`, from top to bottom; larger boxes before those inside them."""
    found = [
        Fact(place_key(place), place, link, one.box)
        for place, link in named.items()
        for one in _boxes(place)
        if one.page == page
    ]
    return tuple(sorted(found, key=lambda fact: (fact.box[1], fact.box[0], -fact.height) if fact.box else ()))


def facts_in_sheet(named: dict[Place, Link], key: str, part: int) -> tuple[Fact, ...]:
    """The facts whose first cell stands in part `part` (from 1) of the sheet with the key `key`, by row."""
    found = [
        Fact(place_key(place), place, link, first_row=one.first_row)
        for place, link in named.items()
        for one in _cells(place)[:1]
        if sheet_key(one.sheet) == key and _part(one) == part
    ]
    return tuple(sorted(found, key=lambda fact: fact.first_row))


def pages_with_facts(places: Sequence[Place]) -> tuple[int, ...]:
    """The pages on which a fact stands, in order."""
    return tuple(sorted({one.page for place in places for one in _boxes(place)}))


def parts_with_facts(places: Sequence[Place]) -> tuple[tuple[str, int], ...]:
    """The parts of sheets in which a fact stands: the keys of the sheets in the order of the facts, parts by number."""
    found = dict.fromkeys((sheet_key(one.sheet), _part(one)) for place in places for one in _cells(place)[:1])
    order = {sheet: number for number, sheet in enumerate(dict.fromkeys(sheet for sheet, _ in found))}
    return tuple(sorted(found, key=lambda one: (order[one[0]], one[1])))


def marked_boxes(places: Sequence[Place]) -> dict[str, tuple[int, tuple[PageBox, ...]]]:
    """The pictures of an edition by their names: each page with a fact, plain (``p3``) and with one place marked."""
    found: dict[str, tuple[int, tuple[PageBox, ...]]] = {
        f"p{page}": (page, ()) for page in pages_with_facts(places)
    }
    for place in places:
        boxes = _boxes(place)
        if boxes and boxes[0].box:
            found[place_key(place)] = (boxes[0].page, boxes)
    return found


def sheet_part(sheet: Sheet, part: int, facts: Sequence[Fact]) -> SheetPart:
    """The rows of part `part` (from 1) of a sheet that hold anything, with the anchors of `facts`."""
    first = (part - 1) * ROWS_A_PAGE + 1
    numbers = [number for number in range(first, first + ROWS_A_PAGE) if sheet.rows.get(number)]
    columns = [cell.first_column for number in numbers for cell in sheet.rows[number]]
    left, right = min(columns, default=1), max(columns, default=0)
    right = min(right, left + _MOST_COLUMNS - 1)
    keys = {
        row: tuple(fact.key for fact in same) for row, same in groupby(facts, lambda fact: fact.first_row)
    }
    rows = []
    for number in sorted({*numbers, *keys}):
        texts = {cell.first_column: cell.text for cell in sheet.rows.get(number, ())}
        cells = tuple(texts.get(column, "") for column in range(left, right + 1))
        rows.append(SheetRow(number, cells, keys.get(number, ())))
    return SheetPart(tuple(column_letters(column) for column in range(left, right + 1)), tuple(rows))


def _part(cells: CellRange) -> int:
    return (cells.first_row - 1) // ROWS_A_PAGE + 1


def _boxes(place: Place) -> tuple[PageBox, ...]:
    try:
        return tuple(one for one in locate(place) if isinstance(one, PageBox))
    except ValueError:
        return ()


def _cells(place: Place) -> tuple[CellRange, ...]:
    try:
        return tuple(one for one in locate(place) if isinstance(one, CellRange))
    except ValueError:
        return ()
