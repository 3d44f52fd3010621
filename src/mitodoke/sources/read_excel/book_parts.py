"""The parts of a workbook that sheets refer to: texts, number formats, the date system, the list of sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from mitodoke.sources.office_archive import Element, OfficeArchive, attribute, local_name
from mitodoke.sources.read_excel.date_format import BUILT_IN_FORMATS, is_date_format
from mitodoke.sources.read_text import UnreadableFileError

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LONGEST_BOOK = 48_000_000
"""Characters of all cells together: texts that many cells share count each time they are shown."""


class Shape(IntEnum):
    """How the number in a cell is shown."""

    NUMBER = 0
    DATE = 1


@dataclass(frozen=True, slots=True)
class Style:
    """The format of a cell: how numbers in it are shown, and by which code."""

    shape: Shape
    code: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the list: its name, its part, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class BookParts:
    """What every sheet needs to be read."""

    sheets: tuple[SheetPart, ...]
    texts: list[str]
    styles: tuple[Style, ...]
    from_1904: bool


def text_of(element: Element) -> str:
    """The text of an ``si`` or ``is`` element: its runs without the phonetic ones (furigana)."""
    pieces: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [part.text or "" for part in child if local_name(part) == "t"]
    return unescape("".join(pieces))


def unescape(text: str) -> str:
    """`text` with the escapes of the format (``_x000D_``) as the characters they stand for."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text


def read_parts(archive: OfficeArchive, workbook: str) -> BookParts:
    """The shared parts of the workbook whose main part is `workbook`."""
    relations = archive.relations(workbook)
    tree = archive.tree(workbook)
    sheets: list[SheetPart] = []
    from_1904 = False
    for element in tree.iter():
        name = local_name(element)
        if name == "workbookPr":
            from_1904 = element.get("date1904") in ("1", "true")
        elif name == "sheet":
            relation = relations.get(_relation_id(element), ("", ""))
            if relation[0] == "worksheet":
                shown = element.get("state", "visible") == "visible"
                sheets.append(SheetPart(element.get("name", ""), relation[1], not shown))
    if not sheets:
        raise UnreadableFileError(
            f"{archive.name} に読み取れるシートがありません。表や文章の入ったシートのあるファイルを指定してください。"
        )
    parts = dict(relations.values())
    texts = (
        _shared_texts(archive, parts["sharedStrings"]) if parts.get("sharedStrings") in archive.parts else []
    )
    styles = _styles(archive, parts["styles"]) if parts.get("styles") in archive.parts else ()
    return BookParts(tuple(sheets), texts, styles, from_1904)


def _relation_id(element: Element) -> str:
    for key, value in element.attrib.items():
        if key.endswith("}id"):
            return value
    return ""


def _shared_texts(archive: OfficeArchive, part: str) -> list[str]:
    texts: list[str] = []
    for element in archive.elements(part):
        if local_name(element) == "si":
            texts.append(text_of(element))
            element.clear()
    return texts


def _styles(archive: OfficeArchive, part: str) -> tuple[Style, ...]:
    """The formats of cells by their number."""
    tree = archive.tree(part)
    codes = dict(BUILT_IN_FORMATS)
    styles: list[Style] = []
    for child in tree:
        name = local_name(child)
        if name == "numFmts":
            for one in child:
                codes[_number(one, "numFmtId")] = attribute(one, "formatCode") or ""
        elif name == "cellXfs":
            for one in child:
                code = codes.get(_number(one, "numFmtId"), "General")
                styles.append(Style(Shape.DATE if is_date_format(code) else Shape.NUMBER, code))
    return tuple(styles)


def _number(element: Element, name: str) -> int:
    text = element.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
