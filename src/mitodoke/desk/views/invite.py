"""Handing an invitation to a person: by mail, or on a sheet to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from mitodoke.departments.person_name import person_name
from mitodoke.desk.accounts.invitations import send_invitation
from mitodoke.desk.accounts.one_time_code import picture_of
from mitodoke.desk.accounts.own_address import own_address
from mitodoke.desk.models import Invitation
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date


def mail_invitation(request: HttpRequest, invitation: Invitation, code: str) -> str:
    """Send it now; the sentence to tell, or ActionDenied where the mail server did not take it."""
    problem = send_invitation(invitation=invitation, address=invitation_address(request, code))
    if problem is not None:
        raise ActionDenied(problem)
    person = invitation.person
    return f"{person_name(person)}（{person.email}）に招待を送りました。{_last_day(invitation)}まで使えます。"


def letter_page(request: HttpRequest, visit: Visit, invitation: Invitation, code: str) -> HttpResponse:
    """The sheet for the person: address, code and what to do; shown this once."""
    people = reverse("desk:people", kwargs={"code": visit.city.code})
    return show(
        request,
        visit,
        "invitation_letter.html",
        title="招待状",
        section="people",
        trail=(Entry(label="職員と役割", address=people),),
        letter=letter_of(request, visit, invitation, code),
        back=people,
    )


def letter_of(request: HttpRequest, visit: Visit, invitation: Invitation, code: str) -> dict[str, str]:
    """What stands on the sheet of an invitation, for `parts/letter.html`."""
    return {
        "name": person_name(invitation.person),
        "username": invitation.person.get_username(),
        "city": visit.city.name,
        "by": invitation.made_by,
        "code": code,
        "short": own_address(request, reverse("desk:invitation_code")),
        "picture": picture_of(invitation_address(request, code)),
        "last_day": _last_day(invitation),
    }


def invitation_address(request: HttpRequest, code: str) -> str:
    """The full address at which a code opens its invitation."""
    return own_address(request, reverse("desk:invitation", kwargs={"code": code}))


def _last_day(invitation: Invitation) -> str:
    return format_date(timezone.localdate(invitation.expires_at))
