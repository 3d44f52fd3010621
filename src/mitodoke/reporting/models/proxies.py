"""代行入力: 企画担当 enters for a department, and why; rows are added, and the database refuses to change them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.departments.models import Department
from mitodoke.documents.constraints import not_empty
from mitodoke.documents.fields import OptionalText
from mitodoke.reporting.models.rounds import ReportingRound


class ProxyEntry(models.Model):
    """代行入力: from `at` on, `person` enters for `department` in `round`, because of `reason`; with None no more.

    The newest row of a person, round and department counts. `by` is the name of that day, `acted_for` the absent
    colleague by whose role it is done. Triggers (migration 0006) keep every row as it is.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="proxies")
    department = models.ForeignKey(Department, models.PROTECT, related_name="proxies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proxy_entries")
    acted_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="proxy_entries_for"
    )
    by = models.TextField()
    at = models.DateTimeField()
    reason = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "代行入力"
        ordering = ["id"]
        constraints = [not_empty("proxy_entry", "by"), not_empty("proxy_entry", "reason")]

    def __str__(self) -> str:
        return f"{self.by}（{self.department}）：{self.reason or '終了'}"
