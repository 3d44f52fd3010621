"""Tables of source documents: what they are, how they were read, and what they state about themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import ExactDecimal, IsoDate, OptionalText, PlaceText, Sha256
from mitodoke.domain.document import DocumentKind, LineRole
from mitodoke.domain.finding import Severity
from mitodoke.sources.placed_lines import FileKind
from mitodoke.sources.read_excel.mapping import COLUMNS
from mitodoke.sources.read_text import MAX_BYTES


class SourceDocument(models.Model):
    """One reading of a document; rows are added and never changed.

    A document is known by its municipality, kind and fiscal year (None: it does not tell). Reading it again with another outcome adds a
    row with the next `revision`; facts hang on the revision they were read from, and the highest one counts.
    `stored_at` is None for rows of releases that did not keep it.
    """

    municipality = models.ForeignKey("departments.Municipality", models.PROTECT, related_name="documents")
    kind = models.TextField(choices=choices_of(DocumentKind))
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField()
    key = models.TextField()
    title = models.TextField()
    layout = models.TextField()
    municipality_printed = OptionalText()
    period_start = IsoDate(null=True)
    period_end = IsoDate(null=True)
    as_of = IsoDate(null=True)
    published = IsoDate(null=True)
    publisher = OptionalText()
    sha256 = Sha256()
    lines = models.PositiveIntegerField()
    lines_accounted = models.PositiveIntegerField()
    abridged = models.BooleanField()
    stored_at = models.DateTimeField(null=True, default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "原文書"
        ordering = ["municipality", "kind", "fiscal_year", "revision"]
        constraints = [
            one_of("document", "kind", DocumentKind),
            not_empty("document", "key"),
            counted_from_one("document", "revision"),
            models.CheckConstraint(
                condition=Q(lines_accounted__lte=F("lines")), name="document_accounts_for_lines_it_has"
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "fiscal_year", "revision"],
                name="one_document_of_a_kind_and_year_and_revision",
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "revision"],
                condition=Q(fiscal_year__isnull=True),
                name="one_document_of_a_kind_without_year_and_revision",
            ),
            models.UniqueConstraint(fields=["key", "revision"], name="one_document_of_a_key_and_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.key} 第{self.revision}稿）"


class SourceText(models.Model):
    """The lines of a document, for the page that shows a fact in its source."""

    document = models.OneToOneField(
        SourceDocument, models.PROTECT, primary_key=True, related_name="source_text"
    )
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "原文"

    def __str__(self) -> str:
        return str(self.document)


class SourceFile(models.Model):
    """The file that a document was read from, byte for byte, so that a fact can be shown where it stands in it.

    Known by the hash of its bytes, which the document bears: a file that is read again is kept once. Only files of
    which there is more to see than their lines are kept (`FileKind`); rows are added, and the database refuses to
    change or delete one.
    """

    sha256 = Sha256(primary_key=True)
    name = models.TextField()
    kind = models.TextField(choices=choices_of(FileKind))
    size = models.PositiveIntegerField()
    kept_by = models.TextField()
    kept_at = models.DateTimeField()
    # Last, so that lists need not read over it.
    data = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "原本のファイル"
        ordering = ["kept_at"]
        constraints = [
            one_of("source_file", "kind", FileKind),
            not_empty("source_file", "name"),
            not_empty("source_file", "kept_by"),
            models.CheckConstraint(
                condition=Q(size__gte=1) & Q(size__lte=MAX_BYTES), name="source_file_size_within_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.size:,}バイト）"


class ImportRun(models.Model):
    """Who imported a revision, when, and how many records it added, changed, moved and removed."""

    document = models.OneToOneField(SourceDocument, models.PROTECT, related_name="import_run")
    by = models.TextField()
    at = models.DateTimeField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    moved = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "取込"
        ordering = ["-at"]
        constraints = [not_empty("import_run", "by")]

    def __str__(self) -> str:
        return f"{self.document} {self.at:%Y-%m-%d %H:%M}"


class LineUse(models.Model):
    """What became of lines of a document."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="line_uses")
    position = models.PositiveIntegerField()
    place = PlaceText()
    role = models.TextField(choices=choices_of(LineRole))
    detail = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "行の扱い"
        ordering = ["document_id", "position"]
        constraints = [
            one_of("line_use", "role", LineRole),
            not_empty("line_use", "detail"),
            counted_from_one("line_use"),
            models.UniqueConstraint(fields=["document", "position"], name="one_line_use_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.role} {self.detail}"


class StoredFinding(models.Model):
    """What the reader found doubtful while it read a document."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="findings")
    position = models.PositiveIntegerField()
    check_name = models.TextField()
    severity = models.TextField(choices=choices_of(Severity))
    subject = models.TextField()
    field = models.TextField()
    place = PlaceText(null=True)
    printed = models.TextField()
    expected = models.TextField()
    message = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "指摘"
        ordering = ["document_id", "position"]
        constraints = [
            one_of("finding", "severity", Severity),
            not_empty("finding", "check_name"),
            not_empty("finding", "message"),
            counted_from_one("finding"),
            models.UniqueConstraint(fields=["document", "position"], name="one_finding_a_position"),
        ]

    def __str__(self) -> str:
        return self.message


class StatedFigure(models.Model):
    """A percentage, total or count that a document prints about its own content: a fact, as printed."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="stated_figures")
    position = models.PositiveIntegerField()
    subject = models.TextField()
    figure = models.TextField()
    printed = OptionalText()
    value = ExactDecimal(null=True)
    place = PlaceText(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "公表された数値"
        ordering = ["document_id", "position"]
        constraints = [
            not_empty("stated_figure", "subject"),
            not_empty("stated_figure", "figure"),
            counted_from_one("stated_figure"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(printed__isnull=False), name="stated_value_is_printed"
            ),
            models.UniqueConstraint(fields=["document", "position"], name="one_stated_figure_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.figure} {self.printed or '－'}"


class GlossaryTerm(models.Model):
    """A term that a document explains; the explanation is absent in abridged content only."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="glossary_terms")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    term = models.TextField()
    definition = OptionalText()
    place = PlaceText()

    class Meta:
        verbose_name = verbose_name_plural = "用語"
        ordering = ["document_id", "position"]
        constraints = [
            not_empty("glossary_term", "term"),
            counted_from_one("glossary_term"),
            models.UniqueConstraint(fields=["document", "position"], name="one_glossary_term_a_position"),
        ]

    def __str__(self) -> str:
        return self.term


class ColumnMapping(models.Model):
    """Which of our columns a head is that nobody knew, as a person of the city said of a kind of document.

    Used for the city's next document of that kind. Rows are added, and the database refuses to change or delete
    one: the newest row of a head counts, the earlier ones are its history.
    """

    municipality = models.ForeignKey("departments.Municipality", models.PROTECT, related_name="+")
    kind = models.TextField(choices=choices_of(DocumentKind))
    head = models.TextField()
    column = models.TextField(choices=[(name, words or "使わない") for name, words in COLUMNS.items()])
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "見出しの対応"
        ordering = ["municipality", "kind", "id"]
        indexes = [models.Index(fields=["municipality", "kind", "head"], name="column_mapping_of_a_head")]
        constraints = [
            one_of("column_mapping", "kind", DocumentKind),
            not_empty("column_mapping", "head"),
            not_empty("column_mapping", "by"),
            models.CheckConstraint(
                condition=Q(column__in=list(COLUMNS)), name="column_mapping_column_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head} → {self.column}"
