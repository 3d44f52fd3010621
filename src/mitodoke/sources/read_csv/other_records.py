"""The document, the register's entries, the glossary and what the audit found, from tables in long format."""

from __future__ import annotations

from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    NameHolder,
    Occurrence,
    OrganisationMention,
    OrganisationRole,
    Recurrence,
)
from mitodoke.domain.document import DocumentKind, LineRole, LineUse, SourceDocument
from mitodoke.domain.figure import Figure, RuleTrial, StatedFigure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import GlossaryTerm
from mitodoke.domain.quantity import parse_quantity
from mitodoke.sources.read_csv.plan_records import by_id
from mitodoke.sources.read_csv.table_rows import TableRow, Tables


def read_document(row: TableRow) -> SourceDocument:
    """The document of the only row of its table."""
    return SourceDocument(
        document=row.text("document") or "",
        title=row.text("title") or "",
        kind=row.required_code("kind", DocumentKind),
        layout=row.text("layout") or "",
        municipality_code=row.text("municipality_code"),
        municipality=row.text("municipality"),
        fiscal_year=row.whole("fiscal_year"),
        period_start=row.text("period_start"),
        period_end=row.text("period_end"),
        as_of=row.text("as_of"),
        published=row.text("published"),
        publisher=row.text("publisher"),
        sha256=row.text("sha256") or "",
        lines=row.whole("lines") or 0,
        lines_accounted=row.whole("lines_accounted") or 0,
    )


def read_entries(tables: Tables) -> tuple[CollaborationEntry, ...]:
    """The rows of a register."""
    below = {
        name: by_id(tables.get(name, ()), "entry_id")
        for name in ("occurrences", "organisations", "collaboration_departments")
    }
    return tuple(_entry(row, below) for row in tables.get("collaborations", ()))


def _entry(row: TableRow, below: dict[str, dict[str, list[TableRow]]]) -> CollaborationEntry:
    entry_id = row.required("entry_id")
    departments = row.listed("departments") or tuple(
        one.required("department") for one in below["collaboration_departments"].get(entry_id, ())
    )
    return CollaborationEntry(
        entry_id=entry_id,
        fiscal_year=row.whole("fiscal_year"),
        form=row.required_code("form", CollaborationForm),
        name_holder=row.code("name_holder", NameHolder),
        number=row.text("number") or "",
        title=row.text("title") or "",
        departments=departments,
        recurrence=row.code("recurrence", Recurrence),
        recurrence_printed=row.text("recurrence_printed"),
        since_year=row.whole("since_year"),
        purpose=row.text("purpose"),
        organisations_printed=row.text("organisations_printed"),
        organisations=tuple(_organisation(one) for one in below["organisations"].get(entry_id, ())),
        organisations_are_prose=row.flag("organisations_are_prose") or False,
        effects=row.text("effects"),
        participants_printed=row.text("participants_printed"),
        participants=row.whole("participants"),
        occurrences=tuple(_occurrence(one) for one in below["occurrences"].get(entry_id, ())),
        dates_printed=row.text("dates_printed"),
        place=row.text("place") or "",
    )


def _organisation(row: TableRow) -> OrganisationMention:
    return OrganisationMention(
        position=row.whole("position") or 0,
        name=row.text("name") or "",
        role=row.required_code("role", OrganisationRole),
        place=row.text("place") or "",
    )


def _occurrence(row: TableRow) -> Occurrence:
    return Occurrence(
        position=row.whole("position") or 0,
        label=row.text("label"),
        start=row.text("start"),
        end=row.text("end"),
        date_printed=row.text("date_printed"),
        participants=row.whole("participants"),
        approximate=row.flag("approximate") or False,
        cumulative=row.flag("cumulative") or False,
        cancelled=row.flag("cancelled") or False,
        note=row.text("note"),
        place=row.text("place") or "",
    )


def read_glossary(tables: Tables) -> tuple[GlossaryTerm, ...]:
    """The terms that the document explains."""
    return tuple(
        GlossaryTerm(
            number=row.whole("number"),
            term=row.text("term") or "",
            definition=row.text("definition"),
            place=row.text("place") or "",
        )
        for row in tables.get("glossary", ())
    )


def read_figures(tables: Tables) -> tuple[Figure, ...]:
    """Stated figures beside their recomputation."""
    return tuple(
        Figure(
            subject=row.required("subject"),
            figure=row.required("figure"),
            printed=row.text("printed"),
            calculated_exact=row.text("calculated_exact"),
            calculated=row.text("calculated"),
            rule=row.text("rule") or "",
            agrees=row.flag("agrees"),
            place=row.text("place"),
        )
        for row in tables.get("figures", ())
    )


def is_progress(figure: Figure) -> bool:
    """Whether the figure is the progress of an item or of the whole."""
    return figure.figure in ("progress", "progress.overall")


def stated_in(figures: tuple[Figure, ...]) -> tuple[StatedFigure, ...]:
    """What the document states: of each figure the printed side, its number read again from the print."""
    stated = []
    for figure in figures:
        value = parse_quantity(figure.printed).value if figure.printed is not None else None
        stated.append(
            StatedFigure(
                subject=figure.subject,
                figure=figure.figure,
                printed=figure.printed,
                value=value,
                place=figure.place,
            )
        )
    return tuple(stated)


def read_trials(tables: Tables) -> tuple[RuleTrial, ...]:
    """The roll-up rules that were tried; what a rule misses stands in its cell or in a table of its own."""
    missed = by_id(tables.get("rule_failures", ()), "rule")
    return tuple(
        RuleTrial(
            rule=row.required("rule"),
            label=row.text("label") or "",
            reproduces=row.whole("reproduces") or 0,
            of=row.whole("of") or 0,
            failures=row.listed("failures")
            or tuple(one.required("failure") for one in missed.get(row.required("rule"), ())),
        )
        for row in tables.get("rules", ())
    )


def read_findings(tables: Tables) -> tuple[Finding, ...]:
    """What was found doubtful."""
    return tuple(
        Finding(
            check=row.text("check") or "",
            severity=row.required_code("severity", Severity),
            subject=row.text("subject") or "",
            field=row.text("field") or "",
            place=row.text("place"),
            printed=row.text("printed") or "",
            expected=row.text("expected") or "",
            message=row.text("message") or "",
        )
        for row in tables.get("findings", ())
    )


def read_line_uses(tables: Tables) -> tuple[LineUse, ...]:
    """What became of every line of the document."""
    return tuple(
        LineUse(
            place=row.required("place"),
            role=row.required_code("role", LineRole),
            detail=row.text("detail") or "",
        )
        for row in tables.get("lines", ())
    )
