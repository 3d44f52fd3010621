"""The page of corrections: every version that corrects an earlier one, and every withdrawn edition."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.publishing import queries
from mitodoke.publishing.errata_files import NAMES
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.corrections import CorrectedVersion, corrected_version
from mitodoke.publishing.presentation.departments import Shelved
from mitodoke.publishing.presentation.downloads import REPORT_LABELS, offers_reports
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.withdrawn import notice_of
from mitodoke.publishing.views.page import City, find_city, open_row, public_page
from mitodoke.publishing.views.show import show
from mitodoke.publishing.views.withdrawn import withdrawn_editions


@public_page
def corrections(request: HttpRequest, code: str) -> HttpResponse:
    """Every version after the first with what changed and why, the latest publication first, and what was withdrawn."""
    city = find_city(code, emptied=True)
    versions = sorted(_versions(city), key=lambda one: one.published_on or "", reverse=True)
    return show(
        request,
        "corrections.html",
        city,
        title=tr("正誤"),
        section="corrections",
        description=tr("公表したあとに訂正した版と、何がどう変わったかの一覧。"),
        versions=versions,
        editions=len(city.shelf.rows),
        notices=[notice_of(one, get_script_prefix()) for one in withdrawn_editions(code)],
    )


def pages(city: City) -> Iterator[str]:
    """The address of this page."""
    yield city.addresses.page("corrections")


def _versions(city: City) -> Iterator[CorrectedVersion]:
    for row in city.shelf.rows:
        older = city.shelf.corrected_by(row)
        if older is not None:
            before, after = (
                Shelved(index=one.index, addresses=one.addresses, label=one.short_label)
                for one in (open_row(city, older), open_row(city, row))
            )
            year = year_segment(row.fiscal_year)
            yield corrected_version(
                before,
                after,
                comparison=city.addresses.page(
                    "compare",
                    PILLARS[after.kind],
                    f"fy{year}-v{older.version}",
                    f"fy{year}-v{row.version}",
                ),
                errata=[Link(REPORT_LABELS[form], after.addresses.file(name)) for form, name in NAMES]
                if offers_reports.get()
                else (),
                reasons=queries.change_reasons_of(row.edition_id),
            )
