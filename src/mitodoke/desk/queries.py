"""Reads of the desk itself: is signing in refused for a while, and each person's own log of it.

Three limits, each made so that nobody can shut out others by guessing badly:

* a name at one address: 5 failures in a row within 15 minutes refuse that name there;
* an address: 50 failures within 15 minutes refuse it for names that never signed in from there, so that an office
  behind one gateway goes on working;
* a name anywhere: 100 failures within a day (NIST SP 800-63B, 5.2.2) refuse it at addresses where it never signed in.
"""

from __future__ import annotations

import datetime

from mitodoke.desk.accounts.words import SignInStep
from mitodoke.desk.models import SignInAttempt

FAILURES_OF_A_NAME = 5
"""So many failures in a row of one name at one address within `WINDOW` refuse it there until they are older."""
FAILURES_OF_AN_ADDRESS = 50
"""So many failures from one address within `WINDOW` refuse every name that never signed in from there."""
FAILURES_ANYWHERE = 100
"""So many failures of one name within `DAY`, from everywhere, refuse it where it never signed in."""
WRONG_CODES = 10
"""So many wrong codes of one name within `DAY`, from everywhere, refuse further ones: who gets to the question
for the code knows the password, so that this shuts out nobody by malice alone."""
WINDOW = datetime.timedelta(minutes=15)
DAY = datetime.timedelta(days=1)
LONGEST_NAME = 150
"""Characters of a typed name that are kept: what an account's name can hold."""


def typed_name(username: str) -> str:
    """A name as the log keeps it: without signs that no account can have, and no longer than one."""
    return username.replace("\x00", "").strip()[:LONGEST_NAME]


def is_locked_out(*, username: str, address: str, at: datetime.datetime) -> bool:
    """Whether an attempt is refused without looking at the password.

    Failures of a name before its last success at the address do not count. Up to four queries.
    """
    name, address = typed_name(username), address[:64]
    here = SignInAttempt.objects.filter(username=name, address=address)
    found = list(here.filter(at__gt=at - WINDOW).values_list("succeeded", flat=True)[:FAILURES_OF_A_NAME])
    if len(found) == FAILURES_OF_A_NAME and not any(found):
        return True
    failed = SignInAttempt.objects.filter(succeeded=False)
    many = (
        failed.filter(address=address, at__gt=at - WINDOW).count() >= FAILURES_OF_AN_ADDRESS
        or failed.filter(username=name, at__gt=at - DAY).count() >= FAILURES_ANYWHERE
    )
    return many and not here.filter(succeeded=True).exists()


def is_code_locked(*, username: str, at: datetime.datetime) -> bool:
    """Whether codes of a person are refused for now, wherever they come from; failures since the last right one."""
    name = typed_name(username)
    codes = SignInAttempt.objects.filter(
        username=name,
        at__gt=at - DAY,
        step__in=[SignInStep.CODE.value, SignInStep.RECOVERY_CODE.value],
    ).values_list("succeeded", flat=True)[:WRONG_CODES]
    found = list(codes)
    return len(found) == WRONG_CODES and not any(found)


def sign_ins_of(*, username: str, count: int = 20) -> list[SignInAttempt]:
    """The newest attempts under a name, for the person whose name it is."""
    return list(SignInAttempt.objects.filter(username=username)[:count])
