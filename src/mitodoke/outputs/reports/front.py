"""What every report begins with: its cover, its running header, its date, and the city's own texts."""

from __future__ import annotations

from mitodoke.domain.edition import Edition
from mitodoke.domain.fiscal_year import format_iso
from mitodoke.outputs.reports.blocks import Block, Cover, Heading, Paragraph, Report, Section, TextStyle
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import one_line, period, shortened, year_words

FICTIONAL = "架空の資料（見本）"
DRAFT = "案（公表前）"
ABRIDGED = "この版は要約データから作成したため、取組内容などの文章を含みません。"
_LONGEST_CITY, _LONGEST_TITLE = 16, 40
"""A longer name or title is cut in the line that runs over every page; the cover has it whole."""
_NO_DATE = "2000-01-01"
"""The date of files of an edition that tells no date at all."""


def make_report(
    edition: Edition,
    settings: ReportSettings,
    *,
    title: str,
    sections: tuple[Section, ...],
    with_cover: bool = True,
    contents_depth: int = 0,
) -> Report:
    """A report of `edition` with the given sections."""
    city = city_name(edition, settings)
    version = _version(edition, settings)
    marks = [
        shortened(city, _LONGEST_CITY),
        shortened(title, _LONGEST_TITLE),
        version,
        FICTIONAL if edition.fictional else "",
    ]
    return Report(
        title=" ".join(part for part in (DRAFT if settings.draft else "", city, title) if part),
        author=city or "自治体名不明",
        description=f"{title}（{edition.content.document.document}、{version}）",
        header="　".join(mark for mark in marks if mark),
        cover=_cover(edition, settings, title) if with_cover else None,
        contents_depth=contents_depth,
        sections=sections,
        moment=moment(edition),
        mark=DRAFT if settings.draft else "",
    )


def _version(edition: Edition, settings: ReportSettings) -> str:
    return f"第{edition.version}版" + ("の案" if settings.draft else "")


def city_name(edition: Edition, settings: ReportSettings) -> str:
    """The name of the city; empty where neither the settings nor the document tell it."""
    return one_line(settings.city_name or edition.content.document.municipality)


def document_title(edition: Edition) -> str:
    """The title of the document; the name of its kind where it has none."""
    document = edition.content.document
    return one_line(document.title) or document.kind.label


def reported_period(edition: Edition) -> str:
    """The months that the document reports on; its fiscal year where it does not tell them."""
    document = edition.content.document
    return period(document.period_start, document.period_end) or year_words(document.fiscal_year)


def moment(edition: Edition) -> str:
    """The day that the files carry: of publication, else the newest that the document tells."""
    document = edition.content.document
    told = (edition.published_on, document.published, document.as_of, document.period_end)
    return next((day for day in told if day), _NO_DATE)


def opening(edition: Edition, settings: ReportSettings, default: str) -> list[Block]:
    """はじめに: the city's own text, or `default`; and what must be known of the edition."""
    blocks: list[Block] = [Heading(level=1, text="はじめに")]
    blocks += own_text(settings.introduction, default)
    if edition.content.document.abridged:
        blocks.append(Paragraph(text=ABRIDGED, style=TextStyle.NOTE))
    return blocks


def own_text(text: str | None, default: str) -> list[Block]:
    """The paragraphs of a text that the city set, or of `default`."""
    lines = (default if text is None else text).splitlines()
    return [Paragraph(text=line.strip()) for line in lines if line.strip()]


def _cover(edition: Edition, settings: ReportSettings, title: str) -> Cover:
    document = edition.content.document
    told = reported_period(edition)
    published = format_iso(document.published)
    is_public = edition.published_on is not None and not settings.draft
    version = _version(edition, settings) + (
        f"（{format_iso(edition.published_on)}公表）" if is_public else ""
    )
    own_title = one_line(settings.cover_title)
    lines = (
        DRAFT if settings.draft else "",
        # The city's title may leave out what the document is and of which year.
        title if own_title and own_title != title else "",
        f"（{told}）" if told else "",
        published,
        version,
        FICTIONAL if edition.fictional else "",
    )
    publisher = settings.publisher if settings.publisher is not None else document.publisher
    city, division = city_name(edition, settings), one_line(publisher)
    names = (division,) if division.startswith(city) else (city, division)
    return Cover(
        title=own_title or title,
        lines=tuple(line for line in lines if line),
        publisher=tuple(name for name in names if name),
    )
