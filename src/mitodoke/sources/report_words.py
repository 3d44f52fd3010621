"""Our own reports in Word and Excel: donuts and marks, which they write in words, as the printed page has them."""

from __future__ import annotations

import re
from dataclasses import replace

from mitodoke.domain.place import Place
from mitodoke.domain.rating import RatingState
from mitodoke.sources.formats.own_reports.masked_text import is_own_report
from mitodoke.sources.placed_lines import BREAK, LeftOut, PlacedLines

_STATES = "|".join(state.label for state in RatingState if state is not RatingState.RATED)
_GAUGE = re.compile(r"(?P<label>(?:全体の)?進捗状況)：(?P<figure>.+)\Z")
_MARK_LABEL = "印："
_NOT_RATED = re.compile(r"評価：(?P<words>.+)\Z")
_STEP = re.compile(r"(?:評価（(?P<in_word>.+)）：|(?P<in_sheet>\S.*)\u3000)(?P<step>10段階中\d{1,2})\Z")
_STATE = re.compile(
    rf"(?:評価（(?P<in_word>.+?)）：|(?P<labelled>[^：\u3000]+)：|(?P<in_sheet>\S[^\u3000]*)\u3000)(?P<state>(?:{_STATES})(?:（.*）)?)\Z",
    re.DOTALL,
)
_LEFT_OUT = {"目次": "table_of_contents", "（見直しの印は原文から失われています）": "lost"}
_BRACKETED = re.compile(rf"(?<={BREAK})（(?P<note>[^（）]*中止[^（）]*)）(?={BREAK}|\t|\Z)")


def as_printed(placed: PlacedLines) -> PlacedLines:
    """`placed` with the words of our Word report or sheet as the page prints them; other files stay as they are.

    A rating in words (``評価（企画課）：10段階中8``, ``企画課　10段階中8``) becomes the department and its step on
    two lines, a mark loses its label, a cancellation in brackets on a line of its own loses them. The label of the
    table of contents and words for lost marks are left out.
    """
    if not is_own_report(placed.text):
        return placed
    texts: list[str] = []
    places: list[Place | None] = []
    left_out = list(placed.left_out)
    for text, place in zip(placed.lines, placed.places, strict=True):
        if reason := _LEFT_OUT.get(_without_label(text)):
            left_out.append(LeftOut(text, place, reason))
            continue
        for line in _printed(text):
            texts.append(line)
            places.append(place)
    return replace(placed, lines=tuple(texts), places=tuple(places), left_out=tuple(left_out))


def _printed(text: str) -> list[str]:
    if "\t" in text:
        return [_BRACKETED.sub(r"\g<note>", text)]
    if gauge := _GAUGE.match(text):
        return [f"{gauge['label']}\u3000{gauge['figure']}"]
    if step := _STEP.match(text):
        return [step["in_word"] or step["in_sheet"], step["step"]]
    if state := _STATE.match(text):
        return [f"{state['in_word'] or state['labelled'] or state['in_sheet']}：{state['state']}"]
    if words := _NOT_RATED.match(text):
        return [words["words"]]
    return [_without_label(text)]


def _without_label(text: str) -> str:
    """A mark of the review without the label that it has in Word."""
    return text.removeprefix(_MARK_LABEL)
