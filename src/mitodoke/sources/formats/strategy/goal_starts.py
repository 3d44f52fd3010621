"""Finds where each goal begins: its title stands before 現状と課題, or behind a printed 基本目標１."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.japanese_text import comparable, join_lines
from mitodoke.sources.formats.strategy.cleaning import is_sentence
from mitodoke.sources.formats.strategy.footnotes import is_note
from mitodoke.sources.formats.strategy.heading import read_heading
from mitodoke.sources.formats.strategy.marks import (
    Label,
    label_of,
    read_direction,
    read_goal,
    read_measure,
    read_section,
)
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.table_head import read_head

_LONGEST_TITLE = 120
_SUBSTANCE = frozenset(("targets", "label"))


@dataclass(frozen=True, slots=True)
class GoalStart:
    """A goal's title (None where it is lost) on the pieces `first` up to, not including, `after`."""

    first: int
    after: int
    title: str | None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The goals in order, the piece with which the outline begins, and pieces that only repeat a goal's heading."""

    goals: tuple[GoalStart, ...]
    begins: int
    repeats: frozenset[int]


def _kind(piece: Piece) -> str | None:
    """What structure `piece` marks, as far as goals are concerned."""
    if piece.cells is not None:
        head = read_head(piece.cells)
        return None if head is None else "targets" if head.calls_targets else "label"
    if piece.marked or len(piece.text) > 2 * _LONGEST_TITLE:
        return None
    if found := label_of(piece.text):
        names = {
            Label.SITUATION: "situation",
            Label.BASIC_DIRECTION: "text",
            Label.NUMERICAL_TARGETS: "targets",
        }
        return names.get(found[0], "label")
    if read_goal(piece.text):
        return "goal"
    if read_direction(piece.text):
        return "direction"
    if read_measure(piece.text):
        return "measure"
    return "section" if read_section(piece.text) else None


def find_goals(pieces: list[Piece]) -> Skeleton:
    """The skeleton of a text.

    A start counts only where tables or labels of measures follow before the next one: a mere list of the goals
    (in 施策の体系) is none.
    """
    marks = [(index, kind) for index, piece in enumerate(pieces) if (kind := _kind(piece))]
    starts = _candidates(pieces, marks)
    confirmed: list[GoalStart] = []
    repeats: set[int] = set()
    heading = ""
    position = 0
    for number, start in enumerate(starts):
        end = starts[number + 1].first if number + 1 < len(starts) else len(pieces)
        substance = False
        while position < len(marks) and marks[position][0] < end:
            at, kind = marks[position]
            substance = substance or (at >= start.first and kind in _SUBSTANCE)
            position += 1
        text = comparable(pieces[start.first].text)
        if heading and text == heading:
            repeats.update(range(start.first, start.after))
        elif substance:
            confirmed.append(start)
            heading = text if read_goal(pieces[start.first].text) else ""
    if confirmed:
        return Skeleton(tuple(confirmed), confirmed[0].first, frozenset(repeats))
    return Skeleton((), _first_measure(pieces, marks), frozenset())


def _candidates(pieces: list[Piece], marks: list[tuple[int, str]]) -> list[GoalStart]:
    """Every place where a goal can begin.

    That is a printed 基本目標１; 現状と課題, unless it belongs to the number just before (no section and no other
    title stands between); and where a text has none of it, or one goal lost it, the label 施策の基本的方向 behind
    a direction or measure.
    """
    has_situation = any(kind == "situation" for _, kind in marks)
    starts: list[GoalStart] = []
    numbered: GoalStart | None = None
    in_head = False
    for position, (index, kind) in enumerate(marks):
        if kind == "goal":
            numbered = _behind_number(pieces, index)
            starts.append(numbered)
            in_head = True
        elif kind == "situation":
            before = _before(pieces, index)
            if numbered is None or (before.title and before.first >= numbered.after):
                starts.append(before)
            numbered, in_head = None, True
        elif kind == "text" and not in_head and (starts or not has_situation):
            following = marks[position + 1] if position + 1 < len(marks) else None
            if following != (index + 1, "direction"):
                starts.append(_before(pieces, index))
                in_head = True
        elif kind in ("direction", "measure", "section"):
            numbered, in_head = None, in_head and kind == "section"
    return starts


def _is_title(piece: Piece) -> bool:
    return (
        piece.cells is None
        and not piece.marked
        and len(piece.text) <= _LONGEST_TITLE
        and not is_sentence(piece.text)
        and not is_note(piece.text)
        and _kind(piece) is None
        and read_heading(piece.text).departments is None
        and bool(read_heading(piece.text).title)
    )


def _before(pieces: list[Piece], index: int) -> GoalStart:
    """The title on the lines before piece `index`; a line that ends in 、 or touches the next belongs to it."""
    first = index
    while (
        first > 0
        and _is_title(pieces[first - 1])
        and (first == index or not pieces[first].gap or pieces[first - 1].text.endswith("、"))
    ):
        first -= 1
    title = join_lines([piece.text for piece in pieces[first:index]])
    return GoalStart(first, index, title or None)


def _behind_number(pieces: list[Piece], index: int) -> GoalStart:
    """The title behind 基本目標１ on the same line or the lines after it."""
    mark = read_goal(pieces[index].text)
    parts = [mark.title] if mark and mark.title else []
    after = index + 1
    while (
        after < len(pieces)
        and _is_title(pieces[after])
        and (not parts or not pieces[after].gap or parts[-1].endswith("、"))
    ):
        parts.append(pieces[after].text)
        after += 1
    return GoalStart(index, after, join_lines(parts) or None)


def _first_measure(pieces: list[Piece], marks: list[tuple[int, str]]) -> int:
    """Where the outline begins in a text without goals: the last direction or measure before the first label."""
    begins = len(pieces)
    for index, kind in marks:
        if kind in ("direction", "measure"):
            begins = min(begins, index) if begins < len(pieces) else index
        elif kind == "section":
            begins = len(pieces)
        elif kind == "label" and begins < len(pieces):
            return begins
    return len(pieces)
