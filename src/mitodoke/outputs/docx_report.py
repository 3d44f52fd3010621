"""A report as docx, so that an office can adapt its wording: headings, lists, tables with repeated headers."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mitodoke.outputs.docx_archive import fixed_archive, set_core_properties
from mitodoke.outputs.docx_table import add_table
from mitodoke.outputs.reports.blocks import (
    Bars,
    Block,
    Bullets,
    Card,
    Cell,
    Column,
    Cover,
    Gauge,
    Heading,
    Labelled,
    Paragraph,
    Report,
    Ring,
    Row,
    Section,
    Table,
    TextStyle,
)
from mitodoke.outputs.reports.logo import logo_size
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import printable

FONT = "BIZ UDPGothic"
"""Comes with Windows 10 and later; an office without it shows its own Japanese font."""

_SHORT_SIDE, _LONG_SIDE = Mm(210), Mm(297)
_CONTENTS = "目次は、この行を選んで F9 キーを押すと作られます。"


def render_docx(report: Report, settings: ReportSettings) -> bytes:
    """`report` as a Word document on A4; the same report gives the same bytes.

    Bars and donuts stand as words and figures: they are there to be edited. A logo stands on the cover if it is PNG, or small
    at the head of a report without a cover.
    """
    document = docx.Document()
    _set_styles(document, settings)
    set_core_properties(document, report)
    is_first = True
    if report.cover:
        _add_cover(document, report.cover, settings)
        _set_page(document.sections[0], landscape=False)
        is_first = False
    elif settings.logo_png is not None:
        _add_logo(document, settings.logo_png, printable(settings.logo_words), (36, 10))
        document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.LEFT
    if report.contents_depth:
        _next_section(document, landscape=False, is_first=is_first)
        _add_contents(document, report.contents_depth)
        is_first = False
    for section in report.sections:
        _next_section(document, landscape=section.landscape, is_first=is_first)
        is_first = False
        for block in section.blocks:
            _add_block(document, block, section)
    _add_running_lines(document, report)
    stored = io.BytesIO()
    document.save(stored)
    return fixed_archive(stored.getvalue())


def _set_styles(document: Any, settings: ReportSettings) -> None:
    colour = RGBColor.from_string(settings.primary[1:].upper())
    styles = document.styles
    normal = styles["Normal"]
    normal.font.size = Pt(10)
    for name in ("Normal", "Title", "Caption", *(f"Heading {level}" for level in range(1, 5))):
        style = styles[name]
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), FONT)
        if name.startswith("Heading"):
            style.font.color.rgb = colour
            style.paragraph_format.keep_with_next = True
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {})
    language.set(qn("w:val"), "ja-JP")
    language.set(qn("w:eastAsia"), "ja-JP")
    normal.element.rPr.append(language)


def _set_page(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)


def _next_section(document: Any, *, landscape: bool, is_first: bool) -> None:
    section = document.sections[0] if is_first else document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, landscape=landscape)


def _add_cover(document: Any, cover: Cover, settings: ReportSettings) -> None:
    for _ in range(8):
        document.add_paragraph()
    document.add_paragraph(printable(cover.title), style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in (*cover.lines, "", ""):
        document.add_paragraph(printable(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if settings.logo_png is not None:
        _add_logo(document, settings.logo_png, printable(settings.logo_words))
    for line in cover.publisher:
        document.add_paragraph(printable(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_logo(document: Any, png: bytes, words: str, room: tuple[int, int] = (80, 22)) -> None:
    """The logo within `room` (width and height in mm), with the words that tell what it shows."""
    width, height = logo_size(png)
    size = {"width": Mm(room[0])} if width * room[1] > height * room[0] else {"height": Mm(room[1])}
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = paragraph.add_run().add_picture(io.BytesIO(png), **size)
    picture._inline.docPr.set("descr", words)


def _add_contents(document: Any, depth: int) -> None:
    """A field for the table of contents: Word fills it when asked to."""
    document.add_heading("目次", level=1)
    paragraph = document.add_paragraph()._p
    field = paragraph.makeelement(qn("w:fldSimple"), {qn("w:instr"): f'TOC \\o "1-{depth}" \\h'})
    run = field.makeelement(qn("w:r"), {})
    text = run.makeelement(qn("w:t"), {})
    text.text = _CONTENTS
    run.append(text)
    field.append(run)
    paragraph.append(field)


def _add_running_lines(document: Any, report: Report) -> None:
    """The header and the page number; the sections after the first take them over."""
    section = document.sections[0]
    header = section.header.paragraphs[0]
    if report.mark:
        header.add_run(printable(f"【{report.mark}】 ")).bold = True
    header.add_run(printable(report.header))
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = footer._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"})
    field.append(field.makeelement(qn("w:r"), {}))
    footer._p.append(field)


def _styled(document: Any, text: str, style: str) -> Any:
    """A paragraph of a style, named by its id: by its name the library looks through all styles each time."""
    paragraph = document.add_paragraph(printable(text))
    paragraph._p.style = style
    return paragraph


def _add_block(document: Any, block: Block, section: Section) -> None:
    match block:
        case Heading(level=level, text=text):
            _styled(document, text, f"Heading{level}")
        case Paragraph(text=text, style=style):
            run = document.add_paragraph().add_run(printable(text))
            if style is TextStyle.NOTE:
                run.font.size = Pt(8.5)
        case Bullets(texts=texts):
            for text in texts:
                _styled(document, text, "ListBullet")
        case Labelled(label=label, text=text):
            _add_labelled(document, label, text)
        case Gauge():
            _add_labelled(document, block.label, block.figure)
            if block.note:
                document.add_paragraph().add_run(printable(block.note)).font.size = Pt(8.5)
        case Bars():
            _add_bars(document, block, landscape=section.landscape)
        case Table():
            _add_captioned(document, block, landscape=section.landscape)
        case Card():
            _add_card(document, block, section)


def _add_labelled(document: Any, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(printable(f"{label}：")).bold = True
    paragraph.add_run(printable(text))


def _add_captioned(document: Any, table: Table, *, landscape: bool) -> None:
    if table.caption:
        caption = _styled(document, table.caption, "Caption")
        caption.paragraph_format.keep_with_next = True
    add_table(document, table, landscape=landscape)


def _add_bars(document: Any, bars: Bars, *, landscape: bool) -> None:
    rows = tuple(Row(cells=(Cell(text=bar.label), Cell(text=bar.figure))) for bar in bars.bars)
    columns = (Column(header="項目", weight=4), Column(header="進捗状況"))
    _add_captioned(document, Table(caption=bars.caption, columns=columns, rows=rows), landscape=landscape)


def _add_card(document: Any, card: Card, section: Section) -> None:
    _add_block(document, card.heading, section)
    if card.mark:
        _add_labelled(document, "印", card.mark)
    for ring in card.rings:
        _add_labelled(document, _ring_label(ring), ring.figure)
    for block in card.blocks:
        _add_block(document, block, section)


def _ring_label(ring: Ring) -> str:
    if not ring.label:
        return "評価"
    return f"評価（{ring.label}）" if ring.share is None or "10段階" in ring.figure else ring.label
