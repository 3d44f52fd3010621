"""What lies above the cells of a workbook (pictures, shapes, charts, comments), read from its parts."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KINDS = {"drawing": "図形・画像・グラフ", "comments": "コメント", "threadedComment": "コメント"}

LARGEST_PART = 300 * 1024 * 1024
"""No honest part of a workbook is larger once unpacked; a compressed bomb is."""


class Overlay(NamedTuple):
    """Something that lies above a sheet's cells."""

    sheet: str
    kind: str


def is_too_large(archive: zipfile.ZipFile) -> bool:
    """Whether unpacking the workbook would take more memory than any honest one does."""
    return sum(part.file_size for part in archive.infolist()) > LARGEST_PART


def overlays(archive: zipfile.ZipFile) -> Iterator[Overlay]:
    """Each kind of thing above each sheet, once; a workbook with broken parts has none that could be read."""
    names = set(archive.namelist())
    targets = dict(_relations(archive, names, "xl/workbook.xml"))
    if "xl/workbook.xml" not in names:
        return
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  (expat bounds entities)
    for sheet in book.iter(f"{_MAIN}sheet"):
        part = targets.get(sheet.get(_RELATION, ""), ("", ""))[1]
        kinds = {kind for _, (kind, _) in _relations(archive, names, part)}
        for label in sorted({_KINDS[kind] for kind in kinds if kind in _KINDS}):
            yield Overlay(sheet.get("name", ""), label)


def _relations(archive: zipfile.ZipFile, names: set[str], part: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The relations of a part: id, and the last word of the type with the target's name in the archive."""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in names:
        return
    for relation in ElementTree.fromstring(archive.read(path)):  # noqa: S314  (as above)
        target = relation.get("Target", "")
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        yield relation.get("Id", ""), (relation.get("Type", "").rpartition("/")[2], full)
