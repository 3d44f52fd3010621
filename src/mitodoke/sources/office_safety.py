"""Refuses parts of Office files (xlsx, docx) that could run, fetch or hide something; nothing of them is run or followed."""

from __future__ import annotations

import re

from mitodoke.sources.office_archive import OfficeArchive, attribute, local_name
from mitodoke.sources.read_text import UnreadableFileError

CONTENT_TYPES = "[Content_Types].xml"
_MACROS = "マクロが含まれています。マクロのない形式（xlsx、docx）で保存し直してください。"
_FORBIDDEN = (
    ("vbaproject.bin", _MACROS),
    ("/externallinks/", "ほかのファイルを参照する数式があります。値に直してから保存し直してください。"),
    ("/embeddings/", "ほかのファイルが埋め込まれています。取り除いてから保存し直してください。"),
    ("/afchunk", "ほかのファイルが埋め込まれています。取り除いてから保存し直してください。"),
    ("/activex/", "プログラム部品（ActiveX）が含まれています。取り除いてから保存し直してください。"),
    ("/connections.xml", "外部データへの接続があります。接続を削除してから保存し直してください。"),
    ("/querytables/", "外部データへの接続があります。接続を削除してから保存し直してください。"),
)
"""Parts by a piece of their lower-case name, and why the file is not taken."""

_FETCHING = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\b", re.IGNORECASE)
"""Fields of a text that fetch something or start a program when they are brought up to date."""


def refuse_unsafe(archive: OfficeArchive) -> None:
    """UnreadableFileError with one sentence for macros, embedded files, connections and anything outside of the file.

    Addresses that a person can click on (hyperlinks) are left: nothing follows them by itself.
    """
    for part in sorted(archive.parts):
        lowered = f"/{part.lower()}"
        for piece, sentence in _FORBIDDEN:
            if piece in lowered:
                raise UnreadableFileError(f"{archive.name} には{sentence}")
        if lowered.endswith(".rels"):
            _refuse_outside(archive, part)
    if CONTENT_TYPES in archive.parts:
        for element in archive.elements(CONTENT_TYPES):
            if "macroenabled" in element.get("ContentType", "").lower():
                raise UnreadableFileError(f"{archive.name} には{_MACROS}")


def refuse_fetching_fields(archive: OfficeArchive) -> None:
    """UnreadableFileError where a field of a text (docx) fetches something from elsewhere or starts a program."""
    for part in sorted(archive.parts):
        if not (part.lower().startswith("word/") and part.lower().endswith(".xml")):
            continue
        # The code of a field may be cut into runs, so the pieces are joined before looking.
        code: list[str] = []
        for element in archive.elements(part):
            name = local_name(element)
            if name == "instrText":
                code.append(element.text or "")
            elif name == "fldSimple":
                code.append(f" {attribute(element, 'instr') or ''} ")
            elif name == "fldChar":
                code.append(" ")
            element.clear()
        if _FETCHING.search("".join(code)):
            raise UnreadableFileError(
                f"{archive.name} には、外部のファイルやプログラムを呼び出すフィールドがあります。"
                "文字や画像に変えてから保存し直してください。"
            )


def _refuse_outside(archive: OfficeArchive, part: str) -> None:
    """Refuse relations to the outside, but for the addresses that a spreadsheet makes of links in cells."""
    for element in archive.elements(part):
        outside = local_name(element) == "Relationship" and element.get("TargetMode") == "External"
        if outside and element.get("Type", "").rpartition("/")[2] != "hyperlink":
            raise UnreadableFileError(
                f"{archive.name} には、ファイルの外にあるものへの参照があります。取り除いてから保存し直してください。"
            )
