"""The API for a page that people read: every address with its parameters, without any markup."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.publishing.api.compose import API
from mitodoke.publishing.api.endpoints import ENDPOINTS, TABLES, TITLE, TITLE_EN, Endpoint
from mitodoke.publishing.api.parameters import Parameter
from mitodoke.publishing.api.published import LICENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedParameter:
    """One parameter; `values` are the only values where it has such, `tables` the tables that accept it where not
    every one does."""

    name: str
    title: str
    title_en: str
    example: str
    values: tuple[str, ...]
    tables: tuple[str, ...]
    repeatable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedEndpoint:
    """One address: its path below the site with variable parts in braces, and an example that can be opened."""

    name: str
    path: str
    title: str
    title_en: str
    example: str
    parameters: tuple[DescribedParameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedTable:
    """One table and its columns (name, Japanese and English title)."""

    name: str
    title: str
    title_en: str
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDescription:
    """The whole API."""

    title: str
    title_en: str
    licence_title: str
    licence_address: str
    endpoints: tuple[DescribedEndpoint, ...]
    tables: tuple[DescribedTable, ...]


_EXAMPLES = {
    "code": "999997",
    "name": "mayoral_pledges-999997-2025-v1",
    "table": "items",
    "record_id": "row-1",
}


def describe_api() -> ApiDescription:
    """The whole API as plain values."""
    return ApiDescription(
        title=TITLE,
        title_en=TITLE_EN,
        licence_title=LICENCE.title,
        licence_address=LICENCE.address,
        endpoints=tuple(_endpoint(endpoint) for endpoint in ENDPOINTS),
        tables=tuple(
            DescribedTable(
                name=table.name,
                title=table.title,
                title_en=table.title_en,
                columns=tuple((field.name, field.title, field.title_en) for field in table.fields),
            )
            for table in TABLES.values()
        ),
    )


def _endpoint(endpoint: Endpoint) -> DescribedEndpoint:
    by_name: dict[str, Parameter] = {}
    tables: dict[str, list[str]] = {}
    for table in TABLES.values() if "table" in endpoint.variables else (None,):
        for parameter in endpoint.accepts(table):
            by_name.setdefault(parameter.name, parameter)
            tables.setdefault(parameter.name, []).append(table.name if table else "")
    return DescribedEndpoint(
        name=endpoint.name,
        path=API + endpoint.path,
        title=endpoint.title,
        title_en=endpoint.title_en,
        example=API + endpoint.path.format(**_EXAMPLES),
        parameters=tuple(
            _parameter(parameter, tuple(tables[name]) if 0 < len(tables[name]) < len(TABLES) else ())
            for name, parameter in by_name.items()
        ),
    )


def _parameter(parameter: Parameter, tables: tuple[str, ...]) -> DescribedParameter:
    # The columns of one table would stand for those of all.
    values = () if parameter.separated else parameter.values or ()
    return DescribedParameter(
        name=parameter.name,
        title=parameter.title,
        title_en=parameter.title_en,
        example=parameter.example,
        values=values,
        tables=tuple(name for name in tables if name),
        repeatable=parameter.repeatable,
    )
