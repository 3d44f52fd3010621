"""A phone with an authenticator app, for tests: the codes of a person's second factor, now and a little off."""

from __future__ import annotations

import pyotp
from django.contrib.auth.models import User
from django.utils import timezone

from mitodoke.desk.accounts.sealing import unseal
from mitodoke.desk.accounts.second_factor import begin_second_factor, confirm_second_factor
from mitodoke.desk.models import SecondFactor

PASSWORD = "hanasaki-no-machi-8"


def code(person: User, steps: int = 0) -> str:
    """The code that the app shows `steps` times 30 seconds from now."""
    row = SecondFactor.objects.get(person=person)
    return pyotp.TOTP(unseal(row.sealed_secret)).generate_otp(int(timezone.now().timestamp()) // 30 + steps)


def secured(person: User) -> list[str]:
    """Set up a second factor; its recovery codes. Any code of now and later can still be used."""
    begin_second_factor(person=person, now=timezone.now())
    codes = confirm_second_factor(person=person, typed=code(person, -1), now=timezone.now())
    # Codes of the two steps before were not used either: tests try them.
    SecondFactor.objects.filter(person=person).update(last_step=0)
    return codes
