"""A person's act that is not allowed now, told as a sentence."""

from __future__ import annotations


class ActionDenied(Exception):  # noqa: N818  (the word of design.md; it is an answer, not a fault)
    """Refuses what a person asked for; its text says in Japanese why, and what to do instead."""
