"""Tables of municipalities, their departments, and what became of departments."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mitodoke.departments.code_field import MunicipalityCodeField


class Municipality(models.Model):
    """A local government that publishes documents."""

    code = MunicipalityCodeField(primary_key=True)
    name = models.TextField()
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "自治体"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="municipality_has_a_name"),
            models.CheckConstraint(condition=~Q(recorded_by=""), name="municipality_says_who_recorded_it"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"


class Department(models.Model):
    """A department under one name; `valid_from` is None where nobody knows since when, `valid_to` while it lasts.

    Both days are included. A renamed department is a new row that succeeds the old one.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="departments")
    name = models.TextField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "部署"
        ordering = ["municipality", "name", "valid_to"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="department_has_a_name"),
            models.CheckConstraint(condition=~Q(recorded_by=""), name="department_says_who_recorded_it"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="department_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=Q(valid_to__isnull=True),
                name="one_lasting_department_of_a_name",
            ),
            models.UniqueConstraint(
                fields=["municipality", "name", "valid_to"], name="one_department_of_a_name_and_end"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SuccessionExtent(models.TextChoices):
    """How much of a department's work moved."""

    WHOLE = "whole", "全部"
    PART = "part", "一部"


class DepartmentSuccession(models.Model):
    """組織改編: from the day `on`, `successor` does the work of `predecessor`, whole or in part."""

    predecessor = models.ForeignKey(Department, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Department, models.PROTECT, related_name="origins")
    on = models.DateField()
    extent = models.TextField(choices=SuccessionExtent.choices)
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "組織改編"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(extent__in=SuccessionExtent.values), name="succession_extent_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="department_does_not_succeed_itself"
            ),
            models.CheckConstraint(condition=~Q(recorded_by=""), name="succession_says_who_recorded_it"),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="one_succession_of_two_departments_a_day"
            ),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(extent=SuccessionExtent.WHOLE),
                name="whole_work_moves_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}（{self.on}）"
