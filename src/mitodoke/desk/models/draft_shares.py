"""Tables of shared drafts: that a draft was shown to evaluators, by whom and until when, and that it was ended.

Rows are added only; triggers in the migration refuse to change, delete or replace them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mitodoke.documents.models import SourceDocument


class DraftShare(models.Model):
    """共有: the draft of this revision of a document may be read by 外部評価 and 閲覧・監査 up to the day `until`.

    `until` is included. A later revision of the document is another draft, which is not shared by this.
    """

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="draft_shares")
    until = models.DateField()
    note = models.TextField()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="draft_shares")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "案の共有"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="draft_share_says_why"),
            models.CheckConstraint(condition=~Q(by=""), name="draft_share_says_who"),
        ]

    def __str__(self) -> str:
        return f"{self.document}（{self.until}まで）"


class DraftShareEnd(models.Model):
    """共有の終了: a share was ended before its last day."""

    shared = models.OneToOneField(DraftShare, models.PROTECT, related_name="end")
    reason = models.TextField()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ended_draft_shares")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "案の共有の終了"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="draft_share_end_has_a_reason"),
            models.CheckConstraint(condition=~Q(by=""), name="draft_share_end_says_who"),
        ]

    def __str__(self) -> str:
        return f"{self.shared_id} {self.at:%Y-%m-%d}"
