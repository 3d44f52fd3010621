"""The headings in force while a register is read: its title, the form of collaboration, the name holder."""

from __future__ import annotations

import re

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.domain.japanese_text import comparable
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.headings import (
    read_form_heading,
    read_holder_heading,
    read_title,
    section_number,
)
from mitodoke.sources.formats.collaboration_register.register import Register
from mitodoke.sources.line_ledger import LineLedger


class Sections:
    """Reads heading lines into the register and the ledger, and remembers which ones are in force."""

    def __init__(self, register: Register, ledger: LineLedger) -> None:
        self._register = register
        self._ledger = ledger
        self._section: int | None = None
        self.form: CollaborationForm | None = None
        self.holder: NameHolder | None = None
        self.changed = False

    @staticmethod
    def is_form(line: str) -> bool:
        """Whether the line is the heading of a form of collaboration."""
        return "形態" in line and read_form_heading(line) is not None

    @property
    def before_tables(self) -> bool:
        """Whether no form has been named yet."""
        return self.form is None

    def read(self, number: int, line: str) -> bool:
        """Whether the line is a title or a heading; `changed` tells afterwards whether another table begins."""
        self.changed = False
        if form := read_form_heading(line):
            new = self._register.see_form(form, number)
            self.changed = new is not self.form
            if self.changed:
                self.form, self.holder = new, None
            self._ledger.heading(number, "page_footer" if form.is_page else "form")
        elif holder := read_holder_heading(line):
            form_here = self.form or CollaborationForm.PATRONAGE
            new_holder = self._register.see_holder(holder, form_here, number)
            self.changed = new_holder is not self.holder
            self.holder = new_holder
            self._ledger.heading(number, "name_holder")
        elif (title := read_title(line)) and self._is_known(title):
            if self._register.title is None and re.match(r"\s*\d", line):
                self._section = section_number(line)
            self._register.see_title(title, line)
            self._ledger.heading(number, "title")
        else:
            return False
        return True

    def _is_known(self, title: str) -> bool:
        """Whether a title can be this register's: the first one, or the same again on another page."""
        return self._register.title is None or comparable(title) == comparable(self._register.title)

    def form_for(self, columns: tuple[Column, ...]) -> CollaborationForm:
        """The form in force; without any heading a table with organisers can only hold patronages."""
        if self.form is not None:
            return self.form
        return CollaborationForm.PATRONAGE if Column.ORGANISER in columns else CollaborationForm.COOPERATION

    def total(self, number: int, count: int, printed: str) -> None:
        """A line that states how many rows the table has."""
        subject = "document"
        if self.form is not None:
            subject = self.form.value + (f"-{self.holder.value}" if self.holder else "")
        self._register.see_count(subject, count, printed, number)
        self._ledger.heading(number, "total")

    def introduction(self, number: int) -> None:
        """A line between the title and the first table; before the title it stays unaccounted."""
        if self._register.title is not None:
            self._ledger.leave_out(number, number, "introduction")

    def ends_register(self, line: str) -> bool:
        """Whether the next section of the report begins: the number after this one's, under a title of its own."""
        return (
            self._section is not None
            and section_number(line) == self._section + 1
            and _SECTION_TITLE.search(line) is not None
        )


_SECTION_TITLE = re.compile(r"(?:状況|について|一覧|実績|概要|結果)\s*(?:[（(][^（()）]*[）)])?\s*\Z")
