"""The steps of signing in: what was proved first, what is still asked, and the session at the end."""

from __future__ import annotations

import datetime
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest

from mitodoke.desk.accounts.second_factor import has_second_factor
from mitodoke.desk.accounts.sessions import address_of, begin_session, browser_of
from mitodoke.desk.accounts.words import SignInStep
from mitodoke.desk.services import record_sign_in

_KEY = "desk_second_step"
_MINUTES = 10
"""How long a person may look for their phone."""
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStep:
    """Somebody who proved the first step and is asked for a code; `onward` is where they were going."""

    person: User
    onward: str


def note_attempt(
    request: HttpRequest, *, username: str, succeeded: bool, step: SignInStep = SignInStep.PASSWORD
) -> None:
    """Write an attempt into the log."""
    record_sign_in(
        address=address_of(request), succeeded=succeeded, by=username, step=step, browser=browser_of(request)
    )


def pass_first_step(
    request: HttpRequest, person: User, *, step: SignInStep, onward: str, now: datetime.datetime
) -> bool:
    """Sign in who needs nothing more; False where a code is asked for next."""
    note_attempt(request, username=person.get_username(), succeeded=True, step=step)
    by_provider = step is SignInStep.PROVIDER
    provided = by_provider and settings.OIDC is not None and settings.OIDC.checks_second_factor
    if provided or not has_second_factor(person):
        admit(request, person, now)
        return True
    request.session.cycle_key()
    request.session[_KEY] = {
        "person": person.pk,
        "hash": person.get_session_auth_hash(),
        "onward": onward,
        "at": now.timestamp(),
    }
    return False


def second_step(request: HttpRequest, now: datetime.datetime) -> SecondStep | None:
    """Whose code this browser is asked for; None where nobody's, too late, or after a change of the password."""
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or not 0 <= now.timestamp() - kept["at"] <= _MINUTES * 60:
        return None
    person = User.objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or not hmac.compare_digest(person.get_session_auth_hash(), kept["hash"]):
        return None
    return SecondStep(person=person, onward=str(kept["onward"]))


def admit(request: HttpRequest, person: User, now: datetime.datetime) -> None:
    """Begin the session, under a new key."""
    request.session.pop(_KEY, None)
    login(request, person, backend=_BACKEND)
    begin_session(request, person, now)
