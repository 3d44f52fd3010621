"""Opens the archive of an Office file (xlsx, docx) and refuses, with one sentence, what could do harm or holds nothing.

Nothing is unpacked to a disk, no program inside is run, no address is followed. The sizes that the archive states
bound what is read: Python's zip reader never gives more than the stated size of a part.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from mitodoke.sources.read_text import UnreadableFileError

ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MOST_UNPACKED = 160 * 1024 * 1024
"""Bytes of all parts together: several times as many as a workbook of 100,000 rows has."""
MOST_PARTS = 5_000
MOST_ELEMENTS = 6_000_000
"""XML elements in one part; each costs memory until its row is done."""

Element = ElementTree.Element


class OfficeArchive:
    """The parts of an Office file by name."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError) as problem:
            raise self.broken() from problem
        infos = self._zip.infolist()
        unpacked = sum(info.file_size for info in infos)
        if unpacked > MOST_UNPACKED or len(infos) > MOST_PARTS:
            raise UnreadableFileError(
                f"{name} は展開すると {unpacked / 1024 / 1024:,.0f} MB（{len(infos):,} 個の部品）になり、上限を超えています。"
                "文書を分けるか、不要なシートや画像を除いて保存し直してください。"
            )
        if any(info.flag_bits & 0x1 for info in infos):
            raise UnreadableFileError(
                f"{name} はパスワードで保護されていて読めません。パスワードを外して保存し直してください。"
            )
        self.parts = frozenset(info.filename for info in infos)

    def broken(self) -> UnreadableFileError:
        """The sentence for an archive that is damaged."""
        return UnreadableFileError(
            f"{self.name} は途中で切れているか壊れていて、Excel・Word のファイルとして開けません。元のファイルを確かめてください。"
        )

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        try:
            return self._zip.read(part)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as problem:
            raise self.broken() from problem

    def elements(self, part: str) -> Iterator[Element]:
        """Every element of an XML part when it ends, in order; document type definitions are refused.

        The caller clears the elements that it is done with.
        """
        data = self.read(part)
        if _has_doctype(data):
            raise UnreadableFileError(
                f"{self.name} は文書型定義（DTD）を含む不正な形式のため読みません。Excel・Word で開いて保存し直してください。"
            )
        try:
            for count, (_, element) in enumerate(ElementTree.iterparse(io.BytesIO(data))):  # noqa: S314 - no DTD
                if count > MOST_ELEMENTS:
                    raise UnreadableFileError(
                        f"{self.name} はセルが多すぎて読めません。文書を分けて保存し直してください。"
                    )
                yield element
        except (ElementTree.ParseError, ValueError, LookupError) as problem:
            raise self.broken() from problem

    def tree(self, part: str) -> Element:
        """A small XML part as a whole."""
        last = None
        for element in self.elements(part):
            last = element
        if last is None:
            raise self.broken()
        return last

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part by id: the last word of their type, and the part (or address) they lead to."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.parts:
            return {}
        found = {}
        for element in self.tree(rels):
            target = element.get("Target", "")
            if element.get("TargetMode") != "External":
                target = (
                    target[1:]
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
        return found


def local_name(element: Element) -> str:
    """The name of an element without its namespace: strict and transitional files have different ones."""
    return _without_namespace(element.tag)


@lru_cache(maxsize=1024)
def _without_namespace(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name, whatever its namespace."""
    plain = element.get(name)
    if plain is not None:
        return plain
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def refuse_container(data: bytes, name: str) -> NoReturn:
    """Refuse an OLE container with its sentence: an encrypted file, or a format from before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFileError(
            f"{name} はパスワードで暗号化されていて読めません。パスワードを外して保存し直してください。"
        )
    kind, suffix = "Excel・Word", "xlsx または docx"
    if "WordDocument".encode("utf-16-le") in data:
        kind, suffix = "Word（doc）", "docx"
    elif any(word.encode("utf-16-le") in data for word in ("Workbook", "Book")):
        kind, suffix = "Excel（xls）", "xlsx"
    raise UnreadableFileError(
        f"{name} は古い形式の {kind} のファイルです。{suffix} 形式で保存し直してください。"
    )


class _RootReachedError(Exception):
    """The first element has come."""


def _has_doctype(data: bytes) -> bool:
    """Whether a document type stands before the first element, in whatever encoding."""
    found = False
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        nonlocal found
        found = True
        raise _RootReachedError

    def start(*_: object) -> None:
        raise _RootReachedError

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    with contextlib.suppress(_RootReachedError, expat.ExpatError, ValueError, LookupError):
        parser.Parse(data)
    return found
