"""Counts that a strategy states about itself: its goals and measures, and what a review changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.japanese_text import fold_width, without_space
from mitodoke.domain.place import line_place
from mitodoke.sources.formats.strategy.piece import Piece

_KANJI = {character: value for value, character in enumerate("一二三四五六七八九", start=1)}
_NUMBER = (
    r"(?P<number>(?<![\d.,．，])\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_COUNTS = (
    ("count.basic_goals", re.compile(rf"{_NUMBER}(?:つ|個|本)?の?[「『“]?基本目標[」』”]?")),
    (
        "count.basic_directions",
        re.compile(rf"{_NUMBER}(?:つ|個|項目|本)?の?[「『“]?(?:施策の)?基本的(?:な)?方向[」』”]?"),
    ),
    (
        "count.measures",
        re.compile(
            rf"{_NUMBER}(?:つ|個|項目|本)?の?[「『“]?(?:具体的な?)?施策(?!の基本|群|の方向|の柱|体系)[」』”]?"
        ),
    ),
    (
        "count.projects",
        re.compile(rf"{_NUMBER}(?:つ|個|項目|本)?の[「『“]?(?:具体的な?)?事業(?!者|所|年|内容)[」』”]?"),
    ),
)
_OTHERS = re.compile(
    r"国の|道の|県の|都の|府の|前期|前計画|前回|従来|これまでの(?:計画|戦略)|旧|各|それぞれ|うち|基本目標[0-9０-９①-⑨Ⅰ-Ⅸ]"
)
_TERM = re.compile(r"第([0-9一二三四五六七八九])期")
_AMOUNT = re.compile(r"\A(?P<printed>(?P<number>\d{1,4})(?:項目|件|事業|施策|個|つ|本|指標)?)\Z")
_AMOUNT_AT_END = re.compile(r"[\s:：…・]+(?P<printed>(?P<number>\d{1,4})(?:項目|件|事業|施策|指標))\Z")
_CHANGES = (
    ("count.revisions.new_measure", re.compile("新(?:たな|規の?)施策|施策の(?:追加|新設)")),
    ("count.revisions.new_project", re.compile("新(?:たな|規の?)事業|事業の(?:追加|新設)")),
    ("count.revisions.content_changed", re.compile("事業の?内容の?(?:変更|見直し)")),
    ("count.revisions.ended", re.compile("(?:事業|取組)の?(?:終了|廃止)")),
    ("count.revisions.target_changed", re.compile("数値目標の?(?:変更|見直し|追加)")),
    (
        "count.revisions.kpi_changed",
        re.compile("(?:KPI|重要業績評価指標)(?:\\(KPI\\))?の?(?:変更|見直し|追加)"),
    ),
)


def _value(text: str) -> Decimal:
    if text.isdigit():
        return Decimal(int(text))
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return Decimal(_KANJI[text])
    return Decimal(10 * (_KANJI[tens] if tens else 1) + (_KANJI[ones] if ones else 0))


def _change(words: str) -> str | None:
    return next((figure for figure, pattern in _CHANGES if pattern.search(words)), None)


def _revision(piece: Piece) -> tuple[str, str, Decimal] | None:
    """A row or line of the review's table: what changed (its first words decide) and how many."""
    if piece.cells is None:
        text = piece.text[:80].strip()
        found = _AMOUNT_AT_END.search(text)
        figure = _change(without_space(fold_width(text[: found.start()]))) if found else None
        return (figure, found["printed"], _value(found["number"])) if found and figure else None
    filled = [without_space(cell) for cell in piece.cells if cell]
    amounts = [(index, found) for index, cell in enumerate(filled) if (found := _AMOUNT.match(cell))]
    if len(amounts) != 1:
        return None
    index, found = amounts[0]
    words = [cell for i, cell in enumerate(filled) if i != index]
    figure = next((figure for cell in words if (figure := _change(fold_width(cell[:60])))), None)
    return (figure, found["printed"], _value(found["number"])) if figure else None


def find_counts(pieces: list[Piece]) -> Iterator[tuple[int, StatedFigure]]:
    """Each count once (its first place), with the index of its piece.

    A count is no statement about this document in a sentence on the nation's, the prefecture's or an earlier
    term's strategy (a 第N期 below the latest that is named anywhere).
    """
    texts = [piece.text[:4000] for piece in pieces]
    latest = max((term for text in texts for term in _TERM.findall(fold_width(text))), default="")
    seen: set[tuple[str, Decimal]] = set()
    for index, piece in enumerate(pieces):
        found: list[tuple[str, str, Decimal]] = []
        if revision := _revision(piece):
            found.append(revision)
        elif piece.cells is None and not piece.in_row:
            found.extend(_in_text(texts[index], latest))
        for figure, printed, value in found:
            if (figure, value) not in seen:
                seen.add((figure, value))
                place = line_place(piece.line, piece.last)
                yield (
                    index,
                    StatedFigure(
                        subject="document", figure=figure, printed=printed, value=value, place=place
                    ),
                )


def _in_text(text: str, latest: str) -> Iterator[tuple[str, str, Decimal]]:
    for sentence in text.split("。"):
        if _OTHERS.search(sentence) or any(term < latest for term in _TERM.findall(fold_width(sentence))):
            continue
        for figure, pattern in _COUNTS:
            for match in pattern.finditer(without_space(sentence)):
                yield figure, match[0], _value(match["number"])
