"""The files of an edition: open data in every format, the data package, and the reports to print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.http import HttpRequest, HttpResponse

from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.publishing.edition_files import EditionFile, edition_files, report_files
from mitodoke.publishing.errata_files import errata_files
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import KINDS
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.public_address import publication_of
from mitodoke.publishing.views.page import City, OpenEdition, find_city, open_edition, open_row, public_page


@public_page
def edition_file(
    request: HttpRequest, code: str, pillar: str, year: int | None, version: int, name: str
) -> HttpResponse:
    """One file of an edition."""
    city = find_city(code)
    opened = open_edition(city, KINDS[pillar], year, version)
    edition = opened.index.edition
    files = chain(edition_files(edition, publication_of(request)), _reports(city, opened))
    found = next((file for file in files if file.name == name), None)
    if found is None:
        raise NoSuchPageError(tr("{edition}には、この名前のファイルがありません。", edition=opened.label))
    response = HttpResponse(found.render(), content_type=found.media_type)
    response["Content-Disposition"] = f'inline; filename="{name.rpartition("/")[2]}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def reports(city: City) -> Iterator[str]:
    """The addresses of all reports of a city."""
    for row in city.shelf.rows:
        opened = open_row(city, row)
        for file in _reports(city, opened):
            yield opened.addresses.file(file.name)


def _reports(city: City, opened: OpenEdition) -> Iterator[EditionFile]:
    """The reports of an edition; a later version also has the list of what it corrects."""
    settings = ReportSettings()
    yield from report_files(opened.index.edition, settings)
    before = city.shelf.corrected_by(opened.row)
    if before is not None:
        yield from errata_files(open_row(city, before).index.edition, opened.index.edition, settings)


def files(city: City) -> Iterator[str]:
    """The addresses of all data files of a city, without the reports."""
    for row in city.shelf.rows:
        opened = open_row(city, row)
        for file in edition_files(opened.index.edition, Publication()):
            yield opened.addresses.file(file.name)
