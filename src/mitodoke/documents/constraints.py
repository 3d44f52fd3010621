"""Rules for rows that several tables need, as constraints of the database."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import CheckConstraint, F, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace
from django.db.models.lookups import Exact


def choices_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The words of an enumeration with their Japanese labels where they have any."""
    return [(word.value, getattr(word, "label", word.value)) for word in words]


def one_of(table: str, field: str, words: type[StrEnum]) -> CheckConstraint:
    """`field` holds a word of the enumeration (or nothing, where the column allows that)."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": [word.value for word in words]}), name=f"{table}_{field}_is_known"
    )


def not_empty(table: str, field: str) -> CheckConstraint:
    """`field` is no empty text."""
    return CheckConstraint(condition=~Q(**{field: ""}), name=f"{table}_has_{field}")


def counted_from_one(table: str, field: str = "position") -> CheckConstraint:
    """`field` counts from 1."""
    return CheckConstraint(condition=Q(**{f"{field}__gte": 1}), name=f"{table}_{field}_from_1")


def all_of(table: str, field: str, words: type[StrEnum]) -> CheckConstraint:
    """Every text of the tuple `field` is a word of the enumeration: nothing is left when all words are taken out."""
    taken_out = [f'"{word.value}"' for word in words] + ["[", "]", ","]
    left: Combinable = F(field)
    for text in taken_out:
        left = Replace(left, Value(text), Value(""), output_field=TextField())
    return CheckConstraint(condition=Exact(left, Value("")), name=f"{table}_{field}_are_known")
