"""Places for the numbers in a chart: beside their point, inside the drawing, and never on one another."""

from __future__ import annotations

from mitodoke.outputs.charts.svg_writing import SMALL, UNIT

HEIGHT = 14 * UNIT
_DISTANCE = 7 * UNIT
_RISE = 11 * UNIT
"""From the top of a label's box to the line that its letters stand on."""


class LabelPlaces:
    """What is taken already, as boxes (left, top, right, bottom) in hundredths of a unit."""

    def __init__(self, left: int, top: int, right: int, bottom: int) -> None:
        self._bounds = (left, top, right, bottom)
        self._taken: list[tuple[int, int, int, int]] = []

    def take_point(self, x: int, y: int, half: int = 4 * UNIT) -> None:
        """Keep labels off a mark whose centre is there."""
        self._taken.append((x - half, y - half, x + half, y + half))

    def place(self, x: int, y: int, width: int) -> tuple[int, int] | None:
        """The centre and the baseline of a label `width` wide for the point there, now taken; None without room."""
        left_most, top_most, right_most, bottom_most = self._bounds
        for side in (0, -width // 2 - _DISTANCE, width // 2 + _DISTANCE):
            for top in (
                y - _DISTANCE - HEIGHT,
                y + _DISTANCE,
                y - _DISTANCE - 2 * HEIGHT,
                y + _DISTANCE + HEIGHT,
            ):
                left = min(max(x + side - width // 2, left_most), right_most - width)
                box = (left, top, left + width, top + HEIGHT)
                if left < left_most or top < top_most or top + HEIGHT > bottom_most or self._meets(box):
                    continue
                self._taken.append(box)
                return left + width // 2, top + _RISE
        return None

    def _meets(self, box: tuple[int, int, int, int]) -> bool:
        left, top, right, bottom = box
        return any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for other in self._taken
        )


def spread(centres: list[tuple[int, int]], right: int, gap: int = SMALL // 2) -> list[int | None]:
    """The centres of labels on one line, given as (centre, width) by importance; None for one without room.

    A label is moved inwards where it would leave 0 to `right`.
    """
    taken: list[tuple[int, int]] = []
    placed: list[int | None] = []
    for centre, width in centres:
        left = max(0, min(centre - width // 2, right - width))
        if width > right or any(left < end + gap and start < left + width + gap for start, end in taken):
            placed.append(None)
            continue
        taken.append((left, left + width))
        placed.append(left + width // 2)
    return placed
