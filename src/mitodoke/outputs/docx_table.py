"""A table in a Word document, written row by row: header row repeated, rows not torn apart, covered cells merged."""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from mitodoke.outputs.reports.blocks import Align, Cell, Column, Row, Table
from mitodoke.outputs.reports.extent import row_may_break
from mitodoke.outputs.reports.wording import printable

_TWENTIETHS = {False: 9864, True: 14796}
"""The width of the text in twentieths of a point, upright and landscape (A4 with 18 mm on each side)."""
_SIZE_OF_LETTERS = "17"
"""In half points."""
_SIDES = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}
_HEAD_COLOUR = "E8EFF6"


def add_table(document: Any, table: Table, *, landscape: bool) -> None:
    """Append `table` to the document.

    Written as elements, since the library looks through all cells for each one: a long table would take the
    square of its length.
    """
    weights = sum(column.weight for column in table.columns)
    widths = [_TWENTIETHS[landscape] * column.weight // weights for column in table.columns]
    element = _element("w:tbl", _properties(table), _grid(widths))
    header = Row(cells=tuple(Cell(text=column.header) for column in table.columns), emphasised=True)
    element.append(_row(header, table.columns, widths, is_header=True, may_break=False, open_spans=[]))
    open_spans = [0] * len(table.columns)
    for row in table.rows:
        may_break = row_may_break(row, table, landscape=landscape)
        element.append(
            _row(row, table.columns, widths, is_header=False, may_break=may_break, open_spans=open_spans)
        )
    body = document.element.body
    body.insert(len(body) - 1, element)
    document.add_paragraph()


_MAKE = OxmlElement("w:tbl").makeelement
"""Makes elements of the library's own kinds without the checks that it does for each: tables hold many thousands."""
_NAMESPACE = {"w": nsmap["w"]}
_name = cache(qn)


def _element(name: str, *children: Any, **attributes: str) -> Any:
    element = _MAKE(
        _name(name), {_name(f"w:{attribute}"): value for attribute, value in attributes.items()}, _NAMESPACE
    )
    element.extend(children)
    return element


def _properties(table: Table) -> Any:
    borders = [
        _element(f"w:{side}", val="single", sz="4", space="0", color="787878")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    properties = _element(
        "w:tblPr",
        _element("w:tblW", w="0", type="auto"),
        _element("w:tblBorders", *borders),
        _element("w:tblLayout", type="fixed"),
        _element("w:tblLook", val="0020", firstRow="1"),
    )
    if table.caption:
        properties.append(_element("w:tblCaption", val=printable(table.caption)))
    return properties


def _grid(widths: list[int]) -> Any:
    return _element("w:tblGrid", *(_element("w:gridCol", w=str(width)) for width in widths))


def _row(
    row: Row,
    columns: tuple[Column, ...],
    widths: list[int],
    *,
    is_header: bool,
    may_break: bool,
    open_spans: list[int],
) -> Any:
    properties = _element("w:trPr")
    if not may_break:
        properties.append(_element("w:cantSplit"))
    if is_header:
        properties.append(_element("w:tblHeader"))
    element = _element("w:tr", properties)
    for place, (cell, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
        merge = None
        if cell is not None and cell.rowspan > 1:
            open_spans[place] = cell.rowspan - 1
            merge = "restart"
        elif cell is None and open_spans[place]:
            open_spans[place] -= 1
            merge = "continue"
        align = Align.CENTER if is_header else column.align
        element.append(_cell(cell, width, merge=merge, align=align, emphasised=row.emphasised))
    return element


def _cell(cell: Cell | None, width: int, *, merge: str | None, align: Align, emphasised: bool) -> Any:
    properties = _element("w:tcPr", _element("w:tcW", w=str(width), type="dxa"))
    if merge:
        properties.append(_element("w:vMerge", val=merge))
    if emphasised:
        properties.append(_element("w:shd", val="clear", color="auto", fill=_HEAD_COLOUR))
    element = _element("w:tc", properties)
    for line in (printable(cell.text) if cell else "").split("\n"):
        element.append(
            _paragraph(line, align, emphasised=emphasised, underlined=bool(cell and cell.underlined))
        )
    return element


def _paragraph(text: str, align: Align, *, emphasised: bool, underlined: bool) -> Any:
    run_properties = _element("w:rPr")
    if emphasised:
        run_properties.append(_element("w:b"))
    run_properties.append(_element("w:sz", val=_SIZE_OF_LETTERS))
    if underlined:
        run_properties.append(_element("w:u", val="single"))
    written = _element("w:t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph_properties = _element(
        "w:pPr", _element("w:spacing", after="0"), _element("w:jc", val=_SIDES[align])
    )
    return _element("w:p", paragraph_properties, _element("w:r", run_properties, written))
