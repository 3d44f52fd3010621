"""Asking somebody who is signed in once more who they are, before what would help a stranger at their desk."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.http import HttpRequest

from mitodoke.desk.accounts.second_factor import check_code
from mitodoke.desk.accounts.sessions import address_of
from mitodoke.desk.accounts.sign_in_steps import note_attempt
from mitodoke.desk.accounts.words import SignInStep
from mitodoke.desk.queries import is_code_locked, is_locked_out
from mitodoke.domain.action import ActionDenied

LOCKED = (
    "失敗が続いたため、しばらく受け付けません。15分ほど待ってから、もう一度行ってください。"
    "パスワードを忘れたときは、管理者に依頼してください。"
)


def deny_while_locked(request: HttpRequest, person: User, now: datetime.datetime) -> None:
    """ActionDenied while guesses under this name are refused."""
    name = person.get_username()
    if is_locked_out(username=name, address=address_of(request), at=now) or is_code_locked(
        username=name, at=now
    ):
        raise ActionDenied(LOCKED)


def confirm_identity(request: HttpRequest, person: User, typed: str, now: datetime.datetime) -> None:
    """ActionDenied unless `typed` is the password, or a code of the app for who has no password here.

    Wrong ones count as failed attempts to sign in.
    """
    deny_while_locked(request, person, now)
    if person.has_usable_password():
        right, step = person.check_password(typed), SignInStep.CONFIRMATION
        told = "パスワードが違います。今のパスワードを入力してください。"
    else:
        right = check_code(person=person, typed=typed, now=now) is not None
        step, told = SignInStep.CODE, "確認コードが違います。アプリに今表示されている6桁を入力してください。"
    note_attempt(request, username=person.get_username(), succeeded=right, step=step)
    if not right:
        raise ActionDenied(told)
