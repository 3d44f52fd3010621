"""A report as a workbook to print: a sheet a section, A4, headings across the page, tables with lines.

For machines there are the clean tables of `xlsx_tables`; this one is for paper, and merges cells as paper asks for.
"""

from __future__ import annotations

import io
import re

from mitodoke.outputs.reports.blocks import Cover, Report, Table
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import printable
from mitodoke.outputs.xlsx_book import Sheet, new_book
from mitodoke.outputs.xlsx_grid import Grid
from mitodoke.outputs.xlsx_print_blocks import SheetWriter, make_formats, tables_of

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_PAPER_A4 = 9


def render_print_sheet(report: Report, settings: ReportSettings) -> bytes:
    """`report` as a workbook that prints on A4, one page wide; the same report gives the same bytes.

    Rows are made high enough for their text, since merged cells do not grow by themselves; a text that is longer
    than the highest row goes on in the row below. A logo stands on the cover if it is PNG, or small at the head of a
    report without a cover.
    """
    stored = io.BytesIO()
    book = new_book(stored, title=report.title, author=report.author, moment=report.moment)
    formats = make_formats(book, settings)
    taken: set[str] = set()

    def new_sheet(name: str, tables: tuple[Table, ...], *, landscape: bool) -> SheetWriter:
        sheet = book.add_worksheet(sheet_name(name, taken))
        grid = Grid.of(tables, landscape=landscape)
        _set_page(sheet, report, grid, landscape=landscape)
        return SheetWriter(sheet, grid, formats)

    if report.cover:
        _cover(new_sheet("表紙", (), landscape=False), report.cover, settings)
    for number, section in enumerate(report.sections):
        writer = new_sheet(section.name, tables_of(section), landscape=section.landscape)
        if number == 0 and not report.cover and settings.logo_png is not None:
            writer.picture(settings.logo_png, settings.logo_words, (36, 10), centred=False)
        writer.write(section)
    book.close()
    return stored.getvalue()


def sheet_name(text: str, taken: set[str]) -> str:
    """`text` as a name that a sheet may have and no other sheet of the book has yet."""
    base = _NOT_IN_NAMES.sub(" ", text).strip(" '") or "シート"
    name, count = base[:_LONGEST_NAME].strip(" '"), 1
    while name.casefold() in taken:
        count += 1
        suffix = f" ({count})"
        name = base[: _LONGEST_NAME - len(suffix)] + suffix
    taken.add(name.casefold())
    return name


def _set_page(sheet: Sheet, report: Report, grid: Grid, *, landscape: bool) -> None:
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    mark = f"&B【{report.mark}】&B " if report.mark else ""
    sheet.set_header("&R&8" + mark + printable(report.header).replace("&", "&&")[:200])
    sheet.set_footer("&C&P / &N")
    for place, width in enumerate(grid.widths):
        sheet.set_column(place, place, width)


def _cover(writer: SheetWriter, cover: Cover, settings: ReportSettings) -> None:
    writer.skip(8)
    writer.line(cover.title, "title")
    for line in (*cover.lines, "", ""):
        writer.line(line, "centred")
    if settings.logo_png is not None:
        writer.picture(settings.logo_png, settings.logo_words, (80, 22), centred=True)
    for line in cover.publisher:
        writer.line(line, "centred")
