"""One page as it is kept: its body plain and compressed, with the headers of either, made once."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.config.page_store.negotiation import accepts_gzip, is_unchanged

Headers = list[tuple[str, str]]

KEPT_STATUSES = frozenset({"200", "301", "302", "303", "307", "308"})
"""Pages and redirects. A page that does not exist is never kept, since there is no end of such addresses."""

FRESH = "public, max-age=60, must-revalidate"
"""How long others may show a page without asking: a correction shows after a minute at the latest.

Also where the address is permanent, for the frame around an old edition names the newer ones.
"""

_REPLACED = frozenset({"content-length", "etag", "vary", "cache-control"})
_OF_THE_BODY = frozenset({"content-length", "content-type", "content-encoding"})
_COMPRESSED_TYPES = (
    "text/",
    "image/svg+xml",
    "application/json",
    "application/xml",
    "application/javascript",
)
_WORTH_COMPRESSING = 256
_OVERHEAD = 2048
"""Bytes that the objects of a page take beside its bodies, about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: status line, headers and body."""

    status: str
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Encoded:
    """A page in one encoding, as sent whole and as sent to those who have it; `etag` is empty for a redirect."""

    etag: str
    full: Answer
    unchanged: Answer


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page of the published state `state`; `size` is about what it takes in memory, in bytes."""

    state: object
    plain: Encoded
    compressed: Encoded | None
    size: int

    def answer(self, accept_encoding: str, if_none_match: str) -> Answer:
        """The answer to a visitor who sent these two headers (empty where he did not)."""
        chosen = self.plain
        if self.compressed is not None and accepts_gzip(accept_encoding):
            chosen = self.compressed
        if if_none_match and chosen.etag and is_unchanged(if_none_match, chosen.etag):
            return chosen.unchanged
        return chosen.full


def may_keep(status: str, headers: Headers) -> bool:
    """Whether an answer is the same for everybody, judged by its status line and headers."""
    if status[:3] not in KEPT_STATUSES:
        return False
    for name, value in headers:
        match name.lower():
            case "set-cookie" | "content-encoding" | "content-range" | "www-authenticate":
                return False
            case "vary" if _names(value) - {"accept-encoding"}:
                return False
            case "cache-control" if _names(value) & {"private", "no-store", "no-cache"}:
                return False
            case "content-security-policy" if "'nonce-" in value:
                return False
    return True


def make_page(state: object, status: str, headers: Headers, body: bytes) -> KeptPage:
    """The page that Django answered, ready to be sent; its tags are hashes of what is sent."""
    kept = [(name, value) for name, value in headers if name.lower() not in _REPLACED]
    named = {name.lower(): value for name, value in headers}
    kept.append(("Cache-Control", named.get("cache-control", FRESH)))
    content_type = named.get("content-type", "").lower()
    if not (
        content_type.startswith(_COMPRESSED_TYPES)
        or content_type.partition(";")[0].endswith(("+json", "+xml"))
    ):
        plain, compressed = _encoded(status, kept, body), None
    else:
        kept.append(("Vary", "Accept-Encoding"))
        plain, compressed = _encoded(status, kept, body), _compressed(status, kept, body)
    size = sum(len(one.full.body) for one in (plain, compressed) if one) + _OVERHEAD
    return KeptPage(state, plain, compressed, size + 4 * sum(len(n) + len(v) for n, v in kept))


def _names(value: str) -> set[str]:
    """The names in a header that lists some, without their arguments."""
    return {part.partition("=")[0].strip().lower() for part in value.split(",")}


def _compressed(status: str, headers: Headers, body: bytes) -> Encoded | None:
    """The page in gzip where that is smaller; without a time in it, so that its tag depends on the body alone."""
    if len(body) < _WORTH_COMPRESSING:
        return None
    packed = gzip.compress(body, 6, mtime=0)
    return (
        _encoded(status, [*headers, ("Content-Encoding", "gzip")], packed)
        if len(packed) < len(body)
        else None
    )


def _encoded(status: str, headers: Headers, body: bytes) -> Encoded:
    if not status.startswith("200"):
        return Encoded("", *(2 * (Answer(status, [*headers, _length(body)], body),)))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    tagged = [*headers, ("ETag", etag)]
    return Encoded(
        etag,
        Answer(status, [*tagged, _length(body)], body),
        Answer("304 Not Modified", _without(tagged, _OF_THE_BODY), b""),
    )


def _without(headers: Iterable[tuple[str, str]], names: frozenset[str]) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in names]


def _length(body: bytes) -> tuple[str, str]:
    return ("Content-Length", str(len(body)))
