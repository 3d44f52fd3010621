"""Invitations, identities at the city's provider, the yearly review, and the trail of what happened to accounts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitodoke.departments.models import Municipality
from mitodoke.desk.accounts.words import AccountAct, InvitationWay, ReviewOutcome
from mitodoke.documents.constraints import choices_of, not_empty, one_of
from mitodoke.documents.fields import OptionalText, Sha256

_PERSON = settings.AUTH_USER_MODEL


class Invitation(models.Model):
    """A link that lets a person choose their password once, until `expires_at`; only a digest of it is kept.

    `problem` is why its mail could not be sent.
    """

    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="invitations")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="invitations")
    way = models.TextField(choices=choices_of(InvitationWay))
    digest = Sha256(unique=True)
    made_by = models.TextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = OptionalText()
    problem = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "招待"
        ordering = ["-id"]
        constraints = [
            one_of("invitation", "way", InvitationWay),
            not_empty("invitation", "made_by"),
            not_empty("invitation", "problem"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="invitation_lasts_a_while"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_by="")),
                name="invitation_says_who_revoked_it",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_is_used_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {InvitationWay(self.way).label}"


class ProviderIdentity(models.Model):
    """Which identity at the city's provider a person first signed in with; another one of the same name is not theirs."""

    person = models.OneToOneField(_PERSON, models.CASCADE, related_name="provider_identity")
    issuer = models.TextField()
    subject = models.TextField()
    linked_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "組織の認証との結び付き"
        ordering = ["person_id"]
        constraints = [
            not_empty("provider_identity", "issuer"),
            not_empty("provider_identity", "subject"),
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_of_an_identity"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.subject}"


class AccountReview(models.Model):
    """What the yearly review decided about a person of a city; the database refuses to change or delete it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="account_reviews")
    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="account_reviews")
    fiscal_year = models.IntegerField()
    outcome = models.TextField(choices=choices_of(ReviewOutcome))
    roles = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "利用者の年次確認"
        ordering = ["-id"]
        constraints = [
            one_of("account_review", "outcome", ReviewOutcome),
            not_empty("account_review", "by"),
        ]
        indexes = [models.Index(fields=["municipality", "fiscal_year"], name="account_review_of_a_year")]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.person} {ReviewOutcome(self.outcome).label}"


class AccountEvent(models.Model):
    """What happened to an account, by whom and when; the database refuses to change or delete it."""

    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="account_events")
    act = models.TextField(choices=choices_of(AccountAct))
    note = models.TextField(default="", blank=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "利用者の履歴"
        ordering = ["-id"]
        constraints = [one_of("account_event", "act", AccountAct), not_empty("account_event", "by")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.person} {AccountAct(self.act).label}"
