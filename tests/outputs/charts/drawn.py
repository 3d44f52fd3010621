"""Reads a chart back: whether it is well-formed, what it says, and how far its shapes and letters reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree

from mitodoke.outputs.charts.label_text import width

Point = tuple[Decimal, Decimal]
_TRANSLATE = re.compile(r"translate\(([-\d.]+)(?: ([-\d.]+))?\)")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")
_COMMAND = re.compile(r"([MLHVZmlhvz])([^MLHVZmlhvz]*)")


def read(svg: str) -> ElementTree.Element:
    """The root of a chart; fails where it is not well-formed."""
    return ElementTree.fromstring(svg)


def tag(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def texts(svg: str) -> list[str]:
    """The words drawn, without the titles that hold them whole."""
    return [
        "".join(
            [
                one.text or "",
                *(f"{part.text if tag(part) == 'tspan' else ''}{part.tail or ''}" for part in one),
            ]
        )
        for one in read(svg).iter()
        if tag(one) == "text"
    ]


def by_class(svg: str, kind: str) -> list[ElementTree.Element]:
    """The elements of a class."""
    return [one for one in read(svg).iter() if kind in (one.get("class") or "").split()]


def reaches(svg: str) -> Iterator[tuple[str, Point]]:
    """Every point that something drawn reaches, in units of the view box, with what it is."""
    yield from _reaches(read(svg), Decimal(0), Decimal(0), Decimal(13), "start")


def outside(svg: str) -> list[tuple[str, Point]]:
    """What is drawn outside of the view box (half a unit of a line's thickness is allowed)."""
    _, _, wide, high = map(Decimal, (read(svg).get("viewBox") or "").split())
    edge = Decimal("0.5")
    return [
        (what, (x, y))
        for what, (x, y) in reaches(svg)
        if not (-edge <= x <= wide + edge and -edge <= y <= high + edge)
    ]


def _reaches(
    one: ElementTree.Element, dx: Decimal, dy: Decimal, size: Decimal, anchor: str
) -> Iterator[tuple[str, Point]]:
    name = tag(one)
    if name in ("defs", "title", "desc"):
        return
    if moved := _TRANSLATE.match(one.get("transform") or ""):
        dx, dy = dx + Decimal(moved[1]), dy + Decimal(moved[2] or 0)
    size, anchor = Decimal(one.get("font-size") or size), one.get("text-anchor") or anchor
    for x, y in _points(one, name, size, anchor):
        yield ElementTree.tostring(one, encoding="unicode")[:120], (x + dx, y + dy)
    for child in one:
        yield from _reaches(child, dx, dy, size, anchor)


def _points(one: ElementTree.Element, name: str, size: Decimal, anchor: str) -> Iterator[Point]:
    def given(attribute: str) -> Decimal:
        return Decimal(one.get(attribute) or 0)

    if name == "rect" and (one.get("width") or "").endswith("%"):
        return
    if name == "rect":
        yield given("x"), given("y")
        yield given("x") + given("width"), given("y") + given("height")
        assert given("width") >= 0
        assert given("height") >= 0
    elif name == "circle":
        yield given("cx") - given("r"), given("cy") - given("r")
        yield given("cx") + given("r"), given("cy") + given("r")
    elif name == "path":
        yield from _path(one.get("d") or "")
    elif name == "text":
        shown = (one.text or "") + "".join(part.tail or "" for part in one)
        wide = Decimal(width(shown, int(size * 100))) / 100
        for part in (inner for inner in one if tag(inner) == "tspan"):
            wide += width(part.text or "", int(Decimal(part.get("font-size") or size) * 100)) / Decimal(100)
        left = given("x") - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        yield left, given("y") - size
        yield left + wide, given("y") + size / 4


def _path(outline: str) -> Iterator[Point]:
    x = y = Decimal(0)
    for command, rest in _COMMAND.findall(outline):
        numbers = [Decimal(one) for one in _NUMBER.findall(rest)]
        kind, fixed = command.lower(), command.isupper()
        if kind == "h":
            pairs: list[tuple[Decimal | None, Decimal | None]] = [(number, None) for number in numbers]
        elif kind == "v":
            pairs = [(None, number) for number in numbers]
        else:
            pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        for across, down in pairs:
            x = x if across is None else across if fixed else x + across
            y = y if down is None else down if fixed else y + down
            yield x, y
