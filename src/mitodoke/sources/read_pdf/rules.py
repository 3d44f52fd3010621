"""The ruled lines of a page: strokes and thin bars, whichever a writer draws tables with."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from mitodoke.sources.read_pdf.box import Box
from mitodoke.sources.read_pdf.frame import Frame, Sheet

_THIN = 3.0
"""A filled bar no thicker than this (in points) is a rule."""
_SHORTEST = 2.0
_SLACK = 1.5
"""Ends of rules that are so near (in points) count as touching."""
_DEEPEST = 8
"""Drawings may hold drawings; deeper than this nothing is looked at."""
_MOST = 60_000
"""Pages that draw more parts are pictures, and their rules are not looked for."""

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page in reading coordinates: (position, from, to), horizontal by y and vertical by x."""

    horizontal: tuple[tuple[float, float, float], ...]
    vertical: tuple[tuple[float, float, float], ...]


def page_rules(page: Any, sheet: Sheet, frame: Frame) -> Rules:
    """The rules of `page` (an open pdfium page)."""
    horizontal: list[tuple[float, float, float]] = []
    vertical: list[tuple[float, float, float]] = []
    for count, bar in enumerate(_bars(page, sheet)):
        if count > _MOST:
            return Rules((), ())
        box = frame.read(bar)
        if box.height <= _THIN and box.width >= _SHORTEST and box.width > box.height:
            horizontal.append(((box.y0 + box.y1) / 2, box.x0, box.x1))
        elif box.width <= _THIN and box.height >= _SHORTEST:
            vertical.append(((box.x0 + box.x1) / 2, box.y0, box.y1))
    return Rules(_joined(horizontal), _joined(vertical))


def _bars(page: Any, sheet: Sheet) -> Iterator[Box]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        for x0, y0, x1, y1 in _drawn(pdfium.FPDFPage_GetObject(page, index), _SAME, 0):
            a, b = sheet.shown(x0, y0), sheet.shown(x1, y1)
            yield Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _drawn(item: Any, outer: _Matrix, depth: int) -> Iterator[tuple[float, float, float, float]]:
    """The straight parts of a drawn object in PDF space, those of the drawings inside it too."""
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM) or depth > _DEEPEST:
        return
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(own)):
        return
    matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _drawn(pdfium.FPDFFormObj_GetObject(item, index), matrix, depth + 1)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if stroke.value or fill.value:
        yield from _path(item, matrix, filled=not stroke.value)


def _path(item: Any, matrix: _Matrix, *, filled: bool) -> Iterator[tuple[float, float, float, float]]:
    """The sides of a stroked path; a filled one as a whole where it is a bar."""
    points: list[tuple[float, float]] = []
    start = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _moved(x.value, y.value, matrix)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if filled and points:
                yield _extent(points)
                points = []
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and not filled and points:
            yield (*points[-1], *point)
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None and not filled:
            yield (*point, *start)
    if filled and points:
        yield _extent(points)


def _extent(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _joined(rules: list[tuple[float, float, float]]) -> tuple[tuple[float, float, float], ...]:
    """Rules that go on where another ends, or lie upon each other, as one."""
    rows: list[list[tuple[float, float, float]]] = []
    for rule in sorted(rules):
        if rows and rule[0] - rows[-1][0][0] <= _SLACK:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    joined: list[tuple[float, float, float]] = []
    for row in rows:
        row.sort(key=lambda rule: rule[1])
        position, start, end = row[0]
        for _, first, last in row[1:]:
            if first <= end + _SLACK:
                end = max(end, last)
            else:
                joined.append((position, start, end))
                start, end = first, last
        joined.append((position, start, end))
    return tuple(joined)
