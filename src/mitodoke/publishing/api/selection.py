"""Choosing editions and records, and giving records page by page: the one way in for the API and the MCP server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitodoke.outputs.open_data.codes import code_list
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES
from mitodoke.publishing.api.cursor import CURSOR, Cursor, question_of, read_cursor
from mitodoke.publishing.api.filters import chosen_filters, matching, record_parameters
from mitodoke.publishing.api.parameters import Given, Parameter
from mitodoke.publishing.api.problem import ApiProblemError, bad_value
from mitodoke.publishing.api.published import Published, as_of, newest_position
from mitodoke.publishing.api.records import Record, columns_of, table_names

DEFAULT_LIMIT = 100
LARGEST_LIMIT = 1000

CITY = Parameter(
    name="city", title="全国地方公共団体コード", title_en="Six-digit code of the municipality", example="999997",
    pattern="^[0-9]{6}$", repeatable=True,
)  # fmt: skip
KIND = Parameter(
    name="kind", title="文書の種別", title_en="Kind of document", example="mayoral_pledges",
    values=code_list("document_kind").values, repeatable=True,
)  # fmt: skip
FISCAL_YEAR = Parameter(
    name="fiscal_year", title="版の年度", title_en="Fiscal year of the edition", example="2025",
    minimum=1000, maximum=9999, repeatable=True,
)  # fmt: skip
VERSION = Parameter(
    name="version", title="版の番号（省略すると、その年度の最新の版）",
    title_en="Number of the version; without it the newest of each year", example="1",
    minimum=1, maximum=1_000_000,
)  # fmt: skip
LATEST = Parameter(
    name="latest", title="trueなら、最も新しい年度の版だけ",
    title_en="true: only the editions of the newest year", example="true", values=("true", "false"),
)  # fmt: skip
LIMIT = Parameter(
    name="limit", title="1ページの記録の数", title_en="Records a page", example="100",
    minimum=1, maximum=LARGEST_LIMIT, default=DEFAULT_LIMIT,
)  # fmt: skip

EDITION_PARAMETERS = (CITY, KIND, FISCAL_YEAR, VERSION, LATEST)
"""What chooses editions; without any, the newest version of every city, kind and year."""


def fields_parameter(table: OpenTable) -> Parameter:
    """The columns to give; `record_id`, `edition`, `place`, `page` and `source` always are."""
    columns = columns_of(table)
    return Parameter(
        name="fields", title="必要な列（コンマ区切り）", title_en="The columns to give, with commas between",
        example=",".join(columns[:2]), values=columns, separated=True,
    )  # fmt: skip


_PARAMETERS = {
    table.name: (*record_parameters(table), fields_parameter(table), LIMIT, CURSOR) for table in OPEN_TABLES
}


def table_parameters(table: OpenTable) -> tuple[Parameter, ...]:
    """The parameters of a list of records of one edition."""
    return _PARAMETERS[table.name]


def choose_editions(
    editions: Sequence[Published], given: Given, *, superseded: bool = False
) -> tuple[Published, ...]:
    """The editions that `given` asks for; ApiProblemError for a city of which nothing is published.

    Without a version, only the newest version of each year counts, unless `superseded` ones are wanted too.
    """
    known = {one.city for one in editions}
    for code in given.get("city", ()):
        if code not in known:
            raise bad_value(
                "city", "公表のある市区町村のコード", "the code of a city with editions", tuple(sorted(known))
            )
    version = given.get("version")
    return tuple(
        one
        for one in editions
        if one.city in given.get("city", (one.city,))
        and one.kind in given.get("kind", (one.kind,))
        and (str(one.fiscal_year) in given["fiscal_year"] if "fiscal_year" in given else True)
        and (str(one.version) in version if version else superseded or one.newest_version)
        and (one.newest if given.get("latest") == ("true",) else True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSet:
    """Every record that a question means: the editions searched, and for each its records."""

    table: OpenTable
    editions: tuple[Published, ...]
    records: tuple[tuple[Published, tuple[Record, ...]], ...]

    @property
    def total(self) -> int:
        """How many records there are."""
        return sum(len(records) for _, records in self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of the records of a set, each with its edition, and the cursor of what follows."""

    found: RecordSet
    records: tuple[tuple[Published, Record], ...]
    limit: int
    following: Cursor | None


def find_records(table: OpenTable, editions: Iterable[Published], given: Given) -> RecordSet:
    """The records of `table` in `editions` that the filters in `given` let through."""
    having = tuple(one for one in editions if table.name in table_names(one))
    chosen = chosen_filters(table, given)
    return RecordSet(
        table=table,
        editions=having,
        records=tuple((one, matching(one, table.name, chosen)) for one in having),
    )


def page_across(table: OpenTable, editions: Sequence[Published], given: Given) -> Page:
    """A page of the records of `table` in those of all published `editions` that `given` asks for."""
    scope = tuple((one.name, given.get(one.name)) for one in EDITION_PARAMETERS)
    question = question_of(table.name, scope, chosen_filters(table, given))
    cursor = read_cursor(given["cursor"][0], question) if "cursor" in given else None
    if cursor is not None:
        editions = as_of(editions, cursor.snapshot)
    found = find_records(table, choose_editions(editions, given), given)
    return _page(found, given, question, cursor, newest_position(editions))


def page_of_edition(table: OpenTable, published: Published, given: Given) -> Page:
    """A page of the records of `table` in one edition."""
    question = question_of(table.name, published.sha256, chosen_filters(table, given))
    cursor = read_cursor(given["cursor"][0], question) if "cursor" in given else None
    return _page(find_records(table, (published,), given), given, question, cursor, published.position)


def _page(found: RecordSet, given: Given, question: str, cursor: Cursor | None, snapshot: int) -> Page:
    limit = int(given["limit"][0]) if "limit" in given else DEFAULT_LIMIT
    taken: list[tuple[Published, Record]] = []
    begun = cursor is None
    for published, records in found.records:
        after = 0
        if cursor is not None and published.edition_id == cursor.edition_id:
            begun, after = True, cursor.number
        if begun:
            # One more than the page holds tells whether anything follows.
            room = limit + 1 - len(taken)
            taken += [(published, one) for one in _after(records, after, room)]
        if len(taken) > limit:
            break
    if not begun:
        raise _cursor_of_no_edition()
    following = None
    if len(taken) > limit:
        last_edition, last = taken[limit - 1]
        following = Cursor(snapshot, last_edition.edition_id, last.number, question)
    return Page(found=found, records=tuple(taken[:limit]), limit=limit, following=following)


def _after(records: tuple[Record, ...], number: int, room: int) -> tuple[Record, ...]:
    """The first `room` records behind the one with that number."""
    start = next((at for at, one in enumerate(records) if one.number > number), len(records)) if number else 0
    return records[start : start + room]


def _cursor_of_no_edition() -> ApiProblemError:
    return ApiProblemError(
        400,
        "bad_cursor",
        "パラメーターcursorが指す版がありません。cursorを付けずに、最初のページから読み直してください。",
        "The cursor points to no edition of this question: start again from the first page, without a cursor.",
        parameter=CURSOR.name,
    )
