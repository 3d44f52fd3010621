"""Filters that put printed text, dates and numbers on a page without letting them act on what stands around them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mitodoke.publishing.presentation.dates import show_date
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.text import one_line, paragraphs

register = template.Library()


@register.filter
def printed(text: object) -> SafeString:
    """Text of a document, escaped and isolated, so that controls of writing direction end with it."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def prose(text: str | None) -> SafeString:
    """Text of several lines as paragraphs, each escaped and isolated."""
    return format_html_join("\n", "<p><bdi>{}</bdi></p>", ((one,) for one in paragraphs(text)))


@register.filter
def plain(text: str | None) -> str:
    """Text for places that know no mark-up (titles, labels): one line, without controls; escaped by the page."""
    return one_line(text)


@register.filter
def wareki(iso: str | None) -> SafeString:
    """An ISO date or month in 和暦, with the date for machines beside it."""
    return format_html('<time datetime="{}">{}</time>', iso, show_date(iso)) if iso else SafeString("")


@register.filter
def number(value: int) -> str:
    """A count with thousands separators."""
    return show_number(value)
