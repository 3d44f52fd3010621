"""Tables of municipalities, their departments, what became of departments, and who holds which role in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitodoke.departments.code_field import MunicipalityCodeField
from mitodoke.domain.department_history import DepartmentAct
from mitodoke.domain.role import DEPARTMENT_ROLES, Role


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


class DepartmentEvent(models.Model):
    """履歴: who registered what about a department, when and why; the database refuses to change or delete it.

    `on` is the first day on which it is so; `decider` is None where nobody was named (a department added).
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="department_events")
    department = models.ForeignKey(Department, models.PROTECT, related_name="events")
    successor = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="events_as_successor"
    )
    act = models.TextField(choices=[(one.value, one.value) for one in DepartmentAct])
    on = models.DateField()
    reason = models.TextField()
    decider = models.TextField(null=True, blank=True)  # noqa: DJ001  (None where nobody is named; "" is refused)
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="department_events")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "部署の履歴"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=[one.value for one in DepartmentAct]),
                name="department_event_act_is_known",
            ),
            models.CheckConstraint(
                condition=Q(act__in=["add", "abolish"], successor__isnull=True)
                | Q(act__in=["move_whole", "move_part"], successor__isnull=False),
                name="department_event_has_a_successor_when_work_moves",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="department_event_has_a_reason"),
            models.CheckConstraint(condition=~Q(decider=""), name="department_event_decider_is_named"),
            models.CheckConstraint(condition=~Q(by=""), name="department_event_says_who"),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.act}（{self.on}）"


_IN_DEPARTMENT = Q(role__in=sorted(role.value for role in DEPARTMENT_ROLES))


class Membership(models.Model):
    """A role that a person holds from `valid_from` to `valid_to` (both days included; None while it lasts).

    所属担当 and 所属長 are held in a department, the other roles for the whole municipality. A row ends and is
    never deleted, so that who could do what on any day remains known.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.TextField(choices=[(role.value, role.label) for role in Role])
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="memberships")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()
    ended_by = models.TextField(null=True, blank=True)  # noqa: DJ001  (None while it lasts; "" is refused)

    class Meta:
        verbose_name = verbose_name_plural = "役割"
        ordering = ["municipality", "person", "role", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="membership_role_is_known"
            ),
            models.CheckConstraint(
                condition=(_IN_DEPARTMENT & Q(department__isnull=False))
                | (~_IN_DEPARTMENT & Q(department__isnull=True)),
                name="membership_has_department_when_role_needs_it",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True, ended_by__isnull=True)
                | (Q(valid_to__isnull=False, ended_by__isnull=False) & ~Q(ended_by="")),
                name="membership_says_who_ended_it",
            ),
            models.CheckConstraint(condition=~Q(recorded_by=""), name="membership_says_who_recorded_it"),
            models.UniqueConstraint(
                fields=["person", "department", "role"],
                condition=Q(valid_to__isnull=True, department__isnull=False),
                name="one_lasting_membership_of_a_department",
            ),
            models.UniqueConstraint(
                fields=["person", "municipality", "role"],
                condition=Q(valid_to__isnull=True, department__isnull=True),
                name="one_lasting_membership_of_a_municipality",
            ),
        ]

    def __str__(self) -> str:
        where = self.department or self.municipality
        return f"{self.person}（{where} {Role(self.role).label}）"


class Delegation(models.Model):
    """代理: from `valid_from` to `valid_to` (both included) `deputy` also holds the roles of `absent`.

    Not of whom `absent` is a deputy, and not the role of 管理者 (see domain/role.py).
    """

    absent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputyships")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.TextField()
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.TextField(null=True, blank=True)  # noqa: DJ001  (None while it stands; "" is refused)

    class Meta:
        verbose_name = verbose_name_plural = "代理"
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(absent=F("deputy")), name="nobody_is_the_deputy_of_themselves"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="delegation_has_a_reason"),
            models.CheckConstraint(condition=~Q(recorded_by=""), name="delegation_says_who_recorded_it"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_by="")),
                name="delegation_says_who_revoked_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absent} → {self.deputy}（{self.valid_from}～{self.valid_to}）"
