"""Recognise the layout of a text by its content and read it into records."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from mitodoke.domain.document import SourceDocument
from mitodoke.domain.edition import Reading
from mitodoke.sources.find_municipality import municipality_code
from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.registry import LAYOUTS
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText


class UnknownLayoutError(Exception):
    """A text that shows the marks of no known layout; its text is one Japanese sentence for the person."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the person says of the document where the document itself does not tell, or tells it wrongly.

    `columns` says which of our columns (see `read_excel.mapping`) a head is that nobody knows.
    """

    municipality: str | None = None
    municipality_code: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


NOTHING_STATED = Stated()

RECOGNISED_LINES = 5_000
"""How many lines are looked at for the marks of a layout: several times as many as any report has."""


def recognise(text: SourceText) -> Layout:
    """The layout whose marks the first lines of `text` show best; UnknownLayoutError when none reaches half."""
    first_lines = replace(text, lines=text.lines[:RECOGNISED_LINES])
    scores = {name: layout.recognise(first_lines) for name, layout in LAYOUTS.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < 0.5:
        looked_for = "、".join(layout.looked_for for layout in LAYOUTS.values())
        raise UnknownLayoutError(
            f"{text.name} は読み取れる様式の文書ではありません。次のいずれの目印も見つかりませんでした：{looked_for}。"
        )
    return LAYOUTS[best]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Without looking for circles: records hold none, and looking again and again makes long texts cost more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def with_owner(document: SourceDocument, stated: Stated) -> SourceDocument:
    """`document` with the municipality that the person states, else its own, and named by kind, owner and year."""
    municipality = stated.municipality or document.municipality
    known = document.municipality_code if municipality == document.municipality else None
    code = stated.municipality_code or known or municipality_code(municipality)
    name = "-".join(
        str(part) for part in (document.kind, code or "unknown", document.fiscal_year or "unknown")
    )
    return replace(document, municipality=municipality, municipality_code=code, document=name)


def extract(text: SourceText, stated: Stated = NOTHING_STATED) -> Reading:
    """Read `text` in the layout it shows; every line is accounted for or listed as unaccounted."""
    layout = recognise(text)
    ledger = LineLedger(text.lines)
    with _collector_paused():
        content, findings = layout.parse(text, ledger)
    unaccounted = ledger.unaccounted
    document = replace(
        content.document,
        sha256=text.sha256,
        lines=len(text.lines),
        lines_accounted=len(text.lines) - len(unaccounted),
    )
    return Reading(
        content=replace(content, document=with_owner(document, stated)),
        lines=text.lines,
        line_uses=ledger.line_uses(),
        unaccounted=unaccounted,
        findings=tuple(findings),
    )
