"""What a city sets stands in every format, a draft is told on every page, and the bytes stay the same."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import page
import pypdfium2
import pytest

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.comparison import compare_editions
from mitodoke.outputs.reports.render import FORMATS, render_errata, render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.sources.read_file import read_file_bytes
from outputs.reports import pdf_reading
from outputs.reports.editions import pledges_edition
from outputs.reports.pictures import LOGO_PNG
from outputs.reports.test_pdf import EDITIONS, NAMES, problems

SET = ReportSettings(
    city_name="試験市",
    publisher="総務部",
    cover_title="表紙の題名",
    introduction="市長からの言葉です。",
    method="数え方です。",
    primary="#7a1f3d",
    tint="#fdeef3",
    logo_png=LOGO_PNG,
    logo_words="試験市の市章",
)
DRAFT = ReportSettings(draft=True)


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("kind", EDITIONS)
def test_the_same_settings_give_the_same_bytes(kind: str, file_format: str) -> None:
    first = render_report(EDITIONS[kind](), kind, SET, file_format=file_format)
    assert render_report(EDITIONS[kind](), kind, SET, file_format=file_format) == first
    assert render_report(EDITIONS[kind](), kind, ReportSettings(), file_format=file_format) != first


@pytest.mark.parametrize("kind", EDITIONS)
def test_texts_stand_in_every_format(kind: str) -> None:
    edition = EDITIONS[kind]()
    pdf = pdf_reading.all_text(render_report(edition, kind, SET))
    word = docx.Document(io.BytesIO(render_report(edition, kind, SET, file_format="docx")))
    book = openpyxl.load_workbook(io.BytesIO(render_report(edition, kind, SET, file_format="xlsx")))
    in_word = "".join(paragraph.text for paragraph in word.paragraphs)
    in_book = "".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )
    for words in ("試験市", "総務部", "表紙の題名", "市長からの言葉です。", "数え方です。"):
        assert words in pdf
        assert words in in_word
        assert words in in_book


def test_a_logo_keeps_to_the_standards_and_has_words() -> None:
    pdf = render_report(pledges_edition(), "pledges", SET)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert problems(pdf, profile) == []
    first = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
    assert (255, 0, 0) in {colour for _, colour in first.getcolors(1 << 24)}
    made = zipfile.ZipFile(io.BytesIO(render_report(pledges_edition(), "pledges", SET, file_format="docx")))
    assert any(name.startswith("word/media/") for name in made.namelist())
    assert 'descr="試験市の市章"' in made.read("word/document.xml").decode()


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_a_draft_says_so_on_every_page_and_carries_no_data(kind: str, name: str) -> None:
    pdf = render_report(EDITIONS[kind](), name, DRAFT)
    opened = pypdfium2.PdfDocument(pdf)
    assert all("案（公表前）" in one.get_textpage().get_text_range() for one in opened)
    assert opened.count_attachments() == 0
    assert opened.get_metadata_dict()["Title"].startswith("案（公表前）")
    assert problems(pdf, page.ValidationProfile.PDF_UA_1) == []
    assert pdf_reading.outside_page(pdf) == []
    assert "公表）" not in pdf_reading.all_text(render_report(EDITIONS[kind](), kind, DRAFT)).split("目次")[0]


def test_a_draft_says_so_in_word_excel_and_errata() -> None:
    edition = pledges_edition()
    word = docx.Document(io.BytesIO(render_report(edition, "pledges", DRAFT, file_format="docx")))
    assert "【案（公表前）】" in word.sections[0].header.paragraphs[0].text
    book = openpyxl.load_workbook(io.BytesIO(render_report(edition, "summary", DRAFT, file_format="xlsx")))
    assert all("案（公表前）" in (sheet.oddHeader.right.text or "") for sheet in book)
    assert "訂正後：第2版の案（公表前）" in pdf_reading.all_text(render_errata(edition, edition, DRAFT))


@pytest.mark.parametrize("kind", EDITIONS)
def test_a_report_with_settings_is_read_back_whole(kind: str) -> None:
    edition = EDITIONS[kind]()
    plain = read_file_bytes(render_report(edition, kind, ReportSettings()), "報告書.pdf").reading
    own = read_file_bytes(render_report(edition, kind, SET), "報告書.pdf").reading
    audit = edition.audit
    told = compare_editions(
        Edition(content=plain.content, audit=audit), Edition(content=own.content, audit=audit)
    )
    assert [one for one in told if one.subject != "document"] == []
    assert len(own.content.items) + len(own.content.entries) > 3
