"""Puts a register together: its document, the ids of its rows, the counts it states, its doubtful places."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm, NameHolder
from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.fiscal_year import FiscalYear, parse_fiscal_year
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.place import line_place
from mitodoke.sources.find_municipality import find_municipality
from mitodoke.sources.formats.collaboration_register.entry import build_entry
from mitodoke.sources.formats.collaboration_register.headings import FormHeading, HolderHeading
from mitodoke.sources.formats.collaboration_register.row_text import RowText
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText

_NO_TITLE = "協働事業実施状況"
_Table = tuple[CollaborationForm, NameHolder | None]


@dataclass(slots=True)
class Register:
    """What a layout has found in a text: its title, its rows in order, the counts stated in its headings."""

    title: str | None = None
    year_words: list[str] = field(default_factory=list)
    rows: list[RowText] = field(default_factory=list)
    stated: list[StatedFigure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _counts: set[tuple[str, int]] = field(default_factory=set)
    _unknown: set[str] = field(default_factory=set)

    def see_title(self, title: str, line: str) -> None:
        """Keep the first title; the fiscal year is looked for in every one."""
        self.title = self.title or title
        self.year_words.append(line)

    def see_form(self, heading: FormHeading, line: int) -> CollaborationForm:
        """The form of a heading; its count is kept once however many pages repeat it."""
        if heading.form is None and heading.words not in self._unknown:
            self._unknown.add(heading.words)
            self.findings.append(
                Finding(
                    check="unknown_form",
                    severity=Severity.ERROR,
                    subject="document",
                    field="form",
                    place=line_place(line),
                    printed=heading.words,
                    expected="共催、実行委員会・協議会等、事業協力、後援、委託、補助、協賛",
                    message=f"協働の形態「{heading.words}」は知らない形態です。仮に「事業協力（その他）」として記録しました。"
                    "形態を確認してください。",
                )
            )
        form = heading.form or CollaborationForm.COOPERATION
        if heading.count is not None:
            self.see_count(form.value, heading.count, heading.count_printed, line)
        return form

    def see_holder(self, heading: HolderHeading, form: CollaborationForm, line: int) -> NameHolder:
        """The name holder of a heading, and the count stated for it."""
        if heading.count is not None:
            self.see_count(f"{form.value}-{heading.holder.value}", heading.count, heading.count_printed, line)
        return heading.holder

    def see_count(self, subject: str, count: int, printed: str, line: int) -> None:
        """A number of entries that the document states; the same number on another page is no second figure."""
        if (subject, count) in self._counts:
            return
        self._counts.add((subject, count))
        self.stated.append(
            StatedFigure(
                subject=subject,
                figure="count.entries",
                printed=printed,
                value=Decimal(count),
                place=line_place(line),
            )
        )

    def content(
        self, text: SourceText, layout: str, ledger: LineLedger
    ) -> tuple[DocumentContent, list[Finding]]:
        """Everything as a document's content; rows get their ids and enter the ledger here."""
        fiscal_year = self._fiscal_year(text)
        entries: list[CollaborationEntry] = []
        stated, findings = list(self.stated), list(self.findings)
        numbering = _Numbering()
        for row in self.rows:
            entry_id, found = numbering.take(row)
            reading = build_entry(row, entry_id, fiscal_year)
            entries.append(reading.entry)
            stated.extend(reading.stated)
            findings.extend([*found, *reading.findings])
            ledger.record(row.first, row.last, entry_id)
        year = FiscalYear(fiscal_year) if fiscal_year is not None else None
        document = SourceDocument(
            document="",
            title=self.title or _NO_TITLE,
            kind=DocumentKind.COLLABORATION_REGISTER,
            layout=layout,
            municipality_code=None,
            municipality=find_municipality(text),
            fiscal_year=fiscal_year,
            period_start=year.first_day.isoformat() if year else None,
            period_end=year.last_day.isoformat() if year else None,
            as_of=year.last_day.isoformat() if year else None,
            published=None,
            publisher=None,
            sha256=text.sha256,
            lines=len(text.lines),
            lines_accounted=0,
        )
        return DocumentContent(document=document, entries=tuple(entries), stated=tuple(stated)), findings

    def _fiscal_year(self, text: SourceText) -> int | None:
        """The year of the title; else the first 年度 above the first row; else None."""
        first_row = self.rows[0].first if self.rows else len(text.lines)
        above = (line for line in text.lines[: max(0, first_row - 1)] if len(line) <= 200)
        return next(
            (year for line in [*self.year_words, *above] if (year := parse_fiscal_year(line)) is not None),
            None,
        )


class _Numbering:
    """Gives ids by form, name holder and printed number, and tells where the numbers do not run on."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._last: dict[_Table, int] = {}
        self._unnumbered: Counter[_Table] = Counter()
        self._last_of_all = 0

    def take(self, row: RowText) -> tuple[str, list[Finding]]:
        """The id of `row`, and findings about its number."""
        table = (row.form, row.name_holder)
        prefix = row.form.value + (f"-{row.name_holder.value}" if row.name_holder else "")
        if not row.number:
            self._unnumbered[table] += 1
            entry_id = f"{prefix}-unnumbered-{self._unnumbered[table]}"
            return entry_id, [
                _about_number(
                    row,
                    entry_id,
                    "number_missing",
                    "この行の番号が読み取れません。原本の番号を確認してください。",
                )
            ]
        base = f"{prefix}-{row.number}"
        self._seen[base] += 1
        if self._seen[base] > 1:
            entry_id = f"{base}~{self._seen[base]}"
            return entry_id, [
                _about_number(
                    row,
                    entry_id,
                    "duplicate_number",
                    f"番号{row.number}が同じ表に{self._seen[base]}回あります。どちらかの番号が誤りでないか確認してください。",
                )
            ]
        return base, self._gap(row, table, base)

    def _gap(self, row: RowText, table: _Table, entry_id: str) -> list[Finding]:
        match = re.match(r"\d+", row.number)
        if match is None:
            return []
        number = int(match[0])
        expected = self._last.get(table, 0) + 1
        continues = table not in self._last and number == self._last_of_all + 1
        self._last[table] = self._last_of_all = number
        if number == expected or continues:
            return []
        return [
            _about_number(
                row,
                entry_id,
                "number_gap",
                f"番号が{expected}ではなく{number}です。行の抜けや番号の誤りがないか確認してください。",
                str(expected),
            )
        ]


def _about_number(row: RowText, entry_id: str, check: str, message: str, expected: str = "") -> Finding:
    return Finding(
        check=check,
        severity=Severity.WARNING,
        subject=entry_id,
        field="number",
        place=line_place(row.first, row.last),
        printed=row.number,
        expected=expected,
        message=message,
    )


def fold_number(printed: str) -> str | None:
    """The number of a row without its dot or brackets (``１．`` is 1, ``(3)`` is 3, ``2-1`` stays), or None."""
    match = re.match(
        r"\s*(?:No\.?\s*)?\(?(\d{1,6}(?:-\d{1,3})?)[).]?\s*\Z", fold_width(printed), re.IGNORECASE
    )
    return match[1] if match else None
