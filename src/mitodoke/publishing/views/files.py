"""The files of an edition: open data in every format, the data package, and the reports to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from django.http import HttpRequest, HttpResponse

from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.reports.pdf import ReportNotRenderedError
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.plans.queries import own_file_bytes
from mitodoke.publishing import queries
from mitodoke.publishing.edition_files import EditionFile, edition_files, report_files
from mitodoke.publishing.errata_files import errata_files
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import KINDS
from mitodoke.publishing.presentation.asked import REPORT_SETTINGS, tell
from mitodoke.publishing.presentation.beside import EVIDENCE_FOLDER, attached_files
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.public_address import publication_of
from mitodoke.publishing.report_settings import settings_for
from mitodoke.publishing.shown_draft import shown_draft
from mitodoke.publishing.views.page import City, OpenEdition, find_city, open_edition, open_row, public_page
from mitodoke.reporting.queries import evidence_bytes


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
    try:
        content = found.render()
    except ReportNotRenderedError as problem:
        raise NoSuchPageError(str(problem)) from problem
    response = HttpResponse(content, content_type=found.media_type)
    response["Content-Disposition"] = f'inline; filename="{name.rpartition("/")[2]}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public_page
def attached_file(
    request: HttpRequest, code: str, pillar: str, year: int | None, version: int, folder: str, name: str
) -> HttpResponse:
    """A file that an edition names, of evidence or in a field: only ever to be saved, under a name of our own."""
    opened = open_edition(find_city(code), KINDS[pillar], year, version)
    content, found = None, None
    for one in attached_files(opened.index.edition.content):
        if one.name == f"{folder}{name}":
            found = one
            content = (evidence_bytes if folder == EVIDENCE_FOLDER else own_file_bytes)(one.sha256)
    if found is None or content is None:
        raise NoSuchPageError(tr("{edition}には、この名前のファイルがありません。", edition=opened.label))
    response = HttpResponse(content, content_type=found.kind.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def reports(city: City) -> Iterator[str]:
    """The addresses of all reports of a city."""
    for row in city.shelf.rows:
        opened = open_row(city, row)
        for file in _reports(city, opened):
            yield opened.addresses.file(file.name)


def _reports(city: City, opened: OpenEdition) -> Iterator[EditionFile]:
    """The reports of an edition; a later version also has the list of what it corrects."""
    settings = _settings(opened)
    yield from report_files(opened.index.edition, settings)
    before = city.shelf.corrected_by(opened.row)
    if before is not None:
        reasons = queries.change_reasons_of(opened.row.edition_id)
        yield from errata_files(open_row(city, before).index.edition, opened.index.edition, settings, reasons)


def _settings(opened: OpenEdition) -> ReportSettings:
    """What the city set; told, so that the static form writes its reports anew when it is changed."""
    row = opened.row
    settings = settings_for(row.code, row.kind, row.fiscal_year)
    draft = shown_draft()
    if draft is not None and draft.is_row(opened.index.edition):
        return replace(settings, draft=True)
    tell((row.code, REPORT_SETTINGS, row.kind.value, str(row.fiscal_year)), settings)
    return settings


def files(city: City) -> Iterator[str]:
    """The addresses of all data files of a city, without the reports."""
    for row in city.shelf.rows:
        opened = open_row(city, row)
        for file in edition_files(opened.index.edition, Publication()):
            yield opened.addresses.file(file.name)
        for attached in attached_files(opened.index.edition.content):
            yield opened.addresses.file(attached.name)
