"""Which files are taken as evidence: told by their content, whatever they are called, and harmful ones refused."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.domain.evidence import EvidenceKind, EvidencePiece
from mitodoke.sources.evidence_files import evidence_kind
from mitodoke.sources.read_text import UnreadableFileError
from reporting.evidence_samples import archive, document, pdf, picture, relations, with_part, workbook


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), EvidenceKind.PDF),
        (pdf(packed=b"<</Type/Font>>"), EvidenceKind.PDF),
        (picture("PNG"), EvidenceKind.PNG),
        (picture("JPEG"), EvidenceKind.JPEG),
        (workbook(), EvidenceKind.XLSX),
        (document(), EvidenceKind.DOCX),
        (document(field=(" PAGE ", " HYPERLINK https://example.jp ")), EvidenceKind.DOCX),
        (with_part(document(), "word/_rels/x.xml.rels", relations("hyperlink", "https://x.jp")), EvidenceKind.DOCX),
        ("年度,来場者\n令和7年度,120\n".encode(), EvidenceKind.TEXT),
        ("年度,来場者\r\n".encode("cp932"), EvidenceKind.TEXT),
        ("\ufeff年度\t来場者".encode(), EvidenceKind.TEXT),
        (b"<script>alert(1)</script>", EvidenceKind.TEXT),
    ],
)  # fmt: skip
def test_kinds_are_told_by_their_content(data: bytes, kind: EvidenceKind) -> None:
    assert evidence_kind(data, "名前.exe") is kind


def large_png() -> bytes:
    """A picture that states far more pixels than it has bytes."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


REFUSED = [
    ("a program", b"MZ\x90\x00\x03", "種類のファイルではありません"),
    ("nothing but zeros", b"\x00" * 100, "種類のファイルではありません"),
    ("another picture", b"GIF89a\x01\x00", "種類のファイルではありません"),
    ("a cut picture", picture("JPEG")[:200], "画像として読めません"),
    ("a damaged picture", picture("PNG")[:40] + b"x" * 40, "画像として読めません"),
    ("a burst of pixels", large_png(), "画"),
    ("a cut PDF", b"%PDF-1.7\n1 0 obj", "PDFとして読めません"),
    ("a PDF that runs", pdf(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert)>>"), "動作するプログラム"),
    ("a PDF that runs, spelt otherwise", pdf(catalog=b"/OpenAction<</S/J#61vaScript/#4AS(x)>>"), "動作するプログラム"),
    ("a PDF that starts a program", pdf(packed=b"<</S/Launch/F(cmd.exe)>>"), "動作するプログラム"),
    ("a PDF with a file", pdf(catalog=b"/Names<</EmbeddedFiles<</Names[]>>>>"), "添付ファイル"),
    ("a locked PDF", pdf(trailer=b"/Encrypt 9 0 R"), "PDF"),
    ("a plain zip", archive(a=b"x"), "圧縮したファイル"),
    ("a zip in a zip", archive(word__document=archive(a=b"x")), "圧縮したファイル"),
    ("a zip that bursts", archive(**{f"part{n}": b"\0" * 60_000_000 for n in range(3)}), "展開すると"),
    ("a cut workbook", workbook()[:900], "壊れていて"),
    ("macros", with_part(workbook(), "xl/vbaProject.bin", b"x"), "マクロ"),
    ("a connection", with_part(workbook(), "xl/connections.xml", b"<x/>"), "接続"),
    ("another workbook", with_part(workbook(), "xl/externalLinks/externalLink1.xml", b"<x/>"), "参照する数式"),
    ("an embedded program", with_part(document(), "word/embeddings/oleObject1.bin", b"x"), "埋め込まれて"),
    ("an outside template", with_part(document(), "word/_rels/settings.xml.rels", relations("attachedTemplate", "http://x")), "外にあるもの"),
    ("a field that runs", document(field=("DD", "EAUTO cmd")), "フィールド"),
    ("a field that fetches", document(field=(' INCLUDETEXT "http://x" ',)), "フィールド"),
    ("an entity bomb", with_part(document(), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "文書型定義"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_does_harm_or_is_no_file_of_a_kind_is_refused_in_a_sentence(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableFileError, match=told) as refusal:
        evidence_kind(data, "根拠.pdf")
    assert str(refusal.value).endswith("。")


@given(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"",
            b"%PDF-",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ]
    ),
)
@settings(deadline=None)
def test_no_bytes_break_it(data: bytes, start: bytes) -> None:
    try:
        told = evidence_kind(start + data, "x").label
    except UnreadableFileError as problem:
        told = str(problem)
    assert told.endswith("。") or told in {kind.label for kind in EvidenceKind}


def test_every_kind_has_words_and_a_suffix_and_none_opens_in_a_browser_as_a_page() -> None:
    for kind in EvidenceKind:
        assert kind.label
        assert all(suffix.startswith(".") for suffix in kind.suffixes)
        assert not kind.media_type.startswith("text/")


@pytest.mark.parametrize("more", [{}, {"address": "https://x.jp/", "sha256": "0" * 64}])
def test_a_piece_is_a_link_or_a_file(more: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either"):
        EvidencePiece(subject="a", department="花課", fiscal_year=2025, caption=None, is_public=False, **more)
