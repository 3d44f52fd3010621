"""The occurrences of a collaboration register as an iCalendar file (RFC 5545), for people's calendars."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from icalendar import Calendar, Event, vText

from mitodoke.domain.collaboration import OrganisationRole
from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.dates import (
    DatedOccurrence,
    Undated,
    dated_occurrences,
    iso_day,
    participants_words,
)
from mitodoke.outputs.open_data.edition_name import UNKNOWN, Publication, edition_title
from mitodoke.outputs.open_data.open_table import one_line

MEDIA_TYPE = "text/calendar; charset=utf-8"

_NEVER_PUBLISHED = datetime.date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCalendar:
    """The file, and the occurrences that it leaves out because their days are not known."""

    data: bytes
    left_out: tuple[Undated, ...]


def event_calendar(edition: Edition, publication: Publication) -> EventCalendar:
    """Whole-day events; the same edition gives the same bytes.

    DTEND is the day after the last one, as the format demands; DTSTAMP is the day on which the edition was
    published; the UID stays the same in later versions, so that a calendar replaces what it knows.
    """
    dated, undated = dated_occurrences(edition)
    calendar = Calendar()
    calendar.add("prodid", "-//mitodoke//open data//JA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _text(edition_title(edition)))
    for event in dated:
        calendar.add_component(_event(edition, publication, event))
    return EventCalendar(data=calendar.to_ical(), left_out=undated)


def _event(edition: Edition, publication: Publication, dated: DatedOccurrence) -> Event:
    entry, occurrence = dated.entry, dated.occurrence
    document = edition.content.document
    stamp = iso_day(edition.published_on) or _NEVER_PUBLISHED
    event = Event()
    year = UNKNOWN if entry.fiscal_year is None else entry.fiscal_year
    event.add("uid", _text(f"{dated.name}-{year}@{document.municipality_code or UNKNOWN}.mitodoke"))
    event.add("dtstamp", datetime.datetime.combine(stamp, datetime.time(), datetime.UTC))
    event.add("dtstart", dated.first)
    if dated.last < datetime.date.max:
        event.add("dtend", dated.last + datetime.timedelta(days=1))
    event.add("sequence", edition.version - 1)
    event.add("summary", _text(" ".join(part for part in (entry.title, occurrence.label) if part)))
    event.add("description", _ExactText("\n".join(_description(dated))))
    event.add("categories", [entry.form.label])
    if occurrence.cancelled:
        event.add("status", "CANCELLED")
    # Such an event takes nobody's time: it tells what the city did.
    event.add("transp", "TRANSPARENT")
    if publication.base:
        event.add("url", publication.page_of(edition))
    return event


def _description(dated: DatedOccurrence) -> list[_ExactText]:
    entry, occurrence = dated.entry, dated.occurrence
    organisers = [o.name for o in entry.organisations if o.role is OrganisationRole.ORGANISER]
    partners = [o.name for o in entry.organisations if o.role is OrganisationRole.PARTNER]
    lines = [f"協働の形態：{entry.form.label}"]
    if organisers:
        lines.append(f"主催：{'、'.join(organisers)}")
    if partners:
        lines.append(f"関係団体：{'、'.join(partners)}")
    if entry.departments:
        lines.append(f"担当：{'、'.join(entry.departments)}")
    participants = participants_words(occurrence)
    if participants:
        lines.append(f"参加人数：{participants}")
    if occurrence.note:
        lines.append(occurrence.note)
    return [_text(line) for line in lines]


class _ExactText(vText):
    r"""A text escaped as RFC 5545 says; the library's own way takes a backslash before N for a line break."""

    def to_ical(self) -> bytes:
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n").encode()


def _text(text: str) -> _ExactText:
    """One line without characters that the format cannot hold."""
    return _ExactText(one_line(text) or "")
