"""An email backend that writes each message into a folder, where there is no mail server.

The file is named by the Message-ID, so that the same message written twice is one file; it appears whole or not at
all. Set by `EMAIL_BACKEND` and `EMAIL_FILE_PATH`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


class EmailBackend(BaseEmailBackend):
    """Writes messages to ``EMAIL_FILE_PATH``."""

    def open(self) -> bool:
        """Make the folder; OSError where that is not possible."""
        self._folder().mkdir(parents=True, exist_ok=True)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message to its file; how many."""
        self.open()
        for message in email_messages:
            content = message.message()
            name = _NOT_IN_NAMES.sub("_", str(content["Message-ID"]).strip("<>"))
            target = self._folder() / f"{name}.eml"
            aside = target.with_suffix(f".{os.getpid()}.part")
            aside.write_bytes(content.as_bytes())
            aside.replace(target)
        return len(email_messages)

    def _folder(self) -> Path:
        return Path(str(getattr(settings, "EMAIL_FILE_PATH", None) or "mail"))
