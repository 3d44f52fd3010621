"""A whole edition as a data package: every file by its name, or as one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import edition_json
from mitodoke.outputs.open_data.csv_file import CsvEncoding, csv_bytes
from mitodoke.outputs.open_data.csvw import group_metadata, table_metadata
from mitodoke.outputs.open_data.data_package import data_package
from mitodoke.outputs.open_data.edition_name import Publication, edition_name
from mitodoke.outputs.open_data.edition_schema import SCHEMA_FILE, published_schema
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.outputs.open_data.readme import readme
from mitodoke.outputs.open_data.reference_tables import CODES_TABLE, VersionNote, history_of, history_table

DESCRIPTOR = "datapackage.json"

_LOCAL = Publication()


def package_files(
    edition: Edition, publication: Publication = _LOCAL, history: tuple[VersionNote, ...] = ()
) -> dict[str, bytes]:
    """Every file of the package by its name; the same edition and terms give the same bytes.

    `history` tells of all versions up to this one; without it the package knows only of its own.
    """
    versions = history or history_of(edition)
    tables = (*tables_of(edition), CODES_TABLE, history_table(versions))
    tabular = {table: csv_bytes(table, edition, CsvEncoding.UTF_8) for table in tables}
    files = {
        "README.md": readme(edition, tables, versions, publication),
        DESCRIPTOR: data_package(edition, tabular, publication),
        "csv-metadata.json": group_metadata(tables, publication.licence),
        "edition.json": edition_json(edition, indent=1),
        SCHEMA_FILE: published_schema(publication),
    }
    for table, data in tabular.items():
        files[f"{table.name}.csv"] = data
        files[f"{table.name}.csv-metadata.json"] = table_metadata(table, publication.licence)
    return files


def package_zip(
    edition: Edition, publication: Publication = _LOCAL, history: tuple[VersionNote, ...] = ()
) -> bytes:
    """The package as one zip file, in a folder of the edition's name."""
    return zip_files(package_files(edition, publication, history), edition_name(edition))


def zip_files(files: Mapping[str, bytes], folder: str) -> bytes:
    """`files` below `folder` in a zip without times or owners, so that equal files give an equal zip."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return output.getvalue()
