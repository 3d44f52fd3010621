"""Attempts to sign in, the sessions that came of them, and passwords that still have to be replaced."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mitodoke.desk.accounts.words import SessionEnd, SignInStep
from mitodoke.documents.constraints import choices_of, not_empty, one_of
from mitodoke.documents.fields import OptionalText


class SignInAttempt(models.Model):
    """One attempt to sign in: the name as typed (shortened), where it came from, what was tried, and the result.

    No password is kept, and nothing tells whether an account of that name exists. Rows older than the log is kept
    (`settings.SIGN_IN_LOG_DAYS`) are deleted at the next sign-in. `browser` is in words, empty where not told.
    """

    username = models.TextField()
    address = models.TextField()
    at = models.DateTimeField()
    succeeded = models.BooleanField()
    step = models.TextField(choices=choices_of(SignInStep), default=SignInStep.PASSWORD.value)
    browser = models.TextField(default="", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "サインインの記録"
        ordering = ["-id"]
        constraints = [one_of("sign_in", "step", SignInStep)]
        indexes = [
            models.Index(fields=["username", "-at"], name="sign_in_by_name"),
            models.Index(fields=["address", "-at"], name="sign_in_by_address"),
            models.Index(fields=["at"], name="sign_in_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.username}"


class FirstPassword(models.Model):
    """A password that somebody else made for a person, who has not chosen their own yet; until then the desk stays closed.

    `kept_because` is why it may stay (people of a fictional city, for trying the desk); empty: it may not.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="first_password")
    made_by = models.TextField()
    made_at = models.DateTimeField()
    kept_because = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "最初のパスワード"
        ordering = ["person_id"]
        constraints = [
            not_empty("first_password", "made_by"),
            not_empty("first_password", "kept_because"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class OpenSession(models.Model):
    """A session of a person, open until `ended_at`; the browser's session names this row, not the other way round.

    So that whoever reads this table cannot take a session over.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="open_sessions")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.TextField()
    browser = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = OptionalText(choices=choices_of(SessionEnd))

    class Meta:
        verbose_name = verbose_name_plural = "サインイン中の画面"
        ordering = ["-seen_at", "-id"]
        constraints = [
            one_of("open_session", "ended_because", SessionEnd),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because__isnull=True)
                | Q(ended_at__isnull=False, ended_because__isnull=False),
                name="open_session_says_why_it_ended",
            ),
        ]
        indexes = [models.Index(fields=["seen_at"], name="open_session_by_time")]

    def __str__(self) -> str:
        return f"{self.person} {self.started_at:%Y-%m-%d %H:%M}"
