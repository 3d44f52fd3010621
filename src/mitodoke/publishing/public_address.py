"""The address at which the public finds the site: for what must name it whole (feeds, catalogues, cards)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix

from mitodoke.outputs.open_data.edition_name import Publication


def public_base(request: HttpRequest) -> str:
    """The address of the site's first page, ending with a slash: the setting, else where the request came to."""
    chosen: str = settings.PUBLIC_ADDRESS
    return chosen or request.build_absolute_uri(get_script_prefix())


def publication_of(request: HttpRequest) -> Publication:
    """Where and on which terms editions are published."""
    return Publication(base=public_base(request))
