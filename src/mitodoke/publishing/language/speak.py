"""Words in the language of the page that is being drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from markupsafe import Markup, escape

from mitodoke.publishing.language.catalogue import catalogue

JAPANESE = "ja"
LANGUAGES: dict[str, str] = {JAPANESE: "日本語", "en": "English"}
"""Every language of the site with its own name for itself; the first is that of the content."""

_current: ContextVar[str] = ContextVar("mitodoke_language", default=JAPANESE)


def language() -> str:
    """The language of the page that is being drawn."""
    return _current.get()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Draw in the language `chosen` (a key of `LANGUAGES`) inside the block."""
    token = _current.set(chosen)
    try:
        yield
    finally:
        _current.reset(token)


def tr(text: str, **values: object) -> str:
    """`text` (Japanese, as written in the code) in the language of the page, with `values` put into its braces.

    A text that the language file does not have stays Japanese. Where the file gives a singular and a plural, the
    value `count` chooses; without it the singular stands. A value that is mark-up stays mark-up; everything else is escaped by the page.
    """
    current = _current.get()
    if current != JAPANESE:
        found = catalogue(current).get(text, text)
        if isinstance(found, tuple):
            found = found[0 if values.get("count", 1) == 1 else 1]
        text = found
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(escape(text)).format(**values)  # noqa: S704 - the text is escaped one call earlier
    return text.format(**values)
