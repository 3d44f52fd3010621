"""Word documents as lines: ordinary ones, and what is no content."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.placed_lines import BREAK, PlacedLines
from mitodoke.sources.read_docx import TABLE_OF_CONTENTS, lines_of
from mitodoke.sources.read_file import read_file_bytes
from sources.read_excel.cities import TEXTS
from sources.read_excel.kami_sheets import Table, blocks_of
from sources.read_excel.same_records import differences
from sources.read_excel.workbooks import archive, relations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body(xml: str) -> PlacedLines:
    parts = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{MAIN}" xmlns:mc="mc"><w:body>{xml}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations(("numbering", "numbering.xml"), ("styles", "styles.xml")),
        "word/numbering.xml": (
            f'<w:numbering xmlns:w="{MAIN}">'
            '<w:abstractNum w:abstractNumId="0"><w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="1"><w:lvl><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
        ),
        "word/styles.xml": (
            f'<w:styles xmlns:w="{MAIN}">'
            '<w:style w:styleId="B"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style></w:styles>'
        ),
    }
    data = archive({name: text.encode() for name, text in parts.items()})
    return lines_of(OfficeArchive(data, "x"), "word/document.xml", data)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


CASES: dict[str, tuple[str, list[str]]] = {
    "paragraphs and breaks": (
        "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p><w:p/>" + paragraph("三"),
        ["一", "二", "", "三"],
    ),
    "bullets by style and by list": (
        paragraph("一", '<w:pStyle w:val="B"/>') + paragraph("二", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        ["・一", "・二"],
    ),
    "a list switched off": (
        paragraph("一", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        ["一"],
    ),
    "furigana, deleted and inserted text": (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>みとどけ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>見届</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>",
        ["見届新"],
    ),
    "links, fields and content controls": (
        '<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>先</w:t></w:r></w:hyperlink><w:fldSimple w:instr="PAGE">'
        "<w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:instrText>DATE</w:instrText></w:r></w:p></w:sdtContent></w:sdt>",
        ["先3"],
    ),
    "a table": (
        f"<w:tbl><w:tr>{cell('No.')}{cell('名称')}{cell('課')}</w:tr><w:tr>{cell('1')}{cell('甲')}{cell('乙')}</w:tr></w:tbl>",
        ["No.\t名称\t課", "1\t甲\t乙", ""],
    ),
    "merged cells": (
        "<w:tbl><w:tr>"
        + cell("甲", '<w:vMerge w:val="restart"/>')
        + cell("乙", '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>"
        + cell("", "<w:vMerge/>")
        + cell("丙")
        + cell("丁")
        + "</w:tr></w:tbl>",
        ["甲\t乙\t", "\t丙\t丁", ""],
    ),
    "paragraphs in a cell": (
        f"<w:tbl><w:tr><w:tc>{paragraph('一')}{paragraph('二')}</w:tc>{cell('三')}</w:tr></w:tbl>",
        [f"一{BREAK}二\t三", ""],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_body_as_lines(case: str) -> None:
    xml, expected = CASES[case]
    assert list(body(xml).lines) == expected


def test_what_is_not_read_is_told() -> None:
    box = "<w:p><w:r><mc:AlternateContent><w:txbxContent/></mc:AlternateContent><w:t>本文</w:t></w:r></w:p>"
    placed = body(box + paragraph("自動", '<w:numPr><w:numId w:val="2"/></w:numPr>'))
    assert [one.check for one in placed.findings] == ["automatic_numbers", "text_boxes_not_read"]
    assert all(one.message.endswith("。") for one in placed.findings)


def test_a_table_of_contents_is_left_out() -> None:
    placed = body(paragraph("第1章 …… 3", '<w:pStyle w:val="T"/>') + paragraph("第1章"))
    assert list(placed.lines) == ["第1章"]
    assert [(one.text, one.reason) for one in placed.left_out] == [("第1章 …… 3", TABLE_OF_CONTENTS)]


def as_word(name: str) -> bytes:
    """A document as an office would type it: paragraphs, bullets and tables of Word."""
    document: Any = docx.Document()
    for block in blocks_of(TEXTS[name].lines):
        if isinstance(block, Table):
            rows = [block.head, *block.rows]
            table = document.add_table(len(rows), max(len(row) for row in rows))
            for number, row in enumerate(rows):
                cells = table.rows[number].cells
                for position, text in enumerate(row):
                    cells[position].text = text
        elif block.startswith("・"):
            document.add_paragraph(block[1:], style="List Bullet")
        else:
            document.add_paragraph(block)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


@pytest.mark.parametrize("name", [name for name in TEXTS if "hanasaki" in name or "generated" in name])
def test_an_ordinary_word_document_gives_the_records_of_its_text(name: str) -> None:
    expected = extract(TEXTS[name])
    found = read_file_bytes(as_word(name), "x", Stated(municipality=expected.content.document.municipality))
    told, count = differences(expected.content, found.reading.content)
    assert len(told) <= count * 0.005, told[:20]
    assert found.reading.unaccounted == expected.unaccounted == ()
    assert all(item.place.startswith("L") for item in found.reading.content.items if item.place)
