"""The pages of a source text: numbered lines, each an anchor that links lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitodoke.domain.place import Place, parse_place
from mitodoke.publishing.presentation.addresses import LINES_A_PAGE
from mitodoke.publishing.presentation.page import Slice, slice_page


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the text; `anchors` name the places of several lines that begin with it."""

    number: int
    text: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One page of a source text."""

    lines: tuple[SourceLine, ...]
    slice: Slice


def source_page(lines: Sequence[str], places: Iterable[Place | None], number: int) -> SourcePage:
    """The page `number` of `lines`; `places` are those that links may lead to."""
    part = slice_page(len(lines), LINES_A_PAGE, number)
    anchors = _anchors(places)
    return SourcePage(
        lines=tuple(
            SourceLine(line, text, anchors.get(line, ()))
            for line, text in enumerate(lines[part.start : part.stop], start=part.start + 1)
        ),
        slice=part,
    )


def _anchors(places: Iterable[Place | None]) -> dict[int, tuple[str, ...]]:
    """The places of several lines by their first one, each once."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for place in places:
        if place and "-" in place:
            try:
                found[parse_place(place).first][place] = None
            except ValueError:
                continue  # a place on a page or in a sheet
    return {line: tuple(named) for line, named in found.items()}
