"""Inviting many people together: who has not chosen a password yet, and their invitations by mail or on paper."""

from __future__ import annotations

import contextlib
import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.core.mail import get_connection
from django.db.models import Exists, OuterRef, Q

from mitodoke.departments.models import Membership, Municipality
from mitodoke.desk.accounts.invitations import make_invitation, send_invitation
from mitodoke.desk.accounts.words import InvitationWay
from mitodoke.desk.models import Invitation
from mitodoke.domain.role import Role

MOST_AT_ONCE = 200
"""People of one act: as many mails and sheets as a person waits for."""
_GIVES_UP_AFTER = 3
"""After so many mails in a row that the server did not take, the others are not tried: each would keep us waiting."""
_FOLDER = "mitodoke.reporting.mail.folder_backend.EmailBackend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody with a role who cannot sign in yet, and the newest invitation, None where there was none."""

    person: User
    roles: tuple[str, ...]
    invitation: Invitation | None

    def is_invited(self, now: datetime.datetime) -> bool:
        """Whether an invitation is on its way that still opens the account."""
        one = self.invitation
        return one is not None and one.revoked_at is None and one.problem is None and one.expires_at > now


@dataclass(slots=True)
class Invited:
    """What became of the invitations; `unsent` were made but not taken by the mail server, `left` not even made."""

    mailed: list[User] = field(default_factory=list)
    letters: list[tuple[Invitation, str]] = field(default_factory=list)
    unsent: list[User] = field(default_factory=list)
    left: list[User] = field(default_factory=list)


def mail_is_sent() -> bool:
    """Whether there is a mail server; without one, mails lie in a folder where nobody gets them."""
    return str(settings.EMAIL_BACKEND) != _FOLDER


def people_waiting(code: str, now: datetime.datetime, today: datetime.date) -> list[Waiting]:
    """Who holds a role of the city alone and has no password yet: who was not invited first; three queries.

    Not who signs in by the provider, and none of whom another city has a say: those are invited one by one.
    """
    elsewhere = Membership.objects.filter(person=OuterRef("pk")).exclude(municipality=code)
    lasting = Membership.objects.filter(municipality=code).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    )
    people = list(
        User.objects.filter(
            Exists(lasting.filter(person=OuterRef("pk"))),
            ~Exists(elsewhere),
            is_active=True,
            is_staff=False,
            is_superuser=False,
            provider_identity__isnull=True,
            password__startswith=UNUSABLE_PASSWORD_PREFIX,
        ).order_by("last_name", "first_name", "username")
    )
    roles: dict[int, list[str]] = defaultdict(list)
    for row in lasting.filter(person__in=people).select_related("department").order_by("id"):
        place = f"{row.department.name} " if row.department else ""
        roles[row.person_id].append(f"{place}{Role(row.role).label}")
    newest = {one.person_id: one for one in Invitation.objects.filter(person__in=people).order_by("id")}
    found = [Waiting(person=one, roles=tuple(roles[one.pk]), invitation=newest.get(one.pk)) for one in people]
    return sorted(found, key=lambda one: one.is_invited(now))


def invite_people(
    *,
    people: Sequence[User],
    by_mail: bool,
    municipality: Municipality,
    address_of: Callable[[str], str],
    by: User,
    now: datetime.datetime,
) -> Invited:
    """Invite each: with `by_mail` who has an address by mail, all others on paper. Letters are told once, to be printed.

    `address_of` is the full address that opens with a code.
    """
    done, failed = Invited(), 0
    connection = get_connection()
    mails = by_mail and any(one.email for one in people)
    try:
        if mails:
            connection.open()
    except OSError:
        failed = _GIVES_UP_AFTER
    for person in people:
        way = InvitationWay.MAIL if by_mail and person.email else InvitationWay.LETTER
        if way is InvitationWay.MAIL and failed >= _GIVES_UP_AFTER:
            done.left.append(person)
            continue
        made, code = make_invitation(person=person, municipality=municipality, way=way, by=by, now=now)
        if way is InvitationWay.LETTER:
            done.letters.append((made, code))
            continue
        problem = send_invitation(invitation=made, address=address_of(code), connection=connection)
        (done.mailed if problem is None else done.unsent).append(person)
        failed = 0 if problem is None else failed + 1
    with contextlib.suppress(OSError):
        connection.close()
    return done
