"""Marks the words of a query in original texts, and cuts excerpts around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mitodoke.publishing.search.fold import fold, fold_with_places
from mitodoke.publishing.search.record import SearchField
from mitodoke.publishing.search.result import Excerpt, Marked, Piece

BEFORE = 30
"""Characters of an excerpt before its first hit."""

LENGTH = 120
"""Characters of an excerpt."""

MOST_EXCERPTS = 3
"""Excerpts of one record."""


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the folded `words` stand in `text`, as ranges of its characters, joined where they touch."""
    folded = fold_with_places(text)
    found: list[tuple[int, int]] = []
    for word in words:
        at = folded.text.find(word) if word else -1
        while at >= 0:
            found.append((folded.starts[at], folded.ends[at + len(word) - 1]))
            at = folded.text.find(word, at + 1)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def mark(text: str, words: Iterable[str]) -> Marked:
    """`text` in pieces, its hits marked."""
    return _pieces(text, spans(text, words), 0, len(text))


def excerpts(fields: Iterable[SearchField], words: Sequence[str]) -> tuple[Excerpt, ...]:
    """Excerpts of the fields that hold a word, first those that hold one no excerpt shows yet."""
    shown: list[tuple[bool, Excerpt]] = []
    missing = set(words)
    for field in fields:
        folded = fold(field.text)
        held = {word for word in words if word in folded}
        if held:
            shown.append((bool(held & missing), _excerpt(field, sorted(held & missing or held))))
            missing -= held
    needed = [excerpt for new, excerpt in shown if new]
    others = [excerpt for new, excerpt in shown if not new]
    return tuple((needed + others)[: max(MOST_EXCERPTS, len(needed))])


def _excerpt(field: SearchField, words: Sequence[str]) -> Excerpt:
    found = spans(field.text, words)
    first = max(0, found[0][0] - BEFORE) if len(field.text) > LENGTH else 0
    last = min(len(field.text), max(first + LENGTH, found[0][1]))
    pieces = _pieces(field.text, found, first, last)
    cut_before = (Piece("…", hit=False),) if first else ()
    cut_behind = (Piece("…", hit=False),) if last < len(field.text) else ()
    return Excerpt(label=field.label, pieces=(*cut_before, *pieces, *cut_behind))


def _pieces(text: str, found: Iterable[tuple[int, int]], first: int, last: int) -> Marked:
    pieces: list[Piece] = []
    at = first
    for start, end in found:
        if end <= first or start >= last:
            continue
        start, end = max(start, first), min(end, last)  # noqa: PLW2901  cut to what is shown
        pieces += [Piece(text[at:start], hit=False), Piece(text[start:end], hit=True)]
        at = end
    pieces.append(Piece(text[at:last], hit=False))
    return tuple(piece for piece in pieces if piece.text)
