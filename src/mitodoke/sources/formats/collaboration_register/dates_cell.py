"""Reads a date cell into occurrences: dates with their labels, numbers of persons, notes and cancellations.

A cell reads like ``第1回 令和6年5月1日（20人） 第2回 雨天のため中止 ※延べ20人``. Before a date stands its label,
which holds until the next one; after it, in brackets or as a note, what belongs to it. A number that is stated once
for several dates is the row's and no occurrence's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.domain.japanese_date import DateSpan
from mitodoke.domain.japanese_text import close_gaps, is_missing_mark
from mitodoke.sources.formats.collaboration_register.date_tokens import (
    BracketToken,
    DateToken,
    RemarkToken,
    Token,
    WordsToken,
    date_tokens,
)
from mitodoke.sources.formats.collaboration_register.date_words import (
    begins_reason,
    cancelled_in_remark,
    is_cancellation,
    is_note,
    is_total_alone,
    is_undated,
)
from mitodoke.sources.formats.collaboration_register.person_count import PersonCount, find_person_count


@dataclass(slots=True)
class DatedItem:
    """An occurrence as it is being read; `in_list` counts the dates that share what follows them."""

    label: str | None
    span: DateSpan | None = None
    printed: str | None = None
    count: PersonCount | None = None
    count_printed: str = ""
    cancelled: bool = False
    notes: list[str] = field(default_factory=list)
    list_id: int = 0

    @property
    def note(self) -> str | None:
        """What else stands at this date."""
        return " ".join(self.notes) or None


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A number of persons stated for several dates: of the row, or of the dates under `label`."""

    value: int
    printed: str
    label: str | None
    of_row: bool


@dataclass(slots=True)
class DatesReading:
    """What a date cell tells: its occurrences, and totals stated beside them; `unread` words that fit nothing."""

    items: list[DatedItem] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def row_total(self) -> StatedTotal | None:
        """The number stated for all dates of the row, if any."""
        return next((total for total in self.totals if total.of_row), None)


def read_dates(text: str, *, wrapped: bool = False) -> DatesReading:
    """Read the cell; `wrapped` tells that its gaps are where lines were broken, and no more than that."""
    if is_missing_mark(text):
        return DatesReading()
    reader = _Reader(wrapped=wrapped)
    tokens = date_tokens(text)
    for index, token in enumerate(tokens):
        if isinstance(token, DateToken):
            reader.date(token.span)
        elif isinstance(token, BracketToken):
            reader.bracket(token)
        elif isinstance(token, RemarkToken):
            reader.remark(token.text)
        else:
            reader.words(token.text, _next_date(tokens, index))
    return reader.finish()


def _is_event(piece: str) -> bool:
    return is_cancellation(piece) or is_undated(piece)


def _next_date(tokens: list[Token], index: int) -> bool:
    """Whether a date follows the words at `index` (brackets between belong to the words)."""
    following = tokens[index + 1 : index + 4]
    for token in following:
        if isinstance(token, WordsToken | RemarkToken):
            return False
        if isinstance(token, DateToken):
            return True
    return False


_SPACE_BEFORE_NUMBER = re.compile(r"(延べ|のべ|約|合計|総計|計|参加者数?)[ \u3000]+(?=[\d０-９約延])")
_KEY_WORDS = ("新型コロナウイルス", "悪天候", "影響", "中止", "書面開催", "通年")
_BROKEN_WORD = re.compile("|".join(r"\s?".join(word) for word in _KEY_WORDS))
_BROKEN_NUMBER = re.compile(r"(?<=[\d,])\s(?=[\d,]{1,5}\s?[人名])")
_SPACE_AFTER_NUMBER = re.compile(r"(?<=[\d０-９])[ \u3000]+(?=[人名])")


class _Reader:
    """The state between tokens: the label in force, the words not yet placed, the items so far."""

    def __init__(self, *, wrapped: bool) -> None:
        self._wrapped = wrapped
        self._reading = DatesReading()
        self._label: str | None = None
        self._pending: list[str] = []
        self._lists = 0
        self._joins_list = False

    def date(self, span: DateSpan) -> None:
        if self._pending:
            self._label = _clean_label(self._join(self._pending))
            self._pending = []
        if not self._joins_list:
            self._lists += 1
        self._joins_list = False
        self._reading.items.append(DatedItem(self._label, span, span.printed, list_id=self._lists))

    def bracket(self, token: BracketToken) -> None:
        content = self._tidy(token.content)
        count = find_person_count(content)
        if self._pending and not (self._reading.items and count and count.rest is None):
            self._pending[-1] += token.printed
            return
        if not self._reading.items:
            self._pending.append(token.printed)
            return
        item = self._reading.items[-1]
        if is_cancellation(content):
            item.cancelled = True
            item.notes.append(content)
        elif count is None:
            self._note_list(content)
        else:
            self._count(item, count, content, token.printed)

    def words(self, text: str, date_follows: bool) -> None:
        if re.fullmatch(r"[\s、，,・及びと]+", text):
            self._joins_list = bool(self._reading.items)
            return
        text = _SPACE_BEFORE_NUMBER.sub(r"\1", _SPACE_AFTER_NUMBER.sub("", text))
        if self._wrapped:
            text = _BROKEN_WORD.sub(lambda word: "".join(word[0].split()), _BROKEN_NUMBER.sub("", text))
        first_break = text.find("\n")
        pieces = list(re.finditer(r"\S+", text))
        # What stands before a cancellation or 通年 is its label, as what stands before a date is.
        last_event = max((i for i, piece in enumerate(pieces) if _is_event(piece[0])), default=-1)
        for index, piece in enumerate(pieces):
            own_line = first_break < 0 or piece.start() > first_break
            self._piece(piece[0], starts_label=own_line and (date_follows or index < last_event))

    def finish(self) -> DatesReading:
        """Place what is left and move a number stated once for several dates to the row."""
        if self._pending:
            left = self._join(self._pending)
            if self._reading.items:
                self._reading.items[-1].notes.append(left)
            else:
                self._reading.items.append(DatedItem(None, None, left))
                self._reading.unread.append(left)
        self._move_shared_count()
        return self._reading

    def _piece(self, piece: str, *, starts_label: bool) -> None:
        items = self._reading.items
        if is_cancellation(piece):
            self._cancellation(piece)
        elif is_undated(piece) and (self._pending or not items):
            if self._pending:
                self._label = _clean_label(self._join(self._pending))
                self._pending = []
            self._lists += 1
            items.append(DatedItem(self._label, None, piece, notes=[piece], list_id=self._lists))
        elif not self._pending and items and self._belongs_to(items[-1], piece, starts_label=starts_label):
            return
        else:
            self._pending.append(piece)

    def _belongs_to(self, item: DatedItem, piece: str, *, starts_label: bool) -> bool:
        """Place a piece that stands right after a date: its count or note; False where it begins something new."""
        stripped = piece.lstrip("、，,・の")
        count = find_person_count(piece)
        if count is not None and count.rest is None and (item.count is None or count.total):
            self._count(item, count, piece, piece)
        elif piece.startswith("の") or is_note(stripped) or is_undated(stripped) or not starts_label:
            item.notes.append(stripped)
        else:
            return False
        return True

    def _cancellation(self, piece: str) -> None:
        reason = [piece]
        for index, word in enumerate(self._pending):
            if (index or self._wrapped) and begins_reason(word):
                reason = [*self._pending[index:], piece]
                self._pending = self._pending[:index]
                break
        note = self._join(reason)
        items = self._reading.items
        if not self._pending and items and not items[-1].cancelled and items[-1].count is None:
            items[-1].cancelled = True
            items[-1].notes.append(note)
            return
        label = _clean_label(self._join(self._pending)) if self._pending else None
        if label is None and (named := cancelled_in_remark(note)):
            label, note = named
        self._label, self._pending = label, []
        self._lists += 1
        items.append(DatedItem(label, None, None, cancelled=True, notes=[note], list_id=self._lists))

    def remark(self, text: str) -> None:
        text = self._tidy(text)
        items = self._reading.items
        if is_total_alone(text) and (count := find_person_count(text)):
            if items and (len(items) > 1 or items[-1].count is not None):
                self._reading.totals.append(StatedTotal(count.value, text, None, of_row=True))
            elif items:
                items[-1].count, items[-1].count_printed = count, text
            return
        if named := cancelled_in_remark(text):
            self._lists += 1
            items.append(
                DatedItem(named[0], None, None, cancelled=True, notes=[named[1]], list_id=self._lists)
            )
            return
        if not items:
            if is_cancellation(text):
                items.append(DatedItem(None, cancelled=True, notes=[text.lstrip("※＊* \u3000")]))
            else:
                self._pending.append(text)
            return
        label = items[-1].label
        for item in reversed(items):
            if item.label != label:
                break
            item.notes.append(text)
        if count := find_person_count(text):
            self._reading.totals.append(StatedTotal(count.value, text, label, of_row=False))

    def _count(self, item: DatedItem, count: PersonCount, content: str, printed: str) -> None:
        items = self._reading.items
        if item.count is not None:
            if count.total and count.rest is None and len(items) > 1:
                self._reading.totals.append(StatedTotal(count.value, printed, None, of_row=True))
            else:
                item.notes.append(content)
            return
        item.count, item.count_printed = count, printed
        if count.rest:
            self._note_list(count.rest)

    def _note_list(self, note: str) -> None:
        items = self._reading.items
        for item in reversed(items):
            if item.list_id != items[-1].list_id:
                break
            item.notes.append(note)

    def _move_shared_count(self) -> None:
        """A number at the last date only, the others bare, is stated for all of them and belongs to the row."""
        items = self._reading.items
        last = items[-1] if items else None
        if last is None or len(items) < 2 or last.count is None or self._reading.row_total is not None:
            return
        others = items[:-1]
        same_label = all(item.label == last.label for item in others)
        bare = all(item.count is None and not item.notes and not item.cancelled for item in others)
        if bare and (same_label or last.count.cumulative or last.count.total):
            self._reading.totals.append(StatedTotal(last.count.value, last.count_printed, None, of_row=True))
            last.count = None

    def _tidy(self, text: str) -> str:
        if not self._wrapped and "\n" not in text:
            return text
        return _BROKEN_NUMBER.sub("", close_gaps(text))

    def _join(self, pieces: list[str]) -> str:
        joined = " ".join(pieces)
        return close_gaps(joined) if self._wrapped else joined


def _clean_label(text: str) -> str | None:
    """A label without the marks around it; nothing is left of a bullet or a circled number alone."""
    return text.strip(" \u3000・●○◆◇■□①②③④⑤⑥⑦⑧⑨⑩：:、，,") or None
