"""An edition as JSON and back: the same records, with line breaks and everything."""

from __future__ import annotations

from typing import Any

import msgspec

from mitodoke.domain.edition import Edition

_DECODER = msgspec.json.Decoder(Edition)


class NotAnEditionError(Exception):
    """JSON that is no edition; its text is one Japanese sentence."""


def edition_json(edition: Edition, *, indent: int | None = None) -> bytes:
    """UTF-8 JSON of the edition; the same edition gives the same bytes. `indent` spaces for people to read."""
    packed = msgspec.json.encode(edition)
    return msgspec.json.format(packed, indent=indent) if indent else packed


def read_edition(data: bytes) -> Edition:
    """The edition that `edition_json` wrote; NotAnEditionError names what does not fit."""
    try:
        return _DECODER.decode(data)
    except msgspec.DecodeError as problem:
        raise NotAnEditionError(f"版のデータ（edition.json）として読めません：{problem}。") from problem


def edition_schema() -> dict[str, Any]:
    """The JSON Schema of an edition."""
    return msgspec.json.schema(Edition)
