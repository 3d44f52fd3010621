"""Puts together what lines broke apart, once all pieces are known."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.domain.japanese_text import join_lines
from mitodoke.sources.formats.strategy.piece import Piece

_FEW_BLANKS = 20
"""Where fewer than one line in so many is blank, the text is taken to have lost its blank lines."""


def mend_pieces(pieces: list[Piece], lines: tuple[str, ...]) -> list[Piece]:
    """`pieces` with broken brackets closed; in a text without blank lines every piece stands alone.

    Where blank lines were taken out, that none stands before a line tells nothing.
    """
    mended = _with_closed_brackets(pieces)
    blank = sum(1 for line in lines if not line.strip())
    return [replace(piece, gap=True) for piece in mended] if blank * _FEW_BLANKS < len(lines) else mended


def _with_closed_brackets(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with a bracket 【 that was broken over lines put together again (at most three further texts)."""
    result: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        end = index
        if (
            piece.cells is None
            and "【" in piece.text[-200:]
            and piece.text.rfind("】") < piece.text.rfind("【")
        ):
            for ahead in range(index + 1, min(index + 4, len(pieces))):
                if pieces[ahead].cells is not None or "【" in pieces[ahead].text or pieces[ahead].marked:
                    break
                if "】" in pieces[ahead].text[:200]:
                    end = ahead
                    break
        if end > index:
            text = join_lines([one.text for one in pieces[index : end + 1]])
            piece = replace(piece, text=text, last=pieces[end].last)
        result.append(piece)
        index = end + 1
    return result
