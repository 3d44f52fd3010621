"""Files that cannot be read: one clear sentence each, in little time and memory; doubtful ones say so."""

from __future__ import annotations

import io
import sys

import pypdfium2
import pytest

from mitodoke.sources.read_pdf import read_pdf
from mitodoke.sources.read_text import UnreadableFileError
from sources.read_pdf import bad_pdfs
from sources.read_pdf.reset_document import reset_as_pdf

WHOLE = reset_as_pdf(["市長公約の取組状況", "", "取組を進めました。"] * 5)

CASES: dict[str, tuple[bytes, str]] = {
    "encrypted": (bad_pdfs.encrypted(), "パスワードで保護された"),
    "truncated": (bad_pdfs.truncated(WHOLE), "壊れている"),
    "a head alone": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "壊れている"),
    "garbage": (b"%PDF-1.4\n" + bytes(range(256)) * 200, "壊れている"),
    "a scan": (bad_pdfs.picture_only(), "スキャン"),
    "a scan of many pages": (bad_pdfs.picture_only(30), "スキャン"),
    "no pages": (bad_pdfs.blank_pages(0), "ページがありません"),
    "empty pages": (bad_pdfs.blank_pages(3), "文字がありません"),
    "2,000 pages": (bad_pdfs.blank_pages(2_000), "2,000 ページ"),
    "fonts without codes": (WHOLE.replace(b"/ToUnicode", b"/NoUnicode"), "文字コードの対応がなく"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_gets_one_sentence(name: str) -> None:
    data, words = CASES[name]
    with pytest.raises(UnreadableFileError) as refusal:
        read_pdf(data, "文書.pdf")
    sentence = str(refusal.value)
    assert sentence.startswith("文書.pdf ")
    assert words in sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence


REFUSED_AT_OPENING = ("encrypted", "truncated", "a head alone", "garbage", "no pages")


@pytest.mark.parametrize("first", REFUSED_AT_OPENING)
@pytest.mark.parametrize("second", REFUSED_AT_OPENING)
def test_a_refusal_does_not_tell_of_the_file_before(first: str, second: str) -> None:
    for name in (first, second):
        data, words = CASES[name]
        with pytest.raises(UnreadableFileError, match=words):
            read_pdf(data, "文書.pdf")


def test_a_whole_file_is_read_after_a_refused_one_and_leaves_no_reason_behind() -> None:
    with pytest.raises(UnreadableFileError, match="パスワード"):
        read_pdf(bad_pdfs.encrypted(), "文書.pdf")
    assert read_pdf(WHOLE, "文書.pdf").lines[0] == "市長公約の取組状況"
    with pytest.raises(UnreadableFileError, match="ページがありません"):
        read_pdf(bad_pdfs.blank_pages(0), "文書.pdf")


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["mitodoke.sources.read_pdf.open_document"], "MAX_BYTES", 1_000)
    with pytest.raises(UnreadableFileError, match="上限"):
        read_pdf(WHOLE, "文書.pdf")


def test_too_many_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mitodoke.sources.read_pdf.MAX_LETTERS", 50)
    with pytest.raises(UnreadableFileError, match="文字あり、上限"):
        read_pdf(WHOLE, "文書.pdf")


def test_a_scanned_page_among_others_is_told() -> None:
    with (
        pypdfium2.PdfDocument(WHOLE) as document,
        pypdfium2.PdfDocument(bad_pdfs.picture_only()) as scan,
    ):
        document.import_pages(scan)
        pages = len(document)
        out = io.BytesIO()
        document.save(out)
    found = read_pdf(out.getvalue(), "文書.pdf")
    (finding,) = found.findings
    assert finding.check == "page_without_text"
    assert finding.place == f"p{pages}"
    assert found.lines[0] == "市長公約の取組状況"


def test_latin_fonts_without_a_table_of_codes_are_read_by_their_encoding() -> None:
    assert "Report of the pledges" in read_pdf(bad_pdfs.without_unicode(), "a").lines[0]


@pytest.mark.parametrize(
    "text",
    [
        "=SUM(A1:A3)&\"'%0A{}",
        '$#import("x") \\ *強調* _下線_ `code` @ref',
        "髙﨑德太郎、𠮷田、㈱①②～",
    ],
)
def test_hostile_text_is_only_text(text: str) -> None:
    found = read_pdf(reset_as_pdf([text]), "a")
    assert "".join(found.lines).replace(" ", "") == text.replace(" ", "")
