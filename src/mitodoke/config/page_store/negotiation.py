"""What a visitor's headers ask for: whether gzip is welcome, and whether the page at hand is still the same."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 4096
"""Characters of a header that are looked at; a longer one is hostile or broken, and the plain answer is never wrong."""


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding welcomes gzip at least as much as no encoding (RFC 9110, 12.5.3)."""
    return len(header) <= LONGEST and _welcomes_gzip(header)


@lru_cache(maxsize=256)
def _welcomes_gzip(header: str) -> bool:
    """Kept for the few headers that browsers send."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[name] = _weight(parameters)
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def _weight(parameters: list[str]) -> float:
    """The ``q`` among the parameters of an encoding, 1 where there is none, 0 where it is not a weight."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0


def is_unchanged(header: str, etag: str) -> bool:
    """Whether an If-None-Match names `etag` (quoted), by weak comparison, in a list or by ``*``."""
    if not header or len(header) > LONGEST:
        return False
    return any(one.strip().removeprefix("W/") in (etag, "*") for one in header.split(","))
