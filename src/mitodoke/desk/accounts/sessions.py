"""Sessions: how long they last, which are open, and ending them.

The browser's session names its row of `OpenSession`; a page opens only while that row is open, was used within
`settings.SESSION_IDLE_MINUTES`, and began within `settings.SESSION_COOKIE_AGE` seconds.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from mitodoke.departments.models import Membership
from mitodoke.desk.accounts.browser_words import browser_words
from mitodoke.desk.accounts.words import SessionEnd
from mitodoke.desk.models import OpenSession, SignInAttempt

KEY = "desk_session"
"""Where the browser's session keeps the number of its row."""
_NOTED_EVERY = datetime.timedelta(minutes=1)
"""How exactly the last use is noted, so that not every page writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """An open session as its owner sees it."""

    number: int
    started_at: datetime.datetime
    seen_at: datetime.datetime
    address: str
    browser: str
    current: bool


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


def browser_of(request: HttpRequest) -> str:
    """The browser of a request in words."""
    return browser_words(request.headers.get("User-Agent", ""))


def begin_session(request: HttpRequest, person: User, now: datetime.datetime) -> OpenSession:
    """Note that `person` signed in with this browser, and tell the browser's session which row is its own."""
    row = OpenSession.objects.create(
        person=person, started_at=now, seen_at=now, address=address_of(request), browser=browser_of(request)
    )
    request.session[KEY] = row.pk
    return row


def look_at_session(request: HttpRequest, person: User, now: datetime.datetime) -> OpenSession:
    """The row of this browser's session, ended where a limit has passed; its use is noted.

    A session that began elsewhere than at the desk's own door gets its row, and with it its limits, here.
    """
    number = request.session.get(KEY)
    if number is None:
        return begin_session(request, person, now)
    row = OpenSession.objects.filter(pk=number, person=person).first()
    if row is None:
        # The log it stood in was pruned: it is older than any session may be.
        return OpenSession(
            person=person, started_at=now, seen_at=now, ended_at=now, ended_because=SessionEnd.TOO_LONG.value
        )
    because = None if row.ended_at else _over(row, now)
    if because is not None:
        end_session(row, because, now)
    elif row.ended_at is None and now - row.seen_at >= _NOTED_EVERY:
        row.seen_at = now
        row.save(update_fields=["seen_at"])
    return row


def end_session(row: OpenSession, because: SessionEnd, now: datetime.datetime) -> None:
    """End one session; what ended before keeps its reason."""
    if row.pk and OpenSession.objects.filter(pk=row.pk, ended_at__isnull=True).update(
        ended_at=now, ended_because=because.value
    ):
        row.ended_at, row.ended_because = now, because.value


def end_sessions(person: User, because: SessionEnd, now: datetime.datetime, *, but: object = None) -> int:
    """End the open sessions of `person`, all or all but the row numbered `but`; how many that were."""
    rows = OpenSession.objects.filter(person=person, ended_at__isnull=True, **_limits(now))
    if isinstance(but, int):
        rows = rows.exclude(pk=but)
    return rows.update(ended_at=now, ended_because=because.value)


def open_sessions_of(person: User, request: HttpRequest, now: datetime.datetime) -> list[SessionLine]:
    """The sessions of `person` that would still open a page, this one first."""
    own = request.session.get(KEY)
    rows = OpenSession.objects.filter(person=person, ended_at__isnull=True, **_limits(now))
    lines = [
        SessionLine(
            number=row.pk,
            started_at=row.started_at,
            seen_at=row.seen_at,
            address=row.address,
            browser=row.browser,
            current=row.pk == own,
        )
        for row in rows[:100]
    ]
    return sorted(lines, key=lambda one: not one.current)


def lost_all_roles(person: User, started_on: datetime.date, today: datetime.date) -> bool:
    """Whether the last role that `person` held when the session began has ended since: asked where none is left."""
    return Membership.objects.filter(
        person=person, valid_from__lte=started_on, valid_to__gte=started_on, valid_to__lt=today
    ).exists()


def prune(now: datetime.datetime) -> None:
    """Delete what is older than the log of sign-ins is kept, and the framework's sessions that are over."""
    since = now - datetime.timedelta(days=settings.SIGN_IN_LOG_DAYS)
    SignInAttempt.objects.filter(at__lt=since).delete()
    OpenSession.objects.filter(seen_at__lt=since).delete()
    Session.objects.filter(expire_date__lt=now).delete()


def _idle() -> datetime.timedelta:
    return datetime.timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def _longest() -> datetime.timedelta:
    return datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _limits(now: datetime.datetime) -> dict[str, datetime.datetime]:
    return {"seen_at__gt": now - _idle(), "started_at__gt": now - _longest()}


def _over(row: OpenSession, now: datetime.datetime) -> SessionEnd | None:
    if now - row.started_at >= _longest():
        return SessionEnd.TOO_LONG
    if now - row.seen_at >= _idle():
        return SessionEnd.IDLE
    return None
