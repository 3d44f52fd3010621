"""The notice that stands in the place of a withdrawn edition."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.dates import show_date, show_fiscal_year
from mitodoke.publishing.presentation.text import one_line
from mitodoke.publishing.rows import WithdrawnRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnNotice:
    """A withdrawn edition: what it was called, when and why it was withdrawn, and by whom."""

    anchor: str
    title: str
    label: str
    address: str
    published_on: str
    withdrawn_on: str
    reason: str
    announced_by: str


def notice_of(row: WithdrawnRow, root: str) -> WithdrawnNotice:
    """The notice of `row`; `root` is the path that the site is installed at."""
    addresses = EditionAddresses(
        city=CityAddresses(row.code, root), kind=row.kind, fiscal_year=row.fiscal_year, version=row.version
    )
    return WithdrawnNotice(
        anchor=f"withdrawn-{row.edition_id}",
        title=row.title,
        label=tr(
            "{kind} {year} 第{version}版",
            kind=tr(row.kind.label),
            year=show_fiscal_year(row.fiscal_year),
            version=row.version,
        ),
        address=addresses.home,
        published_on=row.published_on,
        withdrawn_on=row.withdrawn_on,
        reason=row.reason,
        announced_by=row.announced_by,
    )


def notice_sentence(row: WithdrawnRow) -> str:
    """The notice in one line, for feeds and answers of the API."""
    return tr(
        "この版は{date}に取り下げました。理由：{reason}（{office}）",
        date=show_date(row.withdrawn_on),
        reason=one_line(row.reason),
        office=one_line(row.announced_by),
    )
