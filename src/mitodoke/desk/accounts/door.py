"""What is asked of somebody who is signed in before a page of the desk opens.

A living session, a password of their own, and a second factor where required.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from mitodoke.desk.accounts.first_passwords import is_first_password
from mitodoke.desk.accounts.second_factor import must_set_up
from mitodoke.desk.accounts.sessions import end_session, look_at_session, lost_all_roles
from mitodoke.desk.accounts.words import SessionEnd
from mitodoke.desk.models import OpenSession
from mitodoke.domain.role import Grant

OPEN_WITH_FIRST_PASSWORD = frozenset({"first_password", "logout"})
"""Addresses for who must choose a password of their own first."""
CHOOSE_FIRST = "最初のパスワードのままです。先に自分のパスワードを決めてください。"
OPEN_WITHOUT_FACTOR = frozenset({"first_password", "second_factor", "logout"})
"""Addresses for who must set up a second factor first."""
SET_UP_FIRST = "あなたの役割では、二段階認証が必要です。先に設定してください。"
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
"""What no page of the desk ever asks a browser for."""


def living_session(request: HttpRequest, person: User) -> OpenSession | None:
    """The session's row while it lasts; None, signed out and with the reason as a message, once it is over."""
    row = look_at_session(request, person, timezone.now())
    if row.ended_at is None:
        return row
    _sign_out(request, SessionEnd(row.ended_because or SessionEnd.TOO_LONG))
    return None


def roles_remain(request: HttpRequest, row: OpenSession, grants: Iterable[Grant]) -> bool:
    """False, and signed out, where every role that the person held when signing in has ended; one query at most."""
    now = timezone.now()
    if any(True for _ in grants):
        return True
    started_on = timezone.localdate(row.started_at)
    if not lost_all_roles(row.person, started_on, timezone.localdate(now)):
        return True
    end_session(row, SessionEnd.ROLES, now)
    _sign_out(request, SessionEnd.ROLES)
    return False


def needs_password_first(person: User, name: str) -> bool:
    """Whether the address called `name` stays closed until the person has replaced the password they were given."""
    return name not in OPEN_WITH_FIRST_PASSWORD and is_first_password(person)


def needs_factor_first(person: User, grants: Iterable[Grant], name: str) -> bool:
    """Whether the address called `name` stays closed until the person has set up a second factor."""
    return name not in OPEN_WITHOUT_FACTOR and must_set_up(person, grants)


def _sign_out(request: HttpRequest, because: SessionEnd) -> None:
    logout(request)
    if not request.headers.get("Accept", "").startswith("application/json"):
        messages.info(request, _told(because))


def _told(because: SessionEnd) -> str:
    again = "続けるときは、もう一度サインインしてください。"
    return {
        SessionEnd.IDLE: f"{settings.SESSION_IDLE_MINUTES}分間操作がなかったため、サインアウトしました。{again}",
        SessionEnd.TOO_LONG: f"サインインから{settings.SESSION_COOKIE_AGE // 3600}時間たったため、サインアウトしました。{again}",
        SessionEnd.ROLES: "役割の期間が終わったため、サインアウトしました。引き続き必要なときは、管理者に連絡してください。",
        SessionEnd.PASSWORD: f"パスワードが変わったため、サインアウトしました。{again}",
        SessionEnd.ELSEWHERE: f"別の画面からサインアウトしました。{again}",
    }.get(because, f"サインアウトしました。{again}")
