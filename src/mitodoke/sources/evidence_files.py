"""Which kind of file evidence is, told by its content; what could run, fetch or burst is refused with one sentence.

The looks at a PDF are as good as a look without a whole reader of PDF can be: document-level scripts and attachments
as PDFium counts them, and forbidden names in its objects, packed ones included. That is why a file is besides only
ever given out to be saved, never shown or run here.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib

import pypdfium2.raw as pdfium
from PIL import Image

from mitodoke.domain.evidence import EvidenceKind
from mitodoke.sources.office_archive import OLE_MARK, ZIP_MARK, OfficeArchive, refuse_container
from mitodoke.sources.office_safety import CONTENT_TYPES, refuse_fetching_fields, refuse_unsafe
from mitodoke.sources.read_excel.open_book import main_part
from mitodoke.sources.read_pdf.open_document import open_document
from mitodoke.sources.read_text import UnreadableFileError, decode_text

MOST_PIXELS = 100_000_000
_MOST_UNPACKED_OBJECTS = 64 * 1024 * 1024
KINDS = "PDF、画像（PNG・JPEG）、Excel（xlsx）、Word（docx）、テキスト・CSV"

_MAIN_PARTS = {
    "spreadsheetml.sheet.main+xml": EvidenceKind.XLSX,
    "wordprocessingml.document.main+xml": EvidenceKind.DOCX,
}
_STREAM = re.compile(rb">>\s*stream\r?\n(.*?)endstream", re.DOTALL)
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FORBIDDEN = (
    (re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|XFA)(?![A-Za-z0-9])"), "動作するプログラムや部品"),
    (re.compile(rb"/EmbeddedFiles?(?![A-Za-z0-9])"), "添付ファイル"),
)


def evidence_kind(data: bytes, name: str) -> EvidenceKind:
    """The kind of the file `data`; UnreadableFileError with one sentence where it is none that is taken.

    `name` stands in the sentence only: its suffix tells nothing.
    """
    if data.startswith(b"%PDF-"):
        _look_at_pdf(data, name)
        return EvidenceKind.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        _look_at_picture(data, name, "PNG")
        return EvidenceKind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        _look_at_picture(data, name, "JPEG")
        return EvidenceKind.JPEG
    if data.startswith(OLE_MARK):
        refuse_container(data, name)
    if data.startswith(ZIP_MARK):
        return _office_kind(data, name)
    try:
        decode_text(data, name)
    except UnreadableFileError as problem:
        raise UnreadableFileError(
            f"{name} は、受け取れる種類のファイルではありません。{KINDS}のどれかで保存し直してください。"
        ) from problem
    return EvidenceKind.TEXT


def _look_at_picture(data: bytes, name: str, kind: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise UnreadableFileError(
                        f"{name} は画素が多すぎます（{width:,}×{height:,}）。縮小して保存し直してください。"
                    )
                picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise UnreadableFileError(
            f"{name} は画像として読めません（途中で切れているか壊れています）。元のファイルを確かめてください。"
        ) from problem
    if kind == "JPEG" and b"\xff\xd9" not in data[-65_536:]:
        raise UnreadableFileError(
            f"{name} は画像として読めません（途中で切れているか壊れています）。元のファイルを確かめてください。"
        )


def _look_at_pdf(data: bytes, name: str) -> None:
    with open_document(data, name) as document:
        attached = document.count_attachments()
        scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw)
    text = _objects_of_pdf(data, name)
    if b"/Encrypt" in text:
        raise UnreadableFileError(
            f"{name} は保護されたPDFのため中を確かめられません。保護を解いて保存したPDFにしてください。"
        )
    found = [told for pattern, told in _FORBIDDEN if pattern.search(text)]
    if scripts > 0:
        found.insert(0, _FORBIDDEN[0][1])
    if attached > 0:
        found.append(_FORBIDDEN[1][1])
    if found:
        raise UnreadableFileError(
            f"{name} には{found[0]}が含まれています。印刷の機能でPDFを作り直してください。"
        )


def _objects_of_pdf(data: bytes, name: str) -> bytes:
    """What stands in the objects of a PDF outside of pictures and pages: plain, and out of packed objects."""
    parts = [_STREAM.sub(b">>", data)]
    room = _MOST_UNPACKED_OBJECTS
    for stream in _STREAM.finditer(data):
        # The dictionary of a stream stands right before it and is never packed itself.
        before = data[max(0, stream.start() - 2_000) : stream.start()]
        if not _OBJECTS.search(before.rpartition(b" obj")[2]):
            continue
        try:
            unpacked = zlib.decompressobj().decompress(stream[1], room)
        except zlib.error as problem:
            raise UnreadableFileError(
                f"{name} は中を確かめられない形のPDFです。印刷の機能でPDFを作り直してください。"
            ) from problem
        room -= len(unpacked)
        if room <= 0:
            raise UnreadableFileError(
                f"{name} は展開すると大きすぎます。ページを分けて保存し直してください。"
            )
        parts.append(unpacked)
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), b"\n".join(parts))


def _office_kind(data: bytes, name: str) -> EvidenceKind:
    archive = OfficeArchive(data, name)
    refuse_unsafe(archive)
    kind = _kind_by_content(archive)
    if kind is EvidenceKind.DOCX:
        refuse_fetching_fields(archive)
    return kind


def _kind_by_content(archive: OfficeArchive) -> EvidenceKind:
    part = main_part(archive)
    if part is not None and part in archive.parts and CONTENT_TYPES in archive.parts:
        for element in archive.elements(CONTENT_TYPES):
            if element.get("PartName", "").lstrip("/") != part:
                continue
            for ending, kind in _MAIN_PARTS.items():
                if element.get("ContentType", "").endswith(ending):
                    return kind
    raise UnreadableFileError(
        f"{archive.name} は、受け取れる種類のファイルではありません。圧縮したファイル（zip など）は展開し、"
        f"{KINDS}のどれかにしてください。"
    )
