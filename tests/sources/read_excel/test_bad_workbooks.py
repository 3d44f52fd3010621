"""Whatever a file that claims to be Excel or Word holds: one sentence, little memory, and no trace of what it asks for."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mitodoke.sources.read_file import read_file_bytes
from mitodoke.sources.read_text import UnreadableFileError
from sources.read_excel.workbooks import archive, relations, text_cell, workbook

ROW = f'<row r="1">{text_cell("A1", "表題")}</row>'
GOOD = workbook(ROW)
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def bomb() -> bytes:
    return archive({"_rels/.rels": b" " * (500 * 1024 * 1024)})


def damaged(data: bytes) -> bytes:
    """The archive with zeros in the middle of its sheet."""
    at = data.index(b"xl/worksheets/sheet1.xml") + 40
    return data[:at] + b"\0" * 30 + data[at + 30 :]


def document(body: str, before: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return archive(
        {
            "_rels/.rels": relations(("officeDocument", "word/document.xml")).encode(),
            "word/document.xml": f'{before}<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'.encode(),
        }
    )


def doctype(data: str, root: str) -> str:
    return f"<!DOCTYPE {root} [{data}]>"


BAD: dict[str, tuple[bytes, str]] = {
    "cut off": (GOOD[: len(GOOD) // 2], "壊れて"),
    "only the mark": (b"PK\x03\x04", "壊れて"),
    "damaged in the middle": (damaged(GOOD), "壊れて"),
    "another archive": (archive({"a.txt": b"x"}), "Word（docx）でもありません"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    "old Excel": (OLE + "Workbook".encode("utf-16-le"), "xlsx 形式で"),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), "docx 形式で"),
    "another container": (OLE, "古い形式"),
    "no sheet": (
        archive(
            {
                "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")).encode(),
                "xl/workbook.xml": b"<workbook/>",
            }
        ),
        "シートがありません",
    ),
    "an empty sheet": (workbook(""), "文字がありません"),
    "only a hidden sheet": (workbook(ROW, state='state="hidden"'), "文字がありません"),
    "binary workbook": (
        archive(
            {
                "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")).encode(),
                "xl/workbook.bin": b"x",
            }
        ),
        "xlsb",
    ),
    "broken XML": (workbook("<row><c>"), "壊れて"),
    "entities that grow": (
        workbook(ROW, extra={"xl/sharedStrings.xml": doctype(LAUGHS, "sst").encode()}),
        "DTD",
    ),
    "entities in UTF-16": (
        workbook(ROW, extra={"xl/sharedStrings.xml": (doctype(LAUGHS, "sst") + "<sst/>").encode("utf-16")}),
        "DTD",
    ),
    "an entity from elsewhere": (
        document("<w:p/>", doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "w:document")),
        "DTD",
    ),
    "an archive that unpacks to 500 MB": (bomb(), "上限"),
    "a Word document without text": (document("<w:p/>"), "文字がありません"),
    "a Word document that is no layout": (document("<w:p><w:r><w:t>晴れ。</w:t></w:r></w:p>"), "様式"),
    "a workbook that is no layout": (GOOD, "様式"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_gets_one_sentence(case: str) -> None:
    data, words = BAD[case]
    with pytest.raises(Exception, match=words) as refused:
        read_file_bytes(data, "文書")
    assert refused.type.__name__ in ("UnreadableFileError", "UnknownLayoutError")
    assert str(refused.value).startswith("文書 ")
    assert str(refused.value).endswith("。")
    assert "\n" not in str(refused.value)


MANY = "".join(f"<row>{'<c/>' * 200}</row>" for _ in range(40_000))
SHARED = f"<si><t>{'あ' * 32_000}</t></si>"
LARGE: dict[str, bytes] = {
    "a text shown 20,000 times": workbook(
        "".join(
            f'<row><c t="s"><v>0</v></c>{"<c t=" + chr(34) + "s" + chr(34) + "><v>0</v></c>"}</row>'
            for _ in range(10_000)
        ),
        shared=SHARED,
    ),
    "eight million empty cells": workbook(MANY),
    "a million merged cells": workbook(
        ROW, after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 300_000 + "</mergeCells>"
    ),
    "a sheet of empty rows": workbook("<row/>" * 5_000_000),
    "hidden columns and rows to the end": workbook(
        '<row r="1048576" hidden="1">' + text_cell("A1048576", "市") + "</row>",
        before='<cols><col min="1" max="16384" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1048576:XFD1048576"/></mergeCells>',
    ),
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_file_takes_less_than_a_gigabyte(case: str, tmp_path: Path) -> None:
    path = tmp_path / "文書.xlsx"
    path.write_bytes(LARGE[case])

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))

    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "mitodoke.cli.main", "read", str(path), "--out", str(tmp_path / "out")],
        capture_output=True, text=True, check=False, preexec_fn=limit, timeout=600,
    )  # fmt: skip

    assert done.returncode == 2, done.stderr[-500:]
    assert done.stderr.count("\n") == 1
    assert done.stderr.rstrip().endswith("。")
    assert not (tmp_path / "out").exists()
    assert time.monotonic() - started < 60


def test_the_good_one_is_read_as_far_as_its_layout() -> None:
    with pytest.raises(Exception, match="様式"):
        read_file_bytes(GOOD, "文書")


def test_the_kind_of_a_file_is_told_by_its_content() -> None:
    with pytest.raises(UnreadableFileError, match="古い形式"):
        read_file_bytes(OLE, "公約.txt")
