"""Addresses of pages in messages; without a public address a message has none."""

from __future__ import annotations

from django.conf import settings

DESK_PATH = "desk/"
LINK_PATH = "desk/links/{token}/"
"""Where the desk opens a part of a round by its link."""


def desk_address() -> str:
    """The address of the desk, or an empty text."""
    return settings.PUBLIC_ADDRESS + DESK_PATH if settings.PUBLIC_ADDRESS else ""


def link_address(token: str) -> str:
    """The address that opens a part of a round, or an empty text."""
    return settings.PUBLIC_ADDRESS + LINK_PATH.format(token=token) if settings.PUBLIC_ADDRESS else ""


def page_address(path: str) -> str:
    """The address of a public page by its path (without a slash in front), or an empty text."""
    return settings.PUBLIC_ADDRESS + path.removeprefix("/") if settings.PUBLIC_ADDRESS else ""
