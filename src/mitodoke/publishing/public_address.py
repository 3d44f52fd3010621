"""The address at which the public finds the site: for what must name it whole (feeds, catalogues, cards)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix

from mitodoke.outputs.open_data.edition_name import Publication

BASE = "mitodoke.base"
"""The entry of a request's environment by which the static form says where it will stand; empty for nowhere."""


def public_base(request: HttpRequest) -> str:
    """The address of the site's first page, ending with a slash: the setting, else where the request came to.

    Empty for a static form that does not know where it will stand.
    """
    if BASE in request.META:
        return str(request.META[BASE])
    chosen: str = settings.PUBLIC_ADDRESS
    return chosen or request.build_absolute_uri(get_script_prefix())


def embed_address(request: HttpRequest, address: str) -> str | None:
    """The whole address of a chart for other sites; None in the static form, whose server may forbid frames."""
    if BASE in request.META:
        return None
    return public_base(request) + address.removeprefix(get_script_prefix())


def publication_of(request: HttpRequest) -> Publication:
    """Where and on which terms editions are published."""
    return Publication(base=public_base(request))
