"""Cursors: where the next page begins, and the question it continues.

A cursor remembers which edition was published last when the first page was given. Later pages leave out what was
published since, so that nothing is left out or given twice while a reader pages through.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

import msgspec

from mitodoke.publishing.api.parameters import Parameter
from mitodoke.publishing.api.problem import ApiProblemError

CURSOR = Parameter(
    name="cursor",
    title="次のページの始まり（前の応答のnextから）",
    title_en="Where the page begins, from `next` of the answer before",
    example="WzMsMywxMDAsIjAxMjM0NTY3ODlhYmNkZWYiXQ",
    pattern="^[A-Za-z0-9_-]+$",
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The page begins after record `number` of the edition `edition_id`; `question` is the hash of the filters."""

    snapshot: int
    edition_id: int
    number: int
    question: str

    def text(self) -> str:
        """The cursor as one opaque word."""
        packed = msgspec.json.encode((self.snapshot, self.edition_id, self.number, self.question))
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


_Id = int
_DECODER = msgspec.json.Decoder(tuple[_Id, _Id, _Id, str])
_LARGEST = 2**63 - 1


def read_cursor(text: str, question: str) -> Cursor:
    """The cursor of that text; ApiProblemError when it is none, or one of another question."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        cursor = Cursor(*_DECODER.decode(packed))
    except (binascii.Error, msgspec.MsgspecError, UnicodeError, ValueError) as problem:
        raise _not_one() from problem
    numbers = (cursor.snapshot, cursor.edition_id, cursor.number)
    if cursor.question != question or not all(0 <= number <= _LARGEST for number in numbers):
        raise _not_one()
    return cursor


def _not_one() -> ApiProblemError:
    return ApiProblemError(
        400,
        "bad_cursor",
        "パラメーターcursorは、この問い合わせのものではありません。前の応答のnextのアドレスをそのまま開いてください。",
        "This cursor does not belong to this question: open the address in `next` of the answer before, unchanged.",
        parameter=CURSOR.name,
    )


def question_of(*parts: object) -> str:
    """The hash by which a cursor knows the question that it continues."""
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
