"""How the text of a page runs: its turns, and the way between the page as shown and the page as read."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mitodoke.domain.place import PageBox
from mitodoke.sources.read_pdf.box import Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the file holds it: its visible box in PDF space (y upwards) and its clockwise turn in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of PDF space on the page as it is shown, from the top left."""
        match self.turn:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def direction(self, a: float, b: float) -> int | None:
        """The direction of writing of a glyph whose matrix begins with `a`, `b`, on the page as it is shown.

        0 is to the right, 90 downwards, 180 to the left, 270 upwards; None for any slanted direction.
        """
        (x0, y0), (x1, y1) = self.shown(0.0, 0.0), self.shown(a, b)
        degrees = math.degrees(math.atan2(y1 - y0, x1 - x0)) % 360
        nearest = round(degrees / 90) * 90
        return nearest % 360 if abs(degrees - nearest) <= 5 else None


@dataclass(frozen=True, slots=True)
class Frame:
    """The coordinates a page is read in: those of the page as it is shown, turned so that its text runs rightwards.

    `direction` is where the text of the shown page runs (0, 90, 180, 270 degrees clockwise from rightwards);
    columns of vertical writing run downwards, and so does text on a page that lies on its side: both are 90.
    """

    page: int
    width: float
    height: float
    direction: int = 0

    @property
    def read_size(self) -> tuple[float, float]:
        """Width and height in reading coordinates."""
        return (self.height, self.width) if self.direction in (90, 270) else (self.width, self.height)

    def read(self, box: Box) -> Box:
        """A box of the shown page in reading coordinates."""
        match self.direction:
            case 90:
                return Box(box.y0, self.width - box.x1, box.y1, self.width - box.x0)
            case 180:
                return Box(
                    self.width - box.x1, self.height - box.y1, self.width - box.x0, self.height - box.y0
                )
            case 270:
                return Box(self.height - box.y1, box.x0, self.height - box.y0, box.x1)
            case _:
                return box

    def shown(self, box: Box) -> Box:
        """A box of reading coordinates on the shown page."""
        match self.direction:
            case 90:
                return Box(self.width - box.y1, box.x0, self.width - box.y0, box.x1)
            case 180:
                return self.read(box)
            case 270:
                return Box(box.y0, self.height - box.x1, box.y1, self.height - box.x0)
            case _:
                return box

    def place(self, box: Box) -> PageBox:
        """Where `box` (of reading coordinates) stands, rounded outwards to whole points of the shown page."""
        shown = self.shown(box)
        left, top = max(0, math.floor(shown.x0)), max(0, math.floor(shown.y0))
        return PageBox(self.page, (left, top, max(left, math.ceil(shown.x1)), max(top, math.ceil(shown.y1))))
