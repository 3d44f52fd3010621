"""Small files of every kind that evidence may be, and such as do harm; made here, so that nobody has to trust one."""

from __future__ import annotations

import io
import zipfile
import zlib

import docx
import openpyxl
from PIL import Image


def picture(kind: str) -> bytes:
    """A picture of a few pixels."""
    target = io.BytesIO()
    Image.new("RGB", (4, 3), "#2b6").save(target, kind)
    return target.getvalue()


def workbook() -> bytes:
    """A workbook with one cell."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "来場者"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def document(*, field: tuple[str, ...] = ()) -> bytes:
    """A Word document; `field` is the code of a field, cut into the pieces that its runs hold."""
    made = docx.Document()
    paragraph = made.add_paragraph("根拠")
    for piece in field:
        run = paragraph.add_run()
        code = run._r.makeelement(docx.oxml.ns.qn("w:instrText"), {})
        code.text = piece
        run._r.append(code)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def pdf(*, catalog: bytes = b"", packed: bytes | None = None, trailer: bytes = b"") -> bytes:
    """A PDF of one empty page; `catalog` stands in its catalogue, `packed` in a packed object of its own."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</Length 11>>\nstream\n(/JS) Tj %x\nendstream",
    ]
    if packed is not None:
        body = zlib.compress(b"9 0 " + packed)
        objects.append(
            b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(body)
            + body
            + b"\nendstream"
        )
    data = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def archive(**parts: bytes) -> bytes:
    """A zip of these parts; ``__`` in a name is a slash, ``--`` cannot be told."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The Office file `data` with one more part, or another one in its place."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as known, zipfile.ZipFile(target, "w") as made:
        for one in known.infolist():
            if one.filename != name:
                made.writestr(one.filename, known.read(one.filename))
        made.writestr(name, content)
    return target.getvalue()


def relations(kind: str, target: str) -> bytes:
    """A part of relations with one that leads outside of the file."""
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="r1" TargetMode="External"'
        f' Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    ).encode()
