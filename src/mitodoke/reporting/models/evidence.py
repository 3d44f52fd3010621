"""Files that departments give as evidence of an answer; the bytes are kept as they came, for good."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import OptionalText, Sha256
from mitodoke.domain.evidence import LARGEST, EvidenceKind
from mitodoke.reporting.models.answers import Assignment


class EvidenceFile(models.Model):
    """A file, known by the hash of its bytes and so kept once; the database refuses to change or delete it."""

    sha256 = Sha256(primary_key=True)
    kind = models.TextField(choices=choices_of(EvidenceKind))
    size = models.PositiveIntegerField()
    kept_by = models.TextField()
    kept_at = models.DateTimeField()
    # Last, so that lists need not read over it.
    data = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "根拠資料のファイル"
        ordering = ["kept_at"]
        constraints = [
            one_of("evidence_file", "kind", EvidenceKind),
            not_empty("evidence_file", "kept_by"),
            models.CheckConstraint(
                condition=Q(size__gte=1) & Q(size__lte=LARGEST), name="evidence_file_size_within_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}（{self.size:,}バイト）"


class Evidence(models.Model):
    """根拠資料: `file` shows `caption` for an answer; `name` is what the file was called when it came.

    `is_public` says whether the public may see it (the department decides; it does not by itself). A piece that
    was removed keeps its row and its bytes. `position` counts the pieces of an answer, removed ones included.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="pieces")
    position = models.PositiveIntegerField()
    name = models.TextField()
    caption = models.TextField()
    is_public = models.BooleanField(default=False)
    added_by = models.TextField()
    added_at = models.DateTimeField()
    removed_by = OptionalText()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "根拠資料"
        ordering = ["assignment_id", "position"]
        constraints = [
            not_empty("evidence", "name"),
            not_empty("evidence", "caption"),
            not_empty("evidence", "added_by"),
            counted_from_one("evidence"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | (
                    Q(removed_at__isnull=False, removed_by__isnull=False, removed_at__gte=F("added_at"))
                    & ~Q(removed_by="")
                ),
                name="evidence_says_who_removed_it",
            ),
            models.UniqueConstraint(fields=["assignment", "position"], name="one_evidence_of_a_position"),
            models.UniqueConstraint(
                fields=["assignment", "file"],
                condition=Q(removed_at__isnull=True),
                name="one_standing_evidence_of_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}：{self.caption}"
