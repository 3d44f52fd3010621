"""Puts the store in front of Django as the settings and the environment say."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from mitodoke.config.page_store.middleware import PageStoreMiddleware
from mitodoke.config.page_store.published_state import PublishedState

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

VARIABLE = "MITODOKE_PAGE_STORE_MB"
DEFAULT_MB = 64


def with_page_store(application: WSGIApplication) -> WSGIApplication:
    """`application` behind a store of MITODOKE_PAGE_STORE_MB (default 64, 0 for none) a process.

    Without a store under DEBUG, where templates change, and where the database is not an SQLite file, since only
    there it is known how to tell cheaply what is published.
    """
    limit = limit_in_bytes(os.environ.get(VARIABLE, ""))
    database = settings.DATABASES["default"]
    name = str(database["NAME"])
    is_file = database["ENGINE"] == "django.db.backends.sqlite3" and not name.startswith(
        (":memory:", "file:")
    )
    if settings.DEBUG or limit == 0 or not is_file:
        return application
    return PageStoreMiddleware(
        application,
        published=PublishedState(Path(name)).now,
        limit=limit,
        personal=(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"),
        trusted=_headers_of_a_trusted_proxy(),
    )


def limit_in_bytes(text: str) -> int:
    """The limit that MITODOKE_PAGE_STORE_MB asks for; ImproperlyConfigured with one sentence where it is no number."""
    if not text.strip():
        return DEFAULT_MB * 1024 * 1024
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise ImproperlyConfigured(
            f"{VARIABLE} には、ページの保管に使うメモリーの上限を MB 単位の整数で指定してください"
            f"（0 で保管しません。指定された値：{text[:40]}）。"
        )
    return int(text) * 1024 * 1024


def _headers_of_a_trusted_proxy() -> list[str]:
    """What the site's own address depends on beside the request line, where the settings trust a proxy."""
    headers = [settings.SECURE_PROXY_SSL_HEADER[0]] if settings.SECURE_PROXY_SSL_HEADER else []
    if settings.USE_X_FORWARDED_HOST:
        headers.append("HTTP_X_FORWARDED_HOST")
    if settings.USE_X_FORWARDED_PORT:
        headers.append("HTTP_X_FORWARDED_PORT")
    return headers
