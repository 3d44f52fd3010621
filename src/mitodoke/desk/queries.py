"""Reads of the desk itself: is signing in refused for a while, and each person's own log of it."""

from __future__ import annotations

import datetime

from mitodoke.desk.models import SignInAttempt

FAILURES_OF_A_NAME = 5
"""So many failures in a row of one name at one address within `WINDOW` refuse it there until they are older."""
FAILURES_OF_AN_ADDRESS = 50
"""So many failures from one address (an office behind one gateway shares it) refuse every name from there."""
WINDOW = datetime.timedelta(minutes=15)


def is_locked_out(*, username: str, address: str, at: datetime.datetime) -> bool:
    """Whether an attempt is refused without looking at the password.

    A name is refused from one address only, so that nobody can lock a colleague out from elsewhere; failures of
    a name before its last success do not count. Two queries.
    """
    failed = SignInAttempt.objects.filter(address=address[:64], succeeded=False, at__gt=at - WINDOW)
    if failed.count() >= FAILURES_OF_AN_ADDRESS:
        return True
    recent = SignInAttempt.objects.filter(
        username=username[:150], address=address[:64], at__gt=at - WINDOW
    ).values_list("succeeded", flat=True)[:FAILURES_OF_A_NAME]
    found = list(recent)
    return len(found) == FAILURES_OF_A_NAME and not any(found)


def sign_ins_of(*, username: str, count: int = 20) -> list[SignInAttempt]:
    """The newest attempts under a name, for the person whose name it is."""
    return list(SignInAttempt.objects.filter(username=username)[:count])
