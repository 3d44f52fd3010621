"""What stands outside the outline: the chapter's title, its sections before and after, and why they are left out."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import comparable, fold_width, without_space
from mitodoke.sources.formats.strategy.cleaning import is_sentence
from mitodoke.sources.formats.strategy.footnotes import is_note
from mitodoke.sources.formats.strategy.heading import read_heading
from mitodoke.sources.formats.strategy.lookahead import is_department_line
from mitodoke.sources.formats.strategy.marks import read_section
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.line_ledger import LineLedger

_CHAPTER = re.compile(
    r"\A(?:第\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[章部編節]|[ⅠⅡⅢⅣⅤ]\s*[.．]?|[0-9０-９]{1,2}\s*[.．])[\s\u3000]*"
)
_TITLE = re.compile(
    r"総\s*合\s*戦\s*略(?:\s*[（(【\[〔][^（）()【】]{1,40}[）)】\]〕]|\s*(?:改[訂定]版|令和\S{1,8}年度\S{0,8}版|\S{0,4}版|本編|概要版))*\Z"
)
_REASONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("review_explanation", re.compile("見直し|改訂|改定")),
    ("sdgs_overview", re.compile("SDGs|持続可能な開発", re.IGNORECASE)),
    ("planning_period", re.compile("期間")),
    ("vision_statement", re.compile("目指す|将来像|将来展望|ビジョン|基本理念")),
    ("administration", re.compile("推進の?体制|進行管理|進捗管理|検証|PDCA|OODA|評価")),
    ("structure_overview", re.compile("体系|構成|全体像")),
    ("goals_overview", re.compile("基本目標|目標設定|数値目標")),
    ("population_outlook", re.compile("人口|展望")),
    ("introduction", re.compile("背景|趣旨|目的|位置[付づ]け|考え方|はじめに|策定|概要|視点|基本方針|関係")),
    ("reference_material", re.compile("資料|用語|委員|名簿|経過|アンケート")),
)
_PAGE_NUMBER = re.compile(r"\A\d{1,4}\s+|\s*(?:[-‐–—]\s*)?\d{1,4}(?:\s*[-‐–—])?\Z")
_SHORT = 40
_LONGEST_HEAD = 100
_CHAPTER_LINE = re.compile(r"\A第\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[章部編]")


def section_reason(title: str) -> str | None:
    """Why a section of this title is left out, by its words; None where they do not tell."""
    words = without_space(fold_width(title))
    return next((reason for reason, pattern in _REASONS if pattern.search(words)), None)


def without_chapter(text: str) -> str:
    """`text` without a chapter's number before it."""
    return _CHAPTER.sub("", text, count=1).strip()


def _without_page_number(text: str) -> str:
    return _PAGE_NUMBER.sub("", fold_width(text).strip()).strip()


def find_title(pieces: list[Piece]) -> tuple[int, str] | None:
    """The first line that ends in 総合戦略 and is no sentence: its index, and the title without chapter number.

    Only where no such line stands alone, one with a page number beside it is taken.
    """
    with_number: tuple[int, str] | None = None
    for index, piece in enumerate(pieces):
        if piece.cells is not None or len(piece.text) > _LONGEST_HEAD or is_note(piece.text):
            continue
        if re.search("[、。]", piece.text):
            continue
        title = without_chapter(piece.text)
        if _TITLE.search(title):
            return index, title
        bare = without_chapter(_without_page_number(piece.text))
        if with_number is None and _TITLE.search(bare):
            with_number = index, bare
    return with_number


def without_running_heads(
    pieces: list[Piece], title: tuple[int, str] | None, ledger: LineLedger
) -> list[Piece]:
    """`pieces` without the headings that pages repeat at their top or foot.

    These are the title's and chapters' lines again, with or without a page number, and any line that is a title
    with a page number beside it.
    """
    seen: set[str] = set()
    kept: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.cells is None and not piece.in_row and len(piece.text) <= _LONGEST_HEAD:
            bare = _without_page_number(piece.text)
            keys = {comparable(bare), comparable(without_chapter(bare))}
            is_title = title is not None and index == title[0]
            like_title = _TITLE.search(bare) is not None and not is_sentence(bare)
            numbered = like_title and comparable(bare) != comparable(piece.text)
            repeated = bool(seen & keys) and (read_section(piece.text) or (0, ""))[0] is None
            if not is_title and (repeated or numbered):
                ledger.leave_out(piece.line, piece.last, "page_header")
                continue
            if is_title or like_title or _CHAPTER_LINE.match(bare):
                seen |= keys
        kept.append(piece)
    return kept


class OutsideReader:
    """Leaves out pieces before or after the outline, each under the reason of the section it stands in."""

    def __init__(self, ledger: LineLedger, reason: str) -> None:
        self._ledger = ledger
        self._chapter_reason = reason
        self._reason = reason
        self.last_number = 0

    def ends_outline(self, piece: Piece, following: Piece | None) -> bool:
        """Whether a chapter or numbered section begins with `piece` that follows the outline.

        Its number goes on from the sections before the outline, or it counts from 1 again under a title that
        tells of no measure. What has departments, there or on the next line, is a project and no section.
        """
        if piece.cells is not None or piece.marked or piece.in_row or not piece.gap:
            return False
        section = read_section(piece.text)
        if section is None or read_heading(piece.text).sure or is_department_line(following):
            return False
        number, title = section
        if number is None:
            return True
        again = number == 1 and section_reason(title) is not None
        return self.last_number > 0 and (again or number == self.last_number + 1)

    def section(self, number: int | None, title: str, piece: Piece) -> None:
        """A numbered section or chapter begins with `piece`."""
        if number is not None:
            self.last_number = number
        self._chapter_reason = section_reason(title) or "section_outside_outline"
        self._reason = self._chapter_reason
        for line in range(piece.line, piece.last + 1):
            self._ledger.heading(line, "section")

    def piece(self, piece: Piece) -> None:
        """Any piece: a numbered section's heading, a short heading inside one, or its contents."""
        text = piece.text
        if piece.cells is None and not piece.marked and not piece.in_row:
            if section := read_section(text):
                self.section(*section, piece)
                return
            if len(text) <= _SHORT and piece.gap and not is_sentence(text) and not is_note(text):
                self._reason = section_reason(text) or self._chapter_reason
        self._ledger.leave_out(piece.line, piece.last, self._reason)
