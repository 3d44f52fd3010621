"""The trail of rounds and answers: rows are added, and the database refuses to change or delete them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.documents.constraints import choices_of, not_empty, one_of
from mitodoke.documents.fields import OptionalText
from mitodoke.domain.history import HistoryAct
from mitodoke.reporting.models.answers import Assignment
from mitodoke.reporting.models.proxies import ProxyEntry
from mitodoke.reporting.models.rounds import ReportingRound


class HistoryEvent(models.Model):
    """履歴: who did what to a round or an answer, when, from what to what, and why.

    `by` is the name of that day and `person` the account, None for what a command did. `revision` is that of the
    answer afterwards. `proxy` tells for which department it was done by 代行入力, and why. Triggers (migration 0003)
    keep it as it is.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="events")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="events")
    at = models.DateTimeField()
    by = models.TextField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="history_events"
    )
    on_behalf_of = OptionalText()
    proxy = models.ForeignKey(
        ProxyEntry, models.PROTECT, null=True, blank=True, related_name="history_events"
    )
    act = models.TextField(choices=choices_of(HistoryAct))
    field = OptionalText()
    before = OptionalText()
    after = OptionalText()
    reason = OptionalText()
    state_before = OptionalText()
    state_after = OptionalText()
    revision = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "履歴"
        ordering = ["id"]
        constraints = [
            one_of("event", "act", HistoryAct),
            not_empty("event", "by"),
            not_empty("event", "reason"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.act}"
