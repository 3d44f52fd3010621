"""The full address of a page of this desk, for providers, mails and letters."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest


def own_address(request: HttpRequest, path: str) -> str:
    """The address under which the browser reached this site, by https wherever the site is held to it."""
    parts = urlsplit(request.build_absolute_uri(path))
    return urlunsplit(parts._replace(scheme="https") if settings.HTTPS else parts)
