"""An edition as JSON and back: the same records, with line breaks and everything.

Editions are frozen with the hash of these bytes: a field that came later is left out where it says nothing, so
that a document without it has the bytes it always had.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import msgspec

from mitodoke.domain.edition import DocumentContent, Edition
from mitodoke.domain.rating import Rating
from mitodoke.outputs.exact_numbers import fraction_schema, read_fraction, write_fraction

_DECODER = msgspec.json.Decoder(Edition, dec_hook=read_fraction)
BESIDE_FIELDS = (
    "opinions",
    "amounts",
    "evidence",
    "verifications",
    "own_values",
    "own_files",
    "wording_notes",
)
"""What stands beside the facts, by the names in the content of an edition."""
LATER_FIELDS = ("levels", *BESIDE_FIELDS, "combining", "roll_up", "judgement")
"""Fields of the content that the first editions did not have; left out where they are as by default."""
_BY_DEFAULT = {one.name: one.default for one in fields(DocumentContent)}


class NotAnEditionError(Exception):
    """JSON that is no edition; its text is one Japanese sentence."""


def edition_json(edition: Edition, *, indent: int | None = None) -> bytes:
    """UTF-8 JSON of the edition; the same edition gives the same bytes. `indent` spaces for people to read."""
    unset: dict[str, Any] = {
        name: msgspec.UNSET for name in LATER_FIELDS if getattr(edition.content, name) == _BY_DEFAULT[name]
    }
    unset["ratings"] = tuple(_without_unsaid(one) for one in edition.content.ratings)
    packed = msgspec.json.encode(
        replace(edition, content=replace(edition.content, **unset)), enc_hook=write_fraction
    )
    return msgspec.json.format(packed, indent=indent) if indent else packed


def _without_unsaid(rating: Rating) -> Rating:
    """`rating` without the place that the first editions did not have, where it has none."""
    unset: Any = msgspec.UNSET
    return replace(rating, place=unset) if rating.place is None else rating


def read_edition(data: bytes) -> Edition:
    """The edition that `edition_json` wrote; NotAnEditionError names what does not fit."""
    try:
        return _DECODER.decode(data)
    except msgspec.DecodeError as problem:
        raise NotAnEditionError(f"版のデータ（edition.json）として読めません：{problem}。") from problem


def edition_schema() -> dict[str, Any]:
    """The JSON Schema of an edition."""
    return msgspec.json.schema(Edition, schema_hook=fraction_schema)
