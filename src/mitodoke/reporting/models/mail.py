"""Messages to people: the outbox, what each person wants to get, and links that open a part of a round."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitodoke.departments.models import Department
from mitodoke.documents.constraints import choices_of, not_empty, one_of
from mitodoke.documents.fields import OptionalText
from mitodoke.reporting.mail.words import Delivery, MessageKind, MessageState
from mitodoke.reporting.models.rounds import ReportingRound

_PERSON = settings.AUTH_USER_MODEL


class RoundLink(models.Model):
    """A link that opens one department's part of one round as `person`, without signing in, until `expires_at`.

    The address holds a signed token; the row ends it at any time. What is written through it is written by `person`,
    with the rights that `person` holds that day.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="links")
    department = models.ForeignKey(Department, models.PROTECT, related_name="round_links")
    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="round_links")
    made_by = models.TextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "調査のリンク"
        ordering = ["-made_at", "-id"]
        constraints = [
            not_empty("round_link", "made_by"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="round_link_lasts_a_while"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_by="")),
                name="round_link_says_who_revoked_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.department} {self.person}"


class MailPreference(models.Model):
    """How a person wants to get messages; without a row each comes by itself."""

    person = models.OneToOneField(_PERSON, models.PROTECT, related_name="mail_preference")
    delivery = models.TextField(choices=choices_of(Delivery))
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "メールの受け取り方"
        ordering = ["person_id"]
        constraints = [one_of("mail_preference", "delivery", Delivery)]

    def __str__(self) -> str:
        return f"{self.person}：{Delivery(self.delivery).label}"


class OutboxMessage(models.Model):
    """A message to one person. `key` says what it tells to whom and exists once, so that nothing is told twice.

    The address is looked up when it is sent. `begun_at` is when sending began: a message that was begun and is not
    sent was cut off, and is sent again under the same Message-ID. `digest` is the message that told this one.
    """

    key = models.TextField(unique=True)
    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="outbox")
    kind = models.TextField(choices=choices_of(MessageKind))
    round = models.ForeignKey(ReportingRound, models.PROTECT, null=True, blank=True, related_name="messages")
    link = models.ForeignKey(RoundLink, models.PROTECT, null=True, blank=True, related_name="messages")
    subject = models.TextField()
    body = models.TextField()
    state = models.TextField(choices=choices_of(MessageState), default=MessageState.WAITING.value)
    digest = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="told")
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    problem = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "送信するメール"
        ordering = ["id"]
        constraints = [
            one_of("message", "kind", MessageKind),
            one_of("message", "state", MessageState),
            not_empty("message", "key"),
            not_empty("message", "subject"),
            not_empty("message", "body"),
            not_empty("message", "problem"),
            models.CheckConstraint(
                condition=(Q(state=MessageState.SENT.value) & Q(sent_at__isnull=False))
                | (~Q(state=MessageState.SENT.value) & Q(sent_at__isnull=True)),
                name="message_says_when_it_was_sent",
            ),
            models.CheckConstraint(
                condition=(Q(state=MessageState.IN_DIGEST.value) & Q(digest__isnull=False))
                | (~Q(state=MessageState.IN_DIGEST.value) & Q(digest__isnull=True)),
                name="message_says_which_digest_told_it",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
