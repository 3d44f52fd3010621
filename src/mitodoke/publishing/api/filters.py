"""The filters on records: what each looks at, which tables it applies to, and which records it lets through.

A filter looks at the record's own column where the table has it, else at the item, indicator or register entry that
the record belongs to, so that the measures of a department are found in the table of items too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.open_data.codes import code_list
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES, open_table
from mitodoke.publishing.api.parameters import Given, Parameter
from mitodoke.publishing.api.problem import bad_value
from mitodoke.publishing.api.published import Published
from mitodoke.publishing.api.records import ApiValue, Record, records_of, searched_texts

Values = Iterable[ApiValue]
Related = Callable[[Record], Values]

ITEM = ("item_id", "indicator_id", "subject")
"""The columns by which a record belongs to an item of a plan."""

INDICATOR = ("indicator_id", "subject")
ENTRY = ("entry_id", "subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """One filter.

    `column` is the column it looks at in the tables that have it (in `tables` only, where named); `related` what it
    looks at otherwise, in the tables with one of the columns `through`. `contains` compares the folded text for a
    part, else values are compared whole.
    """

    title: str
    title_en: str
    name: str
    example: str
    column: str | None = None
    tables: tuple[str, ...] = ()
    related: Related | None = None
    through: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    contains: bool = False
    year: bool = False

    def has_column(self, table: OpenTable) -> bool:
        """Whether it looks at a column of the table itself."""
        return self.column in table.columns and (not self.tables or table.name in self.tables)

    def applies(self, table: OpenTable) -> bool:
        """Whether a table's records have, or belong to, what it looks at."""
        return self.has_column(table) or (
            self.related is not None and any(c in table.columns for c in self.through)
        )

    def values_of(self, table: OpenTable) -> Related:
        """What it looks at in the records of a table that it applies to."""
        if self.column is not None and self.has_column(table):
            index = table.columns.index(self.column)
            return lambda record: (record.values[index],)
        assert self.related is not None
        return self.related

    def parameter(self, table: OpenTable) -> Parameter:
        """The parameter as it is offered for a table: with the codes of the table's own column where it has them."""
        codes = self.codes
        if self.has_column(table):
            listed = next(field.codes for field in table.fields if field.name == self.column)
            codes = (listed,) if listed else ()
        values = tuple(dict.fromkeys(value for name in codes for value in code_list(name).values))
        return Parameter(
            name=self.name,
            title=self.title,
            title_en=self.title_en,
            example=values[0] if values else self.example,
            values=values or None,
            minimum=1000 if self.year else None,
            maximum=9999 if self.year else None,
            repeatable=True,
        )

    def lets_through(self, table: OpenTable, wanted: tuple[str, ...]) -> Callable[[Record], bool]:
        """Whether any value of a record is, or contains, one of those that are wanted."""
        values_of = self.values_of(table)
        if self.contains:
            parts = tuple(_folded_part(self.name, text) for text in wanted)
            return lambda record: any(
                part in _folded(value)
                for value in values_of(record)
                if isinstance(value, str)
                for part in parts
            )
        chosen = frozenset(wanted)
        return lambda record: any(str(value) in chosen for value in values_of(record) if value is not None)


def _folded_part(name: str, text: str) -> str:
    part = comparable(text)
    if not part:
        raise bad_value(name, "目に見える文字を含む語", "a word with at least one visible character")
    return part


_folded = lru_cache(maxsize=4096)(comparable)


def _of_item(pick: Callable[[PlanItem], Values]) -> Related:
    return lambda record: pick(record.item) if record.item is not None else ()


def _of_indicator(pick: Callable[[Indicator], Values]) -> Related:
    return lambda record: pick(record.indicator) if record.indicator is not None else ()


def _of_entry(pick: Callable[[CollaborationEntry], Values]) -> Related:
    return lambda record: pick(record.entry) if record.entry is not None else ()


def _departments(record: Record) -> Values:
    own = record.item.departments if record.item else record.entry.departments if record.entry else None
    return own or ()


RECORD_FILTERS: tuple[RecordFilter, ...] = (
    RecordFilter(
        name="department", title="担当部署（名称の一部）", title_en="Responsible department (part of its name)",
        example="課", column="department", related=_departments, through=(*ITEM, *ENTRY), contains=True,
    ),
    RecordFilter(
        name="item_id", title="項目ID", title_en="Item id", example="01-1", column="item_id", through=ITEM,
        related=_of_item(lambda i: (i.item_id,)),
    ),
    RecordFilter(
        name="parent_id", title="上位の項目ID", title_en="Id of the item above", example="01",
        column="parent_id", through=ITEM, related=_of_item(lambda i: (i.parent_id,)),
    ),
    RecordFilter(
        name="item_kind", title="項目の階層", title_en="Level of the item", example="measure",
        column="kind", tables=("items",), through=ITEM, codes=("item_kind",),
        related=_of_item(lambda i: (str(i.kind),)),
    ),
    RecordFilter(
        name="code", title="印刷された番号", title_en="Number as printed", example="01-1", column="code",
        through=ITEM, related=_of_item(lambda i: (i.code,)),
    ),
    RecordFilter(
        name="sdg", title="SDGsのゴール（番号）", title_en="Sustainable Development Goal (number)", example="8",
        column="sdg", through=ITEM, codes=("sdg",),
        related=_of_item(lambda i: i.sdgs or ()),
    ),
    RecordFilter(
        name="flag", title="見直しの区分", title_en="Mark of a review", example="ended", column="flag",
        through=ITEM, codes=("revision_flag",),
        related=_of_item(lambda i: (str(mark) for mark in i.flags or ())),
    ),
    RecordFilter(
        name="indicator_id", title="指標ID", title_en="Indicator id", example="G1-N1", column="indicator_id",
        through=INDICATOR, related=_of_indicator(lambda i: (i.indicator_id,)),
    ),
    RecordFilter(
        name="level", title="指標の種類", title_en="Level of the indicator", example="kpi", column="level",
        through=INDICATOR, codes=("indicator_level",),
        related=_of_indicator(lambda i: (str(i.level),)),
    ),
    RecordFilter(
        name="role", title="役割", title_en="Role", example="actual", column="role", through=ENTRY,
        codes=("organisation_role",), related=_of_entry(lambda e: (str(one.role) for one in e.organisations)),
    ),
    RecordFilter(
        name="entry_id", title="協働事業ID", title_en="Id of a register entry", example="co_hosting-1",
        column="entry_id", through=ENTRY, related=_of_entry(lambda e: (e.entry_id,)),
    ),
    RecordFilter(
        name="form", title="協働の形態", title_en="Form of collaboration", example="co_hosting", column="form",
        through=ENTRY, codes=("collaboration_form",), related=_of_entry(lambda e: (str(e.form),)),
    ),
    RecordFilter(
        name="organisation", title="団体（名称の一部）", title_en="Organisation (part of its name)", example="会",
        column="name", tables=("organisations",), through=ENTRY, related=_of_entry(lambda e: (one.name for one in e.organisations)), contains=True,
    ),
    RecordFilter(
        name="record_year", title="記録そのものの年度", title_en="Fiscal year in the record itself",
        example="2024", column="fiscal_year", tables=("ratings", "values", "collaborations"), year=True,
        through=("entry_id",), related=_of_entry(lambda e: (e.fiscal_year,)),
    ),
    RecordFilter(
        name="subject", title="対象のID", title_en="Id of what it is about", example="document", column="subject",
    ),
    RecordFilter(
        name="severity", title="指摘の重さ", title_en="Severity of the finding", example="warning",
        column="severity",
    ),
)  # fmt: skip
"""In the order in which they are documented."""

WORDS = Parameter(
    name="q",
    title="語（すべてを含む記録。全角・半角や大文字・小文字は区別しません）",
    title_en="Words that the record's own texts all contain, whatever their width and case",
    example="事業",
)

_BY_NAME = {one.name: one for one in RECORD_FILTERS}


_PARAMETERS = {
    table.name: (*(one.parameter(table) for one in RECORD_FILTERS if one.applies(table)), WORDS)
    for table in OPEN_TABLES
}


def record_parameters(table: OpenTable) -> tuple[Parameter, ...]:
    """The parameters that choose records of a table: the filters that apply to it, and words."""
    return _PARAMETERS[table.name]


Chosen = tuple[tuple[str, tuple[str, ...]], ...]
"""The filters of a question with their values, in a fixed order: the same question is the same value."""


def chosen_filters(table: OpenTable, given: Given) -> Chosen:
    """The part of `given` that chooses records."""
    names = [parameter.name for parameter in record_parameters(table)]
    return tuple((name, tuple(sorted(given[name]))) for name in names if name in given)


@lru_cache(maxsize=512)
def matching(published: Published, name: str, chosen: Chosen) -> tuple[Record, ...]:
    """The records of a table of an edition that every filter lets through, in the table's order."""
    table = open_table(name)
    records = records_of(published, name)
    for filter_name, wanted in chosen:
        if filter_name == WORDS.name:
            words = [_folded_part(WORDS.name, word) for word in wanted[0].split()]
            if not words:
                raise bad_value(WORDS.name, "空白でない文字を含む語", "a word that is not blank")
            texts = searched_texts(published, name)
            records = tuple(one for one in records if all(word in texts[one.number - 1] for word in words))
        else:
            lets_through = _BY_NAME[filter_name].lets_through(table, wanted)
            records = tuple(record for record in records if lets_through(record))
    return records
