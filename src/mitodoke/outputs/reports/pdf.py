"""A report as PDF: accessible (PDF/UA-1), archivable (PDF/A-3a), with the edition's data inside."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import typst

from mitodoke.outputs.reports.attachments import Attachment
from mitodoke.outputs.reports.blocks import Card, Report, Section, Table, TextStyle
from mitodoke.outputs.reports.extent import card_may_break, column_widths, row_may_break, table_may_break
from mitodoke.outputs.reports.fonts import FontSet, find_fonts
from mitodoke.outputs.reports.glyphs import missing_glyphs
from mitodoke.outputs.reports.logo import logo_svg
from mitodoke.outputs.reports.moment import frozen_day
from mitodoke.outputs.reports.ring_svg import ring_svg
from mitodoke.outputs.reports.settings import FontChoice, ReportSettings
from mitodoke.outputs.reports.wording import printable

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
_TEMPLATE = "report.typ"
_JAPAN = datetime.timezone(datetime.timedelta(hours=9))
_SHOWN_AT_MOST = 20
GETA = "〓"
"""What Japanese printers set in the place of a type that they have not."""


class ReportNotRenderedError(Exception):
    """A report that cannot be set; its text is one Japanese sentence that says why and what to do."""


def render_pdf(report: Report, settings: ReportSettings, files: tuple[Attachment, ...] = ()) -> bytes:
    """`report` as PDF with `files` inside; the same report, settings and fonts give the same bytes.

    A character that the fonts lack is set as 〓, and a note at the end names it. ReportNotRenderedError when it
    cannot be set (a logo that is no SVG).
    """
    fonts = find_fonts(settings.font)
    data = _data(report, settings, fonts)
    missing = missing_glyphs(_texts(data["report"]), fonts)
    if missing:
        data["report"] = _replaced(data["report"], {ord(one): GETA for one in missing})
        _add_note(data["report"], missing)
    inputs = {
        "data": msgspec.json.encode(data).decode(),
        "attachments": msgspec.json.encode(files).decode(),
        "logo": logo_svg(settings),
    }
    with resources.as_file(resources.files("mitodoke.outputs.reports") / "templates") as folder:
        try:
            return typst.compile(
                folder / _TEMPLATE,
                root=folder,
                font_paths=_loaded(settings.font),
                ignore_system_fonts=True,
                sys_inputs=inputs,
                pdf_standards=STANDARDS,
                timestamp=datetime.datetime.combine(frozen_day(report.moment), datetime.time(), _JAPAN),
            )
        except typst.TypstError as problem:
            raise ReportNotRenderedError(f"報告書のPDFを作れません：{problem.message}。") from problem


@cache
def _loaded(choice: FontChoice) -> typst.Fonts:
    """The fonts as typst keeps them, loaded once in a process."""
    folders = [str(folder) for folder in find_fonts(choice).folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def _data(report: Report, settings: ReportSettings, fonts: FontSet) -> dict[str, Any]:
    """Everything the template needs, as plain values; what may not be broken over pages is marked here."""
    plain: dict[str, Any] = _cleaned(msgspec.to_builtins(report))
    for section, told in zip(report.sections, plain["sections"], strict=True):
        _mark_breaks(section, told, settings)
    style = {
        "fonts": msgspec.to_builtins(fonts.families),
        "primary": settings.primary,
        "tint": settings.tint,
        "logo_words": printable(settings.logo_words),
    }
    return {"report": plain, "style": style}


def _mark_breaks(section: Section, told: dict[str, Any], settings: ReportSettings) -> None:
    for block, plain in zip(section.blocks, told["blocks"], strict=True):
        if isinstance(block, Card):
            plain["breakable"] = card_may_break(block, landscape=section.landscape)
            for ring, plain_ring in zip(block.rings, plain["rings"], strict=True):
                plain_ring["svg"] = None if ring.share is None else ring_svg(ring.share, settings.primary)
            for inner, plain_inner in zip(block.blocks, plain["blocks"], strict=True):
                if isinstance(inner, Table):
                    _mark_table(inner, plain_inner, landscape=section.landscape)
        elif isinstance(block, Table):
            _mark_table(block, plain, landscape=section.landscape)


def _mark_table(table: Table, plain: dict[str, Any], *, landscape: bool) -> None:
    plain["breakable"] = table_may_break(table, landscape=landscape)
    for plain_column, width in zip(plain["columns"], column_widths(table, landscape=landscape), strict=True):
        plain_column["room"] = width - 2
    for row, plain_row in zip(table.rows, plain["rows"], strict=True):
        plain_row["breakable"] = row_may_break(row, table, landscape=landscape)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _cleaned(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    return value


def _replaced(value: Any, table: dict[int, str]) -> Any:
    """Plain values with other characters; composed first, as the search for missing glyphs reads them."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value).translate(table)
    if isinstance(value, dict):
        return {name: _replaced(part, table) for name, part in value.items()}
    if isinstance(value, list):
        return [_replaced(part, table) for part in value]
    return value


def _add_note(plain: dict[str, Any], missing: tuple[str, ...]) -> None:
    """Name the characters in the place of which 〓 stands, below the last section."""
    codes = "、".join(f"U+{ord(one):04X}" for one in missing[:_SHOWN_AT_MOST])
    more = f"ほか{len(missing) - _SHOWN_AT_MOST}字" if len(missing) > _SHOWN_AT_MOST else ""
    text = f"「{GETA}」は、フォントに字形のない文字です（{codes}{more}）。正しい文字は、版のデータ（JSON）にあります。"
    plain["sections"][-1]["blocks"].append({"kind": "paragraph", "style": TextStyle.NOTE.value, "text": text})


def _texts(value: Any) -> Iterator[str]:
    """Every text of plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
