"""The trail of plans: rows are added, and the database refuses to change or delete them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.documents.constraints import choices_of, not_empty, one_of
from mitodoke.documents.fields import OptionalText
from mitodoke.domain.plan_history import PlanAct
from mitodoke.plans.models.ledger import PlanLedger, PlanVersion


class PlanEvent(models.Model):
    """履歴: who did what to a plan or to what is kept beside it, when, from what to what, and why.

    `subject` and `field` are the names of that day; `item_key` leads to the item whatever it is called now.
    `version` is the state of the plan that the act made, None for acts beside the plan.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="events")
    version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="events")
    at = models.DateTimeField()
    by = models.TextField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="plan_events"
    )
    on_behalf_of = OptionalText()
    act = models.TextField(choices=choices_of(PlanAct))
    item_key = OptionalText()
    subject = models.TextField()
    field = OptionalText()
    before = OptionalText()
    after = OptionalText()
    reason = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "計画の履歴"
        ordering = ["id"]
        constraints = [
            one_of("plan_event", "act", PlanAct),
            not_empty("plan_event", "by"),
            not_empty("plan_event", "subject"),
            not_empty("plan_event", "reason"),
        ]
        indexes = [models.Index(fields=["ledger", "item_key"], name="plan_event_of_an_item")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.act}"
