"""An open data table: its columns and keys, and its rows taken from an edition as typed values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.fields import Field, FieldType, ForeignKey
from mitodoke.outputs.tables import TABLES

Value = str | int | Decimal | bool | None
"""One cell; None is absent."""

Rows = Callable[[Edition], Iterable[tuple[Value, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """A table in long format: one fact a row, one value a cell.

    `key` names the columns that identify a row; it is empty where the rows have no identity of their own.
    """

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    fields: tuple[Field, ...]
    source: Rows
    key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in self.fields)

    def rows(self, edition: Edition) -> Iterator[tuple[Value, ...]]:
        """The rows as files show them: texts on one line and without characters that files cannot hold."""
        for row in self.source(edition):
            yield tuple(one_line(value) if isinstance(value, str) else value for value in row)


_NOT_IN_A_FILE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WHITE_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str | None:
    """`text` with every run of white space, line breaks included, as one space; None when nothing is left.

    Control characters and half surrogates, which neither XML nor a spreadsheet can hold, become U+FFFD, so
    that it shows where they stood. The exact text is in `edition.json`.
    """
    return _WHITE_SPACE.sub(" ", _NOT_IN_A_FILE.sub("\ufffd", text)).strip() or None


_TABLES = {table.name: table for table in TABLES}


def from_table(name: str, fields: tuple[Field, ...]) -> Rows:
    """The rows of the table of `mitodoke read` called `name`, with the columns of `fields` and their types."""
    table = _TABLES[name]
    chosen = [(table.columns.index(field.name), field.type) for field in fields]

    def rows(edition: Edition) -> Iterator[tuple[Value, ...]]:
        for row in table.rows(edition):
            yield tuple(_typed(row[index], kind) for index, kind in chosen)

    return rows


def _typed(cell: str, kind: FieldType) -> Value:
    if cell == "":
        return None
    if kind is FieldType.INTEGER:
        return int(cell)
    if kind is FieldType.NUMBER:
        return Decimal(cell)
    return cell == "true" if kind is FieldType.BOOLEAN else cell
