"""How a view says that its answer may be kept: it is the same for everybody until something is published."""

from __future__ import annotations

from django.http import HttpRequest

KEEP = "mitodoke.keep"
"""The mark in the request's environment: visitors cannot set it, since what they send is called ``HTTP_...``."""


def keep_answer(request: HttpRequest) -> None:
    """Mark the answer to `request` as one that may be kept (mitodoke.config.page_store) and sent to everybody.

    Right only for a view that reads what is published and the address, and neither clock, cookies nor person.
    """
    request.META[KEEP] = True
