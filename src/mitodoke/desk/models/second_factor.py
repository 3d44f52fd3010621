"""The second factor of a person, its recovery codes, and for which roles a city requires one."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.departments.models import Municipality
from mitodoke.documents.constraints import all_of, not_empty
from mitodoke.documents.fields import Sha256, TextTuple
from mitodoke.domain.role import Role


class SecondFactor(models.Model):
    """A person's shared secret for codes that change with time (RFC 6238); it counts from `confirmed_at` on.

    `sealed_secret` is encrypted with a key that is not in the database. `last_step` is the time step (units of 30
    seconds since 1970) of the newest code that was used: this and earlier steps are not accepted again.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor")
    sealed_secret = models.TextField()
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "二段階認証"
        ordering = ["person_id"]
        constraints = [not_empty("second_factor", "sealed_secret")]

    def __str__(self) -> str:
        return str(self.person)


class RecoveryCode(models.Model):
    """A code for the day the phone is lost: kept as a keyed digest, good for one sign-in."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = Sha256()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "予備コード"
        ordering = ["person_id", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_is_one")]

    def __str__(self) -> str:
        return f"{self.person} {'使用済み' if self.used_at else '未使用'}"


class SecondFactorRule(models.Model):
    """From `recorded_at` on, who holds one of `roles` in the city needs a second factor; the newest row counts."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="second_factor_rules")
    roles = TextTuple()
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "二段階認証を求める役割"
        ordering = ["municipality_id", "-id"]
        constraints = [not_empty("factor_rule", "recorded_by"), all_of("factor_rule", "roles", Role)]

    def __str__(self) -> str:
        return f"{self.municipality} {'・'.join(Role(one).label for one in self.roles) or 'なし'}"
