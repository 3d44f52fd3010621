"""Reads a date cell into occurrences: dates with their labels, numbers of persons, notes and cancellations.

A cell reads like ``第1回 令和6年5月1日（20人） 第2回 雨天のため中止 ※延べ20人``. Before a date stands its label,
which holds until the next one; after it, in brackets or as a note, what belongs to it. A number that is stated once
for several dates is the row's and no occurrence's.
"""

from __future__ import annotations

import re

from mitodoke.domain.japanese_date import DateSpan
from mitodoke.domain.japanese_text import is_missing_mark
from mitodoke.sources.formats.collaboration_register import date_words
from mitodoke.sources.formats.collaboration_register.date_tokens import (
    BracketToken,
    DateToken,
    RemarkToken,
    Token,
    WordsToken,
    date_tokens,
)
from mitodoke.sources.formats.collaboration_register.dated_items import (
    DatedItem,
    DateList,
    DatesReading,
    LabelGroup,
    StatedTotal,
)
from mitodoke.sources.formats.collaboration_register.person_count import PersonCount, find_person_count


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
            reader.words(token.text, date_follows=_date_follows(tokens, index))
    return reader.finish()


def _date_follows(tokens: list[Token], index: int) -> bool:
    """Whether a date follows the words at `index` (brackets between belong to the words)."""
    for token in tokens[index + 1 : index + 4]:
        if isinstance(token, WordsToken | RemarkToken):
            return False
        if isinstance(token, DateToken):
            return True
    return False


_LONGEST_LIST = 60


class _Reader:
    """The state between tokens: the label in force, the words not yet placed, the items so far."""

    def __init__(self, *, wrapped: bool) -> None:
        self._wrapped = wrapped
        self._reading = DatesReading()
        self._items = self._reading.items
        self._label: str | None = None
        self._group = LabelGroup()
        self._pending: list[str] = []
        self._joins_list = False

    def date(self, span: DateSpan) -> None:
        """A date begins an occurrence under the words before it, or under the label in force."""
        self._take_label()
        date_list = self._items[-1].date_list if self._joins_list and self._items else DateList()
        self._joins_list = False
        self._items.append(DatedItem(self._label, span, span.printed, date_list=date_list, group=self._group))

    def bracket(self, token: BracketToken) -> None:
        """Brackets tell of the date before them; after words that await their date they belong to the words."""
        content = self._tidy(token.content)
        count = find_person_count(content)
        item = self._items[-1] if self._items else None
        if item is None or (self._pending and (count is None or count.rest or item.count is not None)):
            self._pending.append(token.printed)
            return
        item.notes.extend([self._join(self._pending)] if self._pending else [])
        self._pending = []
        if date_words.is_cancellation(content):
            item.cancelled = True
            item.notes.append(content)
        elif count is not None:
            self._count(item, count, content, token.printed)
        elif not self._count_each(item, content):
            item.date_list.notes.append(content)
        item.date_list.closed = True

    def words(self, text: str, *, date_follows: bool) -> None:
        """Words are notes of the date before, the label of a date or event that follows, or an event themselves."""
        if re.fullmatch(r"[\s、，,・及びと]+", text):
            self._joins_list = bool(self._items) and not self._items[-1].date_list.closed
            return
        pieces = list(re.finditer(r"\S+", date_words.mend_words(text, wrapped=self._wrapped)))
        first_break = text.find("\n")
        # What stands before a cancellation or 通年 is its label, as what stands before a date is.
        last_event = max((i for i, piece in enumerate(pieces) if _is_event(piece[0])), default=-1)
        for index, piece in enumerate(pieces):
            own_line = first_break < 0 or piece.start() > first_break
            self._piece(piece[0], starts_label=own_line and (date_follows or index < last_event))

    def remark(self, text: str) -> None:
        """A remark states a total, cancels an event that it names, or tells something of the dates of its label."""
        text = self._tidy(text)
        count = find_person_count(text)
        if count is not None and date_words.is_total_alone(text) and self._items:
            self._total(count, text)
        elif named := date_words.cancelled_in_remark(text):
            self._items.append(DatedItem(named[0], cancelled=True, notes=[named[1]]))
        elif self._items:
            self._items[-1].group.remarks.append(text)
            self._group = LabelGroup()
            if count is not None:
                label = self._items[-1].label
                self._reading.totals.append(StatedTotal(count.value, text, label, of_row=False))
        elif date_words.is_cancellation(text):
            self._items.append(DatedItem(None, cancelled=True, notes=[text.lstrip("※＊* \u3000")]))
        else:
            self._pending.append(text)

    def finish(self) -> DatesReading:
        """Place what is left and move a number stated once for several dates to the row."""
        if self._pending:
            left = self._join(self._pending)
            if self._items:
                self._items[-1].notes.append(left)
            else:
                self._items.append(DatedItem(None, None, left))
                self._reading.unread.append(left)
        self._reading.move_shared_count()
        return self._reading

    def _take_label(self) -> None:
        if self._pending:
            self._label = date_words.clean_label(self._join(self._pending))
            self._pending, self._group = [], LabelGroup()

    def _piece(self, piece: str, *, starts_label: bool) -> None:
        if date_words.is_cancellation(piece):
            self._cancellation(piece)
        elif date_words.is_undated(piece) and (self._pending or not self._items):
            self._take_label()
            self._items.append(DatedItem(self._label, None, piece, notes=[piece], group=self._group))
        elif self._pending or not self._items or not self._belongs_to_date(piece, starts_label=starts_label):
            self._pending.append(piece)

    def _belongs_to_date(self, piece: str, *, starts_label: bool) -> bool:
        """Place a piece that stands right after a date: its count or note; False where it begins something new."""
        item = self._items[-1]
        stripped = piece.lstrip("、，,・の：:")
        count = find_person_count(piece)
        if count is not None and count.rest is None and (item.count is None or count.total):
            self._count(item, count, piece, piece)
        elif (
            piece.startswith(("の", "：", ":"))
            or date_words.is_note(stripped)
            or date_words.is_undated(stripped)
            or not starts_label
        ):
            item.notes.append(stripped)
        else:
            return False
        return True

    def _cancellation(self, piece: str) -> None:
        """``<event> <reason>中止``: an event of its own where words name it, else the date before did not happen."""
        reason = [piece]
        for index, word in enumerate(self._pending):
            if (index or self._wrapped) and date_words.begins_reason(word):
                reason = [*self._pending[index:], piece]
                self._pending = self._pending[:index]
                break
        note = self._join(reason)
        last = self._items[-1] if self._items else None
        if not self._pending and last is not None and not last.cancelled and last.count is None:
            last.cancelled = True
            last.notes.append(note)
            return
        label = date_words.clean_label(self._join(self._pending)) if self._pending else None
        if label is None and (named := date_words.cancelled_in_remark(note)):
            label, note = named
        self._label, self._pending, self._group = label, [], LabelGroup()
        self._items.append(DatedItem(label, cancelled=True, notes=[note], group=self._group))

    def _count(self, item: DatedItem, count: PersonCount, content: str, printed: str) -> None:
        if item.count is None:
            item.count, item.count_printed = count, printed
            if count.rest:
                item.date_list.notes.append(count.rest)
        elif count.total and count.rest is None:
            self._total(count, printed)
        else:
            item.notes.append(content)

    def _count_each(self, last: DatedItem, content: str) -> bool:
        """Whether the content numbers the persons at each date of a list (``各15人``)."""
        count = find_person_count(date_words.count_of_each(content) or "")
        listed = [item for item in self._items[-_LONGEST_LIST:] if item.date_list is last.date_list]
        if count is None or len(listed) < 2:
            return False
        for item in listed:
            item.count, item.count_printed = count, content
        return True

    def _total(self, count: PersonCount, printed: str) -> None:
        """A total for several dates, or beside a number of the only date, is the row's; else it is that date's."""
        last = self._items[-1]
        if len(self._items) > 1 or last.count is not None:
            self._reading.totals.append(StatedTotal(count.value, printed, None, of_row=True))
        else:
            last.count, last.count_printed = count, printed

    def _tidy(self, text: str) -> str:
        return date_words.mend_numbers(text) if self._wrapped or "\n" in text else text

    def _join(self, pieces: list[str]) -> str:
        return date_words.join_words(pieces, wrapped=self._wrapped)


def _is_event(piece: str) -> bool:
    return date_words.is_cancellation(piece) or date_words.is_undated(piece)
