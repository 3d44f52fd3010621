"""The files of open-data tables as links beside what a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.formats import TABLE_FORMATS
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.page import Link

LABELS = {
    "csv": "CSV（Excel向け）",
    "csv-utf-8": "CSV（UTF-8）",
    "csv-cp932": "CSV（シフトJIS）",
    "xlsx": "Excel",
    "json": "JSON",
}
REPLACED = ".cp932.characters.csv"
CHARACTERS = "シフトJISで表せない文字の一覧"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDownloads:
    """One table with the links to its files."""

    title: str
    files: tuple[Link, ...]


def table_downloads(
    edition: Edition, addresses: EditionAddresses, names: Sequence[str]
) -> tuple[TableDownloads, ...]:
    """The tables of `edition` called `names`, in that order; a table that the edition has not is left out."""
    known = {table.name: table for table in tables_of(edition)}
    return tuple(
        TableDownloads(
            title=known[name].title if language() == JAPANESE else known[name].title_en,
            files=(
                *(
                    Link(tr(LABELS[form.name]), addresses.file(form.file_name(known[name])))
                    for form in TABLE_FORMATS
                ),
                Link(tr(CHARACTERS), addresses.file(f"{name}{REPLACED}")),
            ),
        )
        for name in names
        if name in known
    )
