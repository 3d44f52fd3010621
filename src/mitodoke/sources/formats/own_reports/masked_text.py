"""One of our own reports as the layout that it follows would print it: what only we add is taken out of its lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from mitodoke.domain.document import SourceDocument
from mitodoke.domain.japanese_text import join_lines
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText

LOST = "原文から失われています"
NOT_TOLD = "記載なし"
FRONT_LINES = 30
_VERSION = re.compile(r"第[0-9]+版(?:（[^（）]{1,30}公表）)?\Z")
_AFTER_TITLE = re.compile(r"（|第[0-9]+版|(?:令和|平成|昭和)\S{1,2}年")
_CITY = re.compile(r"(?P<name>\S{1,12}?[市区町村])(?:[ \u3000].*)?\Z")
_FICTIONAL = "架空の資料（見本）"
_INTRODUCTION = "はじめに"


def is_own_report(text: SourceText) -> bool:
    """Whether the cover tells the version of an edition, as every report of ours does, before はじめに."""
    front = [line.strip() for line in text.lines[:FRONT_LINES] if line.strip()]
    cover = front[: front.index(_INTRODUCTION)] if _INTRODUCTION in front else []
    return any(_VERSION.match(line) for line in cover[1:])


def with_cover(document: SourceDocument, text: SourceText, layout: str) -> SourceDocument:
    """`document` as the layout `layout`, with the title of the cover, and its city where the text tells none."""
    front = [line.strip() for line in text.lines[:FRONT_LINES] if line.strip()]
    cover = front[: front.index(_INTRODUCTION)] if _INTRODUCTION in front else []
    end = next((i for i, line in enumerate(cover) if _AFTER_TITLE.match(line)), 0)
    title = join_lines(cover[:end]) or document.title
    city = next((found["name"] for line in reversed(cover) if (found := _CITY.match(line))), None)
    return replace(document, layout=layout, title=title, municipality=document.municipality or city)


@dataclass(frozen=True, slots=True)
class MaskedText:
    """The lines of a report as they are changed, each change entered into the ledger."""

    text: SourceText
    lines: list[str]
    ledger: LineLedger

    @classmethod
    def of(cls, text: SourceText, ledger: LineLedger) -> MaskedText:
        """A copy of `text`; the marks that every report bears on its cover are taken out."""
        masked = cls(text, list(text.lines), ledger)
        for index, line in enumerate(text.lines[:FRONT_LINES]):
            if line.strip() == _INTRODUCTION:
                break
            if _VERSION.match(line.strip()):
                masked.leave_out(index, "edition_version")
            elif line.strip() == _FICTIONAL:
                masked.leave_out(index, "fictional_mark")
        return masked

    def leave_out(self, index: int, reason: str) -> None:
        """Line `index` (from 0) holds nothing that the layout has."""
        self.lines[index] = ""
        self.ledger.leave_out(index + 1, index + 1, reason)

    def heading(self, index: int, kind: str) -> None:
        """Line `index` (from 0) is a heading that the layout has not."""
        self.lines[index] = ""
        self.ledger.heading(index + 1, kind)

    def find(self, matches: Callable[[str], bool], start: int = 0) -> int | None:
        """The first line from `start` on that `matches`, from 0; None for no such line."""
        return next((i for i in range(start, len(self.lines)) if matches(self.lines[i].strip())), None)

    @property
    def masked(self) -> SourceText:
        """The text as it is now."""
        return replace(self.text, lines=tuple(self.lines))
