"""The seam between the tables of source documents and the domain's records of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.documents import models
from mitodoke.domain.document import DocumentKind, LineRole, LineUse, SourceDocument
from mitodoke.domain.edition import Reading
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import GlossaryTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecords:
    """What the tables of this app hold of one reading."""

    document: SourceDocument
    stated: tuple[StatedFigure, ...]
    glossary: tuple[GlossaryTerm, ...]
    lines: tuple[str, ...]
    line_uses: tuple[LineUse, ...]
    findings: tuple[Finding, ...]


def store_records(reading: Reading, *, revision: int) -> models.SourceDocument:
    """Add the document of `reading` as `revision`, with its lines and what it states about itself.

    The municipality must be recorded already.
    """
    record = reading.content.document
    if record.municipality_code is None:
        raise ValueError("a document is stored under its municipality")
    document = models.SourceDocument.objects.create(
        municipality_id=record.municipality_code,
        kind=record.kind,
        fiscal_year=record.fiscal_year,
        revision=revision,
        key=record.document,
        title=record.title,
        layout=record.layout,
        municipality_printed=record.municipality,
        period_start=record.period_start,
        period_end=record.period_end,
        as_of=record.as_of,
        published=record.published,
        publisher=record.publisher,
        sha256=record.sha256,
        lines=record.lines,
        lines_accounted=record.lines_accounted,
        abridged=record.abridged,
    )
    models.SourceText.objects.create(document=document, text="".join(line + "\n" for line in reading.lines))
    _store_line_uses(document, reading.line_uses)
    _store_findings(document, reading.findings)
    _store_stated(document, reading.content.stated)
    _store_glossary(document, reading.content.glossary)
    return document


def to_records(document: models.SourceDocument) -> DocumentRecords:
    """The records of `document` in the order in which they were stored."""
    return DocumentRecords(
        document=to_document(document),
        stated=tuple(
            StatedFigure(
                subject=row.subject, figure=row.figure, printed=row.printed, value=row.value, place=row.place
            )
            for row in document.stated_figures.order_by("position")
        ),
        glossary=tuple(
            GlossaryTerm(number=row.number, term=row.term, definition=row.definition, place=row.place)
            for row in document.glossary_terms.order_by("position")
        ),
        lines=to_lines(document),
        line_uses=tuple(
            LineUse(place=row.place, role=LineRole(row.role), detail=row.detail)
            for row in document.line_uses.order_by("position")
        ),
        findings=tuple(_to_finding(row) for row in document.findings.order_by("position")),
    )


def to_document(row: models.SourceDocument) -> SourceDocument:
    """The record of the document as a whole."""
    return SourceDocument(
        document=row.key,
        title=row.title,
        kind=DocumentKind(row.kind),
        layout=row.layout,
        municipality_code=row.municipality_id,
        municipality=row.municipality_printed,
        fiscal_year=row.fiscal_year,
        period_start=row.period_start,
        period_end=row.period_end,
        as_of=row.as_of,
        published=row.published,
        publisher=row.publisher,
        sha256=row.sha256,
        lines=row.lines,
        lines_accounted=row.lines_accounted,
        abridged=row.abridged,
    )


def to_lines(document: models.SourceDocument) -> tuple[str, ...]:
    """The lines of the document's text, without their ends."""
    # Not splitlines(): it would also split at characters that the reader left inside a line.
    return tuple(document.source_text.text.split("\n")[:-1])


def _store_line_uses(document: models.SourceDocument, uses: Iterable[LineUse]) -> None:
    models.LineUse.objects.bulk_create(
        models.LineUse(
            document=document, position=position, place=use.place, role=use.role, detail=use.detail
        )
        for position, use in enumerate(uses, start=1)
    )


def _store_findings(document: models.SourceDocument, findings: Iterable[Finding]) -> None:
    models.StoredFinding.objects.bulk_create(
        models.StoredFinding(
            document=document,
            position=position,
            check_name=finding.check,
            severity=finding.severity,
            subject=finding.subject,
            field=finding.field,
            place=finding.place,
            printed=finding.printed,
            expected=finding.expected,
            message=finding.message,
        )
        for position, finding in enumerate(findings, start=1)
    )


def _to_finding(row: models.StoredFinding) -> Finding:
    return Finding(
        check=row.check_name,
        severity=Severity(row.severity),
        subject=row.subject,
        field=row.field,
        place=row.place,
        printed=row.printed,
        expected=row.expected,
        message=row.message,
    )


def _store_stated(document: models.SourceDocument, figures: Iterable[StatedFigure]) -> None:
    models.StatedFigure.objects.bulk_create(
        models.StatedFigure(
            document=document,
            position=position,
            subject=figure.subject,
            figure=figure.figure,
            printed=figure.printed,
            value=figure.value,
            place=figure.place,
        )
        for position, figure in enumerate(figures, start=1)
    )


def _store_glossary(document: models.SourceDocument, terms: Iterable[GlossaryTerm]) -> None:
    models.GlossaryTerm.objects.bulk_create(
        models.GlossaryTerm(
            document=document,
            position=position,
            number=term.number,
            term=term.term,
            definition=term.definition,
            place=term.place,
        )
        for position, term in enumerate(terms, start=1)
    )
