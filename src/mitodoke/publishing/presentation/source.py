"""The page of a source text: numbered lines, with those of a place marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mitodoke.domain.place import LineRange
from mitodoke.publishing.presentation.page import BadParameterError, Slice, slice_page

PAGE_SIZE = 300
_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the text."""

    number: int
    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One page of a source text; `marked` are the lines asked for."""

    lines: tuple[SourceLine, ...]
    marked: LineRange | None
    slice: Slice


def source_page(lines: Sequence[str], parameters: Mapping[str, str]) -> SourcePage:
    """The page of `lines` that holds the first marked line, or the page that is named."""
    marked = _marked(parameters.get("lines", "").strip(), len(lines))
    page = parameters.get("page")
    if not page and marked is not None:
        page = str((marked.first - 1) // PAGE_SIZE + 1)
    part = slice_page(len(lines), PAGE_SIZE, page)
    return SourcePage(
        lines=tuple(
            SourceLine(
                number,
                text,
                marked is not None and marked.first <= number <= marked.last,
            )
            for number, text in enumerate(lines[part.start : part.stop], start=part.start + 1)
        ),
        marked=marked,
        slice=part,
    )


def _marked(text: str, count: int) -> LineRange | None:
    if not text:
        return None
    match = _LINES.match(text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= count:
        raise BadParameterError(
            f"行は、1から{count}までの番号で「120」や「120-134」のように指定してください。"
        )
    return LineRange(first, last)
