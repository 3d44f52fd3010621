"""Printed text made fit for titles, labels and addresses of pages: one line, without controls."""

from __future__ import annotations

import re

_BIDI_CONTROLS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OTHER_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"\s+")


def one_line(text: str | None) -> str:
    """`text` on one line, without controls: for page titles and labels, where no mark-up can isolate them."""
    cleaned = _OTHER_CONTROLS.sub("", _BIDI_CONTROLS.sub("", text or ""))
    return _SPACES.sub(" ", cleaned).strip()


def shortened(text: str, length: int) -> str:
    """`text` on one line, cut after `length` characters with an ellipsis."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1] + "…"


def address_key(text: str) -> str:
    """`text` as one safe segment of an address: letters, digits, ``-``, ``_`` and ``~``; the rest becomes ``_``."""
    return re.sub(r"[^\w~-]", "_", text) or "_"
