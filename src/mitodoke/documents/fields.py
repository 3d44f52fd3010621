"""Columns for what documents say: their form is checked by the database itself, whoever writes to it.

The checks are part of the column's type and so of every table that uses it. They use only what SQLite has built
in, so that any client of the database file is held to them.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    # The types that attributes have are told per column below; the type of Django's own column allows texts only.
    TextField = models.Field[Any, Any]
else:
    TextField = models.TextField


class OptionalText(TextField):
    """A text that may be absent: None is "not told", an empty text is "told to be empty"."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str | None
        _pyi_private_get_type: str | None

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("null", True)
        options.setdefault("blank", True)
        super().__init__(*args, **options)


class _Checked(TextField):
    """A text with a rule; `{column}` in the rule stands for the column."""

    rule = ""

    def db_check(self, connection: BaseDatabaseWrapper) -> Any:
        """The rule as the database computes it; an absent value passes where the column allows it."""
        rule = f"({{column}} IS NULL) OR ({self.rule})" if self.null else self.rule
        return rule.replace("{column}", connection.ops.quote_name(str(self.column)))


class IsoDate(_Checked):
    """A date as documents tell it: ``2021``, ``2021-01`` or ``2021-01-31``; kept even if no calendar has the day."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str

    rule = (
        "{column} GLOB '[0-9][0-9][0-9][0-9]' OR {column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'"
        " OR {column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
    )


class PlaceText(_Checked):
    """A place in a source (see domain/place.py); never empty, for every fact knows where it came from."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str

    rule = "{column} <> ''"


class Sha256(_Checked):
    """A SHA-256 in lower-case hexadecimal digits."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str

    rule = "length({column}) = 64 AND {column} NOT GLOB '*[^0-9a-f]*'"


class ExactDecimal(_Checked):
    """A decimal of any length, kept digit for digit (the column type "decimal" of SQLite is a binary float)."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Decimal
        _pyi_private_get_type: Decimal

    rule = (
        "{column} GLOB '*[0-9]' AND {column} GLOB '[0-9-]*' AND {column} NOT GLOB '?*-*'"
        " AND {column} NOT GLOB '*[^0-9.-]*' AND {column} NOT GLOB '*.*.*' AND {column} NOT GLOB '-.*'"
    )

    def get_prep_value(self, value: Any) -> str | None:
        """The plain digits: never an exponent."""
        return None if value is None else f"{Decimal(value):f}"

    def from_db_value(self, value: str | None, *_: Any) -> Decimal | None:
        """The decimal with as many places as were stored."""
        return None if value is None else Decimal(value)


class _Tuple(_Checked):
    rule = "json_valid({column}) AND json_type({column}) = 'array'"

    def get_prep_value(self, value: Any) -> str | None:
        """A JSON array without spaces."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

    def from_db_value(self, value: str | None, *_: Any) -> tuple[Any, ...] | None:
        """The values in their order."""
        return None if value is None else tuple(json.loads(value))


class TextTuple(_Tuple):
    """Several texts that one cell prints, in order: None is "lost in the source", an empty tuple "none"."""

    if TYPE_CHECKING:
        _pyi_private_set_type: tuple[str, ...]
        _pyi_private_get_type: tuple[str, ...]


class NumberTuple(_Tuple):
    """Several whole numbers that one cell prints, in order; None and empty as in `TextTuple`."""

    if TYPE_CHECKING:
        _pyi_private_set_type: tuple[int, ...]
        _pyi_private_get_type: tuple[int, ...]

    rule = _Tuple.rule + " AND {column} NOT GLOB '*[^][0-9,-]*'"
