"""The desk's own table: attempts to sign in, for the lock against guessing and for each person's own log."""

from __future__ import annotations

from django.db import models


class SignInAttempt(models.Model):
    """One attempt to sign in: the name as typed (shortened), the address it came from, and whether it succeeded.

    Rows are added only. No password is kept, and nothing tells whether an account of that name exists.
    """

    username = models.TextField()
    address = models.TextField()
    at = models.DateTimeField()
    succeeded = models.BooleanField()

    class Meta:
        verbose_name = verbose_name_plural = "サインインの記録"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["username", "-at"], name="sign_in_by_name"),
            models.Index(fields=["address", "-at"], name="sign_in_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.username}"
