"""Every address of the API in one table: what it is for, what may be asked, and the function that answers.

A new address (a search, say) is one line here; the views, the OpenAPI document and the tests follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mitodoke import __version__
from mitodoke.outputs.open_data.codes import CODE_LISTS
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES, tables_of
from mitodoke.publishing.api import answers, compose
from mitodoke.publishing.api.describe_table import table_description
from mitodoke.publishing.api.parameters import Given, Parameter
from mitodoke.publishing.api.problem import not_found
from mitodoke.publishing.api.published import Published, version_before
from mitodoke.publishing.api.records import find_record
from mitodoke.publishing.api.selection import (
    CITY,
    EDITION_PARAMETERS,
    FISCAL_YEAR,
    KIND,
    LATEST,
    choose_editions,
    page_across,
    page_of_edition,
    table_parameters,
)
from mitodoke.publishing.api.withdrawn import deny_withdrawn

TABLES = {table.name: table for table in OPEN_TABLES}
TITLE = "見届け 公開データAPI"
TITLE_EN = "mitodoke: published editions as data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A request: the variable parts of its path, its parameters, the address of the site, its own
    path there, and all that is published."""

    path: Mapping[str, str]
    given: Given
    base: str
    address: str
    editions: tuple[Published, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One address. `accepts` gives the parameters, by the table where the path names one."""

    name: str
    path: str
    title: str
    title_en: str
    answer: Callable[[Question], object]
    body: type
    accepts: Callable[[OpenTable | None], tuple[Parameter, ...]] = lambda _: ()

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variable parts of the path."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))


def find_table(name: str) -> OpenTable:
    """The table of that name; ApiProblemError where there is none."""
    if name not in TABLES:
        listed = tuple(TABLES)
        raise not_found(
            "unknown_table",
            f"「{name[:100]}」という表はありません。表は{'、'.join(listed)}です。",
            f"There is no table “{name[:100]}”; the tables are {', '.join(listed)}.",
            listed,
        )
    return TABLES[name]


def find_edition(name: str, editions: Sequence[Published]) -> Published:
    """The edition of that name; ApiProblemError where there is none, or where it was withdrawn."""
    found = next((one for one in editions if one.name == name), None)
    if found is None:
        deny_withdrawn(name)
        raise not_found(
            "unknown_edition",
            f"「{name[:100]}」という版は公表されていません。版の名前は{compose.API}editions/で確かめられます。",
            f"No edition “{name[:100]}” is published; {compose.API}editions/ lists the names.",
        )
    return found


def find_edition_table(published: Published, name: str) -> OpenTable:
    """A table that the edition has; ApiProblemError where it has none of that name."""
    table = find_table(name)
    listed = tuple(one.name for one in tables_of(published.load()))
    if name not in listed:
        raise not_found(
            "table_not_in_edition",
            f"この版に表{name}はありません。あるのは{'、'.join(listed)}です。",
            f"This edition has no table {name}; it has {', '.join(listed)}.",
            listed,
        )
    return table


def _service(question: Question) -> answers.ServiceAnswer:
    editions = question.editions
    return answers.ServiceAnswer(
        title=TITLE,
        title_en=TITLE_EN,
        version=__version__,
        openapi=f"{question.base}{compose.API}openapi.json",
        endpoints=[
            answers.ServiceLink(path=f"/{one.path}", title=one.title, title_en=one.title_en)
            for one in ENDPOINTS
        ],
        tables=list(TABLES),
        cities=len({one.city for one in editions}),
        editions=len(editions),
        licence=compose.TERMS,
        notes=compose.notes_on(editions),
    )


def _cities(question: Question) -> answers.CitiesAnswer:
    cities = compose.cities_of(question.editions, question.base)
    return answers.CitiesAnswer(
        total=len(cities), cities=cities, licence=compose.TERMS, notes=compose.notes_on(question.editions)
    )


def find_city_editions(code: str, editions: Sequence[Published]) -> tuple[Published, ...]:
    """All editions of a city; ApiProblemError where it has none."""
    found = tuple(one for one in editions if one.city == code)
    if not found:
        raise not_found(
            "unknown_city",
            f"団体コード「{code[:100]}」で公表されているものはありません。コードは{compose.API}cities/で確かめられます。",
            f"Nothing is published of the municipality “{code[:100]}”; {compose.API}cities/ lists the codes.",
        )
    return found


def _city(question: Question) -> answers.CityAnswer:
    editions = find_city_editions(question.path["code"], question.editions)
    return answers.CityAnswer(
        city=compose.cities_of(editions, question.base)[0],
        licence=compose.TERMS,
        notes=compose.notes_on(editions),
    )


def _city_editions(question: Question) -> answers.EditionsAnswer:
    editions = find_city_editions(question.path["code"], question.editions)
    chosen = choose_editions(editions, question.given, superseded=True)
    return compose.editions_answer(chosen, question.base)


def _editions(question: Question) -> answers.EditionsAnswer:
    chosen = choose_editions(question.editions, question.given, superseded=True)
    return compose.editions_answer(chosen, question.base)


def _edition(question: Question) -> answers.EditionAnswer:
    found = find_edition(question.path["name"], question.editions)
    before = version_before(found, question.editions)
    return compose.edition_answer(found, question.base, before=before)


def _edition_records(question: Question) -> answers.RecordsAnswer:
    published = find_edition(question.path["name"], question.editions)
    table = find_edition_table(published, question.path["table"])
    page = page_of_edition(table, published, question.given)
    return compose.records_answer(page, question.given, question.base, question.address)


def _record(question: Question) -> answers.RecordAnswer:
    published = find_edition(question.path["name"], question.editions)
    table = find_edition_table(published, question.path["table"])
    record = find_record(published, table.name, question.path["record_id"])
    if record is None:
        shown = question.path["record_id"][:100]
        raise not_found(
            "unknown_record",
            f"表{table.name}に「{shown}」という記録はありません。記録の名前はrecord_idにあります。",
            f"The table {table.name} has no record “{shown}”; the names are in the field record_id.",
        )
    return compose.record_answer(published, table.name, record, question.base)


def _records(question: Question) -> answers.RecordsAnswer:
    page = page_across(find_table(question.path["table"]), question.editions, question.given)
    return compose.records_answer(page, question.given, question.base, question.address)


def _tables(question: Question) -> answers.TablesAnswer:
    described = [table_description(table, question.base) for table in OPEN_TABLES]
    return answers.TablesAnswer(total=len(described), tables=described)


def _table(question: Question) -> answers.TableDescription:
    return table_description(find_table(question.path["table"]), question.base)


def _codes(_: Question) -> answers.CodesAnswer:
    lists = [
        answers.CodeListDescription(
            name=codes.name,
            title=codes.title,
            title_en=codes.title_en,
            codes=[
                answers.CodeMeaning(code=one.code, label=one.label, label_en=one.label_en)
                for one in codes.codes
            ],
        )
        for codes in CODE_LISTS
    ]
    return answers.CodesAnswer(total=len(lists), code_lists=lists)


def _of_table(table: OpenTable | None) -> tuple[Parameter, ...]:
    return table_parameters(table) if table else ()


def _across(table: OpenTable | None) -> tuple[Parameter, ...]:
    return (*EDITION_PARAMETERS, *table_parameters(table)) if table else EDITION_PARAMETERS


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        name="service", path="", title="このAPIの案内", title_en="What this service is",
        answer=_service, body=answers.ServiceAnswer,
    ),
    Endpoint(
        name="cities", path="cities/", title="公表のある市区町村", title_en="Municipalities with editions",
        answer=_cities, body=answers.CitiesAnswer,
    ),
    Endpoint(
        name="city", path="cities/{code}/", title="1つの市区町村", title_en="One municipality",
        answer=_city, body=answers.CityAnswer,
    ),
    Endpoint(
        name="city_editions", path="cities/{code}/editions/", title="市区町村のすべての版",
        title_en="All editions of a municipality", answer=_city_editions, body=answers.EditionsAnswer,
        accepts=lambda _: (KIND, FISCAL_YEAR, LATEST),
    ),
    Endpoint(
        name="editions", path="editions/", title="すべての版", title_en="All editions",
        answer=_editions, body=answers.EditionsAnswer, accepts=lambda _: (CITY, KIND, FISCAL_YEAR, LATEST),
    ),
    Endpoint(
        name="edition", path="editions/{name}/", title="1つの版（表とダウンロード）",
        title_en="One edition with its tables and files", answer=_edition, body=answers.EditionAnswer,
    ),
    Endpoint(
        name="edition_records", path="editions/{name}/{table}/", title="版の表の記録",
        title_en="Records of a table of an edition", answer=_edition_records, body=answers.RecordsAnswer,
        accepts=_of_table,
    ),
    Endpoint(
        name="record", path="editions/{name}/{table}/{record_id}/", title="1つの記録", title_en="One record",
        answer=_record, body=answers.RecordAnswer,
    ),
    Endpoint(
        name="records", path="records/{table}/", title="すべての市の最新の版の記録",
        title_en="Records of a table in the newest editions of all cities", answer=_records,
        body=answers.RecordsAnswer, accepts=_across,
    ),
    Endpoint(
        name="tables", path="tables/", title="すべての表の説明", title_en="What the tables are",
        answer=_tables, body=answers.TablesAnswer,
    ),
    Endpoint(
        name="table", path="tables/{table}/", title="1つの表の説明", title_en="What a table is",
        answer=_table, body=answers.TableDescription,
    ),
    Endpoint(
        name="codes", path="codes/", title="コード表", title_en="What the codes mean",
        answer=_codes, body=answers.CodesAnswer,
    ),
)  # fmt: skip
