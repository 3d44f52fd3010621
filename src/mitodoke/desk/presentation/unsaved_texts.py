"""What a person typed into a form that was not taken, so that they can copy it instead of writing it again."""

from __future__ import annotations

import re

from django.http import QueryDict

MOST = 200
"""How many texts are shown; no form of the desk has more to write in."""
_SECRET = re.compile("password|token|secret|code|csrf", re.IGNORECASE)
_MARK = re.compile(r"[\w.:-]*", re.ASCII)
"""Numbers, keys and words of the form itself."""


def unsaved_texts(sent: QueryDict) -> tuple[str, ...]:
    """The texts of a form that was sent, each once: no passwords or codes, and nothing that stood there before.

    Of the form of an answer the values that were changed (``v:`` against ``o:``) and the reasons (``d:``), of others
    whatever people write and no form gives itself.
    """
    found: dict[str, None] = {}
    for name in sent:
        for text in map(str, sent.getlist(name)):
            if text.strip() and _is_typed(name, text, sent):
                found[text] = None
    return tuple(found)[:MOST]


def _is_typed(name: str, text: str, sent: QueryDict) -> bool:
    mark, colon, field = name.partition(":")
    if colon and mark in ("o", "r", "c", "k"):
        return False
    if colon and mark in ("v", "d"):
        return text != sent.get(f"o:{field}", "")
    return _SECRET.search(name) is None and _MARK.fullmatch(text) is None
