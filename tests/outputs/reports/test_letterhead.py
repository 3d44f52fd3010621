"""The logo at the head of reports that have no cover: small, with its words, and without costing a page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import page
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.logo import clean_logo
from mitodoke.outputs.reports.render import render_report
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports.editions import pledges_edition, register_edition, strategy_edition
from outputs.reports.pictures import LOGO_PNG, picture

WIDE, TALL = clean_logo(picture(1900, 60)), clean_logo(picture(60, 1900))
MM = 72 / 25.4


def drawn(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The pictures of the first page: left, bottom, right and top in mm from the lower left corner."""
    document = pdfium.PdfDocument(pdf)
    found = document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=9)
    return [tuple(side / MM for side in one.get_bounds()) for one in found]  # type: ignore[misc]


@pytest.mark.parametrize("logo", [LOGO_PNG, WIDE, TALL])
@pytest.mark.parametrize("make", [pledges_edition, strategy_edition, register_edition])
def test_the_page_for_the_assembly_bears_it_in_its_margin_and_stays_one_page(
    make: Callable[[], Edition], logo: bytes
) -> None:
    plain = render_report(make(), "summary", ReportSettings())
    pdf = render_report(make(), "summary", ReportSettings(logo_png=logo, logo_words="花咲市の市章"))
    assert len(pdfium.PdfDocument(pdf)) == len(pdfium.PdfDocument(plain))
    assert drawn(plain) == []
    [(left, bottom, right, top)] = drawn(pdf)
    assert left == pytest.approx(18, abs=0.2)
    assert right - left <= 36.1
    assert top - bottom <= 10.1
    assert bottom >= 297 - 20, "in the margin above the text"
    assert top <= 297 - 5
    failures = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).failures
    assert [one for one in failures if "GLYPH-WIDTH" not in one.rule_id] == []


def test_a_report_with_a_cover_bears_it_there_only() -> None:
    document = pdfium.PdfDocument(
        render_report(pledges_edition(), "pledges", ReportSettings(logo_png=LOGO_PNG))
    )
    pictures = [len(list(one.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=9))) for one in document]
    assert pictures[0] == 1
    assert sum(pictures) == 1


@pytest.mark.parametrize(
    ("name", "room", "rows"), [("summary", (36, 10), {0}), ("pledges", (80, 22), set(range(8, 20)))]
)
def test_so_does_the_sheet_to_print(name: str, room: tuple[int, int], rows: set[int]) -> None:
    settings = ReportSettings(logo_png=LOGO_PNG, logo_words="花咲市の市章")
    data = render_report(pledges_edition(), name, settings, file_format="xlsx")
    assert data == render_report(pledges_edition(), name, settings, file_format="xlsx")
    first, *others = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    [image] = first._images
    drawing = zipfile.ZipFile(io.BytesIO(data)).read("xl/drawings/drawing1.xml").decode()
    width, height = (int(side) / 36_000 for side in re.findall(r'<a:ext cx="(\d+)" cy="(\d+)"', drawing)[0])
    assert (width / 2, height) == pytest.approx((room[1], room[1]), abs=0.3)
    assert 'descr="花咲市の市章"' in drawing
    assert image.anchor._from.row in rows
    assert not any(one._images for one in others)
    plain = render_report(pledges_edition(), name, ReportSettings(), file_format="xlsx")
    assert openpyxl.load_workbook(io.BytesIO(plain)).worksheets[0]._images == []


def test_so_does_the_word_document() -> None:
    settings = ReportSettings(logo_png=WIDE, logo_words="花咲市の市章")
    data = render_report(pledges_edition(), "summary", settings, file_format="docx")
    [shape] = docx.Document(io.BytesIO(data)).inline_shapes
    assert round(shape.width.mm) == 36
    assert shape.height.mm <= 10
    assert shape._inline.docPr.get("descr") == "花咲市の市章"
