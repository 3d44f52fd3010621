"""What the MCP server offers, as plain functions over the same queries as the JSON API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from mitodoke.outputs.open_data.codes import CODE_LISTS
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES
from mitodoke.publishing.api import compose
from mitodoke.publishing.api.describe_table import table_description
from mitodoke.publishing.api.endpoints import find_edition, find_edition_table, find_table
from mitodoke.publishing.api.parameters import Parameter, read_parameters
from mitodoke.publishing.api.problem import bad_value, not_found
from mitodoke.publishing.api.published import shelf
from mitodoke.publishing.api.records import columns_of, find_record
from mitodoke.publishing.api.selection import (
    EDITION_PARAMETERS,
    choose_editions,
    find_records,
    page_across,
    page_of_edition,
    table_parameters,
)
from mitodoke.publishing.mcp_server.measures import Operation
from mitodoke.publishing.mcp_server.summarise import group_names, summarise

Json = dict[str, Any]
Filters = Mapping[str, str | int | bool | Sequence[str | int]]

DEFAULT_LIMIT = 20
"""A model reads every record that it is given: fewer than the API gives to a program."""


@dataclass(frozen=True, slots=True)
class PublicTools:
    """The tools; `base` is the address of the public site, ending with a slash."""

    base: str = "/"

    def list_cities(self) -> Json:
        """Every municipality with something published."""
        editions = shelf().editions
        return {
            "cities": _plain(compose.cities_of(editions, self.base)),
            "licence": _plain(compose.TERMS),
            "notes": _plain(compose.notes_on(editions)),
        }

    def list_editions(self, filters: Filters) -> Json:
        """The editions of all versions that the filters city, kind, fiscal_year, version and latest let through."""
        given = read_parameters(EDITION_PARAMETERS, _query(filters))
        chosen = choose_editions(shelf().editions, given, superseded=True)
        return _object(compose.editions_answer(chosen, self.base))

    def list_tables(self, table: str | None) -> Json:
        """The tables by name; or one with its columns, codes, filters and what it can be grouped by."""
        if table is None:
            return {
                "tables": [
                    {
                        "name": one.name,
                        "title": one.title,
                        "title_en": one.title_en,
                        "columns": list(one.columns),
                    }
                    for one in OPEN_TABLES
                ]
            }
        described = find_table(table)
        used = {field.codes for field in described.fields if field.codes}
        return {
            "table": _plain(table_description(described, self.base)),
            "group_by": list(group_names(described)),
            "codes": [_plain(codes) for codes in CODE_LISTS if codes.name in used],
        }

    def search_records(
        self,
        table: str,
        edition: str | None,
        filters: Filters,
        fields: Sequence[str],
        limit: int,
        cursor: str | None,
    ) -> Json:
        """A page of records, of one edition or of the newest ones of all cities."""
        described = find_table(table)
        query = _query(filters) | {"limit": [str(limit)]}
        if fields:
            query["fields"] = [",".join(fields)]
        if cursor is not None:
            query["cursor"] = [cursor]
        given = read_parameters(_accepted(described, edition), query)
        if edition is None:
            page = page_across(described, shelf().editions, given)
        else:
            published = find_edition(edition, shelf().editions)
            page = page_of_edition(find_edition_table(published, table), published, given)
        # Every column is asked for by name, so that records come as values and not as finished JSON.
        wanted = {"fields": given.get("fields", columns_of(described))}
        answer = _object(compose.records_answer(page, {**given, **wanted}, self.base, ""))
        del answer["next"]
        named = {record["edition"] for record in answer["records"]}
        answer["editions_searched"] = len(answer["editions"])
        answer["editions"] = [one for one in answer["editions"] if one["name"] in named]
        answer["next_cursor"] = page.following.text() if page.following else None
        return answer

    def read_record(self, edition: str, table: str, record_id: str) -> Json:
        """One record, whole."""
        published = find_edition(edition, shelf().editions)
        find_edition_table(published, table)
        record = find_record(published, table, record_id)
        if record is None:
            raise not_found(
                "unknown_record",
                f"表{table}に「{record_id[:100]}」という記録はありません。search_recordsのrecord_idを使ってください。",
                f"The table {table} has no record “{record_id[:100]}”: use a record_id that search_records gave.",
            )
        return _object(compose.record_answer(published, table, record, self.base))

    def summarise(
        self,
        table: str,
        operation: str,
        column: str | None,
        group_by: Sequence[str],
        edition: str | None,
        filters: Filters,
    ) -> Json:
        """Counts, sums, means or extremes by groups, each with its coverage."""
        if operation not in set(Operation):
            allowed = tuple(str(one) for one in Operation)
            raise bad_value("operation", "、".join(allowed), f"one of {', '.join(allowed)}", allowed)
        described = find_table(table)
        given = read_parameters(_accepted(described, edition), _query(filters))
        editions = shelf().editions
        if edition is None:
            chosen = choose_editions(editions, given)
        else:
            chosen = (find_edition(edition, editions),)
            find_edition_table(chosen[0], table)
        found = find_records(described, chosen, given)
        return _object(summarise(found, Operation(operation), column, group_by, self.base))


def _accepted(table: OpenTable, edition: str | None) -> tuple[Parameter, ...]:
    return (*EDITION_PARAMETERS, *table_parameters(table)) if edition is None else table_parameters(table)


def _query(filters: Filters) -> dict[str, list[str]]:
    """Filters as the parameters of an address would say them."""
    return {
        name: [_word(one) for one in (value if isinstance(value, list | tuple) else [value])]
        for name, value in filters.items()
    }


def _word(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _plain(value: object) -> Any:
    """Plain values; exact decimals are texts, since a model's client may read numbers as binary ones."""
    return msgspec.to_builtins(value)


def _object(value: object) -> Json:
    made: Json = msgspec.to_builtins(value)
    return made
