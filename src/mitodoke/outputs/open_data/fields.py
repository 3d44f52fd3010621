"""What a column of an open data table is: its type, its codes, and its names in Japanese and English."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldType(StrEnum):
    """The type of a column; the values are the type names of Frictionless table schemas."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


ISO_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
"""A day, a month or a year: a document does not always tell the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column.

    `name` is the permanent ASCII name in the header; `codes` names the code list whose codes are the only
    values; `pattern` is a regular expression that every value matches; `unit` is the unit of a number where
    it is the same in every row; `required` tells that no row lacks it.
    """

    name: str
    type: FieldType
    title: str
    title_en: str
    description: str
    description_en: str
    codes: str | None = None
    pattern: str | None = None
    unit: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Column `field` names a row of table `table` by that table's column of the name `target`."""

    field: str
    table: str
    target: str


def text(
    name: str,
    title: str,
    title_en: str,
    description: str,
    description_en: str,
    *,
    codes: str | None = None,
    pattern: str | None = None,
    required: bool = False,
) -> Field:
    """A column of texts."""
    return Field(
        name=name,
        type=FieldType.STRING,
        title=title,
        title_en=title_en,
        description=description,
        description_en=description_en,
        codes=codes,
        pattern=pattern,
        required=required,
    )


def count(
    name: str,
    title: str,
    title_en: str,
    description: str,
    description_en: str,
    *,
    unit: str | None = None,
    codes: str | None = None,
    required: bool = False,
) -> Field:
    """A column of whole numbers."""
    return Field(
        name=name,
        type=FieldType.INTEGER,
        title=title,
        title_en=title_en,
        description=description,
        description_en=description_en,
        unit=unit,
        codes=codes,
        required=required,
    )


def number(
    name: str, title: str, title_en: str, description: str, description_en: str, *, unit: str | None = None
) -> Field:
    """A column of exact decimal numbers."""
    return Field(
        name=name,
        type=FieldType.NUMBER,
        title=title,
        title_en=title_en,
        description=description,
        description_en=description_en,
        unit=unit,
    )


def flag(name: str, title: str, title_en: str, description: str, description_en: str) -> Field:
    """A column of ``true`` and ``false``."""
    return Field(
        name=name,
        type=FieldType.BOOLEAN,
        title=title,
        title_en=title_en,
        description=description,
        description_en=description_en,
    )


PLACE = text(
    "place", "原典の場所", "place in the source",
    "原典の中の場所。L120-L134は120行目から134行目まで。",
    "Where it stands in the source; L120-L134 is line 120 to line 134.",
)  # fmt: skip

ITEM_ID = text(
    "item_id", "項目ID", "item id",
    "計画の項目を文書の中で一意に示すID。", "Identifies an item of the plan within the document.",
    required=True,
)  # fmt: skip

ENTRY_ID = text(
    "entry_id", "協働事業ID", "entry id",
    "協働事業の1行を文書の中で一意に示すID。", "Identifies a row of the register within the document.",
    required=True,
)  # fmt: skip

POSITION = count(
    "position", "順番", "position",
    "原典での順番。1から始まります。", "Order in the source, from 1.",
    required=True,
)  # fmt: skip
