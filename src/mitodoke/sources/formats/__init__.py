"""The printed layouts that can be read: one module (or package) each, listed here once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText


@dataclass(frozen=True, slots=True)
class Layout:
    """A printed layout: how it is recognised by content, and how it is parsed.

    `recognise` counts the marks of this layout that the text shows, from 0 to 1; the best layout of at least
    0.5 is taken. `looked_for` says in Japanese which marks those are. `parse` reads the text into content and
    findings and enters every line it uses into the ledger; it never raises for what a document says.
    """

    name: str
    looked_for: str
    recognise: Callable[[SourceText], float]
    parse: Callable[[SourceText, LineLedger], tuple[DocumentContent, list[Finding]]]
