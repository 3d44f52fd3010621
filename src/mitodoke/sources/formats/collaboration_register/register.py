"""Puts a register together: its document, the ids of its rows, the counts it states, its doubtful places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm, NameHolder
from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.fiscal_year import FiscalYear, parse_fiscal_year
from mitodoke.domain.place import line_place
from mitodoke.sources.find_municipality import find_municipality
from mitodoke.sources.formats.collaboration_register.entry import build_entry
from mitodoke.sources.formats.collaboration_register.headings import FormHeading, HolderHeading
from mitodoke.sources.formats.collaboration_register.numbering import Numbering
from mitodoke.sources.formats.collaboration_register.row_text import RowText
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText

_NO_TITLE = "協働事業実施状況"


@dataclass(slots=True)
class Register:
    """What a layout has found in a text beside its rows: its title, and the counts stated in its headings."""

    title: str | None = None
    year_words: list[str] = field(default_factory=list)
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
        self, text: SourceText, layout: str, ledger: LineLedger, rows: Iterable[RowText]
    ) -> tuple[DocumentContent, list[Finding]]:
        """Everything as a document's content; rows get their ids and enter the ledger here, one after the other."""
        fiscal_year: int | None = None
        entries: list[CollaborationEntry] = []
        stated, findings = list(self.stated), list(self.findings)
        numbering = Numbering()
        for row in rows:
            if not entries:
                fiscal_year = self._fiscal_year(text.lines[: row.first - 1])
            entry_id, found = numbering.take(row)
            reading = build_entry(row, entry_id, fiscal_year)
            entries.append(reading.entry)
            stated.extend(reading.stated)
            findings.extend([*found, *reading.findings])
            ledger.record(row.first, row.last, entry_id)
        if not entries:
            fiscal_year = self._fiscal_year(text.lines)
        if fiscal_year is None:
            findings.append(_no_fiscal_year(self.title))
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

    def _fiscal_year(self, above: tuple[str, ...]) -> int | None:
        """The year of the title; else the first 年度 above the first row; else None."""
        lines = [*self.year_words, *(line for line in above if len(line) <= 200)]
        return next((year for line in lines if (year := parse_fiscal_year(line)) is not None), None)


def _no_fiscal_year(title: str | None) -> Finding:
    return Finding(
        check="fiscal_year_missing",
        severity=Severity.ERROR,
        subject="document",
        field="fiscal_year",
        place=None,
        printed=title or "",
        expected="",
        message="表題にも表の前にも年度が見つかりません。どの年度の実施状況かを確かめ、表題に年度のある文書を指定してください。",
    )
