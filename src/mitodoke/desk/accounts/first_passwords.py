"""First passwords: which were made by somebody else and have to be replaced at the first sign-in."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User

from mitodoke.desk.models import FirstPassword


def is_first_password(person: User) -> bool:
    """Whether the password of `person` was made by somebody else and has to be replaced; one query."""
    return FirstPassword.objects.filter(person=person, kept_because__isnull=True).exists()


def kept_because(person: User) -> str | None:
    """Why `person` may keep a password that somebody else made; None: they chose it, or have to replace it."""
    return FirstPassword.objects.filter(person=person).values_list("kept_because", flat=True).first()


def note_first_password(
    *, person: User, by: str, at: datetime.datetime, kept_because: str | None = None
) -> None:
    """Note that `by` made the password of `person`, in place of what was noted before."""
    FirstPassword.objects.update_or_create(
        person=person, defaults={"made_by": by, "made_at": at, "kept_because": kept_because}
    )


def forget_first_password(person: User) -> None:
    """The person has a password of their own now."""
    FirstPassword.objects.filter(person=person).delete()
