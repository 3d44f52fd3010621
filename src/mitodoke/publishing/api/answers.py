"""The bodies of the answers, as the dataclasses from which both the JSON and its schema are made.

`records` of a page are plain objects: their schema comes from the columns of the open data table (`record_schema`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta, Raw

from mitodoke.domain.edition_state import ChangeKind

Address = Annotated[str, Meta(description="アドレス / Address.", extra_json_schema={"format": "uri"})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note that belongs to the answer, in Japanese and English."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceTerms:
    """The terms of use; `name` is the SPDX identifier."""

    name: str
    title: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSummary:
    """One published edition. `page` is its permanent address, `address` that of its description here."""

    name: Annotated[str, Meta(description="版の名前 / The edition's permanent name.")]
    title: str
    city: Annotated[str, Meta(description="全国地方公共団体コード / Code of the municipality.")]
    municipality: str
    kind: str
    fiscal_year: int | None
    version: int
    newest_version: Annotated[
        bool, Meta(description="その年度の最新の版か / The newest version of its year?")
    ]
    newest: Annotated[bool, Meta(description="最も新しい年度の最新の版か / The newest of its kind?")]
    fictional: Annotated[bool, Meta(description="架空の市のものか / Made for trying the system?")]
    published_on: Annotated[str, Meta(description="公表した日 / Day of publication (ISO 8601).")]
    sha256: Annotated[str, Meta(description="版のハッシュ値 / Hash of the frozen edition.")]
    inputs_sha256: Annotated[str, Meta(description="入力のハッシュ値 / Hash of what it was made from.")]
    page: Address
    source: Address
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLink:
    """A table, how many records of it an edition has, and where they are."""

    name: str
    title: str
    title_en: str
    count: int
    records: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to take away."""

    title: str
    file_name: str
    media_type: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOfEdition:
    """The document that an edition was made from, and how much of it was accounted for."""

    title: str
    publisher: str | None
    published: str | None
    as_of: str | None
    period_start: str | None
    period_end: str | None
    sha256: str
    lines: int
    lines_accounted: int
    abridged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRecord:
    """Why one record differs from that of the version before."""

    subject: Annotated[str, Meta(description="変わった記録のID / Id of the changed record.")]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChanges:
    """訂正・更新: how a version differs from the public one before it; `kind` and reasons are null where none was told.

    `page` lists what changed, field by field.
    """

    before: Annotated[str, Meta(description="前の版の名前 / Name of the version before.")]
    kind: Annotated[
        ChangeKind | None,
        Meta(description="correction（訂正）かupdate（更新） / Whether errors or new facts were entered."),
    ]
    reason: Annotated[
        str | None,
        Meta(
            description="記録ごとの理由がないものすべての理由 / Reason of all that has none of its own in `records`."
        ),
    ]
    records: list[ChangedRecord]
    page: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionAnswer:
    """One edition with its source, its tables and its files; `changes` is null for the first version that is public."""

    edition: EditionSummary
    changes: VersionChanges | None
    source: SourceOfEdition
    tables: list[TableLink]
    downloads: list[Download]
    licence: LicenceTerms
    notes: list[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsAnswer:
    """Editions, newest first within each city and kind."""

    total: int
    editions: list[EditionSummary]
    licence: LicenceTerms
    notes: list[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A municipality with something published; `newest` are the names of its newest editions."""

    code: str
    name: str
    fictional: bool
    newest: list[str]
    page: Address
    editions: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class CityAnswer:
    """One municipality."""

    city: City
    licence: LicenceTerms
    notes: list[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitiesAnswer:
    """Every municipality with at least one edition."""

    total: int
    cities: list[City]
    licence: LicenceTerms
    notes: list[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `codes` names its code list, `required` tells that it is never null."""

    name: str
    type: str
    title: str
    title_en: str
    description: str
    description_en: str
    codes: str | None
    unit: str | None
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDescription:
    """A table: its columns, the columns that identify a record, the filters, and its records of all cities."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    key: list[str]
    columns: list[Column]
    filters: list[str]
    records: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesAnswer:
    """Every table."""

    total: int
    tables: list[TableDescription]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMeaning:
    """A code and its names."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeListDescription:
    """The codes that a column may hold."""

    name: str
    title: str
    title_en: str
    codes: list[CodeMeaning]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesAnswer:
    """Every code list."""

    total: int
    code_lists: list[CodeListDescription]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsAnswer:
    """A page of records. `total` counts all pages; `next` is null on the last one."""

    table: str
    total: int
    count: int
    limit: int
    next: Address | None
    records: list[dict[str, Any] | Raw]
    editions: Annotated[
        list[EditionSummary],
        Meta(description="探した版 / The editions that were searched; a record names its own."),
    ]
    licence: LicenceTerms
    notes: list[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer:
    """One record with its edition."""

    table: str
    record: dict[str, Any]
    edition: EditionSummary
    licence: LicenceTerms
    notes: list[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLink:
    """One kind of address: `path` with its variable parts in braces."""

    path: str
    title: str
    title_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAnswer:
    """What this service is and where things are."""

    title: str
    title_en: str
    version: str
    openapi: Address
    endpoints: list[ServiceLink]
    tables: list[str]
    cities: int
    editions: int
    licence: LicenceTerms
    notes: list[Note]
