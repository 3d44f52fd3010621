"""Cells of a column of ratings: a step of ten, a percentage in tens, or the words of a state, read exactly or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.japanese_text import is_missing_mark, join_lines, without_invisible
from mitodoke.domain.rating import RatingState
from mitodoke.sources.formats.pledge_table.rating_head import RatingHead, Scale
from mitodoke.sources.placed_lines import BREAK

_LONGEST_NUMBER = 20
_HALF_WIDTH = str.maketrans("０１２３４５６７８９％／．", "0123456789%/.")
"""Digits as cities type them; circled and raised digits are marks, no numbers."""
_NUMBER = re.compile(r"(?P<value>[0-9]{1,4}(?:\.[0-9]{1,4})?) ?(?P<unit>%|点|段階)?\Z")
_OF_TEN = re.compile(r"(?:(?P<before>10|[0-9]) ?/ ?10|10段階中 ?(?P<after>10|[0-9]))\Z")
_WORDS: dict[str, RatingState] = {
    **{state.label: state for state in RatingState if state is not RatingState.RATED},
    "評価不能": RatingState.CANNOT_BE_JUDGED,
    "評価できない": RatingState.CANNOT_BE_JUDGED,
}
_STATE = re.compile(
    rf"(?P<state>{'|'.join(_WORDS)})\s*(?:[（(](?P<bracket>.*)[）)]|[：:](?P<rest>.*))?\Z", re.DOTALL
)


_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: what is shown is then not what is written (01 for 10)."""


def own_lines(cell: str) -> list[str]:
    """The cell's own lines, the empty ones left out."""
    return [line.strip() for line in cell.split(BREAK) if line.strip()]


@dataclass(frozen=True, slots=True)
class RatingCell:
    """A cell of a column of ratings: its line, the head, its own lines, and what the column of reasons says beside it."""

    line: int
    head: RatingHead
    lines: tuple[str, ...]
    reason: str = ""

    @property
    def text(self) -> str:
        """The cell in one line, as printed."""
        return join_lines(list(self.lines))

    @property
    def is_empty(self) -> bool:
        """Whether the cell says nothing, or "not given" by a dash."""
        return is_missing_mark(self.text)


@dataclass(frozen=True, slots=True)
class SaidRating:
    """What a cell says: a step, or a state; `reason` is empty where none is printed."""

    state: RatingState
    step: int | None = None
    reason: str = ""


def read_rating(lines: tuple[str, ...], scale: Scale) -> SaidRating | None:
    """What the cell says on `scale`; None where it is no step of ten and no word of a state.

    ``8``, ``８``, ``8点``, ``8.0`` are steps where the scale is ten; ``8/10`` and ``10段階中8`` tell their scale and are
    steps unless the column counts percent; ``80%`` is 8 only there. Nothing is rounded: 75 percent is none.
    """
    whole = "\n".join(lines)
    if _TURNED.search(whole):
        return None
    whole = without_invisible(whole).strip()
    if found := _STATE.match(whole):
        printed = found["bracket"] or found["rest"] or ""
        return SaidRating(_WORDS[found["state"]], reason=join_lines(printed.split("\n")))
    text = _short(lines)
    if (of_ten := _OF_TEN.match(text)) and scale is not Scale.PERCENT:
        return SaidRating(RatingState.RATED, int(of_ten["before"] or of_ten["after"]))
    number = _NUMBER.match(text)
    if number is None or scale is Scale.UNSAID:
        return None
    value, is_percent = Decimal(number["value"]), number["unit"] == "%"
    if scale is Scale.PERCENT:
        if number["unit"] not in (None, "%") or value % 10:
            return None
        value /= 10
    elif is_percent:
        return None
    return SaidRating(RatingState.RATED, int(value)) if value in range(11) else None


def _short(lines: Iterable[str]) -> str:
    """The only line of a cell with half-width digits; empty for several lines, long texts and turned ones."""
    texts = ["" if _TURNED.search(line) else without_invisible(line).strip() for line in lines]
    return texts[0].translate(_HALF_WIDTH) if len(texts) == 1 and len(texts[0]) <= _LONGEST_NUMBER else ""


def is_bare_number(lines: tuple[str, ...]) -> bool:
    """Whether the cell is a number that does not tell what it is one of."""
    number = _NUMBER.match(_short(lines))
    return number is not None and number["unit"] != "%"


def settled_scale(head: RatingHead, cells: Iterable[tuple[str, ...]]) -> Scale:
    """The scale of a column, told by its head or by all its cells together; `UNSAID` where nothing settles it.

    Steps from 1 to 5 may be of five: under a head without scale, numbers are steps of ten only where one of them is
    6 to 10 or says so (``8/10``), and none is larger or a percentage. Of a head such as 達成度 percent signs and
    numbers over ten tell percentages, ``8/10`` tells ten steps, small numbers alone tell nothing.
    """
    if head.scale is not Scale.UNSAID:
        return head.scale
    texts = [_short(lines) for lines in cells]
    numbers = [found for text in texts if (found := _NUMBER.match(text))]
    of_ten = any(_OF_TEN.match(text) for text in texts)
    over = any(found["unit"] == "%" or Decimal(found["value"]) > 10 for found in numbers)
    if head.of_achievement:
        if over or not (of_ten or numbers):
            return Scale.PERCENT
        return Scale.TEN if of_ten else Scale.UNSAID
    if over:
        return Scale.UNSAID
    large = any(Decimal(found["value"]) > 5 for found in numbers)
    return Scale.TEN if of_ten or large or not numbers else Scale.UNSAID


def is_unclear(head: RatingHead, cells: Iterable[tuple[str, ...]]) -> bool:
    """Whether a person has to say what the numbers of the column are."""
    texts = list(cells)
    return settled_scale(head, texts) is Scale.UNSAID and any(is_bare_number(lines) for lines in texts)
