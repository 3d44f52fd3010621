"""Work at the desk by a mailed link: a session without an account that opens one department's part of one round.

The session remembers which link it was begun by and nothing else; whether that link still opens anything is asked
anew at every page, so that it ends by its time, by being revoked, by the closing of the round and by the end of the
person's role, all at once. The person is not signed in: whatever asks for that (the admin, other addresses) refuses.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from mitodoke.desk.models import SignInAttempt
from mitodoke.desk.permissions import BY_LINK
from mitodoke.desk.visit import Visit
from mitodoke.domain.approval import Action
from mitodoke.domain.role import RIGHTS, Right
from mitodoke.reporting.mail.round_links import OpenedLink, continue_link, reference_to
from mitodoke.reporting.models import RoundLink

LINK_ACTIONS = frozenset({Action.SAVE, Action.SUBMIT, Action.WITHDRAW})
"""What is done to answers by a link: to write and hand in; whoever also approves signs in for that."""
MOST_GUESSES = 20
"""So many tokens that were not made here, from one address within `WINDOW`, refuse every link there for a while."""
WINDOW = datetime.timedelta(minutes=15)

_IN_SESSION = "round_link"
_GUESSED = "(link)"
"""Stands for a name in the log of attempts; no account can be called so."""


def begin_link_session(request: HttpRequest, opened: OpenedLink) -> None:
    """End whatever session this browser has, and begin the one of the link.

    It lasts no longer than any session of the desk; until the link ends it can be begun again from the mail.
    """
    request.session.flush()
    request.session[_IN_SESSION] = list(reference_to(opened.link))
    longest = timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(min(opened.link.expires_at, longest))


def end_link_session(request: HttpRequest) -> None:
    """End the session, if it is one of a link."""
    if works_by_link(request):
        request.session.flush()


def works_by_link(request: HttpRequest) -> bool:
    """Whether this browser's session was begun by a link, whether or not that link still opens anything."""
    return _IN_SESSION in request.session


def opened_in(request: HttpRequest) -> OpenedLink:
    """What the session's link opens now; ActionDenied once it is over."""
    number, made_at = request.session[_IN_SESSION]
    return continue_link(link=(number, made_at))


def by_link(visit: Visit, link: RoundLink) -> Visit:
    """The visit with no more rights than the link gives: to write for its department."""
    grants = tuple(
        one
        for one in visit.grants
        if Right.WRITE_ANSWERS in RIGHTS[one.role] and one.department == link.department_id
    )
    return replace(visit, grants=grants, link=link)


def is_of_link(visit: Visit, name: str) -> bool:
    """Whether the address called `name` and what it is about belong to the part that the visit's link opens."""
    link = visit.link
    if link is None or name not in BY_LINK:
        return False
    if visit.assignment is not None:
        place = (visit.assignment.round_id, visit.assignment.department_id)
        return place == (link.round_id, link.department_id)
    if visit.reporting_round is None or visit.reporting_round.pk != link.round_id:
        return False
    return visit.department is None or visit.department.pk == link.department_id


def note_guess(address: str) -> None:
    """Note that a token came from `address` that was not made here."""
    SignInAttempt.objects.create(username=_GUESSED, address=address[:64], at=timezone.now(), succeeded=False)


def guesses_too_often(address: str) -> bool:
    """Whether links are refused from `address` for a while; one query."""
    since = timezone.now() - WINDOW
    tried = SignInAttempt.objects.filter(username=_GUESSED, address=address[:64], at__gt=since)
    return tried.count() >= MOST_GUESSES
