"""What all readers of one document share."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitodoke.sources.formats.strategy.drafts import ItemDraft
from mitodoke.sources.formats.strategy.footnotes import Glossary
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.table_head import TableHead
from mitodoke.sources.line_ledger import LineLedger


@dataclass
class Context:
    """The ledger, the glossary, `items` in document order, and `last_head`, the last table head that was read."""

    ledger: LineLedger
    glossary: Glossary
    items: list[ItemDraft] = field(default_factory=list)
    last_head: TableHead | None = None

    def heading(self, piece: Piece, kind: str) -> None:
        """Enter the lines of `piece` as a heading of `kind`."""
        for line in range(piece.line, piece.last + 1):
            self.ledger.heading(line, kind)
