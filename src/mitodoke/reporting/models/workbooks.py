"""What workbooks brought that the desk did not have: projects entered in a workbook, so that none is added twice."""

from __future__ import annotations

from django.db import models

from mitodoke.documents.constraints import not_empty
from mitodoke.reporting.models.answers import Assignment


class WorkbookEntry(models.Model):
    """A collaboration project that was added by a workbook: its `seal` and the row's `token` there (``new1``)."""

    seal = models.TextField()
    token = models.TextField()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="workbook_entries")

    class Meta:
        verbose_name = verbose_name_plural = "調査票で追加された事業"
        ordering = ["id"]
        constraints = [
            not_empty("workbook_entry", "seal"),
            not_empty("workbook_entry", "token"),
            models.UniqueConstraint(fields=["seal", "token"], name="one_entry_of_a_workbook_row"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}（{self.token}）"
