"""Takes the pages of a broken-cell register apart: headings, table heads and page numbers on one side, rows on the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.domain.japanese_text import comparable
from mitodoke.sources.formats.collaboration_register.columns import (
    BROKEN_COLUMNS,
    NARROW_COLUMNS,
    Column,
    read_head_text,
)
from mitodoke.sources.formats.collaboration_register.dates_anchor import begins_dates_cell
from mitodoke.sources.formats.collaboration_register.headings import (
    is_note,
    is_page_number,
    printed_count,
    read_form_heading,
    read_total,
)
from mitodoke.sources.formats.collaboration_register.numbering import fold_number
from mitodoke.sources.formats.collaboration_register.register import Register
from mitodoke.sources.formats.collaboration_register.sections import Sections
from mitodoke.sources.line_ledger import LineLedger

_MOST_HEAD_LINES = 30


@dataclass(slots=True)
class Table:
    """The body of one table: its numbered lines, blank ones included, without heads and page furniture."""

    form: CollaborationForm
    name_holder: NameHolder | None
    columns: tuple[Column, ...]
    lines: list[tuple[int, str]] = field(default_factory=list)


def begins_head(line: str) -> bool:
    """Whether a table head begins here: its number column and one more word of a head on the same line."""
    compact = comparable(line[:200])
    return (
        len(line) <= 400
        and re.match(r"(?:no\.?|番号|通番|項番)(?![a-z\d])", compact) is not None
        and re.search(r"名称|事業名|年月日|担当|主催", compact) is not None
    )


def read_tables(lines: tuple[str, ...], register: Register, ledger: LineLedger) -> list[Table]:
    """The tables of the text in order; what is no body line is entered in the ledger, a report's next section not."""
    return _Pages(lines, register, ledger).read()


class _Pages:
    """The state between lines: the headings in force, the columns, and whether the last table goes on."""

    def __init__(self, lines: tuple[str, ...], register: Register, ledger: LineLedger) -> None:
        self._lines = lines
        self._ledger = ledger
        self._sections = Sections(register, ledger)
        self._tables: list[Table] = []
        self._columns: tuple[Column, ...] | None = None
        self._open = False

    def read(self) -> list[Table]:
        index = 0
        while index < len(self._lines):
            number, line = index + 1, self._lines[index]
            if not line.strip():
                self._body(number, "")
            elif begins_head(line):
                index = self._head(index)
                continue
            elif self._tables and self._sections.ends_register(line):
                break
            elif self._sections.read(number, line):
                if self._sections.changed:
                    self._columns, self._open = None, False
                self._body(number, "")
            elif (total := read_total(line)) is not None and not self._sections.before_tables:
                self._sections.total(number, total, printed_count(line))
            elif not self._furniture(index):
                self._body(number, line)
            index += 1
        return self._tables

    def _furniture(self, index: int) -> bool:
        """A page number that can be no row's number: a form with a page or ``- 3 -``, or digits before a heading."""
        line = self._lines[index]
        if not is_page_number(line):
            return False
        if fold_number(line) and not self._heading_follows(index):
            return False
        self._ledger.leave_out(index + 1, index + 1, "page_number")
        return True

    def _heading_follows(self, index: int) -> bool:
        for line in self._lines[index + 1 : index + 4]:
            if line.strip():
                return read_form_heading(line) is not None or begins_head(line)
        return False

    def _head(self, index: int) -> int:
        """Enter a table head, broken over several lines and blocks as it may be; the index of the line after it.

        It ends before the first row's number, or before a line that a table head seen before does not hold.
        """
        last = index
        for offset in range(index + 1, min(index + _MOST_HEAD_LINES, len(self._lines))):
            line = self._lines[offset]
            if not line.strip():
                continue
            if re.match(r"\s*\d{1,4}(?:\s|\Z)", line) or begins_dates_cell(line) or not _can_be_head(line):
                break
            last = offset
        text = " ".join(self._lines[index : last + 1])
        head = read_head_text(text)
        if head is not None:
            self._columns = head.columns
            self._open = False
        for offset in range(index, last + 1):
            if self._lines[offset].strip():
                self._ledger.heading(offset + 1, "table_head")
        self._body(last + 1, "")
        return last + 1

    def _body(self, number: int, line: str) -> None:
        if self._columns is not None or not self._sections.before_tables:
            table = self._tables[-1] if self._open else self._new_table()
            table.lines.append((number, line))
        elif line and is_note(line):
            self._ledger.leave_out(number, number, "note_outside_table")
        elif line:
            self._sections.introduction(number)

    def _new_table(self) -> Table:
        """The table that the lines from here on belong to: the last one where nothing about it has changed."""
        columns = self._columns
        if columns is None:
            narrow = self._sections.form is CollaborationForm.PATRONAGE
            columns = NARROW_COLUMNS if narrow else BROKEN_COLUMNS
        table = Table(self._sections.form_for(columns), self._sections.holder, columns)
        self._open = True
        if self._tables:
            last = self._tables[-1]
            if (last.form, last.name_holder, last.columns) == (table.form, table.name_holder, table.columns):
                return last
        self._tables.append(table)
        return table


_HEAD_WORDS = re.compile(
    r"年月日|名称|事業|担当|部署|所属|区分|目的|内容|団体|関係|取組|参加|人数|複数|場合|延べ|効果|反響|市民|成果|主催|備考|等|協働|実施|回|合|人|数|の|概要|評価"
)


def _can_be_head(line: str) -> bool:
    """Whether a line can go on a table head: short, without a sentence, made of the words of heads."""
    text = line.strip()
    if len(text) > 80 or "。" in text:
        return False
    rest = _HEAD_WORDS.sub("", text)
    return len(re.sub(r"[\s（）()、・はにかから者を]", "", rest)) <= len(text) // 3
