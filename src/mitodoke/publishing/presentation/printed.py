"""Puts printed text, dates and numbers on a page without letting them act on what stands around them."""

from __future__ import annotations

from markupsafe import Markup, escape

from mitodoke.domain.paragraphs import paragraphs
from mitodoke.publishing.language.speak import JAPANESE, language
from mitodoke.publishing.presentation.dates import show_date
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.text import one_line


def printed(text: object) -> Markup:
    """Text of a document, escaped and isolated, so that controls of writing direction end with it.

    On a page of another language it is marked as Japanese.
    """
    # Joined by hand: a page has hundreds, and `Markup.format` takes ten times as long.
    return Markup(f"<bdi{_lang()}>{escape(text)}</bdi>")  # noqa: S704 - the text is escaped, the rest is ours


def prose(text: str | None) -> Markup:
    """Text of several lines as paragraphs, each escaped and isolated."""
    return Markup("\n").join(
        Markup(f"<p{_lang()}><bdi>{escape(one)}</bdi></p>")  # noqa: S704 - as above
        for one in paragraphs(text)
    )


def plain(text: str | None) -> str:
    """Text for places that know no mark-up (titles, labels): one line, without controls; escaped by the page."""
    return one_line(text)


def dated(iso: str | None) -> Markup:
    """An ISO date or month as people read it, with the date for machines beside it."""
    return Markup('<time datetime="{}">{}</time>').format(iso, show_date(iso)) if iso else Markup("")


def number(value: int) -> str:
    """A count with thousands separators."""
    return show_number(value)


def _lang() -> str:
    return "" if language() == JAPANESE else f' lang="{JAPANESE}"'
