"""Sending: a server that fails, a person without an address, a process that dies; nothing is lost or doubled."""

from __future__ import annotations

import datetime
import smtplib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mitodoke.reporting.mail.folder_backend import EmailBackend as FolderBackend
from mitodoke.reporting.mail.run_mail import MailRun, run_mail
from mitodoke.reporting.mail.send_messages import CUT_OFF_AFTER, send_messages
from mitodoke.reporting.mail.words import MessageState
from mitodoke.reporting.models import OutboxMessage
from reporting.desk import Desk

pytestmark = pytest.mark.django_db


def run(desk: Desk, **more: Any) -> MailRun:
    return run_mail(clock=desk.clock, **more)


class Broken(BaseEmailBackend):
    """A server that fails in some way."""

    def __init__(self, problem: Exception, *, at_open: bool = False) -> None:
        super().__init__()
        self.problem, self.at_open = problem, at_open

    def open(self) -> bool:
        if self.at_open:
            raise self.problem
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise self.problem


def test_a_server_that_is_not_there_loses_nothing(desk: Desk) -> None:
    desk.open()
    report = run(desk, connection=Broken(OSError("接続できない\n"), at_open=True)).report
    assert (report.sent, report.waiting) == (0, 2)
    assert report.problem is not None
    assert "\n" not in report.problem
    assert run(desk).report.sent == 2


def test_a_server_that_fails_is_tried_again_and_not_for_ever(desk: Desk) -> None:
    desk.open()
    for _ in range(4):
        assert run(desk, connection=Broken(smtplib.SMTPServerDisconnected("x"))).report.waiting == 2
    assert run(desk, connection=Broken(smtplib.SMTPServerDisconnected("x"))).report.failed == 2
    assert run(desk).report.sent == 0


def test_an_address_that_is_refused_or_missing_is_told(desk: Desk) -> None:
    desk.open()
    User.objects.filter(pk=desk.reporter.pk).update(email="")
    report = run(desk, connection=Broken(smtplib.SMTPRecipientsRefused({}))).report
    assert report.failed == 2
    problems = set(OutboxMessage.objects.values_list("problem", flat=True))
    assert {"メールアドレスが登録されていないか、使われていない人です。"} < problems


class Killed(BaseException):
    """The process ends."""


@pytest.mark.parametrize("before", [True, False])
def test_a_process_that_dies_while_sending_neither_loses_nor_doubles_in_a_folder(
    desk: Desk, settings: Any, tmp_path: Path, before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    desk.open()
    real = FolderBackend.send_messages

    def dying(self: FolderBackend, messages: Sequence[EmailMessage]) -> int:
        if not before:
            real(self, messages)
        raise Killed

    monkeypatch.setattr(FolderBackend, "send_messages", dying)
    with pytest.raises(Killed):
        run(desk, connection=FolderBackend())
    monkeypatch.setattr(FolderBackend, "send_messages", real)
    assert OutboxMessage.objects.filter(state=MessageState.BEGUN).count() == 1

    assert run(desk, connection=FolderBackend()).report.sent == 1, "the other one"
    desk.clock.now += CUT_OFF_AFTER + datetime.timedelta(seconds=1)
    assert run(desk, connection=FolderBackend()).report.sent == 1, "the one that was cut off"
    assert run(desk, connection=FolderBackend()).report.sent == 0
    files = sorted((tmp_path / "mail").iterdir())
    assert len(files) == 2
    assert {one.suffix for one in files} == {".eml"}
    assert b"Message-ID: <" in files[0].read_bytes()


def test_a_message_that_another_process_has_taken_is_left_to_it(desk: Desk) -> None:
    desk.open()
    run(desk, connection=Broken(OSError("x"), at_open=True))
    OutboxMessage.objects.update(state=MessageState.BEGUN, begun_at=desk.clock())
    assert send_messages(clock=desk.clock).sent == 0
