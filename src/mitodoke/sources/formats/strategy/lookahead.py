"""What the next piece tells about the one before it."""

from __future__ import annotations

from mitodoke.sources.formats.strategy.heading import read_heading
from mitodoke.sources.formats.strategy.marks import Label, label_of
from mitodoke.sources.formats.strategy.piece import Piece


def is_kpi_label(piece: Piece | None) -> bool:
    """Whether `piece` is the label 重要業績評価指標（KPI）."""
    found = label_of(piece.text) if piece is not None and piece.cells is None else None
    return found is not None and found[0] is Label.KPI


def is_department_line(piece: Piece | None) -> bool:
    """Whether `piece` is nothing but departments in brackets (and flags)."""
    if piece is None or piece.cells is not None:
        return False
    heading = read_heading(piece.text)
    return heading.sure and not heading.title
