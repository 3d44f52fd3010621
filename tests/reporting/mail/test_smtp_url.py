"""Mail settings from one address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mitodoke.reporting.mail.smtp_url import email_settings

FOLDER = Path("var/mail")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtp+starttls://a%40b:p%3Aq%2F@mail.example", ("mail.example", 587, "a@b", "p:q/", True, False)),
        ("smtps://u:p@mail.example:2465", ("mail.example", 2465, "u", "p", False, True)),
        (" smtp://[::1]:1025 ", ("::1", 1025, "", "", False, False)),
    ],
)
def test_an_address_becomes_settings(url: str, expected: tuple[Any, ...]) -> None:
    made = email_settings(url, sender="a@example.lg.jp", folder=FOLDER)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(made[f"EMAIL_{name}"] for name in names) == expected
    assert made["DEFAULT_FROM_EMAIL"] == "a@example.lg.jp"


def test_without_an_address_mail_goes_into_a_folder() -> None:
    made = email_settings("", sender="", folder=FOLDER)
    assert made["EMAIL_FILE_PATH"] == str(FOLDER)
    assert str(made["EMAIL_BACKEND"]).endswith("folder_backend.EmailBackend")


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://h:99999", "smtp://h:x"]
)
def test_a_wrong_address_is_one_sentence_without_the_password(url: str) -> None:
    with pytest.raises(ValueError, match="MITODOKE_SMTP_URL"):
        email_settings(url, sender="a@example.lg.jp", folder=FOLDER)


def test_a_server_needs_a_sender() -> None:
    with pytest.raises(ValueError, match="MITODOKE_MAIL_FROM"):
        email_settings("smtp://h", sender="", folder=FOLDER)
