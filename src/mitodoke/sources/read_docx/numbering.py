"""Which paragraphs of a Word document are bullets, and which Word numbers by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from mitodoke.sources.office_archive import Element, OfficeArchive, attribute, local_name


class ListMark(Enum):
    """What stands before a paragraph."""

    NONE = auto()
    BULLET = auto()
    NUMBER = auto()


@dataclass(slots=True)
class Numbering:
    """The marks of lists by their ids, and the lists and names of styles by theirs."""

    marks: dict[str, ListMark] = field(default_factory=dict)
    lists_of_styles: dict[str, str] = field(default_factory=dict)
    contents_styles: set[str] = field(default_factory=set)

    def mark_of(self, style: str | None, list_id: str | None) -> ListMark:
        """The mark of a paragraph of `style` that is in list `list_id` itself, if any; list 0 is no list."""
        used = list_id if list_id is not None else self.lists_of_styles.get(style or "")
        return self.marks.get(used or "0", ListMark.NONE)


def child(element: Element, name: str) -> Element | None:
    """The first child of that name."""
    return next((one for one in element if local_name(one) == name), None)


def value(element: Element | None) -> str | None:
    """The ``val`` of an element."""
    return None if element is None else attribute(element, "val")


def read_numbering(archive: OfficeArchive, part: str) -> Numbering:
    """The lists and styles of the document whose main part is `part`."""
    numbering = Numbering()
    parts = dict(archive.relations(part).values())
    if parts.get("numbering") in archive.parts:
        _read_lists(archive.tree(parts["numbering"]), numbering)
    if parts.get("styles") in archive.parts:
        for style in archive.tree(parts["styles"]):
            _read_style(style, numbering)
    return numbering


def _read_lists(tree: Element, numbering: Numbering) -> None:
    abstract: dict[str, ListMark] = {}
    for one in tree:
        if local_name(one) == "abstractNum":
            level = child(one, "lvl")
            shape = value(child(level, "numFmt")) if level is not None else None
            mark = {"bullet": ListMark.BULLET, "none": ListMark.NONE}.get(shape or "none", ListMark.NUMBER)
            abstract[attribute(one, "abstractNumId") or ""] = mark
        elif local_name(one) == "num":
            used = value(child(one, "abstractNumId")) or ""
            numbering.marks[attribute(one, "numId") or ""] = abstract.get(used, ListMark.NONE)


def _read_style(style: Element, numbering: Numbering) -> None:
    style_id = attribute(style, "styleId") or ""
    name = (value(child(style, "name")) or "").lower()
    if name.startswith("toc "):
        numbering.contents_styles.add(style_id)
    properties = child(style, "pPr")
    numbers = child(properties, "numPr") if properties is not None else None
    list_id = value(child(numbers, "numId")) if numbers is not None else None
    if list_id is not None:
        numbering.lists_of_styles[style_id] = list_id
